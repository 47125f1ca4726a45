"""Queries with operators as trees that were never parsed: each part knows how it is typed and
whether an article has it. Drawn from articles, and held against the program by compare.py."""

import itertools
import re
import unicodedata

from draw import EDGES, WORD, unmarked
from matching import Phrase, Wanted
from query import Query
from spelling import VANISHING, Spelling, spell
from variants import spelt
from words import Paragraph, lines, paragraphs

ABBREVIATIONS = set("TP Tp tp TX Tx TT Tt PGS GS TS ThS Ths TSKH BS Bs KS CN NSND NSƯT NGND NGƯT LS "
                    "ĐB Mr Mrs Ms Dr St Jr No Co Ltd tr vs".split())
VIETNAMESE = "A-Za-zÀ-ỹĐđ"
WORD_MAX = 40  # characters before the end of a sentence that tell an abbreviation


class TypedQuery(str):
    """A query as it is typed, with the tree that it means."""

    def __new__(cls, tree):
        note_minuses(tree, is_plain(tree))
        text = tree.text()
        self = super().__new__(cls, text[1:-1] if text[0] == "(" and isinstance(tree, All) else text)
        self.tree = tree
        return self


def is_plain(tree):
    """Whether it has no operators but a minus."""
    if isinstance(tree, Not):
        return tree.sign == "-" and type(tree.parts[0]) is Leaf
    return type(tree) is Leaf or (type(tree) is All and all(map(is_plain, tree.parts)))


def note_minuses(tree, plain):
    """A minus before a word or quote that stands in no group is one of plain text; where all of the
    query is PLAIN it may be a dash, which is not for trees."""
    for part in tree.parts if type(tree) is All else ():
        if isinstance(part, Not) and is_plain(part):
            part.sign, part.is_minus = "!" if plain else "-", not plain
        note_minuses(part, plain)


class Meaning:
    """What compare.py asks of a query."""

    def __init__(self, typed, written, learned):
        self.tree = typed.tree
        self.context = Query("", written, learned)
        self.context.is_marked = any(
            unmarked(word) != word for word in re.findall(r"[^\W\d_]+", typed))

    def found_in(self, articles):
        numbers = self.tree.found(articles, self.context, False)
        return {articles.list[number].id for number in numbers}

    def shown_in(self, article):
        return " … ".join(filter(None, self.tree.shown(article, self.context)))


def sentences_of(article):
    """For each paragraph the number of the sentence that each place is in."""
    if article.sentences is None:
        article.sentences = [sentences(paragraph) for paragraph in paragraphs(article.source)]
    return article.sentences


def sentences(paragraph):
    text, number, numbers = paragraph.text, 0, []
    for i, start in enumerate(paragraph.offsets):
        if i > 0 and start > paragraph.offsets[i - 1]:
            before = text[paragraph.offsets[i - 1]:start]
            gap = re.search(r"[^\w²³]*$", before).group()
            number += ends_sentence(text[:start - len(gap)][-WORD_MAX:], gap, text[start:])
        numbers.append(number)
    return numbers


def title_of(article):
    """Its paragraphs that are the title."""
    title = article.source.get("title", "")
    return article.paragraphs[:sum(bool(line.strip()) for line in title.split("\n"))]


def ends_sentence(word, gap, rest):
    """Whether a sentence ends in GAP, between WORD and REST of the text."""
    if re.search(r"[\n\t]", gap):
        return True
    last = re.search(r"(?:[^\x00-\x7f]|[A-Za-z0-9])*$", word).group()
    short = last in ABBREVIATIONS or re.fullmatch(f"[{VIETNAMESE}]", last)
    signs = gap[1:] if gap[:1] == "." and short else gap
    sign = re.search(r"[.!?…][^ ]* +", signs)
    if not sign:
        return False
    begin = (signs[sign.end():] + rest)[:1]
    return bool(re.match(r"[0-9\"'\-+“‘«–—(]", begin)) or (
        begin.isupper() and bool(re.match(f"[{VIETNAMESE}]", begin)))


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

    def may_be_in(self, articles, context):
        """The numbers of the articles that may have it."""
        return set().union(*(phrase.may_be_in(articles) for phrase in self.phrases(context)))

    def spans(self, paragraph, context):
        """The first and the last place of each time that it stands there."""
        return {(start, end - 1) for phrase in self.phrases(context)
                for start in range(len(paragraph.terms))
                for end in phrase.ends_in(paragraph, [start])}

    def found(self, articles, context, excluding):
        """The numbers of the articles that have it."""
        return set().union(
            *(phrase.found_in(articles) for phrase in self.phrases(context, excluding)))

    def shown(self, article, context):
        return [phrase.shown_in(article) for phrase in self.phrases(context)]


