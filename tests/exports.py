#!/usr/bin/python3 -B
"""What is counted and what is written out are the same articles: for queries of all kinds over the
sample press releases, --count, --format ids --all, JSON Lines, CSV and TSV agree, and every facet
and timeline is what one counts in the JSON Lines by hand.

    tests/exports.py BUILD_FOLDER"""

import collections
import csv
import io
import json
import os
import re
import sys
import tempfile
import unicodedata

from programs import run_program

CORPUS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "corpus")
FIELDS = {"author": "authors", "place": "place", "source": "source", "issuer": "issuer",
          "kind": "kind"}
# Properties of an item of ninjs 2.0, those that we write.
NINJS = {"uri", "type", "representationtype", "language", "contentcreated", "ednote", "headlines",
         "by", "located", "infosources", "organisations", "genres", "descriptions", "bodies",
         "altids"}
UNITS = {"year": 4, "month": 7, "day": 10}
QUERIES = ["cầu", "cau", '"bến mộc"', "hội nghị -lũ", "và", "năm:2019", "tháng:9/2019 cầu",
           "sau:2015 trước:2019", "nơi:\"kon tum\"", "-nơi:\"kon tum\" cầu", "số hiệu:ubnd",
           "loại:\"thông báo\"", "lũ lụt miền trung", "không-có-từ-này-đâu", "bộ đội biên phòng",
           "của các", "đồng", "10", "kiem tra", "lũ OR bão", "tác giả:nguyễn", "cơ quan:ubnd"]


def run(build, archive, *arguments):
    return run_program(build, "query/tracuu", "--archive", archive, *arguments,
                       status=(0, 1)).stdout.decode()


def one_name(text):
    """Spellings that are one value, as far as those of corpus/ differ."""
    return unicodedata.normalize("NFC", text).casefold()


def check_facets(build, archive, query, articles):
    arguments = [f"--facet={name}:1000" for name in list(FIELDS) + list(UNITS)]
    answer = json.loads(run(build, archive, "--format=json", *arguments, "--", query))
    for name, key in FIELDS.items():
        values = [article[key] for article in articles]
        lists = [v if isinstance(v, list) else [v] if v else [] for v in values]
        check_counts(answer["facets"][name], lists, one_name)
    for name, length in UNITS.items():
        dates = [[article["date"][:length]] if article["date"] else [] for article in articles]
        check_counts(answer["facets"][name], dates, str)
        told = json.loads(run(build, archive, "--format=json", f"--timeline={name}", "--",
                              query))["timeline"]
        assert [v["date"] for v in told["values"]] == sorted(v["date"] for v in told["values"])
        counted = collections.Counter(d for one in dates for d in one)
        assert {v["date"]: v["count"] for v in told["values"] if v["count"]} == counted
        assert told["unit"] == name and told["distinct"] == len(counted)


def check_counts(facet, lists, same):
    counted = collections.Counter(same(value) for one in lists for value in one)
    told = {same(v["value"]): v["count"] for v in facet["values"]}
    assert told == counted, (told, counted)
    assert facet["relation"] == "eq" and facet["distinct"] == len(counted)
    assert facet["without"] == sum(not one for one in lists)
    order = [v["count"] for v in facet["values"]]
    assert order == sorted(order, reverse=True)


def cell(text):
    """As it stands in a table: on one line, and no formula."""
    text = " ".join(text.split(" "))
    return "'" + text if text[:1] in ("=", "+", "-", "@") else text


def check_tables(build, archive, query, articles):
    for name, dialect in (("csv", "excel"), ("tsv", "excel-tab")):
        text = run(build, archive, f"--format={name}", "--", query)
        assert text.startswith("\ufeff") == (name == "csv")
        if name == "tsv":
            rows = [dict(zip(text.split("\n")[0].split("\t"), line.split("\t")))
                    for line in text.split("\n")[1:-1]]
        else:
            rows = list(csv.DictReader(io.StringIO(text.lstrip("\ufeff")), dialect=dialect))
        assert [row["id"] for row in rows] == [article["id"] for article in articles], name
        for row, article in zip(rows, articles):
            assert row["title"] == cell(article["title"] or ""), (row, article)
            assert row["date"] == (article["date"] or "") and row["query"] == cell(query)
            assert row["authors"] == cell("; ".join(article["authors"]))
            assert len(row) == 19 and row["articles"] == str(len(articles))
            assert list(row)[-4:] == ["articles", "groups", "date_precision", "date_confidence"]
            assert row["groups"] == "" and row["date_precision"] == (article["date_precision"] or "")
            assert row["date_confidence"] == (article["date_confidence"] or "")


def check_ninjs(build, archive, query, articles):
    head, *items = [json.loads(line) for line in
                    run(build, archive, "--format=ninjs", "--", query).splitlines()]
    told = {item["role"]: item["value"] for item in head["altids"]}
    assert head["type"] == "composite" and head["representationtype"] == "full"
    assert told["query"] == query and told["articles"] == str(len(articles))
    assert told["archive"] in head["uri"] and told["generation"]
    for item, article in zip(items, articles, strict=True):
        assert set(item) <= NINJS and item["uri"].startswith("urn:x-tracuu:")
        alternatives = {one["role"]: one["value"] for one in item["altids"]}
        assert alternatives["id"] == article["id"]
        assert item.get("headlines", [{"value": None}])[0]["value"] == article["title"]
        assert item.get("by", "") == ", ".join(article["authors"])
        date = article["date"] or ""
        assert item.get("contentcreated", "")[:10] == (date if len(date) == 10 else "")


