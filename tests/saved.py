#!/usr/bin/python3 -B
"""Saved searches: what is new is told once, whatever became of the archive meanwhile, and whatever
lies in the folder where they are kept; searches of former grammars are read as they were.

    tests/saved.py BUILD_FOLDER [--update]

tests/saved/grammar-N.tsv has, for each query, how grammar N reads it and which of the sample press
releases have all of it. A line that no longer holds is a change of the grammar, which then gets
the next number (query/saved/saved.h), and a file of its own, made by --update; files of former
grammars are never changed."""

import csv
import datetime
import email
import email.policy
import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

from programs import run_program

HERE = os.path.dirname(os.path.abspath(__file__))
CORPUS = os.path.join(HERE, "..", "corpus")
ATOM = "{http://www.w3.org/2005/Atom}"


class Place:
    """A folder with sources, an archive and a person's own folders."""

    def __init__(self, build, folder):
        self.build, self.folder = build, folder
        self.source, self.archive = self.path("tin"), self.path("archive")
        os.mkdir(self.source)
        self.environment = {"HOME": folder, "TRACUU_ARCHIVE": self.archive, "TRACUU_CONFIG": "",
                            "LANG": "C.UTF-8", "PATH": os.environ["PATH"]}

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def write(self, name, title, text):
        with open(os.path.join(self.source, name), "w", encoding="utf-8") as file:
            file.write(f"{title}\n\n{text}\n")

    def index(self, command="update"):
        quiet = [] if command == "rollback" else ["--quiet"]
        run_program(self.build, "indexer/tracuu-index", command, *quiet, "--archive", self.archive,
                    *([self.source] if command == "update" else []))

    def run(self, *arguments, status=0):
        return run_program(self.build, "query/tracuu", *arguments, status=(status,),
                           env=self.environment)

    def new(self, name, *options, status=0):
        """The ids of what is new."""
        done = self.run("--new", name, "--format=ids", *options, status=status)
        return sorted(done.stdout.decode().split())


def check_news(p):
    p.write("a.txt", "Lũ về Hòa Bình", "(Hòa Bình, 2/3/2018) - Nước lũ lên nhanh trong đêm.")
    p.write("b.txt", "Bão tan", "(Huế, 5/3/2018) - Bão đã tan, trời quang.")
    p.index()
    done = p.run("--save", "lũ", "--note", "mùa mưa", "lũ").stdout.decode()
    assert done == "saved: lũ · lũ · mùa mưa\n", done
    again = p.run("--save", "lũ", "bão", status=2).stderr.decode()
    assert "--forget=lũ" in again, "nothing is written over"
    assert p.run("--saved").stdout.decode() == "lũ · lũ · mùa mưa\n"
    assert p.new("lũ", status=1) == []
    p.write("c.txt", "Lũ rút", "(Huế, 1/1/2010) - Lũ đã rút ở các xã vùng trũng.")
    p.write("d.txt", "Lũ lại lên", "(Huế, 1/1/2110) - Lũ lại lên ở các xã vùng trũng.")
    p.index()
    assert p.new("lũ", "--peek") == ["c.txt", "d.txt"]
    assert p.new("lũ") == ["c.txt", "d.txt"], "--peek keeps nothing"
    assert p.new("lũ", status=1) == []
    assert p.new("lũ", "--new-by=published") == ["d.txt"], "c.txt is old, if late"
    assert p.new("lũ", "--new-by=published", status=1) == []
    p.write("a.txt", "Lũ về Hòa Bình", "(Hòa Bình, 2/3/2018) - Nước lũ lên rất nhanh trong đêm.")
    p.index()
    assert p.new("lũ", status=1) == []
    assert p.new("lũ", "--new-by=changed") == ["a.txt"]
    assert p.new("lũ", "--new-by=changed", status=1) == []
    p.write("b.txt", "Bão tan", "(Huế, 5/3/2018) - Bão đã tan, lũ cũng rút.")
    p.index()
    assert p.new("lũ") == ["b.txt"], "it has the words only now"


