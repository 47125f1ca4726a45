#!/usr/bin/python3 -B
"""Nothing that somebody else wrote steers a terminal, or begins a line of its own.

    tests/hostile_text.py BUILD_FOLDER

Names of files and folders, titles, authors, texts, ids, keys, labels, queries and options hold
escape sequences, line ends of every kind, controls, marks that turn the direction, and bytes
that are no text. Whatever either program then prints, says or writes into a report is looked
through: as text on a terminal, as lines, as JSON."""

import json
import os
import re
import subprocess
import sys
import tempfile

INDEX, SEARCH = "indexer/tracuu-index", "query/tracuu"
EVIL = "KẺXẤU"  # begins what must not begin a line
PARTS = ["\033[31m", "\033]8;;http://x.example\033\\", "\033]0;tên\a", "\r", "\n", "\v", "\f",
         "\b\b", "\x7f", "\x9b31m", "\x85", "\u202e", "\u2066", "\u200f", "\u061c", "\u2028",
         "\u2029", "\x1b(0", "\x0e", "\t"]
NASTY = "".join(part + EVIL for part in PARTS)
# Colours that are ours.
STYLES = re.compile("\033\\[(0|1|2|32|33|1;31)m")
# C0 but the line end, DEL, C1, what turns the direction, line ends of Unicode.
HARMFUL = re.compile("[\0-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f]")


def name_of(part):
    """A name of a file, which may hold anything but slashes and NUL."""
    return (part + EVIL).replace("/", ":")


