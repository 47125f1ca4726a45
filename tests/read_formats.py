#!/usr/bin/python3 -B
"""Reads the files below tests/formats/, each kind that other people keep articles in, and
holds every fact of every article against what is written beside them.

    tests/read_formats.py BUILD_FOLDER [CASE...]

A case is a folder of files with an expected.json:

    {"options": ["--map=title=headline"],       of the update; may be missing
     "status": 1,                               of the update; 0 where missing
     "articles": {"ID": {"title": "…", "body": ["a paragraph", "…"], "date": "2019-03-27"}},
     "report": [{"action": "skipped", "line": 2, "why": "part of the reason"}]}

Articles are just those; a fact that is not named must not be known of them. Of the report
each line that is named must be there, with these members; "why" may be a part. Other members
of --show, such as "date_source" or "encodings", are held against where they are named, and so is
"frame", what stands around the text."""

import json
import os
import shutil
import subprocess
import sys
import tempfile

from programs import run_program

HERE = os.path.dirname(os.path.abspath(__file__))
CASES = os.path.join(HERE, "formats")
SINGLE = ("title", "lead", "date", "place", "issuer", "number", "kind", "source", "url", "image")
LISTS = ("authors", "captions")


class Case:
    def __init__(self, build, name, work):
        self.build, self.name = build, name
        self.source, self.archive = os.path.join(work, "s"), os.path.join(work, "k")
        shutil.copytree(os.path.join(CASES, name), self.source,
                        ignore=shutil.ignore_patterns("expected.json"))
        with open(os.path.join(CASES, name, "expected.json"), encoding="utf-8") as file:
            self.expected = json.load(file)
        self.faults = []

    def run(self, program, *arguments):
        return run_program(self.build, program, *arguments, status=None,
                           cwd=os.path.dirname(self.source), env={**os.environ, "LC_ALL": "C"})

    def expect(self, what, got, wanted):
        if got != wanted:
            self.faults.append(f"{what}: {json.dumps(got, ensure_ascii=False)}\n"
                               f"    wanted: {json.dumps(wanted, ensure_ascii=False)}")

    def index(self):
        run = self.run("indexer/tracuu-index", "update", "--quiet", "--archive", self.archive,
                       *self.expected.get("options", []), "s")
        self.expect("exit status (" + run.stderr.decode().strip() + ")", run.returncode,
                    self.expected.get("status", 0))
        report = os.path.join(self.archive, "last-report.jsonl")
        if not os.path.exists(report):
            return []
        with open(report, encoding="utf-8") as file:
            return [json.loads(line) for line in file]

    def show(self, name):
        run = self.run("query/tracuu", "--archive", self.archive, "--format=json",
                       "--show=" + name)
        answer = json.loads(run.stdout) if run.stdout else {}
        return answer.get("article")

    def check_article(self, name, wanted):
        got = self.show(name)
        if got is None:
            self.faults.append(f"{name}: not there")
            return
        for fact in SINGLE:
            self.expect(f"{name}: {fact}", got[fact], wanted.get(fact))
        for fact in LISTS:
            self.expect(f"{name}: {fact}", got[fact], wanted.get(fact, []))
        zones = {zone: [block["text"] for block in got["blocks"] if block["zone"] == zone]
                 for zone in ("body", "frame")}
        self.expect(f"{name}: body", zones["body"], wanted.get("body", []))
        if "frame" in wanted:
            self.expect(f"{name}: frame", zones["frame"], wanted["frame"])
        for other in set(wanted) - {*SINGLE, *LISTS, *zones}:
            self.expect(f"{name}: {other}", got[other], wanted[other])

    def check(self):
        report = self.index()
        articles = self.expected["articles"]
        added = sorted(line["id"] for line in report if line["action"] == "added")
        self.expect("ids", added, sorted(articles))
        for name in articles:
            if name in added:
                self.check_article(name, articles[name])
        for line in self.expected.get("report", []):
            if not any(says(got, line) for got in report):
                others = [got for got in report if got["action"] != "added"]
                self.expect("report", others, line)
        return self.faults


def says(got, wanted):
    """Whether a line of the report has the members of WANTED."""
    return all(value in got.get(member, "") if member == "why" else got.get(member) == value
               for member, value in wanted.items())


def main():
    build = os.path.abspath(sys.argv[1])
    names = sys.argv[2:] or sorted(os.listdir(CASES))
    faulty, articles = 0, 0
    for name in names:
        with tempfile.TemporaryDirectory() as work:
            case = Case(build, name, work)
            faults = case.check()
            subprocess.run(["chmod", "-R", "u+w", work], check=True)
        articles += len(case.expected["articles"])
        faulty += bool(faults)
        for fault in faults:
            print(f"{name}: {fault}")
    print(f"read_formats: {len(names)} cases, {articles} articles, {faulty} faulty")
    sys.exit(faulty > 0)


main()
