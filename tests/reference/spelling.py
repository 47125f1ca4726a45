"""One syllable, one spelling; and marks that bind or forgive.

A word is its letters, with their shapes (ă â ê ô ơ ư đ), and the tone of the whole. So it does
not matter on which letter a tone was typed, in which order marks came, in which normal form."""

import re
import unicodedata
from functools import lru_cache

TONES = {"\u0300": "huyền", "\u0301": "sắc", "\u0309": "hỏi", "\u0303": "ngã", "\u0323": "nặng"}
SHAPES = {"\u0302": "â ê ô", "\u0306": "ă", "\u031b": "ơ ư"}
STROKES = str.maketrans("ÐðƉɖ", "ĐđĐđ")
# Latin letters that do not come apart into a letter and a mark.
FOREIGN = str.maketrans({"ł": "l", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th",
                         "ı": "i", "ŧ": "t", "ħ": "h", "đ": "d"})
VANISHING = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")


class Spelling:
    """A word: LETTERS with their shapes, its TONE, its FOLDED letters without any marks; HAS_OWN
    where it was written with one that hardly any other language has (ạ, ế, ỷ)."""

    __slots__ = ("letters", "tone", "folded", "has_own")

    def __init__(self, letters, tone, folded, has_own):
        self.letters, self.tone, self.folded, self.has_own = letters, tone, folded, has_own

    def __eq__(self, other):
        return (isinstance(other, Spelling) and self.letters == other.letters
                and self.tone == other.tone)

    def __hash__(self):
        return hash((self.letters, self.tone))

    def __repr__(self):
        return f"{self.letters}{'+' + self.tone if self.tone else ''}"

    @property
    def unmarked(self):
        return not self.tone and self.letters == self.folded

    @property
    def is_foreign(self):
        """Whether it has letters or marks that Vietnamese has not."""
        return re.search(r"[^a-zđ0-9\u0302\u0306\u031b]", self.letters) is not None


def lone_i(letters):
    """After h k l m s t and qu, a lone i and y are one sound."""
    return re.sub(r"^([hklmst]|qu)y$", r"\1i", letters)


@lru_cache(maxsize=None)
def spell(word):
    """The spelling of a word without signs in it."""
    plain = unicodedata.normalize("NFKD", VANISHING.sub("", word).translate(STROKES).lower())
    plain = unicodedata.normalize("NFD", plain).replace("d\u0335", "đ")
    letters, tones = [], []
    for sign in plain:
        if sign in TONES:
            tones += [TONES[sign]] if TONES[sign] not in tones else []
        elif unicodedata.combining(sign) and letters:
            letters[-1] = letters[-1][0] + "".join(sorted(letters[-1][1:] + sign))
        else:
            letters.append(sign)
    shaped = lone_i("".join(letters))
    folded = lone_i("".join(letter[0] for letter in letters).translate(FOREIGN))
    has_own = any("\u1ea0" <= c <= "\u1eff" for c in unicodedata.normalize("NFC", plain))
    return Spelling(shaped, "+".join(tones), folded, has_own)


def keeps_shapes(wanted, found):
    """Whether FOUND has the shapes of WANTED, a word without a tone, and maybe more marks."""
    pairs = zip(re.findall(r"[^\u0300-\u036f][\u0300-\u036f]*", wanted.letters),
                re.findall(r"[^\u0300-\u036f][\u0300-\u036f]*", found.letters))
    return wanted.folded == found.folded and all(
        a == b or (a.isascii() and len(a) == 1) for a, b in pairs)
