"""What stands between words, and words that mean one thing together.

A text is read as paragraphs. A paragraph is a row of places with edges between them: each word
is an edge from its place to the next, and what several words mean together (TP.HCM as TPHCM,
27 tháng 3 as a date) is an edge from the place of the first to that behind the last. A phrase
is found where its edges can be followed without a gap."""

import re
import unicodedata
from collections import namedtuple
from functools import lru_cache

import dates
import figures
from spelling import VANISHING, spell
from syllables import divide, is_syllable

# TERM is a Spelling, or a tuple whose first item says what it is.
Edge = namedtuple("Edge", "end term capital")
# What is read of a text, GLUE being what stands before it. KIND is "number", "day" where that
# is of a date, "word", "unit", or "name" for letters and figures in one.
Atom = namedtuple("Atom", "text glue kind start")

LETTERS = r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f])*"
ATOM = re.compile(rf"(?P<unit>{figures.UNIT_SIGN})|(?P<number>{figures.NUMBER})|(?P<word>{LETTERS})")
PLAIN = re.compile(rf"(?P<number>\d+)|(?P<word>{LETTERS})")
JOINERS = set(".-/&'’:_@+\u2010\u2011")


def atoms(text, stretches):
    """The atoms of TEXT. In the STRETCHES that are dates, all figures are numbers by themselves."""
    end = begin = 0
    for first, last in [*stretches, (len(text), len(text))]:
        for pattern, start, stop in ((ATOM, begin, first), (PLAIN, first, last)):
            for match in pattern.finditer(text, start, stop):
                kind = match.lastgroup
                if pattern is PLAIN and kind == "number":
                    kind = "day"
                yield Atom(match.group(), text[end:match.start()], kind, match.start())
                end = match.end()
        begin = last


def is_separate(before, atom):
    """Whether a number and a word without a space between them are two: 50kg, lúc11."""
    word = atom if before.kind == "number" else before
    if word is atom:
        return len(word.text) > 1 or word.text in figures.GLUED_LETTERS
    spelling = spell(word.text)
    return is_syllable(spelling) and (not spelling.unmarked or (
        word.text.islower() and len(word.text) > 1))


def names(found):
    """The atoms, letters and figures in one where they are a name: U23, 1A, iPhone15."""
    last = None
    for atom in found:
        if last and atom.glue == "" and {last.kind, atom.kind} in (
                {"word", "number"}, {"name", "number"}, {"name", "word"}) and (
                "name" in (last.kind, atom.kind) or not is_separate(last, atom)):
            last = Atom(last.text + atom.text, last.glue, "name", last.start)
            continue
        if last:
            yield last
        last = atom
    if last:
        yield last


def joined(atom):
    """Whether it goes on what stands before it: no space, at most one sign that joins."""
    return atom.glue == "" or atom.glue in JOINERS


