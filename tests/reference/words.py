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
from atoms import atoms, is_joined, names, plain_text
from joined import merge
from spelling import VANISHING, spell
from syllables import divide, is_syllable
from wholes import wholes

# TERM is a Spelling, or a tuple whose first item says what it is.
Edge = namedtuple("Edge", "end term capital")

CLOCK = re.compile(r"(?<![\d:.,/-])([01]?\d|2[0-4]):([0-5]\d)(?!\d|[.,/]\d)")
POWERS = str.maketrans("²³", "23")


class Paragraph:
    """TERMS[i] is the word from place i to the next, CAPITALS those in capitals among words
    that were not, LONGER the edges over several places, {start: [Edge]}. BREAKS are the places
    where the text has a space or another sign that joins nothing, BOUND the stretches of a query
    of which the whole is meant, {(start, end): terms}."""

    def __init__(self, text, is_query=False):
        letters = [c for c in text if c.isalpha()]
        self.headline = not is_query and sum(c.isupper() for c in letters) > .8 * len(letters)
        self.terms, self.capitals, self.longer, self.breaks = [], set(), {}, {0}
        text = unicodedata.normalize("NFC", VANISHING.sub("", text))
        text = CLOCK.sub(r"\1 giờ \2", text.translate(POWERS))
        self.is_query, self.bound, self.text, self.offsets = is_query, {}, text, []
        days = list(dates.find(text, is_query))
        stretches = {(start, end) for start, end, _ in days if not text[start + 1].isdigit()
                     or text[start].isdigit()}  # the Q1 of Q1/2023 is a word
        found = merge(list(names(atoms(text, sorted(stretches)))))
        sure = dates.find(text) if is_query else days
        self.dates = [(start, end) for start, end, _ in sure]
        places = {}
        for i, atom in enumerate(found):
            if not is_joined(atom):
                self.breaks.add(len(self.terms))
            places[atom.start] = len(self.terms)
            self.add_atom(atom, found[i - 1] if i else None, found[i + 1:i + 2])
            self.offsets += [atom.start] * (len(self.terms) - len(self.offsets))
        places[len(text)] = len(self.terms)
        self.capitals = {place for place in self.capitals if len(self.row_of_capitals(place)) <= 3}
        self.breaks.add(len(self.terms))
        self.add_wholes(found, places, is_query)
        for start, end, terms in days:
            start, end = places[start], places[min(place for place in places if place >= end)]
            for term in terms:
                self.add(start, end, term)
            if is_query:
                self.breaks -= set(range(start + 1, end))
            if dates.meant(terms):
                self.bound.setdefault((start, end), set()).update(dates.meant(terms))

    def add_wholes(self, found, places, is_query):
        """6-0, 24/24, 12/2024/NĐ-CP, Ma-đrít; in a query the whole is meant. TP HCM is TPHCM,
        U 23 U23."""
        starts = [places[atom.start] for atom in found] + [len(self.terms)]
        document = None
        for first, last, term in wholes(found):
            if self.is_lunar_day(found[first:last]) or self.is_of_date(found, first, term):
                continue
            start, end = starts[first], starts[last]
            if is_query and start == document:
                continue  # who asks for a document of a year wants that
            document = start if term[0] == "document" else document
            self.add(start, end, term)
            if term[0] == "joined" or not is_query:
                continue
            bound = self.bound.setdefault((start, end), set())
            bound.add(term)
            month = dates.month_of_pair(term[1])
            if month:
                bound.add(month)
                self.add(start, end, month)
        for i, atom in enumerate(found):
            code = figures.both_ways(self.text, atom.start) if atom.kind == "number" else None
            if code:
                end = next(j for j in range(i, len(found)) if found[j].end >= code[1])
                self.add(starts[i], starts[end + 1], ("number", code[0]))
        for i, (name, number) in enumerate(zip(found, found[1:])):
            if number.glue in (" ", ". ") and may_be_joined(name, number):
                self.add(starts[i], starts[i + 2], ("joined", spell(name.text + number.text)))
                if found[i + 2:] and found[i + 2].glue == "" and number.kind == "number":
                    self.add(starts[i], starts[i + 3], ("joined", spell(plain_text(found[i:i + 3]))))

    def is_of_date(self, found, first, term):
        """Whether it is a date and no pair, or begins amid one."""
        start = found[first].start
        return any(begin < start < end or (begin <= start < end and "/" in term[1])
                   for begin, end in self.dates)

    def is_lunar_day(self, run):
        """10/3 (ÂL): its figures are no pair."""
        return run[1].glue == "/" and len(run) == 2 and dates.is_lunar(
            self.text, run[0].start, run[1].end)

    def row_of_capitals(self, place):
        """The places of all capitals in a row: more than three are a headline."""
        first, last = place, place
        while first - 1 in self.capitals:
            first -= 1
        while last + 1 in self.capitals:
            last += 1
        return range(first, last + 1)

    def add(self, start, end, term, capital=False):
        self.longer.setdefault(start, []).append(Edge(end, term, capital))

    def add_atom(self, atom, before, behind):
        """A term for each word; a loanword that divides into syllables is those, and itself."""
        start = len(self.terms)
        if atom.kind in ("number", "day"):
            self.terms.append(figures.value(atom.text))
            return
        if atom.kind == "code":
            self.terms.append(("number", atom.text) if atom.text.isdigit()
                              else ("joined", spell(atom.text)))
            return
        if atom.kind in ("name", "joined", "kept"):
            self.terms.append(("kept" if atom.kind == "kept" else "joined", spell(atom.text)))
            for part in () if self.is_query else atom.parts:
                self.add(start, start + 1, spell(part), part.isupper() and len(part) > 1)
            if atom.text.isupper() and not self.headline:
                self.capitals.add(start)
            return
        unit = unit_words(atom, before, behind, self.text[atom.end:atom.end + 1])
        parts = unit or division(atom.text) or (atom.text,)
        at = atom.start
        for part in () if unit else parts:
            self.offsets.append(at)
            at += len(unicodedata.normalize("NFC", part))
        self.terms.extend(("sign", part) if part == "%" else spell(part) for part in parts)
        if len(parts) > 1 and not unit:
            self.add(start, len(self.terms), spell(atom.text))
        if before and before.kind == "number" and not atom.glue.strip():
            if atom.text == "ha":
                self.add(start, start + 1, spell("hécta"))
            if spell(atom.text).folded == "vnd" and self.is_query:
                self.terms[start] = spell("đồng")
            elif spell(atom.text).folded == "vnd":
                self.add(start, start + 1, spell("đồng"))
        if not self.headline and len(atom.text) > 1 and atom.text.isupper():
            self.capitals.update(range(start, len(self.terms)))

    def edges_from(self, place):
        if place < len(self.terms):
            yield Edge(place + 1, self.terms[place], place in self.capitals)
            yield from self.longer.get(place, ())

    def all_words(self):
        """Each term and whether it stands in capitals, its place, and where it ends."""
        for place, term in enumerate(self.terms):
            yield (term, place in self.capitals), place, place + 1
        for place, edges in self.longer.items():
            for edge in edges:
                yield (edge.term, edge.capital), place, edge.end


