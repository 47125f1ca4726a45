"""Acronyms and loanwords: what else a thing is called.

The tables are those of the program (text/variant), for they are facts; how they are used is
said here. Words that stand for an acronym must follow one another."""

import glob
import os
import re

from matching import Phrase, Wanted, key
from spelling import Spelling, spell
from syllables import is_syllable
from words import Paragraph

here = os.path.dirname(os.path.abspath(__file__))


def tables():
    """Rows of forms, and whether the first is found as the others and not the other way round."""
    for path in sorted(glob.glob(os.path.join(here, "../../text/variant/*.c"))):
        with open(path, encoding="utf-8") as source:
            for name, table in re.findall(r"variant_row variant_(\w+)\[\] = \{(.*?)^\};",
                                          source.read(), re.M | re.S):
                for row in re.findall(r"\{\{(.*?)\}\}", table, re.S):
                    forms = re.findall(r'"([^"]+)"', row)
                    if name == "places":
                        for form in forms:
                            if " " in form:
                                yield [run_together(form), without_marks(form)], True
                        forms += sorted({run_together(form) for form in forms if " " in form})
                    yield forms, name == "successors"


def run_together(name):
    return "".join(spell(word).folded for word in re.findall(r"\w+", name))


def without_marks(name):
    return " ".join(spell(word).folded for word in re.findall(r"\w+", name))


def is_acronym(form):
    return form.isupper() and " " not in form


def short(form):
    """An acronym without its signs."""
    return re.sub(r"[^\w]", "", form) if is_acronym(form) else form


def first_key(form):
    return key(Paragraph(short(form)).terms[0])


BY_FIRST = {}
for _row, _one_way in tables():
    for _form in _row[:1] if _one_way else _row:
        BY_FIRST.setdefault(first_key(_form), []).append((_form, _row))

# Abbreviations that are too short alone, before the number of a document or road, of at most so
# many figures, or before a name.
LEADING = [("nđ", "nghị định", 5), ("qđ", "quyết định", 5), ("tt", "thông tư", 5),
           ("nq", "nghị quyết", 5), ("cv", "công văn", 5), ("ct", "chỉ thị", 5),
           ("tb", "thông báo", 5), ("kh", "kế hoạch", 5), ("hd", "hướng dẫn", 5),
           ("ql", "quốc lộ", 3), ("tl", "tỉnh lộ", 4), ("đt", "đường tỉnh", 4),
           ("hl", "hương lộ", 3), ("kp", "khu phố", 2),
           ("q", "quận", 2), ("p", "phường", 2)]
LEADING_NAMES = [("q", "quận"), ("p", "phường"), ("đ", "đường"), ("h", "huyện"), ("x", "xã"),
                 ("tt", "thị trấn")]


def leading(text):
    """Other ways to write QL 1A, quận 3, H. Hóc Môn, each for a stretch of the query TEXT:
    (start, end, text) by its letters."""
    for short_form, words, most in LEADING:
        so = "(?: số)?" if most == 5 else ""  # a document's
        year = r"(?: n[ăa]m (?P<year>\d{4})(?!\d))?" if most == 5 else ""
        number = rf"(?P<number>\d{{1,{most}}})(?P<suffix>[A-Z]?)(?![\w/]){year}"
        for match in re.finditer(rf"\b(?:{short_form}{so}[ .-]{{0,2}}|{words}{so} ){number}",
                                 text, re.I):
            which = match["number"] + match["suffix"]
            dated = match.groupdict().get("year")
            for form in (words, *([f"{words} số", f"{short_form} số"] if so else ())):
                yield (*match.span(), f"{form} {which}{' ' + dated if dated else ''}")
            yield (*match.span(), f"{short_form} {which}{' ' + dated if dated else ''}")
            if not dated:
                yield (*match.span(), f"{short_form}{which}")
    for short_form, words in LEADING_NAMES:
        for match in re.finditer(rf"\b{short_form.upper()}\.? ?(?=([^\W\d_]\w+))", text):
            if match[1][0].isupper() and ("." in match[0] or short_form == "tt"):
                yield (*match.span(), words)
        for match in re.finditer(rf"\b{words} (?=([^\W\d_]))", text, re.I):
            if match[1].isupper():
                yield (*match.span(), short_form)