class Beginning(Leaf):
    """The first letters of a word, without marks."""

    def text(self):
        return self.words + "*"

    def meets(self, term):
        if isinstance(term, tuple) and term[0] == "joined":
            term = term[1]
        return isinstance(term, Spelling) and (  # tin, and tỷ, from ti
            term.folded.startswith(self.words) or term.folded == spell(self.words).folded)

    def may_be_in(self, articles, context):
        return self.numbers(articles, self.meets)

    @staticmethod
    def numbers(articles, meets):
        return {number for words in articles.words.values() for (term, _), numbers in words.items()
                if meets(term) for number in numbers}

    def found(self, articles, context, excluding):
        """What is joined may be two words, NG AFV, neither of which begins so."""
        sure = self.numbers(
            articles, lambda term: isinstance(term, Spelling) and self.meets(term))
        return sure | {number for number in self.may_be_in(articles, context) - sure if any(
            self.spans(paragraph, context) for paragraph in articles.list[number].paragraphs)}

    def spans(self, paragraph, context):
        return {(place, edge.end - 1) for place in range(len(paragraph.terms))
                for edge in paragraph.edges_from(place)
                if edge.end == place + 1 and self.meets(edge.term)}

    def shown(self, article, context):
        return []


def as_stored(line):
    return unicodedata.normalize("NFC", VANISHING.sub("", line))


class Literal(Leaf):
    """Words as they stand there."""

    def text(self):
        return f'="{self.words}"' if " " in self.words else "=" + self.words

    def found(self, articles, context, excluding):
        words = map(re.escape, unicodedata.normalize("NFC", self.words).split())
        pattern = re.compile(r"(?<!\w)(" + r")[^\w]+(".join(words) + r")(?!\w)")
        return {number for number, article in enumerate(articles.list)
                if any(self.is_in_line(pattern, line)
                       for line in map(as_stored, lines(article.source)))}

    @staticmethod
    def is_in_line(pattern, line):
        """Whether it stands there as words: H'Leo has no leo in it, nor TP.HCM a TP."""
        if not pattern.search(line):
            return False
        paragraph = Paragraph(line)
        term_at = dict(zip(paragraph.offsets, map(spelt, paragraph.terms)))
        return any(all(term_at.get(match.start(i)) == spell(match[i])
                       for i in range(1, pattern.groups + 1))
                   for match in pattern.finditer(paragraph.text))

    def shown(self, article, context):
        return []


class InTitle(Leaf):
    """A leaf that stands in the title."""

    def text(self):
        return "tiêu đề:" + super().text()

    def found(self, articles, context, excluding):
        return {number for phrase in self.phrases(context, excluding)
                for number in phrase.may_be_in(articles) if any(
                    map(phrase.is_in_paragraph, title_of(articles.list[number])))}


class Gap(Leaf):
    """Two words in quotes with others between them that are left open."""

    def __init__(self, first, open_words, second):
        self.first, self.second = Leaf(first, quoted=True), Leaf(second, quoted=True)
        self.open = open_words

    def text(self):
        return f'"{self.first.words}{" *" * self.open} {self.second.words}"'

    def may_be_in(self, articles, context):
        return self.first.may_be_in(articles, context) & self.second.may_be_in(articles, context)

    def spans(self, paragraph, context):
        behind = self.second.spans(paragraph, context)
        return {(start, last) for start, end in self.first.spans(paragraph, context)
                for begin, last in behind if begin == end + 1 + self.open}

    def found(self, articles, context, excluding):
        return {number for number in self.may_be_in(articles, context) if any(
            self.spans(paragraph, context) for paragraph in articles.list[number].paragraphs)}

    def shown(self, article, context):
        return self.first.shown(article, context)


