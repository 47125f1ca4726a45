"""The sets of known items and judged topics that bench/ranking measures: their
articles, their queries in every form, and which queries are for training."""

import hashlib
import json
import lzma
import os
import random
import re
import unicodedata

import drawn_sets
from drawn_sets import TONES

# Old and new places of a tone in an open syllable: hòa, hoà; khỏe, khoẻ; thúy, thuý.
OPEN_RIMES = ("oa", "oe", "uy")
SHAPES = "\u0302\u0306\u031b"


# tracuu reads 200 words of a query; some summaries have more.
MAX_WORDS = 150


def clean(text):
    """As it would be pasted: no control characters, which some of the data has."""
    words = "".join(c if c.isprintable() else " " for c in text).split()
    return " ".join(words[:MAX_WORDS])


class Set:
    """archive: what it is searched in; qrels: of each query, article to grade; forms: what
    is typed for a query."""

    def __init__(self, name, archive, queries, qrels, forms):
        self.name = name
        self.archive = archive
        self.queries = queries
        self.qrels = qrels
        self.forms = forms


def read_rows(path):
    with open(path, encoding="utf-8") as lines:
        return [line.rstrip("\n").split("\t", 1) for line in lines if line.strip()]


def read_qrels(path):
    relevant = {}
    for query, document in read_rows(path):
        relevant.setdefault(query, {})[document] = 1
    return relevant


def articles(path, with_title=True):
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            if not with_title:
                article.pop("title", None)
            yield article


def is_training(query_id):
    """Half of all queries, by their id; the summaries of a topic stay with it."""
    topic = query_id.split("-ref", 1)[0]
    return hashlib.sha256(topic.encode()).digest()[0] % 2 == 0


def strip_marks(text):
    plain = "".join(
        c for c in unicodedata.normalize("NFD", text) if c not in TONES and c not in SHAPES
    )
    return unicodedata.normalize("NFC", plain).replace("đ", "d").replace("Đ", "D")


