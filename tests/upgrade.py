#!/usr/bin/python3
"""An archive of the former version is searched until its rebuild is published.

    tests/upgrade.py BUILD_FOLDER

tests/upgrade/format-N.tar.xz are archives, and their sources, as programs of before wrote them:
with documents that are lost, and an article that was moved. Those of the oldest format that is
still searched must answer, with a warning; an update must name the command that helps, and that
must lead to an archive that answers as before, without the warning.

tests/upgrade/renamed-7.tar.xz holds articles that say the same, in documents that have ids of
before, and two of a series that were taken for nearly the same: an update leads to the answers,
and the groups, of an archive that is built at once."""

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


def check_renamed(build, work):
    with tarfile.open(f"{HERE}/upgrade/renamed-7.tar.xz") as tar:
        tar.extractall(work)
    archive, fresh = os.path.join(work, "kho"), os.path.join(work, "mới")
    sources = [os.path.join(work, name) for name in ("nguon", "khác")]
    os.mkdir(sources[1])
    with open(sources[1] + "/tin.txt", "w", encoding="utf-8") as file:
        file.write("Tin mới\n\nMột bài ở nguồn khác, không có trong kho cũ.\n")
    told = ask(build, archive, "khánh thành cầu")
    index(build, archive, "update", "--trust", sources[1], status=(0, 1))
    assert ask(build, archive, "khánh thành cầu")[:2] == told[:2]
    index(build, fresh, "update", *sources)
    for options in [], ["--sort=newest"]:
        orders = [run_program(build, "query/tracuu", "--archive", at, "--format=ids", *options,
                              "--", "khánh thành cầu").stdout for at in (archive, fresh)]
        assert orders[0] == orders[1], orders
    groups = [run_program(build, "indexer/tracuu-index", "duplicates", "--json", "--archive",
                          at).stdout for at in (archive, fresh)]
    assert groups[0] == groups[1], groups
    index(build, archive, "verify")


def main():
    build = os.path.abspath(sys.argv[1])
    oldest, newest = number("ARCHIVE_FORMAT_OLDEST"), number("ARCHIVE_FORMAT")
    whole = number("ARCHIVE_FORMAT_WHOLE")
    assert whole - oldest <= 1 and newest - whole <= 1
    for version in range(oldest, whole):
        with tempfile.TemporaryDirectory(prefix="tracuu-upgrade-") as work:
            check(build, work, version)
    with tempfile.TemporaryDirectory(prefix="tracuu-upgrade-") as work:
        check_renamed(build, work)
    print(f"upgrade: ok, format {oldest} is searched")


main()
