"""The sets of known items and judged topics that bench/ranking measures: their
articles, their queries in every form, and which queries are for training."""

import hashlib
import json
import lzma
import os
import random
import re
import unicodedata

# Old and new places of a tone in an open syllable: hòa, hoà; khỏe, khoẻ; thúy, thuý.
OPEN_RIMES = ("oa", "oe", "uy")
TONES = "\u0300\u0301\u0309\u0303\u0323"
SHAPES = "\u0302\u0306\u031b"


# tracuu reads 200 words of a query; some summaries have more.
MAX_WORDS = 150


def clean(text):
    """As it would be pasted: no control characters, which some of the data has."""
    words = "".join(c if c.isprintable() else " " for c in text).split()
    return " ".join(words[:MAX_WORDS])


class Set:
    """name; marked: whether its queries carry marks; archive: what it is searched in."""

    def __init__(self, name, archive, queries, qrels, marked=True):
        self.name = name
        self.archive = archive
        self.queries = queries
        self.qrels = qrels
        self.marked = marked

    def forms(self):
        return FORMS if self.marked else {"unmarked": FORMS["unmarked"]}


def read_rows(path):
    with open(path, encoding="utf-8") as lines:
        return [line.rstrip("\n").split("\t", 1) for line in lines if line.strip()]


def read_qrels(path):
    relevant = {}
    for query, document in read_rows(path):
        relevant.setdefault(query, set()).add(document)
    return relevant


def articles(path, with_title=True):
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            if not with_title:
                article.pop("title", None)
            yield article


def read_sets(data):
    """All sets below the folder DATA/ranking, and the articles of each archive."""
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
    }

    def load(name, archive, queries="queries.tsv", marked=True):
        relevant = read_qrels(at(name, "qrels.tsv"))
        rows = [(query, clean(text)) for query, text in read_rows(at(name, queries))]
        # The summaries mds1-ref1, mds1-ref2 are queries for the topic mds1.
        qrels = {q: relevant[q if q in relevant else q.rsplit("-", 1)[0]] for q, _ in rows}
        label = name if queries == "queries.tsv" else name + " (summaries)"
        return Set(label, archive, rows, qrels, marked)

    sets = [
        load("news-2017", "news"),
        load("url-slugs", "slugs", marked=False),
        load("legal-2022", "legal"),
        load("news-clusters", "mixed"),
        load("news-clusters", "mixed", "queries_summary.tsv"),
    ]
    return sets, archives


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
