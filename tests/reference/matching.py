"""Whether a phrase stands in an article: its edges and those of the articles are followed side by
side, from every place."""

import collections
from array import array

from spelling import Spelling, keeps_shapes
from words import Paragraph, lines


class Article:
    """An article as it was given; its paragraphs are those of Articles from FIRST to END."""

    def __init__(self, source):
        self.source, self.id, self.first, self.end = source, source["id"], None, None


class Articles:
    """Articles, in their order, each paragraph read once. All of their places are numbered, one
    paragraph behind the other: of each place there are the paragraph, the article and the character
    of its paragraph that it stands at. WORDS are all edges, by their key: for each word and whether
    it stands in capitals the places where it begins, and those where it ends."""

    def __init__(self, sources):
        self.list = [Article(source) for source in sources]
        self.words, self.counts = {}, collections.Counter()
        self.texts, self.zones, self.begins, self.numbers = [], [], array("I"), {}
        self.paragraph_at, self.article_at, self.offsets = array("I"), array("I"), array("I")
        for number, article in enumerate(self.list):
            article.first = len(self.texts)
            for zone, line in lines(article.source):
                self.add(number, zone, Paragraph(line))
            article.end = len(self.texts)
        self.everything = frozenset(range(len(self.list)))

    def add(self, number, zone, paragraph):
        first = len(self.offsets)
        for (term, capital), start, end in paragraph.all_words():
            starts, ends = self.words.setdefault(key(term), {}).setdefault(
                (term, capital), (array("I"), array("I")))
            starts.append(first + start)
            ends.append(first + end)
        self.counts.update(term for term in paragraph.terms if isinstance(term, Spelling))
        places = len(paragraph.terms) + 1  # and that behind the last word
        self.paragraph_at.extend([len(self.texts)] * places)
        self.article_at.extend([number] * places)
        self.offsets.extend([*paragraph.offsets, len(paragraph.text)])
        self.texts.append(paragraph.text)
        self.zones.append(zone)
        self.begins.append(first)

    def spans(self, meets, words=None):
        """The first place and the end of each time that a word stands there that MEETS, of WORDS or
        all."""
        for of_key in self.words.values() if words is None else [words]:
            for word, (starts, ends) in of_key.items():
                if meets(*word):
                    yield from zip(starts, ends)

    def spans_of(self, wanted):
        return self.spans(wanted.is_met_by, self.words.get(wanted.key, {}))

    def having(self, spans):
        """The numbers of the articles in which these stand."""
        return {self.article_at[start] for start, _ in spans}

    def with_word(self, wanted):
        """The numbers of those that have a word that meets WANTED, wherever it stands."""
        return self.having(self.spans_of(wanted))

    def zone_at(self, place):
        return self.zones[self.paragraph_at[place]]

    def text_of(self, start, end):
        """What stands from place START to END, with the signs behind it."""
        text = self.texts[self.paragraph_at[start]]
        return text[self.offsets[start]:self.offsets[end]]

    def places_of(self, paragraph):
        """The places of its words."""
        following = (self.begins[paragraph + 1] if paragraph + 1 < len(self.begins)
                     else len(self.offsets))
        return range(self.begins[paragraph], following - 1)


class Written:
    """How often articles write each word. Called with a word that has a hat, a horn or a stroke but
    no tone, whether it is meant so: it is a slip where the archive writes it SLIP times as often
    with a tone."""

    SLIP = 200

    def __init__(self, articles):
        self.counts, self.by_key = articles.counts, {}
        for term in self.counts:
            self.by_key.setdefault(term.folded, []).append(term)

    def __call__(self, term):
        fuller = max((self.counts[other] for other in self.by_key.get(term.folded, ())
                      if other != term and keeps_shapes(term, other)), default=0)
        return not fuller or self.counts[term] > fuller // self.SLIP


def key(term):
    """Terms that may mean one another have the same."""
    if isinstance(term, Spelling):
        return term.folded
    return term[1].folded if term[0] in ("joined", "kept") else term


class Wanted:
    """An edge of a query: TERM, and how its marks bind: "exact" as typed, "shapes" with any
    tone, "forgiving" with any marks; CAPITAL where only a word in capitals will do."""

    def __init__(self, term, binding="exact", capital=False):
        self.term, self.binding, self.capital = term, binding, capital
        self.key = key(term)

    def is_met_by(self, found, capital):
        if self.key != key(found) or (self.capital and not capital):
            return False
        wanted = self.term
        if isinstance(wanted, tuple) and wanted[0] == "kept":
            return found == wanted
        if isinstance(wanted, tuple) and wanted[0] == "joined":
            wanted = wanted[1]
        if isinstance(found, tuple) and found[0] == "joined":
            found = found[1]
        if not isinstance(wanted, Spelling):
            return wanted == found
        return (self.binding == "forgiving" or wanted == found
                or (self.binding == "shapes" and keeps_shapes(wanted, found)))


class Phrase:
    """What must be found without a gap: {place: [(end, Wanted)]} from place START to END."""

    def __init__(self, start, end, edges):
        self.start, self.end, self.edges = start, end, edges

    def spans(self, articles):
        """The first place and the end of each time that it stands there."""
        reached = {}  # for each of its places, {place of the articles: where it began}
        for place in range(self.start, self.end):
            if place > self.start and place not in reached:
                continue
            for end, wanted in self.edges.get(place, ()):
                behind = reached.setdefault(end, {})
                here = reached.get(place, {})
                for start, there in articles.spans_of(wanted):
                    began = (start,) if place == self.start else here.get(start)
                    if began:
                        behind[there] = behind.get(there, ()) + began
        return {(start, end) for end, began in reached.get(self.end, {}).items()
                for start in began}

    def found_in(self, articles):
        """The numbers of the articles that have it."""
        if self.start == self.end:
            return articles.everything
        return articles.having(self.spans(articles))

    def shown_in(self, articles, number):
        """The text where it stands in an article, with some around."""
        for start, end in sorted(self.spans(articles)):
            if articles.article_at[start] == number:
                text = articles.texts[articles.paragraph_at[start]]
                a, b = articles.offsets[start], articles.offsets[end]
                return f"{text[max(0, a - 20):a]}[{text[a:b]}]{text[b:b + 20]}"
        return None
