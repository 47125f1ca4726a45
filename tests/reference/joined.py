"""What is joined by signs is one word, at one place: TP.HCM, GD-ĐT, U.23, Covid-19, H'Mông."""

import re

from atoms import Atom
from spelling import spell
from syllables import is_syllable, may_be_syllable

APOSTROPHES = set("'`’‘ʼ´")
SPACED = {"TP", "Tp", "TX", "TT", "Q", "P", "H"}  # before a point and a space: TP. HCM
TOP_LEVELS = set("vn com net org gov edu info".split())

MOST_PARTS = 6


def is_capitals(text):
    return text.isupper() and text.isalpha()


def joined(found, parts, text=None):
    """One word of the atoms. Where it would be a syllable without its signs it is "kept", and the
    syllable besides."""
    text = text or "".join(atom.text for atom in found)
    is_kept = len(found) > 1 and is_syllable(spell(text))
    parts = (text, *parts) if is_kept else tuple(parts)
    return Atom(text, found[0].glue, "kept" if is_kept else "joined", found[0].start,
                found[-1].end, parts)


# ---- Letters with figures ----

def takes_figures(name, sign):
    """Whether a word before a sign goes on with figures: U, QL, Covid, Su; not trang-5."""
    if not name.isascii():
        return is_capitals(name) and not may_be_syllable(spell(name))
    if sign == ".":
        return is_capitals(name) and len(name) <= 3
    return is_capitals(name) or not may_be_syllable(spell(name)) or (
        name[0].isupper() and len(name) <= 2)


def with_figures(found, at):
    """U.23, F-16, QL.1A, Su-30MK2; not Quảng-2017 or tổ-5/6."""
    name, number = found[at:at + 2]
    if name.kind != "word" or number.kind not in ("number", "name") or len(name.text) > 12:
        return None
    if number.glue not in (".", "-") or not number.text[0].isdigit() or not (
            takes_figures(name.text, number.glue)):
        return None
    end = at + 2
    suffix = ""
    while end < len(found) and found[end].glue == "" and found[end].text.isascii():
        suffix += found[end].text
        end += 1
    digits = number.text
    if not digits.isdigit() or len(digits) > 4 or not is_suffix(suffix):
        return None
    goes_on = end < len(found) and found[end].text[0].isdigit() and found[end].glue in (
        ".", ",", "-", "/", ":")
    if not suffix and (goes_on or re.fullmatch(r"(?:19|20)\d\d", digits) or (
            end < len(found) and found[end].text == "%" and found[end].glue == "")):
        return None
    if end < len(found) and found[end].glue == "":
        return None
    parts = [name.text, *([name.text + digits] if len(suffix) > 1 else [])]
    return joined(found[at:end], [part for part in parts if len(part) > 1])


def is_suffix(text):
    """1A, 30MK2; not 50km or 23tuổi."""
    return len(text) <= 4 and (text == text.upper() or re.fullmatch("[a-e]", text) is not None)


# ---- Apostrophes ----

def with_apostrophes(found, at):
    """H'Mông, O'Neill, Trump's: of the words about a sign one is short."""
    end = at + 1
    while end < len(found) and found[end].glue in APOSTROPHES and (
            found[end - 1].kind == found[end].kind == "word"
            and min(len(found[end - 1].text), len(found[end].text)) <= 2):
        end += 1
    if end == at + 1:
        return None
    return joined(found[at:end], longer(found[at:end]))


def longer(found):
    """The parts that are words by themselves."""
    return [atom.text for atom in found if len(atom.text) > 1]


# ---- Acronyms ----

def is_abbreviation(atom):
    """Up to four capitals, that are no syllable but one of two letters without a tone."""
    text = atom.text
    return (atom.kind == "word" and is_capitals(text) and len(text) <= 4
            and (len(text) == 1 or not may_be_syllable(spell(text))
                 or (len(text) == 2 and not spell(text).tone)))


def is_acronym_sign(found, at):
    glue = found[at].glue
    return glue in (".", "/", "&", "-", "-&", " & ") or (
        glue == ". " and found[at - 1].text in SPACED)


def is_mixed(found, at):
    """The Th of Th.S"""
    text = found[at].text
    return (len(text) == 2 and text.isascii() and text.istitle() and not may_be_syllable(spell(text))
            and at + 1 < len(found) and found[at + 1].glue in (".", ". "))


def has_comma(found, at):
    """Whether the atom begins a name of three pairs of letters: VH,TT&DL."""
    three = found[at:at + 3]
    return (len(three) == 3 and [atom.glue for atom in three[1:]] in ([",", "&"], [", ", "&"])
            and all(map(is_abbreviation, three)) and [len(atom.text) for atom in three[:2]] == [2, 2])


def acronym(found, at):
    """TP.HCM, TP. HCM, Đ/C, GD-ĐT, PGS.TS, Th.S: not all of them words."""
    if not (is_mixed(found, at) or is_abbreviation(found[at])):
        return None
    if found[at].glue in ("@", ":", "."):
        return None
    end = at + (2 if has_comma(found, at) else 1)
    while end < len(found) and is_acronym_sign(found, end) and is_abbreviation(found[end]) and (
            found[end].glue != ". " or end == at + 1):
        end += 1
    parts = found[at:end]
    if not 1 < len(parts) <= MOST_PARTS or all(len(atom.text) > 1 and may_be_syllable(spell(atom.text))
                             for atom in parts):
        return None
    if any(atom.glue == "." and atom.text.lower() in TOP_LEVELS for atom in parts[1:]):
        return None
    return joined(parts, longer(parts))


def merge(found):
    """The atoms, of which what is joined by signs is one."""
    at, merged, number_before = 0, [], False
    while at < len(found):
        if found[at].glue not in ("-", "/"):
            number_before = False  # inside 35-NQ/TW and 12/2024/NĐ-CP words are words
        read = None
        if found[at].kind == "word" and at + 1 < len(found):
            read = with_figures(found, at) or with_apostrophes(found, at) or (
                None if number_before else acronym(found, at))
        number_before |= found[at].kind == "number"
        merged.append(read or found[at])
        end = read.end if read else found[at].end
        while at < len(found) and found[at].end <= end:
            at += 1
    return merged
