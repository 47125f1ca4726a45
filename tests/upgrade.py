#!/usr/bin/python3
"""An archive of the former version is searched until its rebuild is published.

    tests/upgrade.py BUILD_FOLDER

tests/upgrade/format-N.tar.xz are archives, and their sources, as programs of before wrote them:
with documents that are lost, and an article that was moved. Those of the oldest format that is
still searched must answer, with a warning; an update must name the command that helps, and that
must lead to an archive that answers as before, without the warning."""

import json
import os
import re
import sys
import tarfile
import tempfile

from programs import run_program

HERE = os.path.dirname(os.path.abspath(__file__))
QUERIES = ["cầu bến gỗ", '"khánh thành cầu"', "cho noi", "đò ngang", "mưa lớn", "tin -sông",
           "bến sông"]
ENGLISH = {**os.environ, "LANG": "en_US.UTF-8"}


def number(name):
    with open(os.path.join(HERE, "../archive/schema.h"), encoding="utf-8") as file:
        return int(re.search(rf"\b{name} = (\d+)", file.read())[1])


def ask(build, archive, query):
    done = run_program(build, "query/tracuu", "--archive", archive,
                       "--format=json", "--timeout-ms=0", "--limit=100",
                       "--", query, env=ENGLISH)
    answer = json.loads(done.stdout)
    hits = [(h["id"], h["path"].split("nguon/")[-1], h["title"], h["snippets"], h["date"], h["author"])
            for h in answer["hits"]]
    return sorted(hits, key=str), answer["total"], [w["code"] for w in answer["warnings"]]


def index(build, archive, command, *arguments, status=(0,)):
    return run_program(build, "indexer/tracuu-index", command, "--archive", archive, *arguments,
                       status=status, env=ENGLISH).stderr.decode()


def check(build, work, version):
    with tarfile.open(f"{HERE}/upgrade/format-{version}.tar.xz") as tar:
        tar.extractall(work)
    archive, source = os.path.join(work, "kho"), os.path.join(work, "nguon")
    before = [ask(build, archive, query) for query in QUERIES]
    assert all(hits for hits, _, _ in before), before
    assert all("former" in codes for _, _, codes in before)
    # What was moved is found by both names, what is lost by none.
    assert before[4][0][0][:2] == ("mua.txt", "mua.txt"), before[4]
    assert run_program(build, "query/tracuu", "--archive", archive, "--show=2.txt").stdout
    assert [h[0] for h in before[3][0] if "ngang" in str(h[3])] == ["t7"]
    assert not [h for h in before[6][0] if h[0] == "t7" and "bến sông" in str(h[3])]
    index(build, archive, "verify")
    index(build, archive, "status")
    said = index(build, archive, "update", source, status=(3,))
    assert "tracuu-index rebuild" in said, said
    assert [ask(build, archive, query) for query in QUERIES] == before
    index(build, archive, "rebuild", "--trust", "--from-stored")
    stored = [ask(build, archive, query) for query in QUERIES]
    index(build, archive, "rebuild", "--trust", "--forget", "/srv/nguon", source, "--label", "")
    for now in (stored, [ask(build, archive, query) for query in QUERIES]):
        for query, old, new in zip(QUERIES, before, now):
            assert new[:2] == old[:2], (query, [h for h in zip(old[0], new[0]) if h[0] != h[1]][:1])
            assert "former" not in new[2], query
    index(build, archive, "verify")


def main():
    build = os.path.abspath(sys.argv[1])
    oldest, newest = number("ARCHIVE_FORMAT_OLDEST"), number("ARCHIVE_FORMAT")
    assert newest - oldest <= 1
    for version in range(oldest, newest):
        with tempfile.TemporaryDirectory(prefix="tracuu-upgrade-") as work:
            check(build, work, version)
    print(f"upgrade: ok, format {oldest} is searched")


main()