def check_rebuilds(p):
    """Nothing is new for what happens to the archive."""
    for command in ("rebuild", "rollback"):
        p.index(command)
        assert p.new("lũ", status=1) == [], command
    os.rename(os.path.join(p.source, "c.txt"), os.path.join(p.source, "e.txt"))
    p.index()
    assert p.new("lũ", status=1) == [], "renamed"
    p.write("a.txt", "Lũ về Hòa Bình",
            "(Hòa Bình, 2/3/2018)  -  Nước lũ lên\nrất nhanh trong đêm.")
    p.index()
    assert p.new("lũ", "--new-by=changed", status=1) == [], "white space is no text"
    shutil.rmtree(p.archive)
    p.index()
    assert p.new("lũ", status=1) == [], "made anew"
    shutil.move(p.archive, p.archive + "2")
    assert p.new("lũ", "--archive", p.archive + "2", status=1) == []
    shutil.move(p.archive + "2", p.archive)


def check_formats(p):
    p.write("f.txt", "Lũ & <bùn> \x1b[31m", "(Huế, 3/3/2018) - Lũ để lại “bùn” & rác, a < b.")
    p.index()
    feed = xml.etree.ElementTree.fromstring(
        p.run("--new", "lũ", "--peek", "--format=atom").stdout)
    entry = feed.findall(ATOM + "entry")[0]
    assert entry.find(ATOM + "title").text.startswith("Lũ & <bùn>")
    assert entry.find(ATOM + "updated").text == "2018-03-03T00:00:00+07:00"
    assert "a < b" in entry.find(ATOM + "summary").text
    mail = p.run("--new", "lũ", "--peek", "--format=mail").stdout
    assert b"\x1b" not in mail and max(len(line) for line in mail.split(b"\n")) < 998
    message = email.message_from_bytes(mail, policy=email.policy.default)
    assert re.fullmatch(r"1 new for “lũ”, since \d{4}-\d\d-\d\d \d\d:\d\d",
                        message["Subject"]), message["Subject"]
    p.environment["TZ"] = "Asia/Ho_Chi_Minh"
    with open(p.path(".local/state/tracuu/seen/lũ.added"), encoding="utf-8") as file:
        moment = re.search(r"moment (\S+)Z", file.read()).group(1)
    local = datetime.datetime.fromisoformat(moment) + datetime.timedelta(hours=7)
    for lang, end in (("en", f", since {local:%Y-%m-%d %H:%M}"),
                      ("vi", f", kể từ {local:%-H:%M ngày %-d/%-m/%Y}")):
        said = p.run("--lang", lang, "--new", "lũ", "--peek").stdout.decode().split("\n")[0]
        assert said.endswith(end), (said, end)
    del p.environment["TZ"]
    assert "bùn" in message.get_content()
    rows = list(csv.DictReader(io.StringIO(
        p.run("--new", "lũ", "--peek", "--format=csv").stdout.decode().lstrip("\ufeff"))))
    assert [(row["name"], row["id"]) for row in rows] == [("lũ", "f.txt")]
    assert [row["articles"] for row in rows] == ["1"], "what is new is counted, not the search"
    for name in ("jsonl", "ninjs"):
        lines = p.run("--new", "lũ", "--peek", "--format", name).stdout.decode().splitlines()
        head = [json.loads(line) for line in lines][0]
        assert len(lines) == 2, name
        if name == "jsonl":
            assert head["export"]["articles"] == 1 and head["export"]["new"]["name"] == "lũ"
            assert head["export"]["new"]["by"] == "added" and head["export"]["new"]["since"]
        else:
            told = {item["role"]: item["value"] for item in head["altids"]}
            assert told["articles"] == "1" and told["since"]
    assert b"1 new" in p.run("--new", "lũ").stdout
    empty = p.run("--new", "lũ", "--format=atom", status=1).stdout
    assert not xml.etree.ElementTree.fromstring(empty).findall(ATOM + "entry")
    for name in ("text", "mail", "ids"):
        assert p.run("--new", "lũ", "--format", name, status=1).stdout == b"", name
    p.run("--new", "lũ", "--format=json", status=2)
    p.run("--format=atom", "lũ", status=2)


