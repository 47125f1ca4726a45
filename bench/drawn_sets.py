"""Queries as people type them, drawn from the articles: names and terms, persons,
acronyms, names with a date, half-remembered headlines, slips, questions, headlines with
quotation marks. The same articles give the same queries: what is drawn is chosen by
SHA-256. bench/README.md describes the sets."""

import hashlib
import json
import math
import random
import re
import unicodedata
from collections import Counter, defaultdict

TONES = "\u0300\u0301\u0309\u0303\u0323"
TOKEN = re.compile(r"\w+|[^\w\s]")
SURNAMES = frozenset(
    "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Đinh Trịnh Đoàn Lương"
    " Cao Tạ Phùng Đào".split())
QUESTION = re.compile(r"(?i)\?|\b(vì sao|tại sao|thế nào|bao nhiêu|là gì|ở đâu|khi nào|làm sao)\b")
QUOTES = re.compile("[\"“”‘’']")

NAMES, TERMS, PERSONS, ACRONYMS, DATED = 240, 240, 240, 120, 240
KNOWN_ITEMS = 500
LEAST, MOST = 5, 3000      # articles that have what is drawn
BOUND = math.log(50)       # a pair that stands together so much more often than by chance
TITLE, BODY = 2, 1         # grades


def order(key):
    return hashlib.sha256(key.encode()).hexdigest()


def draw(items, count, salt):
    return sorted(items, key=lambda item: order(f"{salt} {item}"))[:count]


def draw_weighted(counts, count, salt):
    """What is in more articles is asked for more often: by the root of how many (Efraimidis
    and Spirakis 2006)."""

    def key(item):
        uniform = (int(order(f"{salt} {item}")[:12], 16) + 1) / (16 ** 12 + 1)
        return math.log(uniform) / math.sqrt(counts[item])

    return sorted(counts, key=key, reverse=True)[:count]


class Canon(dict):
    """A token to its spelling whatever the place of its tone and its case."""

    def __missing__(self, token):
        letters = unicodedata.normalize("NFD", token.lower())
        bare = unicodedata.normalize("NFC", "".join(c for c in letters if c not in TONES))
        self[token] = bare + "".join(c for c in letters if c in TONES)
        return self[token]


CANON = Canon()


def spell(tokens):
    return tuple(CANON[token] for token in tokens)


class Article:
    """id; the tokens of its title and of the rest."""

    def __init__(self, article):
        self.id = str(article["id"])
        rest = f"{article.get('lead') or ''}\n{article.get('body') or ''}"
        self.title, self.body = (
            TOKEN.findall(unicodedata.normalize("NFC", text))
            for text in (article.get("title") or "", rest))


def read_articles(path):
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            yield Article(json.loads(line))


# --- What stands in articles ---------------------------------------------------------


def is_title_case(token):
    return token[0].isupper() and token[1:].islower()


def capital_runs(tokens):
    """Runs of two to four capitalised words within a sentence, as they are written."""
    i, count = 0, len(tokens)
    while i < count:
        if not is_title_case(tokens[i]):
            i += 1
            continue
        end = i + 1
        while end < count and is_title_case(tokens[end]):
            end += 1
        within = i > 0 and tokens[i - 1].islower() and tokens[i - 1].isalpha()
        ends = end == count or not tokens[end][0].isupper()
        if within and ends and 2 <= end - i <= 4:
            yield tuple(tokens[i:end])
        i = end


class Counts:
    """How often words, pairs and longer runs of small letters stand in the articles, and in
    how many articles names do."""

    def __init__(self, articles):
        self.words, self.pairs, self.names = Counter(), Counter(), Counter()
        self.acronyms = defaultdict(Counter)
        self.running = 0
        for article in articles:
            body = article.body
            self.words.update(body)
            self.pairs.update(zip(body, body[1:]))
            self.running += len(body)
            self.names.update(set(capital_runs(body)))
            for acronym, phrase in explained(body):
                self.acronyms[acronym][phrase] += 1

    def is_bound(self, pair):
        a, b = pair
        count = self.pairs[pair]
        return count >= 20 and math.log(
            count * self.running / (self.words[a] * self.words[b])) >= BOUND


def explained(tokens):
    """Acronyms behind what they stand for: ủy ban nhân dân (UBND)."""
    for i in range(2, len(tokens) - 1):
        name = tokens[i]
        size = len(name)
        if tokens[i - 1] != "(" or tokens[i + 1] != ")" or not 2 <= size <= 6:
            continue
        phrase = tokens[max(0, i - 1 - size):i - 1]
        if name.isupper() and name.isalpha() and len(phrase) == size and all(
                word[0].upper() == letter for word, letter in zip(phrase, name)):
            yield name, spell(phrase)


