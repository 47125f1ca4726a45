"""What a tree of a query ends in: words, their beginnings, letters, parts of the article, filters.
Each knows how it is typed and where it stands."""

import re
import unicodedata

import fields
from draw import unmarked
from matching import Phrase, Wanted
from spelling import Spelling, spell
from variants import spelt


class Leaf:
    """A word, or words in quotes."""

    def __init__(self, words, quoted=None):
        self.words, self.read = words, {}
        self.quoted = " " in words if quoted is None else quoted

    def text(self):
        return f'"{self.words}"' if self.quoted else self.words

    def phrases(self, context, excluding=False):
        """Those any of which is what it asks for: what else a word can be written as, too."""
        if excluding not in self.read:
            context.excluding = excluding
            self.read[excluding] = [context.phrase(self.words)] if self.quoted else (
                context.stretch(self.words).whole())
            context.excluding = False
        return self.read[excluding]

    def spans(self, articles, context):
        """The first and the last place of each time that it stands there."""
        return {(start, end - 1) for phrase in self.phrases(context)
                for start, end in phrase.spans(articles)}

    def found(self, articles, context, excluding):
        """The numbers of the articles that have it."""
        return set().union(
            *(phrase.found_in(articles) for phrase in self.phrases(context, excluding)))

    def shown(self, articles, number, context):
        return [phrase.shown_in(articles, number) for phrase in self.phrases(context)]


class Beginning(Leaf):
    """The first letters of a word, without marks."""

    def text(self):
        return self.words + "*"

    def meets(self, term, capital):
        term = spelt(term)
        return isinstance(term, Spelling) and (  # tin, and tỷ, from ti
            term.folded.startswith(self.words) or term.folded == spell(self.words).folded)

    def spans(self, articles, context):
        """Of what is written apart, NG AFV, neither word begins so."""
        return {(start, start) for start, end in articles.spans(self.meets)
                if end == start + 1 or " " not in articles.text_of(start, end).strip()}

    def found(self, articles, context, excluding):
        return articles.having(self.spans(articles, context))

    def shown(self, articles, number, context):
        return []


class Literal(Leaf):
    """Words as they stand there, letter for letter."""

    def text(self):
        return f'="{self.words}"' if " " in self.words else "=" + self.words

    def phrases(self, context, excluding=False):
        words = [Wanted(spell(word)) for word in self.words.split()]
        return [Phrase(0, len(words), {i: [(i + 1, word)] for i, word in enumerate(words)})]

    END = r"(?!\w)"  # behind the last word

    def is_at(self, articles, start):
        """Between the signs of a word, too."""
        words = unicodedata.normalize("NFC", self.words).split()
        ends = [Literal.END] * (len(words) - 1) + [self.END]
        return all(re.search(rf"(?<!\w){re.escape(word)}{end}",
                             articles.text_of(start + i, start + i + 1))
                   for i, (word, end) in enumerate(zip(words, ends)))

    def spans(self, articles, context):
        count = len(self.words.split())
        return {(start, last) for start, last in super().spans(articles, context)
                if last - start == count - 1 and self.is_at(articles, start)}

    def found(self, articles, context, excluding):
        return articles.having(self.spans(articles, context))

    def shown(self, articles, number, context):
        return []


class InZone(Leaf):
    """A leaf that stands in a part of the article."""

    NAMES = {"title": "tiêu đề:", "lead": "sapo:", "caption": "chú thích:"}

    def __init__(self, zone, words, quoted=None):
        super().__init__(words, quoted)
        self.zone = zone

    def text(self):
        return self.NAMES[self.zone] + super().text()

    def spans(self, articles, context):
        return {(start, last) for start, last in super().spans(articles, context)
                if articles.zone_at(start) == self.zone}

    def found(self, articles, context, excluding):
        return articles.having(self.spans(articles, context))


class LiteralBeginning(Literal):
    """Words the last of which begins as it is typed."""

    END = ""

    def text(self):
        return f'="{self.words}*"' if " " in self.words else f"={self.words}*"

    def spans(self, articles, context):
        *words, last = self.words.split()
        ends = {(start, start) for start, _ in articles.spans(
            Beginning(unmarked(last).lower()).meets)}
        if words:
            begins = Leaf.spans(Literal(" ".join(words)), articles, context)
            ends = {(start, end + 1) for start, end in begins if (end + 1, end + 1) in ends}
        return {(start, end) for start, end in ends
                if end < len(articles.offsets) - 1 and self.is_at(articles, start)}


class Field(Leaf):
    """A filter by a value, NAME as its field is typed."""

    def __init__(self, field, name, value):
        super().__init__(value)
        self.field, self.name = field, name

    def text(self):
        return self.name + super().text()

    def found(self, articles, context, excluding):
        return fields.having(articles, self.field, self.words)

    def shown(self, articles, number, context):
        return [str(fields.values_of(articles.list[number], self.field))]


class Days(Leaf):
    """A filter by days, as it is typed; None for no bound."""

    field = "date"

    def __init__(self, typed, first, last):
        super().__init__(typed)
        self.first, self.last = first, last

    def text(self):
        return self.words

    def found(self, articles, context, excluding):
        return fields.dated(articles, self.first, self.last)

    def shown(self, articles, number, context):
        return [str(articles.list[number].source.get("date"))]


class Gap(Leaf):
    """Two words in quotes with others between them that are left open."""

    def __init__(self, first, open_words, second):
        self.first, self.second = Leaf(first, quoted=True), Leaf(second, quoted=True)
        self.open = open_words

    def text(self):
        return f'"{self.first.words}{" *" * self.open} {self.second.words}"'

    def spans(self, articles, context):
        behind = {}
        for begin, last in self.second.spans(articles, context):
            behind.setdefault(begin, []).append(last)
        return {(start, last) for start, end in self.first.spans(articles, context)
                for last in behind.get(end + 1 + self.open, ())
                if articles.paragraph_at[end] == articles.paragraph_at[last]}

    def found(self, articles, context, excluding):
        return articles.having(self.spans(articles, context))

    def shown(self, articles, number, context):
        return self.first.shown(articles, number, context)