def drop_half(text, query_id):
    """Half of the marked syllables lose all their marks, which half by the query's id."""
    words = re.split(r"(\s+)", unicodedata.normalize("NFC", text))
    marked = [i for i, word in enumerate(words) if strip_marks(word) != word]
    for i in random.Random(query_id).sample(marked, (len(marked) + 1) // 2):
        words[i] = strip_marks(words[i])
    return "".join(words)


def other_place(text):
    """hòa for hoà and the reverse. After q the u is no part of the rime."""
    decomposed = unicodedata.normalize("NFD", text)
    for rime in OPEN_RIMES:
        first, second = rime
        decomposed = re.sub(
            f"(?i)(?<![q])({first})(?:([{TONES}])({second})|({second})([{TONES}]))(?![\\w{TONES}])",
            lambda m: m.group(1) + (
                m.group(3) + m.group(2) if m.group(2) else m.group(5) + m.group(4)),
            decomposed,
        )
    return unicodedata.normalize("NFC", decomposed)


FORMS = {
    "marked": lambda text, _: text,
    "unmarked": lambda text, _: strip_marks(text).lower(),
    "lower case": lambda text, _: text.lower(),
    "half of the marks": drop_half,
    "NFD": lambda text, _: unicodedata.normalize("NFD", text),
    "other tone place": lambda text, _: other_place(text),
}


def read_sets(data):
    """All sets below the folder DATA/ranking, and the articles of each archive, also of those
    that sets are drawn from."""
    ranking = os.path.join(data, "ranking")

    def at(*names):
        return os.path.join(ranking, *names)

    news = os.path.join(data, "news-2017.jsonl.xz")
    archives = {
        "news": lambda: articles(news, with_title=False),
        "mixed": lambda: (
            a for path in (news, at("news-clusters", "docs.jsonl.xz")) for a in articles(path)
        ),
        "slugs": lambda: articles(at("url-slugs", "docs.jsonl.xz")),
        "legal": lambda: articles(at("legal-2022", "docs.jsonl.xz")),
        "headlines": lambda: articles(os.path.join(data, "headlines-2025.jsonl.xz")),
    }

    def load(name, archive, queries="queries.tsv", forms=FORMS):
        relevant = read_qrels(at(name, "qrels.tsv"))
        rows = [(query, clean(text)) for query, text in read_rows(at(name, queries))]
        # The summaries mds1-ref1, mds1-ref2 are queries for the topic mds1.
        qrels = {q: relevant[q if q in relevant else q.rsplit("-", 1)[0]] for q, _ in rows}
        label = name if queries == "queries.tsv" else name + " (summaries)"
        return Set(label, archive, rows, qrels, forms)

    sets = [
        load("news-2017", "news"),
        load("url-slugs", "slugs", forms={"unmarked": FORMS["unmarked"]}),
        load("legal-2022", "legal"),
        load("news-clusters", "mixed"),
        load("news-clusters", "mixed", "queries_summary.tsv"),
    ]
    return sets, archives


# --- Drawn sets ---------------------------------------------------------------------


def of(*transforms):
    """One after the other."""
    def apply(text, query_id):
        for transform in transforms:
            text = transform(text, query_id)
        return text
    return apply


def figures(text, _):
    return re.sub(r"ngày (\d+) tháng (\d+)", r"\1/\2", text)


def quoted(text, _):
    return f'"{text}"'


def choose(*names):
    return {name: FORMS[name] for name in names}


def with_marks(name, transform):
    return {name: transform, name + ", unmarked": of(transform, FORMS["unmarked"]),
            name + ", half": of(transform, FORMS["half of the marks"])}


FORMS_OF_NAMES = {**choose("marked", "lower case", "unmarked", "half of the marks"),
                  "in quotes": quoted}
FORMS_OF_LINES = choose("marked", "unmarked", "half of the marks")
FORMS_OF_DATED = {"in words": lambda text, _: text, "in words, unmarked": FORMS["unmarked"],
                  "in figures": figures}
FORMS_OF_MEMORY = {**with_marks("few words", drawn_sets.shorten),
                   **with_marks("dropped", drawn_sets.forget),
                   **with_marks("shuffled", drawn_sets.shuffle),
                   **with_marks("with a slip", drawn_sets.misremember)}
FORMS_OF_SLIPS = {
    "clean": lambda text, _: text, "clean, unmarked": FORMS["unmarked"],
    **{kind: drawn_sets.slip(kind) for kind in drawn_sets.SLIPS},
    **{kind + ", unmarked": of(drawn_sets.slip(kind), FORMS["unmarked"])
       for kind in ("joined", "split", "key beside")}}


def read_titles(data, archive):
    name = "headlines-2025" if archive == "headlines" else "news-2017"
    return {str(a["id"]): clean(unicodedata.normalize("NFC", a["title"]))
            for a in articles(os.path.join(data, name + ".jsonl.xz")) if a.get("title")}


def draw_all(data, lines):
    """All drawn sets, as lists: name, archive, [query, text, {article: grade}]."""
    out = []
    for archive in ("mixed", "headlines"):
        found = list(drawn_sets.read_articles(lines(archive)))
        rows = drawn_sets.draw_rows(found, archive)
        out += [(f"{kind} ({archive})", archive, rows[kind])
                for kind in ("names", "terms", "persons", "acronyms")]
        if archive == "mixed":
            out.append(("dated", archive, drawn_sets.draw_dated(found)))
    count = drawn_sets.KNOWN_ITEMS
    asked = {article for relevant in read_qrels(os.path.join(
        data, "ranking", "news-2017", "qrels.tsv")).values() for article in relevant}
    news = {a: t for a, t in read_titles(data, "news").items() if a not in asked}
    recent = read_titles(data, "headlines")
    for name, archive, titles, keep in (
            ("half-remembered", "news", news, lambda t: True),
            ("half-remembered (titled)", "mixed", news, lambda t: True),
            ("half-remembered (headlines)", "headlines", recent, lambda t: True),
            ("slips", "mixed", news, lambda t: True),
            ("slips (headlines)", "headlines", recent, lambda t: True),
            ("questions", "news", news, drawn_sets.QUESTION.search),
            ("quotation marks", "news", news, drawn_sets.QUOTES.search),
            ("quotation marks (headlines)", "headlines", recent, drawn_sets.QUOTES.search)):
        out.append((name, archive, drawn_sets.draw_headlines(titles, count, name, keep)))
    return out


def forms_of(name):
    kind = name.split(" (")[0]
    return {"dated": FORMS_OF_DATED, "half-remembered": FORMS_OF_MEMORY, "slips": FORMS_OF_SLIPS,
            "questions": FORMS_OF_LINES, "quotation marks": FORMS_OF_LINES,
            "acronyms": choose("marked", "lower case")}.get(kind, FORMS_OF_NAMES)


def read_drawn_sets(data, work, lines):
    """The sets that are drawn from articles, kept in the folder WORK. LINES(archive): the file
    of its articles."""
    path = os.path.join(work, "drawn.json")
    if not os.path.exists(path):
        drawn = draw_all(data, lines)
        with open(path + ".part", "w", encoding="utf-8") as out:
            json.dump(drawn, out, ensure_ascii=False)
        os.rename(path + ".part", path)
    with open(path, encoding="utf-8") as kept:
        drawn = json.load(kept)
    return [Set(name, archive, [(query, text) for query, text, _ in rows],
                {query: relevant for query, _, relevant in rows}, forms_of(name))
            for name, archive, rows in drawn]
