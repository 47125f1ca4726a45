"""What articles are given besides their text, and what asks for it: filters, days, facets."""

import calendar
import collections
import re

from spelling import spell
from words import listed

AUTHORS = ["Lê Hưng", "Lê Hưng Yên", "Trần Thuý Hòa", "Trần Thúy Hoà", "Nguyễn Hùng", "Nguyen Hung",
           "Y Blô", "Phạm Mỹ", "Phạm Mĩ Lệ", "Đỗ Quý", "H'Linh Niê", "Vũ An"]
PLACES = ["Huế", "Hà Nội", "Kon Tum", "Cần Thơ", "Đà Lạt", "Đà Nẵng", "Tam Kỳ"]
SOURCES = ["VOV", "VOV Giao thông", "TTXVN", "Báo Tin tức", "Báo Tin Tức", "Tin tức miền núi"]
ISSUERS = ["Sở Y tế", "Sở Y tế Huế", "UBND tỉnh", "Bộ Xây dựng"]
KINDS = ["Thông báo", "Quyết định", "Thông cáo báo chí"]
YEARS = range(2016, 2019)

TEXTS = ("author", "place", "source", "issuer", "kind")
NAMES = {"author": ["tác giả:", "tacgia:", "author:", "bút danh:"],
         "place": ["nơi:", "tinh:", "place:"],
         "source": ["nguồn:", "nguon:", "source:"],
         "issuer": ["cơ quan ban hành:", "issuer:"],
         "kind": ["loại văn bản:", "kind:"]}
VALUES = {"author": AUTHORS, "place": PLACES, "source": SOURCES, "issuer": ISSUERS, "kind": KINDS}


def given_to(articles, random):
    """The articles with each field set, so that no reader guesses, and with captions."""
    for article in articles:
        year, month, day = (random.choice(YEARS), random.randint(1, 12), random.randint(1, 28))
        words = article.get("body", "").split() or article["title"].split()
        at = random.randrange(len(words))
        caption = " ".join(words[at:at + 12])
        yield {**article,
               "author": random.sample(AUTHORS, random.choice([1, 1, 2, 3])),
               "place": random.choice(PLACES), "source": random.choice(SOURCES),
               "issuer": random.choice(ISSUERS), "kind": random.choice(KINDS),
               "captions": [caption] if random.random() < .3 else [],
               "date": random.choice([f"{year}-{month:02}-{day:02}", f"{year}-{month:02}",
                                      f"{year}-{month:02}-{day:02}", str(year)])}


def values_of(article, field):
    return listed(article.source.get(field) or [])


def words_of(value):
    return [spell(word) for word in re.findall(r"\w+", re.sub(r"(?<=\w)'(?=\w)", "", value))]


def has_words(value, asked):
    """Whether these stand in a row there: marks bind that were typed."""
    words = words_of(value)
    return any(all(word == wanted or (wanted.unmarked and word.folded == wanted.folded)
                   for word, wanted in zip(words[at:], asked))
               for at in range(len(words) - len(asked) + 1))


def having(articles, field, value):
    """The numbers of the articles that have such a value."""
    asked = words_of(value)
    return {number for number, article in enumerate(articles.list)
            if any(has_words(one, asked) for one in values_of(article, field))}


def days_of(date):
    """The first and the last day that a date may be."""
    if len(date) == 10:
        return date, date
    year, first, last = int(date[:4]), int(date[5:] or 1), int(date[5:] or 12)
    return (f"{year}-{first:02}-01",
            f"{year}-{last:02}-{calendar.monthrange(year, last)[1]}")


def dated(articles, first, last):
    """The numbers of the articles that may be of these days; None: no bound."""
    numbers = set()
    for number, article in enumerate(articles.list):
        if article.source.get("date"):
            begin, end = days_of(article.source["date"])
            if (not last or begin <= last) and (not first or end >= first):
                numbers.add(number)
    return numbers


PRECISION = {"year": 4, "month": 7, "day": 10}


def counted(articles, numbers, field):
    """How many of these articles have each value: a text by its words."""
    counts = collections.Counter()
    for number in numbers:
        article = articles.list[number]
        if field in PRECISION:
            date = article.source.get("date")
            counts.update([date[:PRECISION[field]]] if date else [])
        else:
            counts.update({tuple(map(repr, words_of(one))) for one in values_of(article, field)})
    return counts
