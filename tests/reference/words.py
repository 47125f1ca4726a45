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
# is of a date, "code", "word", "sign" of a unit, or "name" for letters and figures in one.
Atom = namedtuple("Atom", "text glue kind start")

LETTERS = r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f])*"
ATOM = re.compile(rf"(?P<code>{figures.CODE})|(?P<spaced>{figures.SPACED})"
                  rf"|(?P<number>{figures.NUMBER})|(?P<sign>%|°)|(?P<word>{LETTERS})")
PLAIN = re.compile(rf"(?P<day>\d+)|(?P<word>{LETTERS})")
PLAIN_NUMBER = re.compile(figures.NUMBER)
CLOCK = re.compile(r"(?<![\d:.,/-])([01]?\d|2[0-4]):([0-5]\d)(?![\d:]|[.,/-]\d)")
POWERS = str.maketrans("²³", "23")
JOINERS = set(".-/&'’:_@\u2010\u2011")


def atoms(text, stretches):
    """The atoms of TEXT. In the STRETCHES that are dates, all figures are numbers by themselves."""
    end = begin = 0
    for first, last in [*stretches, (len(text), len(text))]:
        for pattern, start, stop in ((ATOM, begin, first), (PLAIN, first, last)):
            while match := pattern.search(text, start, stop):
                kind = match.lastgroup
                if kind == "spaced":
                    kind = "number"
                    if not figures.is_spaced_number(text[:match.start()], match.group(),
                                                    text[match.end():stop]):
                        match = PLAIN_NUMBER.match(text, match.start(), stop)
                yield Atom(match.group(), text[end:match.start()], kind, match.start())
                end = start = match.end()
        begin = last


def names(found):
    """The atoms, letters and figures in one where they begin with a letter: U23, m2, iPhone15; but
    a syllable with marks is cut from the figures behind it."""
    last, is_clock = None, False
    for atom in found:
        if is_clock:
            yield last
            last, is_clock = atom, False
            continue
        is_clock = (bool(last) and last.kind == "number" and atom.glue == ""
                    and atom.text in ("h", "g"))
        if last and atom.glue == "" and atom.kind in ("number", "word") and (
                last.kind == "name" or (last.kind == "word" and atom.kind == "number" and not (
                    is_syllable(spell(last.text)) and not spell(last.text).unmarked))):
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
        self.headline = not is_query and sum(c.isupper() for c in letters) > .8 * len(letters)
        self.terms, self.capitals, self.longer, self.breaks = [], set(), {}, {0}
        text = unicodedata.normalize("NFC", VANISHING.sub("", text))
        text = CLOCK.sub(r"\1 giờ \2", text.translate(POWERS))
        self.bound, self.text, self.offsets = {}, text, []
        days = list(dates.find(text, is_query))
        found = list(names(atoms(text, sorted({(start, end) for start, end, *_ in days}))))
        places = {}
        for i, atom in enumerate(found):
            if not joined(atom):
                self.breaks.add(len(self.terms))
            places[atom.start] = len(self.terms)
            self.add_atom(atom, found[i - 1] if i else None, found[i + 1:i + 2])
            self.offsets += [atom.start] * (len(self.terms) - len(self.offsets))
        places[len(text)] = len(self.terms)
        self.capitals = {place for place in self.capitals if len(self.row_of_capitals(place)) <= 3}
        self.breaks.add(len(self.terms))
        self.add_joined(found, places, is_query)
        for start, end, terms in days:
            start, end = places[start], places[min(place for place in places if place >= end)]
            for term in terms:
                self.add(start, end, term)
            if is_query:
                self.breaks -= set(range(start + 1, end))
            if dates.meant(terms):
                self.bound.setdefault((start, end), set()).update(dates.meant(terms))

    def is_lunar_day(self, run):
        """10/3 (ÂL): its figures are no pair."""
        return run[1].glue == "/" and len(run) == 2 and dates.is_lunar(
            self.text, run[0].start, run[1].start + len(run[1].text))

    def add_joined(self, found, places, is_query):
        """TP.HCM is TPHCM, U.23 is U23, and so is U 23; 6-0 is itself alone."""
        starts = [places[atom.start] for atom in found] + [len(self.terms)]
        for first, last in runs(found):
            if all(atom.glue == "" for atom in found[first + 1:last]):
                continue
            if self.is_lunar_day(found[first:last]):
                continue
            term = joined_term(found[first:last])
            self.add(starts[first], starts[last], term, not self.headline and all(
                atom.text.isupper() for atom in found[first:last]))
            self.add_document_number(found[first:last], starts[first:last + 1])
            if is_syllable_but_for_signs(found[first:last]):
                self.add(starts[first], starts[last], name_term(plain_text(found[first:last])))
            if term[0] == "figures" or is_document_number(found[first:last]):
                bound = self.bound.setdefault((starts[first], starts[last]), set())
                month = dates.month_of_pair(plain_text([found[first]]) + "/" + found[last - 1].text) if (
                    is_query and last - first == 2 and found[last - 1].glue == "/") else None
                for meant in filter(None, (term, month)):
                    bound.add(meant)
                if month:
                    self.add(starts[first], starts[last], month)
            else:
                self.hide_parts(found[first:last], starts[first:last])
        for i, (name, number) in enumerate(zip(found, found[1:])):
            if number.glue in (" ", ". ") and may_be_joined(name, number):
                self.add(starts[i], starts[i + 2], joined_term((name, number)))
                if found[i + 2:] and found[i + 2].glue == "" and number.kind == "number":
                    self.add(starts[i], starts[i + 3], joined_term(found[i:i + 3]))
            if (name.kind == number.kind == "number" and number.glue in (" - ", " – ")
                    and name.text.isdigit() and number.text.isdigit()):
                self.add(starts[i], starts[i + 2], ("figures", f"{name.text}-{number.text}"))
            if (re.fullmatch("1[89]00", name.text) and re.fullmatch(r"\d{4}", number.text)
                    and (number.glue == " " or number.text[:2] not in ("19", "20"))
                    and number.glue in (" ", "-", ".")):
                self.add(starts[i], starts[i + 2], ("number", name.text + number.text))

    def add_document_number(self, run, starts):
        """12/2024/NĐ-CP is 12/NĐ-CP and 12/2024, too."""
        if is_document_number(run):
            self.add(starts[0], starts[-1], joined_term([run[0], *run[2:]]))
            self.add(starts[0], starts[2], joined_term(run[:2]))

    def hide_parts(self, run, starts):
        """Of U.23 the figures are no words, of Đ/C the letters."""
        figures_last = [atom.kind for atom in run[:2]] == ["word", "number"] and len(run) < 4 and (
            run[1].glue in (".", "-") and run[0].text != run[0].text.lower()
            and (spell(run[0].text).unmarked or not is_syllable(spell(run[0].text))))
        if figures_last or all(atom.kind == "word" for atom in run):
            for atom, start in zip(run, starts):
                if atom.kind == "number" or (
                        len(atom.text) == 1 and all(atom.text.isupper() for atom in run)):
                    self.terms[start] = ("hidden",)

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
            text = figures.code(atom.text)
            self.terms.append(("number", text) if text.isdigit() else name_term(text))
            return
        if atom.kind == "name":
            self.terms.append(name_term(atom.text))
            return
        unit = unit_words(atom, before, behind)
        parts = unit or division(atom.text) or (atom.text,)
        self.terms.extend(("sign", part) if part == "%" else spell(part) for part in parts)
        if len(parts) > 1 and not unit:
            self.add(start, len(self.terms), spell(atom.text))
        if atom.text == "ha" and before and before.kind == "number":
            self.add(start, start + 1, spell("hécta"))
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