@lru_cache(maxsize=None)
def division(word):
    """The syllables of a word with marks that is none, "ôtô": ô, tô."""
    whole = spell(word)
    if whole.unmarked or is_syllable(whole):
        return ()
    return tuple(divide(unicodedata.normalize("NFD", word), lambda part: is_syllable(spell(part))))


def unit_words(atom, before, behind, sign):
    """How a unit behind a number is spelled; times of day: 18h30 and 7g30 are 18 giờ 30."""
    if not before or before.kind not in ("number", "day") or atom.glue.strip():
        return ()
    text = atom.text
    after = behind[0] if behind else None
    is_hour = before.text.isdigit() and int(before.text) <= 24
    has_minutes = after and after.glue == "" and re.fullmatch(r"\d\d?", after.text)
    if text in "gGH" and is_hour and has_minutes and (text == "H" or len(after.text) == 2):
        return ("giờ",)
    text = "đ" if text == "Đ" and not atom.glue else text
    if text not in figures.BEHIND or (text == "h" and atom.glue and not is_hour) or (
            text == "tr" and atom.glue and sign == "."):
        return ()
    if text == "đ" and after and after.glue in ("/", ".") and after.text.lower() == "c":
        return ()  # comrades
    return tuple(figures.BEHIND[text].split())


def may_be_joined(name, number):
    """Whether U 23 or TP HCM may also be written without the space."""
    if name.kind != "word" or (spell(name.text).folded != spell(name.text).letters):
        return False
    if number.kind in ("number", "name") and number.text[0].isdigit() or number.kind == "number":
        return number.text.isalnum() and (name.text.isupper() or len(name.text) == 1
                                          or not is_syllable(spell(name.text)))
    return (number.kind in ("word", "name") and name.text.isupper() and number.text.isupper()
            and len(name.text) > 1)


def listed(value):
    return [value] if isinstance(value, str) else value


def lines(article):
    """Its paragraphs, each the zone that it is in and its text: each line of its title, lead, body,
    captions, authors."""
    for zone, name in (("title", "title"), ("lead", "lead"), ("body", "body"),
                       ("caption", "captions"), ("author", "author")):
        for text in listed(article.get(name) or ""):
            yield from ((zone, line) for line in text.split("\n") if line.strip())
