#!/usr/bin/python3 -B
"""How well near-duplicates are told, held against pairs that were judged by hand.

    tests/near_duplicates.py BUILD_FOLDER [DATA_FOLDER]

tests/near_duplicates.tsv has pairs of articles of the files in DATA_FOLDER (../shared/data), by
their ids: whether a program of before grouped them, or they are near what it grouped or of a
series; and whether both are the same report (one text that was copied, shortened or worked over)
or another (of another event, another stage of it, another issue of a series). They were chosen where
it is hard to tell: as many for each stretch of likeness, of days between them, and of one outlet or
two; so the shares that are printed are lower than those of all groups. The limits of
indexer/grouping/likeness.c were set by them, and by what copies with changed words ask for
(bench/duplicates.py).

A command of its own: it indexes 190,000 articles, in half a minute. Without the data it does
nothing."""

import json
import lzma
import os
import shutil
import subprocess
import sys
import tempfile

from programs import run_program

HERE = os.path.dirname(os.path.abspath(__file__))
LEAST_PRECISION, LEAST_RECALL = .84, .56


def pairs():
    with open(HERE + "/near_duplicates.tsv", encoding="utf-8") as rows:
        return [row.rstrip("\n").split("\t") for row in rows]


def groups_of(build, work, source):
    """The group of each article that is in one, by its id."""
    path, archive = f"{work}/articles.jsonl", work + "/kho"
    with lzma.open(source, "rb") as packed, open(path, "wb") as plain:
        shutil.copyfileobj(packed, plain)
    run_program(build, "indexer/tracuu-index", "update", "--quiet", "--archive", archive, path,
                status=(0, 1))
    done = run_program(build, "indexer/tracuu-index", "duplicates", "--json", "--archive", archive)
    found = {}
    for number, line in enumerate(done.stdout.decode().splitlines()):
        found.update({a["id"]: number for a in json.loads(line)["articles"]})
    return found


def judge(name, found, rows):
    """Counts those that are rightly grouped, wrongly grouped and missed."""
    right = wrong = missed = 0
    for _, a, b, _, verdict in rows:
        grouped = a in found and found[a] == found.get(b)
        right += grouped and verdict == "same"
        wrong += grouped and verdict == "other"
        missed += not grouped and verdict == "same"
    say(name, right, wrong, missed)
    return right, wrong, missed


def say(name, right, wrong, missed):
    print(f"{name}: {right} rightly grouped, {wrong} wrongly, {missed} missed: "
          f"precision {right / (right + wrong):.3f}, recall {right / (right + missed):.3f}")


def main():
    build = os.path.abspath(sys.argv[1])
    data = sys.argv[2] if len(sys.argv) > 2 else HERE + "/../../shared/data"
    rows, counts = pairs(), (0, 0, 0)
    for name in sorted({row[0] for row in rows}):
        source = f"{data}/{name}.jsonl.xz"
        if not os.path.exists(source):
            print(f"near_duplicates: skipped, there is no {source}")
            return
        with tempfile.TemporaryDirectory(prefix="tracuu-near-") as work:
            found = groups_of(build, work, source)
            of_file = judge(name, found, [row for row in rows if row[0] == name])
            subprocess.run(["chmod", "-R", "u+w", work], check=True)
        counts = tuple(a + b for a, b in zip(counts, of_file))
    say("all", *counts)
    right, wrong, missed = counts
    if right / (right + wrong) < LEAST_PRECISION or right / (right + missed) < LEAST_RECALL:
        sys.exit("near_duplicates: worse than it was")


main()