class Any:
    def __init__(self, *parts):
        self.parts = parts

    def text(self):
        return "(" + " OR ".join(part.text() for part in self.parts) + ")"

    def may_be_in(self, articles, context):
        return set().union(*(part.may_be_in(articles, context) for part in self.parts))

    def found(self, articles, context, excluding):
        return set().union(*(part.found(articles, context, excluding) for part in self.parts))

    def spans(self, paragraph, context):
        return set().union(*(part.spans(paragraph, context) for part in self.parts))

    def shown(self, article, context):
        return [text for part in self.parts for text in part.shown(article, context)]


class All(Any):
    """Words in a row without quotes are read together: they may be written as one."""

    def text(self):
        return "(" + " ".join(part.text() for part in self.parts) + ")"

    @staticmethod
    def is_word(part):
        return type(part) is Leaf and not part.quoted

    def found(self, articles, context, excluding):
        sets = []
        for plain, parts in itertools.groupby(self.parts, self.is_word):
            if plain:
                context.excluding = excluding
                text = context.stretch(" ".join(part.words for part in parts))
                context.excluding = False
                sets.append(text.found_in(articles))
            else:
                sets += [part.found(articles, context, excluding) for part in parts]
        return set.intersection(*sets)


class Not(Any):
    SIGNS = ("NOT ", "-", "!")

    def __init__(self, part, sign):
        super().__init__(part)
        self.sign, self.is_minus = sign, False

    def text(self):
        return self.sign + self.parts[0].text()

    def found(self, articles, context, excluding):
        return set(range(len(articles.list))) - self.parts[0].found(
            articles, context, self.is_minus)


class Near(Any):
    """Parts each of which stands near the one before: a number of words, "s" or "p"."""

    def __init__(self, links, *parts):
        super().__init__(*parts)
        self.links = links

    def text(self):
        names = {"s": "/s", "p": "CÙNG ĐOẠN"}
        texts = [self.parts[0].text()]
        for link, part in zip(self.links, self.parts[1:]):
            texts += [names.get(link, f"NEAR/{link}"), part.text()]
        return "(" + " ".join(texts) + ")"

    @staticmethod
    def are_linked(a, b, link, number):
        """Whether two spans are, in a paragraph whose places are in the sentences NUMBER."""
        (first, last), (begin, end) = sorted((a, b))
        if last >= begin:
            return False
        return (link == "p" or (link == "s" and number[first] == number[end])
                or (link not in ("s", "p") and begin - last <= link))

    def is_in_paragraph(self, paragraph, number, context):
        before = self.parts[0].spans(paragraph, context)
        for link, part in zip(self.links, self.parts[1:]):
            before = before and {b for b in part.spans(paragraph, context)
                                 if any(self.are_linked(a, b, link, number) for a in before)}
        return bool(before)

    def is_in(self, article, context):
        numbers = itertools.repeat(None)
        if "s" in self.links:
            numbers = sentences_of(article)
        return any(self.is_in_paragraph(paragraph, number, context)
                   for paragraph, number in zip(article.paragraphs, numbers))

    def found(self, articles, context, excluding):
        may_be = set.intersection(*(part.may_be_in(articles, context) for part in self.parts))
        return {number for number in may_be if self.is_in(articles.list[number], context)}


class Distributed(Any):
    """A group of words near something: each of them is."""

    def __init__(self, links, group, other):
        super().__init__(group, other)
        self.link = links[0]
        self.near = [Near(links, part, other) for part in group.parts]

    def text(self):
        return f"({self.parts[0].text()} GẦN/{self.link} {self.parts[1].text()})"

    def found(self, articles, context, excluding):
        return set.intersection(*(near.found(articles, context, excluding) for near in self.near))


