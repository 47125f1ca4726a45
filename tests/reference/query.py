"""What a query asks for: all of its words, quoted phrases, and none of what a minus excludes."""

import re

from matching import Phrase, Wanted
from spelling import Spelling, spell
from syllables import FOLDED, is_syllable
import operators
import signs
import variants
from words import Paragraph

PART = re.compile(r'(?:(?<=\s)|^)([-\x01]?)"([^"]*)"|(?:(?<=\s)|^)([-\x01])([^\W_]\S*)|[^\s"]+')


class Stretch:
    """Plain text: OPTIONS (start, end, phrase) that lead from its beginning to its END."""

    def __init__(self, options, end):
        self.options, self.end = sorted(options, key=lambda option: option[:2]), end

    def found_in(self, articles):
        """The numbers of the articles that have it."""
        reached = {0: articles.everything}
        for start, end, phrase in self.options:
            if reached.get(start):
                found = phrase.found_in(articles) & reached[start]
                reached[end] = reached.get(end, set()) | found
        return reached.get(self.end, set())

    def whole(self):
        """The phrases each of which is all of it."""
        return [phrase for start, end, phrase in self.options if (start, end) == (0, self.end)]


def is_period(term):
    """A month or quarter, which in quotes is its words where something follows."""
    return isinstance(term, tuple) and term[0] in ("month", "quarter")


class Query:
    """A query that is read. WRITTEN tells whether a word with a hat but no tone is meant so,
    LEARNED what the articles explain."""

    def __init__(self, text, written, learned):
        self.written, self.learned = written, learned
        self.demanded, self.excluded = [], []
        self.is_marked = any(not spell(word).unmarked for word in re.findall(r"[^\W\d_]+", text))
        self.excluding = False
        free = [[]]
        rest, choices = operators.without_operators(text)
        self.choices = [[self.operand(one) for one in choice] for choice in choices]
        for part in PART.finditer(signs.without_signs(rest)):
            minus, quoted, sign, without = part.groups()
            self.excluding = "-" in (minus, sign)
            if quoted is not None:
                (self.excluded if minus else self.demanded).append(self.phrase(quoted))
            elif without:
                self.excluded.extend(self.units(without))
            elif part.group() == operators.AND:
                free.append([])
            else:
                free[-1].append(part.group())
        self.excluding = False
        self.free = [text for text in map(self.stretch, map(" ".join, free)) if text.end]

    def wanted(self, edge):
        term = edge.term
        if isinstance(term, tuple) and term[0] == "joined":
            term = term[1]
        if not isinstance(term, Spelling):
            return Wanted(edge.term)
        if self.excluding and self.is_marked and term.unmarked:
            return Wanted(edge.term)  # among words with marks it is meant as typed
        is_foreign = term.tone and not term.has_own and not is_syllable(term)
        if term.unmarked or term.is_foreign or is_foreign:
            return Wanted(edge.term, "forgiving")
        if not term.tone and not self.written(term):
            return Wanted(edge.term, "shapes")
        return Wanted(edge.term)

    def edges(self, paragraph, start, end, quoted=False):
        return {place: [(edge.end, self.wanted(edge)) for edge in paragraph.edges_from(place)
                        if edge.end <= end and not self.is_part(paragraph, place, edge, quoted)
                        and not (quoted and edge.end < end and is_period(edge.term))]
                for place in range(start, end)}

    @staticmethod
    def is_part(paragraph, place, edge, quoted=False):
        """Whether it is a part of a date or score, of which the whole is meant. Words that are
        quoted are also found as they stand."""
        inside = [terms for (first, last), terms in paragraph.bound.items()
                  if first <= place and edge.end <= last and not (
                      quoted and edge.end == place + 1 and any(
                          isinstance(term, Spelling) for term in paragraph.terms[first:last]))]
        return bool(inside) and not any(edge.term in terms for terms in inside)

    def phrase(self, text):
        """What is quoted. A syllable without marks but a capital among words with marks is a name,
        and meant as it is typed; one in capitals is an acronym, and demanded in capitals."""
        paragraph = Paragraph(text, is_query=True)
        end = len(paragraph.terms)
        edges = self.edges(paragraph, 0, end, quoted=True)
        words = [term for term in paragraph.terms if isinstance(term, Spelling)]
        for place, term in enumerate(paragraph.terms):
            if (term in words and is_syllable(term) and term.unmarked and not all(word.unmarked for word in words)
                    and paragraph.text[paragraph.offsets[place]].isupper()):
                edges[place] = [(to, Wanted(term) if to == place + 1 else wanted)
                                for to, wanted in edges[place]]
            if place in paragraph.capitals and term in words and term.folded in FOLDED and not (
                    len(words) > 1 and text.isupper()):
                edges[place] = [(place + 1, Wanted(term, capital=True))]
        return Phrase(0, end, edges)

    def operand(self, text):
        """What stands on a side of OR, without its quotes."""
        return self.phrase(text) if " " in text else self.stretch(text)

    def units(self, text):
        """Phrases of what stands between spaces."""
        return [phrase for _, _, phrase in self.all_options(Paragraph(text, is_query=True))]

    def all_options(self, paragraph):
        """(start, end, phrase) of all that stands between two spaces, and of what words mean
        together."""
        breaks = sorted(paragraph.breaks)
        options = [(a, b, Phrase(a, b, self.edges(paragraph, a, b)))
                   for a, b in zip(breaks, breaks[1:]) if b > a]
        stretches = [tuple(paragraph.terms[a:b]) for a, b in zip(breaks, breaks[1:])]
        # What stands there twice is looked for once.
        options += [(a, b, Phrase(a, a, {})) for i, (a, b) in enumerate(zip(breaks, breaks[1:]))
                    if b > a and stretches[i] in stretches[:i]]
        for start, edges in paragraph.longer.items():
            for edge in edges:
                if any(start < place < edge.end for place in breaks) and not (
                        self.is_part(paragraph, start, edge)):
                    wanted = self.wanted(edge)
                    options.append((start, edge.end, Phrase(start, edge.end,
                                                            {start: [(edge.end, wanted)]})))
        return [*options, *variants.options(paragraph), *self.learned.options(paragraph)]

    def stretch(self, text):
        paragraph = Paragraph(text, is_query=True)
        return Stretch(self.all_options(paragraph), len(paragraph.terms))

    def shown_in(self, articles, number):
        """Where its parts stand in the article."""
        parts = [phrase.shown_in(articles, number) for phrase in
                 [*self.demanded, *(option[2] for text in self.free for option in text.options)]]
        return " … ".join(part for part in parts if part)

    def found_in(self, articles):
        """The ids of the articles that have all that is asked for."""
        if not self.demanded and not self.free and not self.choices:
            return set()
        found = set(articles.everything)
        for choice in [*self.choices, *([part] for part in [*self.demanded, *self.free])]:
            found &= set().union(*(phrase.found_in(articles) for phrase in choice))
        for phrase in self.excluded:
            found -= phrase.found_in(articles)
        return {articles.list[number].id for number in found}