def plain_phrase(text):
    paragraph = Paragraph(text)
    return Phrase(0, len(paragraph.terms), {
        place: [(edge.end, Wanted(edge.term)) for edge in paragraph.edges_from(place)]
        for place in range(len(paragraph.terms))})


def phrase_of(form):
    """What stands in an article where FORM is meant. An acronym that is a syllable, too, is
    known by its points."""
    paragraph = Paragraph(short(form))
    end = len(paragraph.terms)
    edges = {place: [(edge.end, Wanted(edge.term)) for edge in paragraph.edges_from(place)]
             for place in range(end)}
    if is_acronym(form) and isinstance(paragraph.terms[0], Spelling) and is_syllable(
            paragraph.terms[0]):
        edges = {0: [(1, Wanted(("kept", paragraph.terms[0])))]}
    return Phrase(0, end, edges)


def spelt(term):
    return term[1] if isinstance(term, tuple) and term[0] == "joined" else term


def is_typed(form, paragraph, start):
    """Where the words of FORM end that begin at START of a query; None where they don't."""
    words = Paragraph(short(form)).terms
    end = start + len(words)
    typed = paragraph.terms[start:end]
    if len(typed) < len(words):
        return None
    if is_acronym(form) and start not in paragraph.capitals and (
            isinstance(words[0], Spelling) and is_syllable(words[0])):
        return None
    for wanted, word in zip(map(spelt, words), map(spelt, typed)):
        if word != wanted and (not isinstance(word, Spelling) or not (
                word == wanted or (word.unmarked and word.folded == wanted.folded
                                   and len(short(form)) > 2))):
            return None
    return end


def is_same(edge, form):
    """Whether the acronym FORM is typed as one word, with its marks; if it is a syllable, too,
    in capitals or with signs."""
    word = Paragraph(short(form)).terms[0]
    if isinstance(edge.term, Spelling) and is_syllable(edge.term) and not edge.capital:
        return False
    return Wanted(word).is_met_by(edge.term, False)


def stands_behind_number(paragraph, place):
    before = paragraph.terms[place - 1] if place else None
    return isinstance(before, tuple) and before[0] == "number"


def behind(number, phrase):
    """The phrase with the number before it to which it was glued."""
    edges = {place + 1: [(end + 1, wanted) for end, wanted in ends]
             for place, ends in phrase.edges.items()}
    return Phrase(0, phrase.end + 1, {0: [(1, Wanted(number))], **edges})


def starts(paragraph):
    """Where something else may be read: behind a space, and a unit behind its number."""
    return sorted(paragraph.breaks | {place for place in range(len(paragraph.terms))
                                      if stands_behind_number(paragraph, place)})


def options(paragraph):
    """(start, end, phrase) for each other way to write what begins and ends at a space."""
    for start in starts(paragraph):
        for edge in paragraph.edges_from(start):
            for form, row in BY_FIRST.get(key(edge.term), ()):
                end = edge.end if is_acronym(form) and is_same(edge, form) else (
                    is_typed(form, paragraph, start))
                if end not in paragraph.breaks or (
                        form == "ha" and not stands_behind_number(paragraph, start)):
                    continue
                for other in row:
                    if other not in (form, "ha"):
                        phrase = phrase_of(other)
                        if start in paragraph.breaks:
                            yield start, end, phrase
                        else:
                            yield start - 1, end, behind(paragraph.terms[start - 1], phrase)
    for first, last, text in leading(paragraph.text):
        start = sum(offset < first for offset in paragraph.offsets)
        end = sum(offset < last for offset in paragraph.offsets)
        yield start, end, plain_phrase(text)