def terms_of(tokens, counts, bound):
    """Two, three or four words of small letters that are bound by pairs."""
    for i in range(len(tokens) - 3):
        if not bound[i]:
            continue
        yield tuple(tokens[i:i + 2])
        if bound[i + 1]:
            yield tuple(tokens[i:i + 3])
        if bound[i + 2]:
            yield tuple(tokens[i:i + 4])


def count_terms(articles, counts):
    known = {pair for pair in counts.pairs
             if pair[0].islower() and pair[1].islower() and pair[0].isalpha()
             and pair[1].isalpha() and len(pair[0]) > 1 and len(pair[1]) > 1
             and counts.is_bound(pair)}
    terms = Counter()
    for article in articles:
        body = article.body
        bound = [pair in known for pair in zip(body, body[1:])]
        terms.update(set(terms_of(body, counts, bound)))
    return terms


# --- Names and terms, judged ---------------------------------------------------------


def rows_in(tokens, by_pair):
    """Which of the rows that are looked for stand in TOKENS."""
    words = spell(tokens)
    found = set()
    for i, pair in enumerate(zip(words, words[1:])):
        for row in by_pair.get(pair, ()):
            if words[i:i + len(row)] == row:
                found.add(row)
    return found


def judge_rows(articles, rows):
    """Of each row, a tuple of canonical words: article to grade."""
    by_pair, single = defaultdict(list), set()
    for row in rows:
        if len(row) > 1:
            by_pair[row[:2]].append(row)
        else:
            single.add(row[0])
    grades = defaultdict(dict)
    for article in articles:
        for tokens, grade in ((article.body, BODY), (article.title, TITLE)):
            for row in rows_in(tokens, by_pair):
                grades[row][article.id] = grade
            for word in single.intersection(spell(tokens)) if single else ():
                grades[word,][article.id] = grade
    return grades


def usable(counts, keep=lambda row: True):
    return {row: count for row, count in counts.items() if LEAST <= count <= MOST and keep(row)}


def draw_rows(articles, label):
    """Names, terms, persons and acronyms: {kind: [(query, text, {article: grade})]}."""
    counts = Counts(articles)
    terms = count_terms(articles, counts)
    drawn = {
        "names": draw_weighted(
            usable(counts.names, lambda r: r[0] not in SURNAMES), NAMES, label),
        "terms": draw_weighted(usable(terms), TERMS, label),
        "persons": draw_weighted(
            usable(counts.names, lambda r: r[0] in SURNAMES and len(r) > 2), PERSONS, label),
    }
    long_forms = {
        name: phrases.most_common(1)[0][0] for name, phrases in counts.acronyms.items()
        if sum(phrases.values()) >= LEAST}
    acronyms = draw(long_forms, ACRONYMS, label)
    rows = {spell(row) for kind in drawn.values() for row in kind}
    for name in acronyms:
        rows.update({spell((name,)), long_forms[name]})
    grades = judge_rows(articles, rows)
    sets = {kind: [(f"{label}-{kind}-{i}", " ".join(row), grades[spell(row)])
                   for i, row in enumerate(chosen)] for kind, chosen in drawn.items()}
    sets["acronyms"] = []
    for i, name in enumerate(acronyms):
        either = dict(grades[long_forms[name]])
        for article, grade in grades[spell((name,))].items():
            either[article] = max(grade, either.get(article, 0))
        sets["acronyms"].append((f"{label}-acronyms-{i}", name, either))
    return sets


# --- A name and a date ---------------------------------------------------------------


def dates_in(tokens):
    """(day, month) as words or as figures tell them, with no more than a day and a month."""
    for i in range(1, len(tokens) - 3):
        day, sign, month = tokens[i:i + 3]
        if not day.isdecimal() or not 1 <= len(day) <= 2:
            continue
        if sign == "tháng" or (sign in "/-." and tokens[i - 1].lower() in ("ngày", "(", "hôm")):
            if month.isdecimal() and 1 <= int(month) <= 12 and 1 <= int(day) <= 31:
                yield int(day), int(month)


def draw_dated(articles):
    """[(query, text, {article: grade})]: articles that have both."""
    having, in_title, counts = defaultdict(set), defaultdict(set), Counter()
    for article in articles:
        dates = set(dates_in(article.body))
        names = set(capital_runs(article.body))
        counts.update(names)
        for name in names:
            for date in dates:
                having[name, date].add(article.id)
        for name in set(capital_runs(article.title)):
            in_title[name].add(article.id)
    usable_pairs = [key for key, found in having.items()
                    if len(found) <= 20 and LEAST <= counts[key[0]] <= MOST]
    chosen = draw(usable_pairs, DATED, "dated")
    return [(f"dated-{i}", f"{' '.join(name)} ngày {day} tháng {month}",
             {article: TITLE if article in in_title[name] else BODY
              for article in having[name, (day, month)]})
            for i, (name, (day, month)) in enumerate(chosen)]


