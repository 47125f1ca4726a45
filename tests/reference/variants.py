"""Acronyms and loanwords: what else a thing is called.

The tables are those of the program (text/variant), for they are facts; how they are used is
said here. Words that stand for an acronym must follow one another."""

import glob
import os
import re

from matching import Phrase, Wanted, key
from spelling import Spelling
from syllables import is_syllable
from words import Paragraph

here = os.path.dirname(os.path.abspath(__file__))


def tables():
    for path in sorted(glob.glob(os.path.join(here, "../../text/variant/*.c"))):
        with open(path, encoding="utf-8") as source:
            for row in re.findall(r"^\t\{\{(.*?)\}\}", source.read(), re.M | re.S):
                yield re.findall(r'"([^"]+)"', row)


def is_acronym(form):
    return form.isupper() and " " not in form


def short(form):
    """An acronym without its signs."""
    return re.sub(r"[^\w]", "", form) if is_acronym(form) else form


def first_key(form):
    return key(Paragraph(short(form)).terms[0])


ROWS = [row for row in tables() if len(row) > 1]
BY_FIRST = {}
for _row in ROWS:
    for _form in _row:
        BY_FIRST.setdefault(first_key(_form), []).append((_form, _row))


def phrase_of(form):
    """What stands in an article where FORM is meant. An acronym that is a syllable, too, is
    known by its points."""
    paragraph = Paragraph(short(form))
    end = len(paragraph.terms)
    edges = {place: [(edge.end, Wanted(edge.term)) for edge in paragraph.edges_from(place)]
             for place in range(end)}
    if is_acronym(form) and isinstance(paragraph.terms[0], Spelling) and is_syllable(
            paragraph.terms[0]):
        edges = {0: [(1, Wanted(("pointed", paragraph.terms[0])))]}
    return Phrase(0, end, edges)


def is_typed(form, paragraph, start):
    """Where the words of FORM end that begin at START of a query; None where they don't."""
    words = Paragraph(short(form)).terms
    end = start + len(words)
    typed = paragraph.terms[start:end]
    if len(typed) < len(words):
        return None
    if is_acronym(form) and isinstance(words[0], Spelling) and is_syllable(words[0]) and start not in paragraph.capitals:
        return None
    for wanted, word in zip(words, typed):
        if not isinstance(word, Spelling) or not (
                word == wanted or (word.unmarked and word.folded == wanted.folded
                                   and len(short(form)) > 2)):
            return None
    return end


def is_same(term, form):
    """Whether the acronym FORM is typed as one word, TERM, with its marks."""
    return Wanted(Paragraph(short(form)).terms[0]).is_met_by(term, False)


def options(paragraph):
    """(start, end, phrase) for each other way to write what begins and ends at a space."""
    for start in sorted(paragraph.breaks):
        for edge in paragraph.edges_from(start):
            for form, row in BY_FIRST.get(key(edge.term), ()):
                end = edge.end if is_acronym(form) and is_same(edge.term, form) else (
                    is_typed(form, paragraph, start))
                if end in paragraph.breaks:
                    for other in row:
                        if other != form:
                            yield start, end, phrase_of(other)