def check_settings(p):
    """A search keeps its filters, dates and marks, and what is quoted."""
    p.run("--save", "lọc", "--filter=place:Huế", "--from=2018", "--diacritics=exact", "--",
          '"lũ" -bão')
    with open(p.path(".local/share/tracuu-searches/lọc.conf"), encoding="utf-8") as file:
        text = re.sub(r'saved = "[^"]*"\n', "", file.read())
    assert text == ('grammar = "2"\nquery = ""lũ" -bão"\ndiacritics = "exact"\n'
                    'from = "2018-01-01"\nfilter = "place:Huế"\n'), text
    p.write("g.txt", "Lũ ở Huế", "(Huế, 4/3/2018) - Lũ ở Huế.")
    p.write("h.txt", "Lũ ở Vinh", "(Vinh, 4/3/2018) - Lũ ở Vinh.")
    p.index()
    told = p.run("--saved").stdout.decode().splitlines()
    assert ('lọc · "lũ" -bão · --diacritics=exact --from=2018-01-01 --filter=place:Huế') in told
    assert p.new("lọc") == ["g.txt"]
    assert p.new("lũ") == ["g.txt", "h.txt"], "each search has a memory of its own"
    p.run("--forget", "lọc")
    messages = {p.run(option, "lọc", status=3).stderr for option in ("--forget", "--new")}
    assert len(messages) == 1 and b"no search is saved as" in messages.pop()
    assert "lọc" not in "".join(os.listdir(p.path(".local/state/tracuu/seen")))
    p.run("--save", "ở kho khác", "--archive", p.archive, "lũ")
    p.environment["TRACUU_ARCHIVE"] = p.path("no archive")
    assert p.new("ở kho khác", status=1) == [], "the archive that was named is asked"
    p.environment["TRACUU_ARCHIVE"] = p.archive


def check_hostile(p):
    for name in ("", "../x", "a/b", ".x", "-x", "x\ny", "x\x1b[m", "ũ" * 60, "u\u0303"):
        p.run("--save=" + name, "lũ", status=2)
        p.run("--new=" + name, status=2)
    saved = p.path(".local/share/tracuu-searches/lũ.conf")
    seen = p.path(".local/state/tracuu/seen/lũ.added")
    good = {path: open(path, "rb").read() for path in (saved, seen)}
    for path, text, status in (
            (saved, b"", 2), (saved, b"query = x", 3), (saved, b"grammar = 1", 2),
            (saved, b"grammar = 999\nquery = x", 3), (saved, b"\xff\xfe\x00", 2),
            (saved, b"grammar = 1\nquery = x\nlimit = 9", 2),
            (saved, b"grammar = 1\nquery = x\nfilter = x", 2),
            (saved, b"grammar = 1\n" + b"note = x\n" * 100000, 2),
            (seen, b"", 3), (seen, good[seen][:-1], 3), (seen, good[seen][:-9], 3),
            (seen, good[seen] + b"x", 3), (seen, good[seen].replace(b"0", b"\0"), 3)):
        with open(path, "wb") as file:
            file.write(text)
        message = p.run("--new", "lũ", status=status).stderr.decode()
        assert message.startswith("tracuu: "), message
        assert open(path, "rb").read() == text, "what can't be read is left alone"
        with open(path, "wb") as file:
            file.write(good[path])
    os.remove(seen)
    os.symlink(p.path("elsewhere"), seen)
    open(p.path("elsewhere"), "w").close()
    p.run("--new", "lũ", status=3)
    assert os.path.getsize(p.path("elsewhere")) == 0, "nothing is written through a link"
    os.remove(seen)
    with open("/dev/full", "wb") as full:
        p.write("i.txt", "Lũ nữa", "(Huế, 6/3/2018) - Lũ nữa.")
        p.index()
        done = subprocess.run([os.path.join(p.build, "query/tracuu"), "--new", "lũ"], stdout=full,
                              stderr=subprocess.DEVNULL, env=p.environment, check=False)
        assert done.returncode == 3
    assert "i.txt" in p.new("lũ"), "what was not told is new the next time"
    p.run("--save", "sai", "--", "\x01", status=2)
    assert "sai" not in p.run("--saved").stdout.decode()