class House:
    def __init__(self, build, work):
        self.build, self.work = build, work
        self.checked = 0
        self.archive = work + "/kho" + name_of("\n\033[31m")
        self.source = work + "/nguồn" + name_of("\r\x9b\u202e")

    def write(self, name, text):
        path = os.path.join(self.source.encode(), name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as out:
            out.write(text)

    def fill(self):
        os.mkdir(self.source)
        for i, part in enumerate(PARTS):
            name = name_of(part).encode()
            self.write(b"%d" % i + name + b".txt", f"Tựa {i}{part}{EVIL}\n\nThân bài bão {part}{EVIL}.\n")
            self.write(b"d%d" % i + name + b"/x.docx", "nhị phân")
            self.write(b"e%d" % i + name + b"/\xff\xfe\xed\xa0\x80.txt", "Tin bão\n")
        article = {"id": NASTY[:900], "title": "Bão " + NASTY, "author": "Lê " + NASTY,
                   "body": "Bão " + NASTY, "lead": NASTY, "place": NASTY, "date": NASTY,
                   "source": NASTY, "number": NASTY, "kind": NASTY, "issuer": NASTY,
                   "url": "javascript:alert(1)//" + NASTY, "image": "data:," + NASTY,
                   "khóa " + NASTY: "chữ không dùng"}
        surrogate = json.dumps(article).replace("Lê", "Lê \\ud800")
        self.write(b"a.jsonl", surrogate + "\n" + json.dumps({"id": "2", "title": "Bão hai",
                   "url": "https://x.example/b", "image": "anh/b.jpg"}) + "\n{broken " + EVIL + "\n")
        self.write(b"b.csv", "title,body\n\"Bão" + NASTY.replace('"', "") + "\",\"Thân\"\n")

    def run(self, program, *arguments, status=None, given=b"", lang="C.UTF-8"):
        environment = dict(os.environ, LANG=lang, TRACUU_ARCHIVE=self.archive)
        environment.pop("LC_ALL", None)
        done = subprocess.run([os.path.join(self.build, program), *arguments], input=given,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False,
                              env=environment, timeout=120)
        assert status is None or done.returncode == status, (arguments, done)
        assert done.returncode >= 0, (arguments, done)
        # Text for people is broken at spaces, wherever a line is full.
        wrapped = program == SEARCH and not {"--format=json", "json", "--format=ids", "ids",
                                             "--batch=-"} & set(arguments)
        self.check(arguments, done.stdout, wrapped)
        self.check(arguments, done.stderr)
        return done.stdout.decode()

    def check(self, what, printed, wrapped=False):
        text = STYLES.sub("", printed.decode("utf-8"))  # what is no UTF-8 fails here
        if "--csv" in what:
            text = text.replace("\r\n", "\n")
        found = HARMFUL.search(text)
        assert not found, (what, text[max(0, found.start() - 60):found.end() + 20])
        for line in text.split("\n"):
            assert wrapped or not line.lstrip().startswith(EVIL), (what, line)
        self.checked += 1

    def check_report(self):
        with open(self.archive + "/last-report.jsonl", "rb") as file:
            report = file.read()
        self.check("report", report)
        for line in report.decode().splitlines():
            json.loads(line)
        assert report.decode().count("\n") == len(report.decode().splitlines())


def ask(house):
    ids = house.run(SEARCH, "--format=ids", "--limit=100", "bão", status=0).splitlines()
    assert len(ids) > len(PARTS)
    answer = json.loads(house.run(SEARCH, "--format=json", "--limit=100", "bão", status=0))
    assert len(answer["hits"]) == len(ids)
    urls = [hit["url"] for hit in answer["hits"]]
    assert {url for url in urls if url} == {"https://x.example/b"}, urls
    for lang in ("C.UTF-8", "vi_VN.UTF-8"):
        for color in ("always", "never"):
            house.run(SEARCH, "--color", color, "--limit=100", "--explain", "bão", status=0, lang=lang)
    for query in [NASTY] + PARTS + ['"bão ' + NASTY + '"', "bão " + NASTY, "bão\n" + EVIL]:
        for form in ("text", "json", "ids"):
            house.run(SEARCH, "--explain", "--format", form, "--", query)
            house.run(SEARCH, "--format", form, "-", given=query.encode("utf-8", "replace"))
        house.run(SEARCH, "--analyse", query)
        house.run(SEARCH, "--analyse", query, "--format=json")
    lines = "".join(f"{i}{part}\tbão {part}{EVIL}\n" for i, part in enumerate(PARTS) if part != "\n")
    lines += "no tab " + EVIL + "\n\xff".encode("utf-8", "replace").decode()
    for line in house.run(SEARCH, "--batch=-", given=lines.encode()).splitlines():
        json.loads(line)
    for article in ids:
        for form in ("text", "json"):
            shown = house.run(SEARCH, "--show", article, "--format", form, status=0)
            if form == "json":
                article_url = json.loads(shown)["article"]["url"]
                assert article_url in (None, "https://x.example/b"), article_url
            house.run(SEARCH, "--similar", article, "--format", form)


def complain(house):
    """Messages about what was typed."""
    for part in PARTS:
        bad = part + EVIL
        for option in ("from", "limit", "sort", "format", "batch", "show", "similar", "archive", bad):
            house.run(SEARCH, f"--{option}={bad}", "bão")
            house.run(SEARCH, f"--{option}={bad}", "--format=json", "bão")
        for option in ("jobs", "encoding", "map", "label", "ids", "forget", "memory", bad):
            house.run(INDEX, "update", f"--{option}={bad}")
        house.run(INDEX, bad)
        house.run(INDEX, "update", house.work + "/" + bad)
        house.run(INDEX, "rollback", bad)
        house.run(INDEX, "status", "--archive", house.work + "/" + bad)
    house.run(INDEX, "update", b"\xff\xed\xa0\x80")
    house.run(SEARCH, "--archive", b"\xff\xed\xa0\x80", "bão")
    house.run(SEARCH, b"b\xffo \xed\xa0\x80 \xc2\x9b31m")


def main():
    with tempfile.TemporaryDirectory() as work:
        house = House(os.path.abspath(sys.argv[1]), work)
        house.fill()
        for lang in ("C.UTF-8", "vi_VN.UTF-8"):
            house.run(INDEX, "rebuild", house.source, "--label", "nhãn", lang=lang)
            house.check_report()
        for command in ("status", "verify", "generations"):
            house.run(INDEX, command, status=0)
        for form in ("--json", "--metrics"):
            house.run(INDEX, "status", form)
        house.run(INDEX, "report", status=0)
        table = house.run(INDEX, "report", "--csv", status=0)
        assert table.count("\r\n") == table.count("\n"), "a cell has a line end"
        ask(house)
        complain(house)
        os.truncate(house.archive + "/current/catalogue", 10)
        for command in ("update", "verify", "generations"):
            house.run(INDEX, command)
    print(f"hostile_text: {house.checked} outputs")


main()
