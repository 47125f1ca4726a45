#!/usr/bin/python3
"""Pages add up, and totals are of the whole answer: every article once, in one order
whatever the size of the page, in every sort order; on the sample press releases and on an
archive made to collide, of equal articles, with and without dates.

    tests/pages.py BUILD_FOLDER"""

import json
import os
import subprocess
import sys
import tempfile

here = os.path.dirname(os.path.abspath(__file__))
corpus = os.path.join(here, "..", "corpus")

SORTS = ["relevance", "newest", "oldest"]
SIZES = [7, 100, 1000]
EDGES = [0, 29, 30, 59, 99, 100, 101, 149, 150, 199, 200, 249, 250]  # for pages of one
QUERIES = [
    "cầu", "cau", "lũ lụt", "lu lut quang tri", "cầu -bến", "cau -ben", "trú độ -cao", "-cầu",
    "-cau -lu", '"cầu bến" mộc', '"cau ben" lụt', "lũ -\"quảng trị\"", "UBND tỉnh", "tỉnh -UBND",
    "của an ninh", "đoàn xe chở hàng cứu trợ", "doan xe cho hang cuu tro den vung lu",
    "cầu bến mộc khánh thành ngày mai", "khongcotunay cầu", "bao gio an", "bão gió an",
]


def made(path):
    """Articles of few words, so that many have just the same, and a third no date."""
    texts = ["cầu bến", "cau ben", "cầu mộc", "bão gió an", "bao gio án", "bão", "lũ lụt", "lũ",
             "tỉnh UBND", "tỉnh ủy ban nhân dân", "trú độ cao", "trú độ", "tru do cáo"]
    dates = [None, "2018", "2018-03", "2018-03-27", "2019-01-01", None]
    with open(path, "w", encoding="utf-8") as f:
        for i in range(1300):
            article = {"id": f"m{i * 7919 % 1300}", "title": "Tin",
                       "body": texts[i % 13] + " và " + texts[i // 13 % 11]}
            if dates[i % 6]:
                article["date"] = dates[i % 6]
            f.write(json.dumps(article, ensure_ascii=False) + "\n")


class Archive:
    def __init__(self, build, work, name, source):
        self.tracuu = build + "/query/tracuu"
        self.path = os.path.join(work, name)
        self.queries = os.path.join(work, "queries.tsv")
        subprocess.run([build + "/indexer/tracuu-index", "update", "--quiet", "--archive", self.path,
                        source], check=True)

    def ask(self, sort, limit, offset, more=()):
        """Of each query: the ids of the page, the answer."""
        run = subprocess.run([self.tracuu, "--archive", self.path, "--batch", self.queries,
                              f"--sort={sort}", f"--limit={limit}", f"--offset={offset}",
                              "--timeout-ms=0", *more],
                             stdout=subprocess.PIPE)
        answers = [json.loads(line) for line in run.stdout.splitlines()]
        assert len(answers) == len(QUERIES)
        return [([hit["id"] for hit in a["hits"]], a) for a in answers]

    def whole(self, sort, size, more=()):
        """Of each query: all pages of SIZE put together, the answer."""
        lists = [[] for _ in QUERIES]
        for offset in range(0, 10001, size):
            page = self.ask(sort, size, offset, more)
            for ids, (found, _) in zip(lists, page):
                ids += found
            if not any(found for found, _ in page):
                return list(zip(lists, [a for _, a in page]))
        raise AssertionError("no last page")

    def check(self, sort, more=()):
        whole = self.whole(sort, SIZES[-1], more)
        for query, (ids, answer) in zip(QUERIES, whole):
            where = f"{query!r} by {sort} {more}"
            total = answer["total"]
            assert len(set(ids)) == len(ids), f"{where}: an article is listed twice"
            assert total["relation"] == total["full_relation"] == "eq", f"{where}: {total}"
            assert total["value"] == len(ids), f"{where}: {total}, {len(ids)} listed"
            assert total["full"] <= total["value"], f"{where}: {total}"
        for size in SIZES[:-1]:
            for query, one, other in zip(QUERIES, whole, self.whole(sort, size, more)):
                where = f"{query!r} by {sort} {more}, pages of {size}"
                assert one[0] == other[0], f"{where}: another list"
                assert one[1]["total"] == other[1]["total"], f"{where}: another total"
        for edge in EDGES:
            for query, one, other in zip(QUERIES, whole, self.ask(sort, 1, edge, more)):
                where = f"{query!r} by {sort} {more}, rank {edge + 1}"
                assert one[0][edge : edge + 1] == other[0], f"{where}: another article"
                assert one[1]["total"] == other[1]["total"], f"{where}: another total"
        return sum(len(ids) for ids, _ in whole)

    def check_full(self):
        """What lacks no word is as many articles as the total says, and comes first."""
        for query, (_, answer) in zip(QUERIES, self.ask("relevance", 1000, 0)):
            lacking = ["missing" in hit for hit in answer["hits"]]
            full = lacking.count(False)
            assert full == min(answer["total"]["full"], 1000), f"{query!r}: {full} are full"

    def check_dates(self):
        """One order, what has no date last."""
        for sort in SORTS[1:]:
            for query, (_, answer) in zip(QUERIES, self.ask(sort, 1000, 0)):
                dates = [hit["date"] for hit in answer["hits"]]
                known = [(d + "-99-99")[:10] for d in dates if d]
                assert dates[: len(known)] == [d for d in dates if d], f"{query!r}: undated first"
                assert known == sorted(known, reverse=sort == "newest"), f"{query!r} by {sort}"
                lacking = {"missing" in hit for hit in answer["hits"]}
                assert len(lacking) < 2, f"{query!r}: full and partial ones together"


def main():
    build = os.path.abspath(sys.argv[1])
    listed = 0
    with tempfile.TemporaryDirectory() as work:
        with open(os.path.join(work, "queries.tsv"), "w", encoding="utf-8") as f:
            f.writelines(f"{i}\t{query}\n" for i, query in enumerate(QUERIES))
        made(os.path.join(work, "made.jsonl"))
        for name, source in [("corpus", corpus), ("made", os.path.join(work, "made.jsonl"))]:
            archive = Archive(build, work, name, source)
            for sort in SORTS:
                listed += archive.check(sort)
            archive.check("relevance", ["--from=2018", "--to=2018"])
            archive.check("relevance", ["--ranking=bm25"])
            archive.check("relevance", ["--diacritics=exact"])
            archive.check_full()
            archive.check_dates()
            subprocess.run(["chmod", "-R", "u+w", archive.path], check=True)
    assert listed > 10000, listed
    print(f"pages: {listed} articles listed: ok")


main()
