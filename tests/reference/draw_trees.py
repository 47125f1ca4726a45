"""Draws trees of words that stand in articles."""

import fields
from draw import EDGES, WORD, unmarked
from leaves import Beginning, Days, Field, Gap, InZone, Leaf, Literal, LiteralBeginning
from trees import All, Any, Distributed, Narrowed, Near, Not, TypedQuery


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
        if self.random.random() < .4 and len(words[-1]) > 3:
            words[-1] = words[-1][:self.random.randint(3, len(words[-1]))]
            tree = LiteralBeginning(" ".join(words))
        return self.random.choice([tree, All(Leaf(self.run(1)[0]), tree),
                                   Any(tree, Leaf(self.run(1)[0]))])

    ZONES = {"title": "title", "lead": "lead", "caption": "captions"}

    def in_zone(self):
        """Of a part of some article that is long enough, a word or two."""
        while True:
            zone = self.random.choice(list(self.ZONES))
            article = self.random.choice(self.drawer.articles)
            text = " ".join(fields.listed(article.get(self.ZONES[zone]) or ""))
            words = [w.strip(EDGES) for w in text.split()]
            at = self.random.randrange(len(words) or 1)
            run = words[at:at + self.random.randint(1, 2)]
            if len(words) > 5 and all(WORD.fullmatch(w) and len(w) > 1 for w in run):
                word = " ".join(run).lower()
                return InZone(zone, word if self.random.random() < .7 else unmarked(word))

    def zones(self):
        tree, other = self.in_zone(), self.leaf(self.run(2))
        return self.random.choice([tree, All(tree, other), Any(tree, other), All(other, Not(
            tree, self.random.choice(Not.SIGNS)))])

    def field(self, name=None):
        """A filter by some of the words of a value."""
        name = name or self.random.choice(fields.TEXTS)
        words = self.random.choice(fields.VALUES[name]).split()
        first = self.random.randrange(len(words))
        value = " ".join(words[first:self.random.randint(first + 1, len(words))])
        return Field(name, self.random.choice(fields.NAMES[name]),
                     value if self.random.random() < .7 else unmarked(value))

    def days(self):
        year, month = self.random.choice(fields.YEARS), self.random.randint(1, 12)
        first, last = fields.days_of(f"{year}-{month:02}")
        return Days(*self.random.choice([
            (f"năm:{year}", f"{year}-01-01", f"{year}-12-31"),
            (f"tháng:{month}/{year}", first, last), (f"từ:{month}/{year}", first, None),
            (f"to:{month}/{year}", None, last), (f"ngày:15/{month}/{year}", *[first[:8] + "15"] * 2),
            (f"trước:{month}/{year}", None, first[:8] + "00"),
            (f"after:{year}", f"{year}-12-32", None),
            (f"năm:{year}-{year + 1}", f"{year}-01-01", f"{year + 1}-12-31")]))

    def filters(self):
        leaf, name = self.leaf(self.run(2)), self.random.choice(fields.TEXTS)
        one, other = self.field(name), self.field(name)
        part = self.random.choice([one, one, self.days()])
        without = Not(part, self.random.choice(Not.SIGNS))
        return self.random.choice([
            All(leaf, part), All(leaf, one, other), All(leaf, self.days(), one), All(leaf, without),
            Any(leaf, part), All(leaf, Any(one, other)), All(leaf, Any(part, self.leaf(self.run(2)))),
            Any(All(leaf, part), self.field()), All(one, without)])

    def narrowed(self):
        """Filters and days beside what is typed."""
        name = self.random.choice(fields.TEXTS)
        filters = self.random.choice([[], [self.field()], [self.field(name), self.field(name)],
                                      [self.field("place"), self.field("author")]])
        year, month = self.random.choice(fields.YEARS), self.random.randint(1, 12)
        first, last = fields.days_of(f"{year}-{month:02}")
        bounds = self.random.choice([(first, None), (None, last), (first, last),
                                     (f"{year}-01-01", last)])
        days = Days("", *bounds) if not filters or self.random.random() < .5 else None
        return TypedQuery(self.random.choice([self.leaf(self.run(2)), self.tree(2, self.run(4)),
                                              self.letters()]), Narrowed(filters, days))

    ANYWHERE = (groups, beginnings, groups, letters)
    TOLD = (groups, near, groups, near, open_phrase, beginnings, letters, zones)
    GIVEN = (filters, narrowed)

    def queries(self, count):
        """What is a title or a paragraph of a text is for its reader to say: where some have no
        title, neither is asked for; nor are fields where some have none."""
        articles = self.drawer.articles
        kinds = self.TOLD if all(article.get("title") for article in articles) else self.ANYWHERE
        if all(article.get(name) for article in articles for name in fields.TEXTS):
            kinds += self.GIVEN
        for i in range(count):
            kind = kinds[i % len(kinds)]
            drawn = kind(self)
            yield kind.__name__, drawn if isinstance(drawn, TypedQuery) else TypedQuery(drawn)