# --- Headlines -----------------------------------------------------------------------


def draw_headlines(titles, count, salt, keep=lambda title: True):
    """TITLES: article to headline; [(query, headline, {article: 1})]."""
    usable_titles = [article for article, title in titles.items()
                     if 6 <= len(title.split()) <= 20 and keep(title)]
    return [(f"{salt}-{article}", titles[article], {article: 1})
            for article in draw(usable_titles, count, salt)]


# --- What fingers and memory do --------------------------------------------------------

NEIGHBOURS = {
    "q": "wa", "w": "qes", "e": "wrd", "r": "etf", "t": "ryg", "y": "tuh", "u": "yij",
    "i": "uok", "o": "ipl", "p": "ol", "a": "qsz", "s": "adwx", "d": "sfec", "f": "dgrv",
    "g": "fhtb", "h": "gjyn", "j": "hkum", "k": "jlim", "l": "kop", "z": "xas", "x": "zcsd",
    "c": "xvdf", "v": "cbfg", "b": "vngh", "n": "bmhj", "m": "njk"}


def words_of(text):
    return re.findall(r"[\w/.,%-]*\w", text)


def pick(words, chance, least=3):
    """The place of a word of letters."""
    places = [i for i, word in enumerate(words) if len(word) >= least and word.isalpha()]
    return chance.choice(places) if places else None


def join(words, chance):
    places = [i for i in range(len(words) - 1)
              if words[i].isalpha() and words[i + 1].isalpha()]
    if places:
        i = chance.choice(places)
        words[i:i + 2] = [words[i] + words[i + 1]]


def split(words, chance):
    i = pick(words, chance, 4)
    if i is not None:
        at = chance.randrange(2, len(words[i]) - 1)
        words[i:i + 1] = [words[i][:at], words[i][at:]]


def press_beside(words, chance):
    i = pick(words, chance)
    places = [k for k, c in enumerate(words[i]) if c.lower() in NEIGHBOURS] if i is not None else []
    if places:
        k = chance.choice(places)
        other = chance.choice(NEIGHBOURS[words[i][k].lower()])
        words[i] = words[i][:k] + other + words[i][k + 1:]


def leave_out(words, chance):
    i = pick(words, chance)
    if i is not None:
        k = chance.randrange(len(words[i]))
        words[i] = words[i][:k] + words[i][k + 1:]


def double(words, chance):
    i = pick(words, chance)
    if i is not None:
        k = chance.randrange(len(words[i]))
        words[i] = words[i][:k + 1] + words[i][k:]


def swap(words, chance):
    i = pick(words, chance)
    if i is not None:
        k = chance.randrange(len(words[i]) - 1)
        word = words[i]
        words[i] = word[:k] + word[k + 1] + word[k] + word[k + 2:]


SLIPS = {"joined": join, "split": split, "key beside": press_beside, "letter left out": leave_out,
         "letter doubled": double, "letters swapped": swap}


def slip(kind):
    def apply(text, query):
        words = words_of(text)
        SLIPS[kind](words, random.Random(f"{query} {kind}"))
        return " ".join(words)
    return apply


def forget(text, query):
    """Three in ten words are dropped."""
    words = words_of(text)
    chance = random.Random(f"{query} forget")
    kept = max(3, len(words) - round(len(words) * .3))
    places = sorted(chance.sample(range(len(words)), min(kept, len(words))))
    return " ".join(words[i] for i in places)


def shorten(text, query):
    """Three or four words that stand in a row."""
    words = words_of(text)
    chance = random.Random(f"{query} shorten")
    size = chance.randint(3, 4)
    start = chance.randrange(max(1, len(words) - size + 1))
    return " ".join(words[start:start + size])


def shuffle(text, query):
    """Likewise, and the rest in another order, one to three words at a time."""
    words = forget(text, query).split()
    chance = random.Random(f"{query} shuffle")
    chunks = []
    while words:
        size = chance.randint(1, 3)
        chunks.append(words[:size])
        words = words[size:]
    chance.shuffle(chunks)
    return " ".join(word for chunk in chunks for word in chunk)


def misremember(text, query):
    """Likewise, and a slip of any kind in one of the words."""
    words = shuffle(text, query).split()
    chance = random.Random(f"{query} slip")
    SLIPS[chance.choice(sorted(SLIPS))](words, chance)
    return " ".join(words)
