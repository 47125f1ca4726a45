"""Queries with operators as trees that were never parsed: each part knows how it is typed and
whether an article has it. Drawn by draw_trees.py, and held against the program by compare.py."""

import itertools
import re

from draw import unmarked
from leaves import Field, Leaf
from query import Query
from sentences import sentence_at


class Narrowed:
    """What a query is kept to beside what is typed: FILTERS, of which one by a field will do, and
    DAYS, which may be None."""

    def __init__(self, filters=(), days=None):
        self.filters, self.days = list(filters), days

    def __bool__(self):
        return bool(self.filters or self.days)

    def request(self):
        """As members of a request."""
        members = {"filters": [f"{part.field}:{part.words}" for part in self.filters]}
        for name, day in (("from", self.days and self.days.first),
                          ("to", self.days and self.days.last)):
            members.update({name: day} if day else {})
        return members

    def found_in(self, articles):
        found = self.days.found(articles, None, False) if self.days else articles.everything
        return found & one_of_each(self.filters, articles)


def one_of_each(filters, articles):
    """What has one of the values of each field that there is."""
    found = articles.everything
    for field in {part.field for part in filters}:
        found = found & set().union(*(part.found(articles, None, False) for part in filters
                                      if part.field == field))
    return found


class TypedQuery(str):
    """A query as it is typed, with the tree that it means, and what it is NARROWED to."""

    def __new__(cls, tree, narrowed=None):
        note_minuses(tree, is_plain(tree))
        text = tree.text()
        self = super().__new__(cls, text[1:-1] if text[0] == "(" and isinstance(tree, All) else text)
        self.tree, self.narrowed = tree, narrowed or Narrowed()
        return self

    def request(self):
        """As a line of a batch."""
        return {"q": str(self), **self.narrowed.request()}


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
        self.tree, self.narrowed = typed.tree, typed.narrowed
        self.context = Query("", written, learned)
        self.context.is_marked = any(
            unmarked(word) != word for word in re.findall(r"[^\W\d_]+", typed))

    def numbers_in(self, articles):
        return self.tree.found(articles, self.context, False) & self.narrowed.found_in(articles)

    def found_in(self, articles):
        return {articles.list[number].id for number in self.numbers_in(articles)}

    def shown_in(self, articles, number):
        return " … ".join(filter(None, self.tree.shown(articles, number, self.context)))


class Any:
    def __init__(self, *parts):
        self.parts = parts

    def text(self):
        return "(" + " OR ".join(part.text() for part in self.parts) + ")"

    def found(self, articles, context, excluding):
        return set().union(*(part.found(articles, context, excluding) for part in self.parts))

    def spans(self, articles, context):
        return set().union(*(part.spans(articles, context) for part in self.parts))

    def shown(self, articles, number, context):
        return [text for part in self.parts for text in part.shown(articles, number, context)]


class All(Any):
    """Words in a row without quotes are read together: they may be written as one."""

    def text(self):
        return "(" + " ".join(part.text() for part in self.parts) + ")"

    @staticmethod
    def is_word(part):
        return type(part) is Leaf and not part.quoted

    def found(self, articles, context, excluding):
        sets = [one_of_each([part for part in self.parts if type(part) is Field], articles)]
        others = (part for part in self.parts if type(part) is not Field)
        for plain, parts in itertools.groupby(others, self.is_word):
            if plain:
                context.excluding = excluding
                text = context.stretch(" ".join(part.words for part in parts))
                context.excluding = False
                sets.append(text.found_in(articles))
            else:
                sets += [part.found(articles, context, excluding) for part in parts]
        return frozenset.intersection(*map(frozenset, sets))


class Not(Any):
    SIGNS = ("NOT ", "-", "!")

    def __init__(self, part, sign):
        super().__init__(part)
        self.sign, self.is_minus = sign, False

    def text(self):
        return self.sign + self.parts[0].text()

    def found(self, articles, context, excluding):
        return articles.everything - self.parts[0].found(
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
    def are_linked(articles, a, b, link):
        """Whether two spans are, of one paragraph."""
        (first, last), (begin, end) = sorted((a, b))
        if last >= begin:
            return False
        if link == "s":
            return sentence_at(articles, first) == sentence_at(articles, end)
        return link == "p" or begin - last <= link

    def spans(self, articles, context):
        """Of its last part."""
        linked = self.parts[0].spans(articles, context)
        for link, part in zip(self.links, self.parts[1:]):
            before = {}
            for span in linked:
                before.setdefault(articles.paragraph_at[span[0]], []).append(span)
            linked = {b for b in part.spans(articles, context)
                      if any(self.are_linked(articles, a, b, link)
                             for a in before.get(articles.paragraph_at[b[0]], ()))}
        return linked

    def found(self, articles, context, excluding):
        return articles.having(self.spans(articles, context))


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
