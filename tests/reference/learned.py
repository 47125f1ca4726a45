"""Acronyms that articles explain where they first use them: "an ninh Tổ quốc (ANTQ)"."""

import collections
import re

from matching import Phrase, Wanted
from spelling import Spelling, spell
from syllables import is_syllable

WORD = re.compile(r"[^\W_]+")
ACRONYM = re.compile(r"(?<=\()[^\W\d_](?:[./&-]?[^\W\d_])+(?=\))")
JOINT = re.compile(r"[^.:;!?()\[\]\n]{1,8}")
PASSED_OVER = "và"
FARTHEST = 200   # characters before an acronym
MOST_LETTERS = 8
MOST_WORDS = 15  # before an acronym

LEAST = 3        # times that an acronym must be explained; one of two letters twice as often
MOST_PHRASES = 3  # that one acronym stands for
LEAST_SHARE = .2  # of the usual one


def definitions(text):
    """(acronym, words) of each: its letters are the initials of the words before it."""
    for match in ACRONYM.finditer(text):
        acronym = spell(re.sub(r"\W", "", match.group()))
        if (not match.group().isupper() or not 2 <= len(acronym.folded) <= MOST_LETTERS
                or not acronym.folded.isascii() or is_syllable(acronym)):
            continue
        words = explained(text, match.start() - 1, acronym.folded)
        if words:
            yield acronym, tuple(map(spell, words))


def explained(text, end, letters):
    words = list(WORD.finditer(text, max(0, end - FARTHEST), end))[-MOST_WORDS:]
    found, left = [], list(letters)
    while left:
        if not words or not JOINT.fullmatch(text, words[-1].end(), end):
            return None
        word = words.pop()
        end = word.start()
        folded = spell(word.group()).folded
        if folded[:1] == left[-1] and not folded[:1].isdigit():
            left.pop()
        elif word.group() != PASSED_OVER or len(left) == len(letters):
            return None
        found.insert(0, word.group())
    return found


class Learned:
    """What the texts of articles explain often enough."""

    def __init__(self, texts):
        counts = collections.Counter(found for text in texts for found in definitions(text))
        self.phrases, self.acronyms = collections.defaultdict(list), collections.defaultdict(list)
        for (acronym, words), count in counts.most_common():
            if count >= (2 * LEAST if len(acronym.letters) == 2 else LEAST):
                self.phrases[acronym.folded].append((count, acronym, words))
                self.acronyms[words[0].folded].append((acronym, words))

    def options(self, paragraph):
        """(start, end, phrase) for each other way to write what begins and ends at a space."""
        for start in sorted(paragraph.breaks):
            if start == len(paragraph.terms):
                continue
            term = paragraph.terms[start]
            term = term[1] if isinstance(term, tuple) and term[0] == "joined" else term
            if not isinstance(term, Spelling):
                continue
            if start + 1 in paragraph.breaks and may_be_acronym(
                    term, start in paragraph.capitals):
                yield from ((start, start + 1, phrase) for phrase in self.phrases_of(term))
            for acronym, words in self.acronyms.get(term.folded, ()):
                end = start + len(words)
                if end in paragraph.breaks and all(
                        map(is_typed, paragraph.terms[start:end], words)):
                    yield start, end, Phrase(start, end, {start: [(end, Wanted(acronym))]})

    def phrases_of(self, term):
        known = [item for item in self.phrases.get(term.folded, ())
                 if term.unmarked or term == item[1]]
        for count, _, words in known[:MOST_PHRASES]:
            if count >= LEAST_SHARE * known[0][0]:
                yield Phrase(0, len(words), {
                    i: [(i + 1, Wanted(word))] for i, word in enumerate(words)})


def may_be_acronym(term, capital):
    return capital or (not is_syllable(term) and len(term.folded) > 2)


def is_typed(term, word):
    return isinstance(term, Spelling) and (
        term == word or (term.unmarked and term.folded == word.folded))