class Paragraph:
    """TERMS[i] is the word from place i to the next, CAPITALS those in capitals among words
    that were not, LONGER the edges over several places, {start: [Edge]}. BREAKS are the places
    where the text has a space or another sign that joins nothing, BOUND the stretches of a query
    of which the whole is meant, {(start, end): terms}."""

    def __init__(self, text, is_query=False):
        letters = [c for c in text if c.isalpha()]
        self.headline = sum(c.isupper() for c in letters) > .8 * len(letters)
        self.terms, self.capitals, self.longer, self.breaks = [], set(), {}, {0}
        text = unicodedata.normalize("NFC", VANISHING.sub("", text))
        self.bound, self.text, self.offsets = {}, text, []
        days = list(dates.find(text, is_query))
        found = list(names(atoms(text, sorted({(start, end) for start, end, *_ in days}))))
        places = {}
        for atom in found:
            if not joined(atom):
                self.breaks.add(len(self.terms))
            places[atom.start] = len(self.terms)
            self.add_atom(atom)
            self.offsets += [atom.start] * (len(self.terms) - len(self.offsets))
        places[len(text)] = len(self.terms)
        self.breaks.add(len(self.terms))
        self.add_joined(found, places)
        self.add_units(found, places)
        for start, end, terms in days:
            start, end = places[start], places[min(place for place in places if place >= end)]
            for term in terms:
                self.add(start, end, term)
            if is_query:
                self.breaks -= set(range(start + 1, end))
            if dates.meant(terms):
                self.bound.setdefault((start, end), set()).update(dates.meant(terms))

    def add_joined(self, found, places):
        """TP.HCM is TPHCM, U.23 is U23, and so is U 23; 6-0 is itself alone."""
        starts = [places[atom.start] for atom in found] + [len(self.terms)]
        for first, last in runs(found):
            if all(atom.glue == "" for atom in found[first + 1:last]):
                continue
            term = joined_term(found[first:last])
            self.add(starts[first], starts[last], term)
            if term[0] == "figures":
                self.bound.setdefault((starts[first], starts[last]), set()).add(term)
        for i, (name, number) in enumerate(zip(found, found[1:])):
            if (name.kind == "word" and number.kind == "number" and number.glue == " "
                    and name.text != name.text.lower() and number.text.isdigit()):
                self.add(starts[i], starts[i + 2], joined_term((name, number)))

    def add_units(self, found, places):
        """After a number, a unit by any of its names."""
        starts = [places[atom.start] for atom in found] + [len(self.terms)]
        for i, atom in enumerate(found):
            if i and found[i - 1].kind == "number":
                for count in (1, 2, 3):
                    text = " ".join(a.text.lower() for a in found[i:i + count])
                    if text in figures.UNIT_OF and i + count <= len(found):
                        self.add(starts[i], starts[i + count], ("unit", figures.UNIT_OF[text]))

    def add(self, start, end, term, capital=False):
        self.longer.setdefault(start, []).append(Edge(end, term, capital))

    def add_atom(self, atom):
        """A term for each word; a loanword that divides into syllables is those, and itself."""
        start = len(self.terms)
        if atom.kind != "word":
            self.terms.append({"number": figures.value, "day": figures.value, "unit": figures.unit,
                               "name": name_term}[atom.kind](atom.text))
            return
        parts = division(atom.text) or (atom.text,)
        self.terms.extend(map(spell, parts))
        if len(parts) > 1:
            self.add(start, len(self.terms), spell(atom.text))
        if not self.headline and len(atom.text) > 1 and atom.text.isupper():
            self.capitals.update(range(start, len(self.terms)))

    def edges_from(self, place):
        if place < len(self.terms):
            yield Edge(place + 1, self.terms[place], place in self.capitals)
            yield from self.longer.get(place, ())

    def all_words(self):
        """Each term, and whether it stands in capitals."""
        yield from ((term, i in self.capitals) for i, term in enumerate(self.terms))
        for edges in self.longer.values():
            yield from ((edge.term, edge.capital) for edge in edges)


@lru_cache(maxsize=None)
def division(word):
    """The syllables of a word with marks that is none, "ôtô": ô, tô."""
    whole = spell(word)
    if whole.unmarked or is_syllable(whole):
        return ()
    return tuple(divide(unicodedata.normalize("NFD", word), lambda part: is_syllable(spell(part))))


def runs(found):
    """First and end of each run of several atoms that are joined."""
    first = 0
    for i in range(1, len(found) + 1):
        if i == len(found) or not joined(found[i]):
            if i - first > 1:
                yield first, i
            first = i


def name_term(text):
    return ("joined", spell(text))


def joined_term(run):
    text = "".join(atom.text for atom in run)
    if text.isalnum() and not text.isdigit():
        return name_term(text)
    return ("figures", "".join(atom.glue + atom.text for atom in run).lstrip().lower())


def paragraphs(article):
    """The paragraphs of an article: each line of its title, lead, body, captions, authors."""
    authors = article.get("author", [])
    texts = [article.get("title", ""), article.get("lead", ""), article.get("body", ""),
             *article.get("captions", []), *([authors] if isinstance(authors, str) else authors)]
    return [Paragraph(line) for text in texts for line in text.split("\n") if line.strip()]
