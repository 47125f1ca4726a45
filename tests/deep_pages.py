#!/usr/bin/python3 -B
"""What a page far down costs by the first one, in instructions that valgrind's callgrind counts.

    tests/deep_pages.py BUILD_FOLDER"""

import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile

SKIPPED = 77
ARTICLES = 10500
OFFSET = 9990
# And at most so many times the first page: that of two words is of what has them in a row only.
QUERIES = {"cầu": 2.0, "cầu bến": 3.7, "cau ben": 4.2}


def made(path):
    """Articles of two to two hundred words: nearly all have both words, half of them in a row."""
    r = random.Random(1)
    with open(path, "w", encoding="utf-8") as f:
        for i in range(ARTICLES):
            words = ["mưa"] * r.randrange(200)
            near = ["cầu", "bến"] if i % 2 else ["bến", "cầu"]
            words[r.randrange(len(words) + 1):0] = near
            article = {"id": f"m{i}", "title": "Tin", "body": " ".join(words)}
            f.write(json.dumps(article, ensure_ascii=False) + "\n")


def count(command, work):
    run = subprocess.run(
        ["valgrind", "--tool=callgrind", "--callgrind-out-file=out", *command], cwd=work,
        env={"PATH": os.environ["PATH"], "LC_ALL": "C"}, check=True, capture_output=True)
    assert len(json.loads(run.stdout)["hits"]) == 10, command
    return int(re.search(rb"refs:\s+([\d,]+)", run.stderr)[1].replace(b",", b""))


def main():
    build = os.path.abspath(sys.argv[1])
    if not shutil.which("valgrind"):
        print("deep pages: no valgrind")
        return SKIPPED
    with tempfile.TemporaryDirectory() as work:
        made(os.path.join(work, "made.jsonl"))
        subprocess.run([build + "/indexer/tracuu-index", "update", "--quiet", "--archive",
                        "archive", "made.jsonl"], cwd=work, check=True)
        for query, most in QUERIES.items():
            ask = [build + "/query/tracuu", "--archive=archive", "--format=json",
                   "--timeout-ms=0", "--limit=10", query]
            first, deep = count(ask, work), count([*ask, f"--offset={OFFSET}"], work)
            print(f"{query}: {first / 1e6:.1f} million, {OFFSET} deep {deep / first:.2f} times")
            assert deep <= most * first, f"{query}: at most {most}"
        subprocess.run(["chmod", "-R", "u+w", "archive"], cwd=work, check=True)
    return 0


sys.exit(main())