def unit_words(atom, before, behind):
    """How a unit behind a number is spelled; times of day: 18h30 and 7g30 are 18 giờ 30."""
    if not before or before.kind not in ("number", "day") or atom.glue.strip():
        return ()
    text = atom.text.lower()
    after = behind[0] if behind else None
    is_hour = before.text.isdigit() and int(before.text) <= 24
    if text == "g" and is_hour and after and after.glue == "" and re.fullmatch(r"\d\d", after.text):
        return ("giờ",)
    if text not in figures.BEHIND or (text == "h" and not is_hour):
        return ()
    if after and after.glue == "/" and len(after.text) == 1 and atom.glue:
        return ()
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


def is_document_number(run):
    """12/2024/NĐ-CP"""
    return len(run) > 2 and run[0].kind == "number" and run[1].glue == run[2].glue == "/" and (
        re.fullmatch(r"(?:19|20)\d\d", run[1].text) is not None)


def is_syllable_but_for_signs(run):
    """K'Ho is not the word kho."""
    return (any(atom.glue in ("'", "’") for atom in run[1:])
            and is_syllable(spell("".join(atom.text for atom in run))))


def plain_text(run):
    return "".join(figures.value(atom.text)[1] if atom.kind == "number" else atom.text
                   for atom in run)


def name_term(text):
    return ("joined", spell(text))


def joined_term(run):
    """TP.HCM is TPHCM, U.23 is U23; but the signs of 6-0 and K'Ho are kept."""
    text = plain_text(run)
    if text.isalnum() and not text.isdigit() and not is_syllable_but_for_signs(run):
        return name_term(text)
    signs = [""] + [atom.glue.replace("’", "'") for atom in run[1:]]
    return ("figures", "".join(sign + plain_text([atom])
                               for sign, atom in zip(signs, run)).lower())


def paragraphs(article):
    """The paragraphs of an article: each line of its title, lead, body, captions, authors."""
    authors = article.get("author", [])
    texts = [article.get("title", ""), article.get("lead", ""), article.get("body", ""),
             *article.get("captions", []), *([authors] if isinstance(authors, str) else authors)]
    return [Paragraph(line) for text in texts for line in text.split("\n") if line.strip()]
