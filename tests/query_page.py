#!/usr/bin/python3
"""docs/query.md: each query of its tables is read as the tree beside it, and each of many queries
drawn from its grammar is understood whole.

    tests/query_page.py BUILD_FOLDER [SEED [COUNT]]"""

import os
import random
import re
import sys
import tempfile

from programs import Archive, run_program

here = os.path.dirname(os.path.abspath(__file__))
TYPED = 30  # words: a longer text was pasted, and has no fields
DEPTH = 6  # of rules within each other, before the simplest are taken


def page():
    with open(os.path.join(here, "..", "docs", "query.md"), encoding="utf-8") as file:
        return file.read()


def tables(text):
    for query, tree in re.findall(r"^\| (.+?) \| (\(AND .+?\)) \|$", text, re.M):
        yield query.replace("\\|", "|"), tree


class Grammar:
    """Rules as {name: [alternatives]}; an alternative is a row of items: ("text", text),
    ("rule", name), ("several", row)."""

    ITEM = re.compile(r'"((?:\\.|[^"\\])*)"|([a-z]+)|([{}])')

    def __init__(self, text, seed):
        self.random = random.Random(seed)
        self.rules = {}
        block = re.search(r"```\n(query .*?)```", text, re.S).group(1)
        for line in block.splitlines():
            name, right = line.split("=", 1)
            self.rules[name.strip()] = [self.row(one) for one in self.split(right)]

    @staticmethod
    def split(right):
        """The alternatives: bars within quotes and braces divide nothing."""
        parts, depth, quoted, last, i = [], 0, False, 0, 0
        while i < len(right):
            c = right[i]
            if c == "\\":
                i += 1
            elif c == '"':
                quoted = not quoted
            elif not quoted:
                depth += (c == "{") - (c == "}")
                if c == "|" and depth == 0:
                    parts.append(right[last:i])
                    last = i + 1
            i += 1
        return parts + [right[last:]]

    def row(self, text):
        rows = [[]]
        repeated = re.search(r"\{(.*)\}", text)
        if repeated:
            before = self.row(text[:repeated.start()])
            return before + [("several", [self.row(one) for one in self.split(repeated.group(1))])]
        for quoted, name, _ in self.ITEM.findall(text):
            rows[0].append(("rule", name) if name else ("text", quoted.replace('\\"', '"')))
        return rows[0]

    def draw(self, name="query", depth=0):
        rows = self.rules[name]
        if depth > DEPTH:
            rows = [min(rows, key=lambda row: sum(item[0] == "rule" for item in row))]
            if name == "single":
                rows = [[("rule", "word")]]
        return self.draw_row(self.random.choice(rows), depth)

    def draw_row(self, row, depth):
        text = ""
        for kind, what in row:
            if kind == "text":
                text += what
            elif kind == "rule":
                text += self.draw(what, depth + 1)
            else:
                for _ in range(self.random.choice([0, 1, 1, 2]) if depth < DEPTH else 0):
                    text += self.draw_row(self.random.choice(what), depth)
        return text


def main():
    build, text = os.path.abspath(sys.argv[1]), page()
    seed, count = [int(a) for a in sys.argv[2:]] + [1, 150][len(sys.argv) - 2:]
    wrong = 0
    with tempfile.TemporaryDirectory() as work:
        archive = Archive(build, work + "/archive", [{"id": "a", "body": "Lũ và bão ở Huế."}])
        rows = list(tables(text))
        for (query, tree), answer in zip(rows, archive.ask_all([q for q, _ in rows], "--explain")):
            read = answer["query"]["explain"]["tree"]
            if read != tree:
                wrong += 1
                print(f"{query}: read as {read}, not {tree}")
        grammar = Grammar(text, seed)
        drawn = [query for query in (grammar.draw() for _ in range(4 * count))
                 if len(query.split()) <= TYPED and query != query.upper()][:count]
        for query, answer in zip(drawn, archive.ask_all(drawn, "--explain", "--strict")):
            if "error" in answer or answer["warnings"] and any(
                    w["code"] == "operator_as_word" for w in answer["warnings"]):
                wrong += 1
                print(f"not understood: {query}: {answer.get('error')}")
        archive.remove()
    print(f"query.md: {len(rows)} rows, {len(drawn)} drawn queries, {wrong} wrong")
    sys.exit(wrong > 0 or len(rows) < 30 or len(drawn) < min(count, 100))


main()
