#!/usr/bin/python3 -B
"""What an index takes on disk, and what work takes in instructions, held against
tests/costs.tsv, so that a change of cost is seen in review.

    tests/costs.py BUILD_FOLDER [--update]

Bytes are those of the index of corpus/, to the last one. Instructions, of a build and of ten
queries, are counted by valgrind's callgrind: they depend on nothing but the program, its
libraries and the kind of processor, and may differ by SLACK. --update writes the table anew."""

import os
import re
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
TABLE = os.path.join(HERE, "costs.tsv")
SKIPPED = 77
SLACK = 0.05
QUERIES = [
    "bão", "Bến Mộc", "khanh thanh cau", '"khánh thành cầu"', '"cua cac"', "UBND tỉnh -bão",
    "lễ khánh thành cầu Bến Mộc ở Kon Tum", "từ tháng 3 đến tháng 5", "5 tỷ đồng",
    "tieens ddooj"]


def count(work, name, command, status=(0,)):
    """Millions of instructions."""
    out = os.path.join(work, name)
    run = subprocess.run(
        ["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}", *command],
        env={"PATH": os.environ["PATH"], "LC_ALL": "C"}, cwd=work, check=False,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert run.returncode in status, (command, run.stderr.decode())
    total = re.search(rb"refs:\s+([\d,]+)", run.stderr)[1]
    return int(total.replace(b",", b"")) / 1e6


def measure(build, work):
    """[what, name, figure]"""
    index, query = f"{build}/indexer/tracuu-index", f"{build}/query/tracuu"
    shutil.copytree(os.path.join(HERE, "..", "corpus"), work + "/corpus")
    update = ["update", "--quiet", "--jobs=1", "--archive", "archive", "corpus"]
    rows = [["instructions", "build", count(work, "build", [index, *update])]]
    folder = work + "/archive/current/"
    for base, _, names in os.walk(folder, followlinks=True):
        for name in names:
            # These have paths and times in them.
            if name in ("manifest.json", "report.jsonl"):
                continue
            path = os.path.join(base, name)
            rows.append(["bytes", os.path.relpath(path, folder), os.path.getsize(path)])
    for text in QUERIES:
        command = [query, "--archive", "archive", "--format=json", "--timeout-ms=0", "--",
                   text]
        rows.append(["instructions", text, count(work, "query", command, (0, 1))])
    return sorted(rows, key=lambda row: row[:2])


def read_table():
    with open(TABLE, encoding="utf-8") as table:
        rows = [line.rstrip("\n").split("\t") for line in table if not line.startswith("#")]
    return {(what, name): float(figure) for what, name, figure in rows}


def write_table(rows):
    with open(TABLE, "w", encoding="utf-8") as table:
        table.write("# Written by tests/costs.py --update: bytes, and millions of instructions.\n")
        for what, name, figure in rows:
            shown = f"{figure:.1f}" if what == "instructions" else figure
            table.write(f"{what}\t{name}\t{shown}\n")


def compare(rows):
    """Differences, in words."""
    told = read_table()
    for what, name, figure in rows:
        before = told.pop((what, name), None)
        slack = SLACK * before if what == "instructions" and before else 0
        if before is None or abs(figure - before) > slack:
            yield f"{what} of {name}: {figure:.1f}, the table says {before}"
    for what, name in told:
        yield f"{what} of {name}: there is no such thing any more"


def main():
    if not shutil.which("valgrind"):
        print("costs: there is no valgrind", file=sys.stderr)
        sys.exit(SKIPPED)
    build = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory() as work:
        rows = measure(build, work)
        subprocess.run(["chmod", "-R", "u+w", work], check=True)
    if "--update" in sys.argv:
        write_table(rows)
        return
    found = list(compare(rows))
    if found:
        sys.exit("costs: " + "\ncosts: ".join(found) +
                 "\ncosts: if that is as it should be: tests/costs.py BUILD --update")
    print("costs: ok")


main()
