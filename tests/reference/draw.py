"""Queries drawn from articles, by a seed: runs of words that stand there, in the forms in which
people type them."""

import random
import re
import unicodedata

import dates

WORD = re.compile(r"[^\W\d_]+")
EDGES = "“”‘’\"'()[]{}.,;:!?…–-*"
NUMBER = re.compile(r"\d[\d.,]*\d|\d")


def unmarked(text):
    text = unicodedata.normalize("NFD", text).replace("đ", "d").replace("Đ", "D")
    return "".join(c for c in text if not unicodedata.combining(c))


class Drawer:
    """Draws queries from ARTICLES, the same ones for the same SEED."""

    def __init__(self, articles, seed, kinds=None):
        self.random = random.Random(seed)
        self.kinds = [getattr(Drawer, kind) for kind in kinds] if kinds else self.KINDS
        self.articles = articles

    def line(self):
        article = self.random.choice(self.articles)
        texts = [article.get(name) or "" for name in ("title", "lead", "body")]
        lines = [line for text in texts for line in text.split("\n") if len(line.split()) > 8]
        return self.random.choice(lines) if lines else self.line()

    def words(self, count, is_right=WORD.fullmatch):
        """COUNT words that follow one another with nothing but a space between them."""
        for _ in range(1000):
            words = self.line().split()
            at = self.random.randrange(len(words))
            run = words[at:at + count]
            run = [run[0].lstrip(EDGES), *run[1:]]
            run = [*run[:-1], run[-1].rstrip(EDGES)]
            if len(run) == count and all(map(is_right, run)):
                return run
        raise LookupError("no such run of words")

    def phrase(self):
        return '"' + " ".join(self.words(self.random.randint(2, 5))) + '"'

    def all_of(self):
        words = self.words(self.random.randint(4, 8))
        return " ".join(self.random.sample(words, self.random.randint(2, 4))).lower()

    def exclusion(self):
        words = self.words(self.random.randint(3, 4))
        other = self.words(self.random.randint(1, 2))
        without = f'"{" ".join(other)}"' if len(other) > 1 else other[0]
        return f"{' '.join(words[:2]).lower()} -{without.lower()}"

    def operators(self):
        """Words and quotes with OR or NOT between them."""
        operands = []
        for _ in range(3):
            words = " ".join(self.words(self.random.randint(1, 2))).lower()
            operands.append(f'"{words}"' if " " in words else words)
        a, b, c = operands
        return self.random.choice([f"{a} OR {b}", f"{c} {a} HOẶC {b}", f"{a} | {b} | {c}",
                                   f"{a} AND {b}", f"{a} NOT {b}", f"{a} OR {b} TRỪ {c}"])

    def without_marks(self):
        return unmarked(" ".join(self.words(self.random.randint(2, 6)))).lower()

    def partly_marked(self):
        words = [word if self.random.random() < .5 else unmarked(word)
                 for word in self.words(self.random.randint(2, 4))]
        return " ".join(words).lower()

    def name(self):
        """A name as it is typed, in quotes."""
        return '"' + " ".join(self.words(self.random.randint(2, 4), str.istitle)) + '"'

    def number(self):
        """A number and a word or two behind it, in quotes or not."""
        words = self.words(self.random.randint(2, 3), lambda word: True)
        for _ in range(1000):
            if NUMBER.fullmatch(words[0]) and all(map(WORD.fullmatch, words[1:])):
                break
            words = self.words(self.random.randint(2, 3), lambda word: True)
        text = " ".join(words)
        return f'"{text}"' if self.random.random() < .5 else text

    def date(self):
        """A date that an article names, in some other form."""
        while True:
            line = self.line()
            found = [term for _, _, terms in dates.find(line) for term in terms
                     if term[0] in ("day", "month", "quarter")]
            if found:
                break
        term = self.random.choice(found)
        if term[0] == "ordinal":
            return self.random.choice([f"thứ {term[1]}", f"thứ {dates.NAMES[term[1] - 1]}"])
        if term[0] in ("month", "quarter"):
            name = "tháng" if term[0] == "month" else "quý"
            forms = ["{} {}/{}", "{} {} năm {}"] if len(term) == 3 else ["{} {}"]
            return self.random.choice(forms).format(name, *term[1:])
        forms = ["{}/{}/{}", "{}-{}-{}", "{} tháng {} năm {}", "ngày {}/{}/{}"]
        if len(term) == 3:
            forms = ["{}/{}", "{} tháng {}", "ngày {}/{}", '"{} tháng {}"']
        return self.random.choice(forms).format(*term[1:])

    KINDS = (date, phrase, all_of, exclusion, operators, without_marks, partly_marked, name, number)

    def queries(self, count):
        """COUNT pairs of the kind and the query, of all kinds in turn."""
        for i in range(count):
            kind = self.kinds[i % len(self.kinds)]
            yield kind.__name__, kind(self)