def check_early_end(build, archive):
    """What ran out of time says so in its last row; what did not is whole."""
    for name in ("csv", "tsv", "jsonl", "ninjs"):
        end = run_program(build, "query/tracuu", "--archive", archive, f"--format={name}",
                          "--timeout-ms=1", "--", "và OR của", status=(0, 1, 2))
        last = end.stdout.decode().rstrip("\n").split("\n")[-1]
        marks = {"jsonl": '"error"', "ninjs": '"partial"'}
        assert (end.returncode == 2) == (marks.get(name, "NOT ALL: ") in last or not last), last


def check_number(build, archive):
    """A number is told alone or in JSON, and is refused where articles would be listed; what is
    wrong with the query is said beside it."""
    for options in (["--format=csv"], ["--format=tsv"], ["--format=jsonl"], ["--format=ninjs"],
                    ["--format=ids"], ["--format=ids", "--all"], ["--list=/dev/null"]):
        for lang, word in (("vi", "chỉ cho biết"), ("en", "just a number")):
            words = [] if "--list=/dev/null" in options else ["cầu"]
            done = run_program(build, "query/tracuu", "--archive", archive, "--lang", lang, "-c",
                               *options, *words, status=(2,))
            assert not done.stdout and word in done.stderr.decode(), done
    for options in (["--count"], ["--format=ids"]):
        done = run_program(build, "query/tracuu", "--archive", archive, *options, "--", 'cầu "bến',
                           status=(0, 1))
        told = json.loads(run(build, archive, *options, "--format=json", "--", 'cầu "bến'))
        told = told["warnings"]
        assert told and done.stderr.decode() == "".join(f"tracuu: {w['message']}\n" for w in told)
    assert json.loads(run(build, archive, "--count", "--format=json", "cầu"))["total"]["full"]


def check(build, archive, query):
    lines = [json.loads(line) for line in
             run(build, archive, "--format=jsonl", "--", query).splitlines()]
    head, articles = lines[0]["export"], [line["article"] for line in lines[1:]]
    assert head["articles"] == len(articles) and head["query"]["text"] == query
    assert len({article["id"] for article in articles}) == len(articles)
    captions = [caption for article in articles for caption in article["captions"]]
    assert captions == [" ".join(re.split(r"[ \t\n\v\f\r]+", c.strip())) for c in captions]
    dates = [article["date"] or "" for article in articles]
    assert [bool(d) for d in dates] == sorted((bool(d) for d in dates), reverse=True)
    ids = run(build, archive, "--format=ids", "--all", "--", query).split("\n")[:-1]
    assert ids == [article["id"] for article in articles]
    assert run(build, archive, "--count", "--", query) == f"{len(articles)}\n"
    total = json.loads(run(build, archive, "--format=json", "--", query))["total"]
    assert total.get("full_relation", total["relation"]) == "eq"
    assert total.get("full", total["value"]) == len(articles), (query, total, len(articles))
    oldest = run(build, archive, "--format=ids", "--all", "--sort=oldest", "--", query)
    assert sorted(oldest.split("\n")[:-1]) == sorted(ids)
    check_facets(build, archive, query, articles)
    check_tables(build, archive, query, articles)
    check_ninjs(build, archive, query, articles)
    return len(articles)


def check_operators(build, archive):
    """What operators find is what their operands find, put together."""
    def ids(query):
        return set(run(build, archive, "--format=ids", "--all", "--", query).split())
    operands = ["cầu", "lũ", "\"bộ đội\"", "họp", "truong"]
    for a in operands:
        for b in operands:
            assert ids(f"{a} OR {b}") == ids(f"{a} | {b}") == ids(a) | ids(b), (a, b)
            assert ids(f"{a} AND {b}") == ids(a) & ids(b), (a, b)
            assert ids(f"{a} HOẶC {b} xã") == (ids(a) | ids(b)) & ids("xã"), (a, b)
            if b not in (a, "truong"):  # which, beside words with marks, leaves out itself alone
                assert ids(f"{a} NOT {b}") == ids(a) - ids(b), (a, b)
    return len(operands) ** 2


def main():
    build = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        archive = os.path.join(folder, "archive")
        run_program(build, "indexer/tracuu-index", "update", "--quiet", "--archive", archive,
                    CORPUS)
        counts = [check(build, archive, query) for query in QUERIES]
        pairs = check_operators(build, archive)
        check_early_end(build, archive)
        check_number(build, archive)
    assert sum(count > 0 for count in counts) > len(QUERIES) // 2, counts
    print(f"exports: {len(QUERIES)} queries, {sum(counts)} articles, all counts right; "
          f"operators over {pairs} pairs")


main()