class TreeDrawer:
    """Draws trees of words that stand in articles, by the random numbers of a Drawer."""

    def __init__(self, drawer):
        self.drawer, self.random = drawer, drawer.random

    def run(self, count):
        """Words of one line, not far from one another."""
        while True:
            words = [w.strip(EDGES) for w in self.drawer.line().split()]
            at = self.random.randrange(len(words))
            near = [w for w in words[at:at + 12] if WORD.fullmatch(w) and len(w) > 1]
            if len(near) >= count:
                return [w.lower() for w in near]

    def leaf(self, words):
        if self.random.random() < .4:
            return Leaf(" ".join(self.drawer.words(2)).lower())
        word = self.random.choice(words)
        return Leaf(word if self.random.random() < .7 else unmarked(word))

    def tree(self, depth, words):
        draw = self.random.random()
        if depth == 0 or draw < .25:
            return self.leaf(words)
        parts = [self.tree(depth - 1, words) for _ in range(self.random.randint(2, 3))]
        if draw < .55:
            return Any(*parts)
        if draw < .8:
            return All(*parts)
        return All(parts[0], Not(parts[1], self.random.choice(Not.SIGNS)))

    def groups(self):
        return self.tree(3, self.run(4))

    def near(self):
        words = self.run(4)
        links = [self.random.choice([1, 2, 3, 5, 10, 40, "s", "s", "p"]) for _ in range(2)]
        parts = [Leaf(self.random.choice(words)) for _ in range(3)]
        if self.random.random() < .4:
            parts[1] = Any(parts[1], self.leaf(words))
        if self.random.random() < .3 and isinstance(links[0], int):
            return Distributed(links, All(*parts[:2]), parts[2])
        count = self.random.choice([2, 2, 3])
        return Near(links[:count - 1], *parts[:count])

    def open_phrase(self):
        words = self.drawer.words(self.random.randint(3, 5))
        at = self.random.randint(1, len(words) - 2)
        gap = self.random.randint(1, len(words) - at - 1)
        tree = Gap(" ".join(words[:at]).lower(), gap, " ".join(words[at + gap:]).lower())
        return tree if self.random.random() < .6 else Near(["s"], tree, Leaf(self.run(1)[0]))

    def beginnings(self):
        word = next(w for w in iter(lambda: self.random.choice(self.run(1)), None) if len(w) > 3)
        tree = Beginning(unmarked(word)[:self.random.randint(3, len(word))])
        other = self.leaf(self.run(2))
        return self.random.choice([All(tree, other), Near([5], tree, other), Any(tree, other)])

    def letters(self):
        words = self.drawer.words(self.random.randint(1, 2))
        tree = Literal(" ".join(words))
        return self.random.choice([tree, All(Leaf(self.run(1)[0]), tree),
                                   Any(tree, Leaf(self.run(1)[0]))])

    def titles(self):
        titled = [a for a in self.drawer.articles if len(a.get("title", "").split()) > 5]
        while True:
            words = [w.strip(EDGES) for w in self.random.choice(titled)["title"].split()]
            at = self.random.randrange(len(words))
            run = words[at:at + self.random.randint(1, 2)]
            if all(WORD.fullmatch(w) and len(w) > 1 for w in run):
                tree = InTitle(" ".join(run).lower())
                return self.random.choice([tree, All(tree, self.leaf(self.run(2)))])

    ANYWHERE = (groups, beginnings, groups, letters)
    KINDS = (groups, near, groups, near, open_phrase, beginnings, letters, titles)

    def queries(self, count):
        """What is a title or a paragraph of a text is for its reader to say: where some have no
        title, neither is asked for."""
        is_told = all(article.get("title") for article in self.drawer.articles)
        kinds = self.KINDS if is_told else self.ANYWHERE
        for i in range(count):
            kind = kinds[i % len(kinds)]
            yield kind.__name__, TypedQuery(kind(self))
