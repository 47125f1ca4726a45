"""Whether a phrase stands in an article: its edges and those of a paragraph are followed side
by side, from every place."""

import collections
from array import array

from spelling import Spelling, keeps_shapes
from words import Paragraph, paragraphs


class Kept:
    """What is kept of a paragraph, in little room: its edges, of which equal ones are the same
    object in all articles."""

    __slots__ = ("terms", "capitals", "longer")

    def __init__(self, paragraph, same):
        self.terms = tuple(same(term) for term in paragraph.terms)
        self.capitals = frozenset(paragraph.capitals)
        self.longer = {start: tuple(edge._replace(term=same(edge.term)) for edge in edges)
                       for start, edges in paragraph.longer.items()}

    edges_from = Paragraph.edges_from
    all_words = Paragraph.all_words


class Article:
    """An article, read once; SOURCE is as it was given, SENTENCES what trees.py remembers of it."""

    def __init__(self, source, same):
        self.source, self.id, self.sentences = source, source["id"], None
        self.paragraphs = [Kept(paragraph, same) for paragraph in paragraphs(source)]


class Articles:
    """Articles, in their order. WORDS are all their edges wherever they stand, by their key: for
    each the numbers of the articles that have it."""

    def __init__(self, sources):
        self.objects, self.words = {}, {}
        self.list = [Article(source, self.same) for source in sources]
        for number, article in enumerate(self.list):
            words = {word for paragraph in article.paragraphs for word in paragraph.all_words()}
            for word in words:
                having = self.words.setdefault(key(word[0]), {})
                having.setdefault(word, array("I")).append(number)

    def same(self, term):
        return self.objects.setdefault(term, term)

    def with_word(self, wanted):
        """The numbers of those that have a word that meets WANTED, wherever it stands."""
        return {number for word, numbers in self.words.get(wanted.key, {}).items()
                if wanted.is_met_by(*word) for number in numbers}


class Written:
    """How often articles write each word. Called with a word that has a hat, a horn or a stroke but
    no tone, whether it is meant so: it is a slip where the archive writes it SLIP times as often
    with a tone."""

    SLIP = 200

    def __init__(self, articles):
        self.counts, self.by_key = collections.Counter(), {}
        for article in articles.list:
            for paragraph in article.paragraphs:
                self.counts.update(t for t in paragraph.terms if isinstance(t, Spelling))
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

    def may_be_in(self, articles):
        """The numbers of the articles that have all words of some path, wherever they stand."""
        reached = {self.start: set(range(len(articles.list)))}
        for place in range(self.start, self.end):
            for end, wanted in self.edges.get(place, ()) if reached.get(place) else ():
                having = articles.with_word(wanted) & reached[place]
                reached[end] = reached.get(end, set()) | having
        return reached.get(self.end, set())

    def is_one_word(self):
        return all(end == self.end for edges in self.edges.values() for end, _ in edges)

    def ends_in(self, paragraph, starts):
        """The places where it ends that begins at one of these."""
        reached = {self.start: set(starts)}
        for place in range(self.start, self.end):
            for end, wanted in self.edges.get(place, ()):
                for there in reached.get(place, ()):
                    for edge in paragraph.edges_from(there):
                        if wanted.is_met_by(edge.term, edge.capital):
                            reached.setdefault(end, set()).add(edge.end)
        return reached.get(self.end, set())

    def is_in_paragraph(self, paragraph):
        return bool(self.ends_in(paragraph, range(len(paragraph.terms))))

    def is_in(self, article):
        return any(map(self.is_in_paragraph, article.paragraphs))

    def found_in(self, articles):
        """The numbers of the articles that have it."""
        numbers = self.may_be_in(articles)
        return numbers if self.is_one_word() else {
            number for number in numbers if self.is_in(articles.list[number])}

    def shown_in(self, article):
        """The text where it stands, with some around."""
        for paragraph in paragraphs(article.source):
            for start in range(len(paragraph.terms)):
                for end in self.ends_in(paragraph, [start]):
                    offsets = paragraph.offsets + [len(paragraph.text)]
                    text, a, b = paragraph.text, offsets[start], offsets[end]
                    return f"{text[max(0, a - 20):a]}[{text[a:b]}]{text[b:b + 20]}"
        return None
