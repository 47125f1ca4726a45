"""What a text is cut into, before it is known what words mean together.

An atom is a word, a number, a sign of a unit, or letters and figures in one. GLUE is what stands
before it. KIND is "number", "day" where that is of a date, "code", "word", "sign", or "name" for
letters and figures; joined.py makes "joined" and "kept" of several, whose PARTS are found, too."""

import re
from collections import namedtuple

import figures
from periods import before
from spelling import spell
from syllables import is_syllable

Atom = namedtuple("Atom", "text glue kind start end parts", defaults=((),))

LETTERS = r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f])*"
ATOM = re.compile(rf"(?P<spaced>{figures.SPACED})|(?P<number>{figures.NUMBER})"
                  rf"|(?P<sign>[%°₫])|(?P<word>{LETTERS})")
PLAIN = re.compile(rf"(?P<day>\d+)|(?P<word>{LETTERS})")
PLAIN_NUMBER = re.compile(figures.NUMBER)
JOINERS = set(".-/&'`’‘:_@\u2010\u2011")


def atoms(text, stretches):
    """The atoms of TEXT. In the STRETCHES that are dates, all figures are numbers by themselves."""
    end = begin = 0
    for first, last in [*stretches, (len(text), len(text))]:
        for pattern, start, stop in ((ATOM, begin, first), (PLAIN, first, last)):
            while match := pattern.search(text, start, stop):
                kind = match.lastgroup
                code = figures.code_at(text, match.start()) if kind in ("spaced", "number") else None
                if code:
                    yield Atom(code[0], text[end:match.start()], "code", match.start(), code[1])
                    end = start = code[1]
                    continue
                if kind == "spaced":
                    kind = "number"
                    if not figures.is_spaced_number(before(text, match.start()), match.group(),
                                                    text[match.end():stop]):
                        match = PLAIN_NUMBER.match(text, match.start(), stop)
                start = match.end()
                if kind == "sign" and not re.search(
                        r"(?:[\d°]|^)[ \u00a0]?$", before(text, match.start())):
                    continue  # it stands behind no number
                yield Atom(match.group(), text[end:match.start()], kind, *match.span())
                end = match.end()
        begin = last


def names(found):
    """The atoms, letters and figures in one where they begin with a letter: U23, m2, iPhone15; but
    a syllable with marks is cut from the figures behind it, and the x of 20x30. Three letters or more before figures
    are a word of their own, too, and so is F12 of F12tdf."""
    last, is_clock, is_times = None, False, False
    for atom in found:
        if is_times and atom.glue == "" and atom.kind == "number":
            yield last
            last, is_times = atom, False
            continue
        is_times = (bool(last) and last.kind == "number" and atom.glue == ""
                    and atom.text in ("x", "X"))
        if is_clock:
            yield last
            last, is_clock = atom, False
            continue
        is_clock = (bool(last) and last.kind == "number" and atom.glue == ""
                    and last.text.isdigit() and int(last.text) <= 24 and atom.text in "hgHG")
        if last and atom.glue == "" and atom.kind in ("number", "word") and (
                last.kind == "name" or (last.kind == "word" and atom.kind == "number" and not (
                    is_syllable(spell(last.text)) and not spell(last.text).unmarked))):
            last = Atom(last.text + atom.text, last.glue, "name", last.start, atom.end)
            continue
        if last:
            yield with_parts(last)
        last = atom
    if last:
        yield with_parts(last)


def with_parts(atom):
    match = re.fullmatch(r"([A-Za-z]{1,12})(\d+)(\w*)", atom.text)
    if atom.kind != "name" or not match:
        return atom
    letters, digits, suffix = match.groups()
    return atom._replace(parts=tuple(
        part for part, is_part in ((letters, len(letters) > 2), (letters + digits, len(suffix) > 1))
        if is_part))


def is_joined(atom):
    """Whether it goes on what stands before it: no space, at most one sign that joins."""
    return atom.glue == "" or atom.glue in JOINERS


def plain_text(found):
    return "".join(figures.value(atom.text)[1] if atom.kind == "number" else atom.text
                   for atom in found)