def check_list(p):
    names = p.path("names.tsv")
    with open(names, "w", encoding="utf-8") as file:
        file.write("# people\nHuế\t\"lũ ở huế\"\n\nbão\nkhông-ai-cả\tkhông có từ này đâu\n\x01\n"
                   + "x" * 40000 + "\n")
    done = p.run("--list", names, status=2)
    rows = list(csv.DictReader(io.StringIO(done.stdout.decode().lstrip("\ufeff"))))
    told = [(row["name"], row["id"], row["articles"]) for row in rows]
    assert told == [("Huế", "g.txt", "1"), ("bão", "b.txt", "1"), ("không-ai-cả", "", "0")], told
    assert "line 6" in done.stderr.decode() and "line 7" in done.stderr.decode()
    assert p.run("--list", names, "--format=tsv", status=2).stdout.count(b"\n") == 4
    p.run("--list", names, "--format=jsonl", status=2)


def reading(build, archive, query):
    """How QUERY is read, and the articles that have all of it, in a short form."""
    answer = json.loads(run_program(build, "query/tracuu", "--archive", archive, "--format=json",
                                    "--timeout-ms=0", "--", query, status=(0, 1)).stdout)
    ids = run_program(build, "query/tracuu", "--archive", archive, "--format=ids", "--all", "--",
                      query, status=(0, 1)).stdout
    filters = ",".join(f"{'-' if f.get('excluded') else ''}{f['field']}:{f['value']}"
                       for f in answer["query"].get("filters", []))
    return [answer["query"]["read_as"], filters, str(ids.count(b"\n")),
            hashlib.sha256(b"\n".join(sorted(ids.split(b"\n")))).hexdigest()[:16]]


def check_grammars(build, archive, update):
    files = sorted(f for f in os.listdir(os.path.join(HERE, "saved")) if f.endswith(".tsv"))
    with open(os.path.join(HERE, "..", "query", "saved", "saved.h"), encoding="utf-8") as file:
        current = int(re.search(r"SAVED_GRAMMAR = (\d+)", file.read()).group(1))
    assert f"grammar-{current}.tsv" in files
    count = 0
    for name in files:
        path = os.path.join(HERE, "saved", name)
        with open(path, encoding="utf-8") as file:
            rows = [line.rstrip("\n").split("\t") for line in file]
        now = [[row[0], *reading(build, archive, row[0])] for row in rows]
        if update and name == f"grammar-{current}.tsv":
            with open(path, "w", encoding="utf-8") as file:
                file.writelines("\t".join(row) + "\n" for row in now)
            rows = now
        for was, row in zip(rows, now):
            assert was == row, f"{name}: {was[0]!r} was {was[1:]}, is {row[1:]}"
        count += len(rows)
    return count


def main():
    build = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        p = Place(build, os.path.realpath(folder))
        check_news(p)
        check_rebuilds(p)
        check_formats(p)
        check_settings(p)
        check_hostile(p)
        check_list(p)
    with tempfile.TemporaryDirectory() as folder:
        archive = os.path.join(folder, "archive")
        run_program(build, "indexer/tracuu-index", "update", "--quiet", "--archive", archive,
                    CORPUS)
        count = check_grammars(build, archive, "--update" in sys.argv)
    print(f"saved: news, rebuilds, formats, settings, hostile files and lists; {count} queries "
          "are read as they were")


main()
