#!/usr/bin/python3 -B
"""The laws that the sets of articles keep which queries with operators find, held against
queries whose parts are drawn from articles, whatever they are:

    A OR B, B OR A      what A or B finds          (A), A AND A, A OR A, NOT NOT A   what A finds
    A AND B, B AND A    what both find             X NOT A                 what X finds without A
    A filetype:jsonl    what A finds, all of it of that type

    tests/laws.py BUILD_FOLDER [--all] [--real] [--seed N] [--count N]

A line all in capitals has no NOT, so one word of each query has small letters.
--real: on articles of ../shared/data, where that is."""

import argparse
import os
import random
import subprocess
import sys
import tempfile

here = os.path.dirname(os.path.abspath(__file__))
sys.path.append(os.path.join(here, "reference"))

from compare import articles_of, articles_of_corpus, news
from draw import WORD, Drawer, unmarked
from programs import Archive

# What has other forms, however an article writes it.
FORMS = ["UBND", "HĐND", "ubnd", "TP.HCM", "tphcm", "NĐ 100", "27/3", "ngày 2/9", "tháng 3/2018",
         "2/9/2018", "quý II/2018", "Sài Gòn", "TTXVN", "CSGT", "BOT", "U23", "QL1A", "QL 1A",
         "H. Hóc Môn", "30ha", "5 triệu đồng", "ma túy", "Nga", "Mỹ", "Ma-đrít", "Syria",
         "ủy ban nhân dân", "thành phố Hồ Chí Minh", "hội đồng nhân dân", "Bà Rịa - Vũng Tàu",
         "nhà báo", "tòa soạn", "toà soạn"]
HOUSE = "tòa soạn = nhà báo = phóng viên\nban biên tập = BBT\n"


class Laws:
    def __init__(self, archive, articles, seed):
        self.archive, self.found, self.failed = archive, {}, 0
        self.drawer = Drawer(articles, seed)
        self.random = random.Random(seed)

    def ids(self, query):
        """The articles that have all of it."""
        if query not in self.found:
            done = subprocess.run(
                [self.archive.build + "/query/tracuu", "--archive", self.archive.folder, "--all",
                 "--format=ids", "--timeout-ms=0", "--", query], capture_output=True, check=False)
            assert done.returncode in (0, 1), (query, done.stderr.decode())
            self.found[query] = frozenset(done.stdout.split())
        return self.found[query]

    def word(self):
        return self.drawer.words(1)[0].lower()

    def plain(self):
        """Words without operators."""
        draw = self.random.random()
        if draw < .3:
            return self.random.choice(FORMS)
        if draw < .55:
            return self.word()
        if draw < .7:
            return " ".join(self.drawer.words(self.random.randint(2, 3))).lower()
        if draw < .8:
            return '"' + " ".join(self.drawer.words(self.random.randint(1, 3))) + '"'
        if draw < .9:
            return unmarked(self.word())[:4] + "*"
        return "=" + self.drawer.words(1)[0]

    def part(self, depth):
        draw = self.random.random()
        if depth == 0 or draw < .5:
            return self.plain()
        a, b = (self.group(depth - 1) for _ in range(2))
        if draw < .65:
            return f"{a} OR {b}"
        if draw < .8:
            return f"{a} AND {b}"
        if draw < .87:
            return f"{a} NOT {b}"
        if draw < .94:
            return f"{self.word()} NEAR/{self.random.choice([1, 3, 10])} {self.word()}"
        return f"tiêu đề:{self.word()}"

    def group(self, depth=1):
        part = self.part(depth)
        if part == part.upper():
            part = f"({part} OR {self.word()})"
        return f"({part})" if " " in part or self.random.random() < .2 else part

    def hold(self, query, expected):
        found = self.ids(query)
        if found != expected:
            self.failed += 1
            print(f"{query}: {len(found)} found, {len(expected)} expected; "
                  f"wrongly {sorted(found - expected)[:3]}, not {sorted(expected - found)[:3]}")

    def round(self):
        a, b = self.group(), self.group()
        has_a, has_b = self.ids(a), self.ids(b)
        for query in (f"{a} OR {b}", f"{b} OR {a}", f"({a}) | {b}"):
            self.hold(query, has_a | has_b)
        for query in (f"{a} AND {b}", f"{b} VÀ {a}"):
            self.hold(query, has_a & has_b)
        for query in (f"({a})", f"{a} AND {a}", f"{a} OR {a}"):
            self.hold(query, has_a)
        c = self.plain()
        for query in (f"{c} filetype:jsonl", f"{c} -filetype:pdf", f"filetype:jsonl {c}"):
            self.hold(query, self.ids(c))
        self.hold(f"{c} filetype:jsonl NOT {a}", self.ids(c) - has_a)
        self.hold(f"{b} NOT {a}", has_b - has_a)
        self.hold(f"{b} AND NOT (NOT {a})", has_b & has_a)
        self.hold(f"{b} OR NOT {a}", self.everything - (has_a - has_b))


def check_values(laws):
    """Values of a field in a group, and as many as one types."""
    hue, hanoi = laws.ids("nơi:Huế"), laws.ids('nơi:"Hà Nội"')
    none = [f"nơi:zzq{i}" for i in range(98)]
    assert not hue or hue != hanoi
    for query in ("nơi:(Huế OR Hà Nội)", 'nơi:("Hà Nội" | hue)', " OR ".join(
            [*none, "nơi:Huế", 'nơi:"Hà Nội"']), " ".join(["nơi:Huế", *none, 'nơi:"Hà Nội"'])):
        laws.hold(query, hue | hanoi)
    laws.hold("nơi:(Huế AND Hà Nội)", hue & hanoi)
    laws.hold("NOT nơi:(Huế OR Hà Nội)", laws.everything - hue - hanoi)
    laws.hold("năm:(2018 OR 2020)", laws.ids("năm:2018") | laws.ids("năm:2020"))


def main():
    options = argparse.ArgumentParser()
    options.add_argument("build")
    options.add_argument("--all", action="store_true", help="1,000 rounds instead of a few")
    options.add_argument("--real", action="store_true")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--count", type=int)
    options = options.parse_args()
    articles = articles_of(news, 8000) if options.real else articles_of_corpus()
    with tempfile.TemporaryDirectory() as work:
        archive = Archive(options.build, work + "/archive", articles)
        with open(archive.folder + "/dictionary", "w", encoding="utf-8") as file:
            file.write(HOUSE)
        laws = Laws(archive, articles, options.seed)
        laws.everything = laws.ids("NOT zzzzq")
        assert len(laws.everything) == len(articles), len(laws.everything)
        check_values(laws)
        count = options.count or (1000 if options.all else 12)
        for _ in range(count):
            laws.round()
        archive.remove()
    print(f"laws: {count} rounds, {len(laws.found)} queries, {laws.failed} wrong")
    sys.exit(laws.failed > 0)


if __name__ == "__main__":
    main()
