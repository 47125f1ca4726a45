#!/usr/bin/python3 -B
"""Every id names its text, whatever happens to the files of the sources.

    tests/identity.py BUILD_FOLDER [SEED]

Texts and files of JSON Lines of three sources are added, removed, touched, changed, renamed,
moved, copied and renumbered at random, in each round several of these. After each run every
article that the files hold can be asked for, by the id that its place gives it, and an id
that named a text still does as long as a file gives it; nothing is lost, nothing is left
over, and what moved with its file is found by its old id, too."""

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import unicodedata

from programs import run_program

ROUNDS = 30
SOURCES = ("báo", "tỉnh/tin", "kho/tin")
LABELS = ("", "tin", "tin-2")
NAMES = ("a", "b", "t", "bài", unicodedata.normalize("NFD", "bài"), "x#1", "c:d", "100%",
         "b\udce0i", "b\udce1i", "dòng\nhai", "e\\xE0", "\u200bg", " h ", "2018/03-27")
IDS = ("1", "2", "3", "4", "a.txt", "b.txt", "a.jsonl#1", "tin:t.txt", "bài số 5", "x\\xE0")


def shown(name):
    """NAME, whose odd bytes are surrogates, as ids show it."""
    out = ""
    for at, char in enumerate(name):
        escape = char == "\\" and len(name) > at + 3 and name[at + 1] == "x" and all(
            c in "0123456789abcdefABCDEF" for c in name[at + 2:at + 4])
        odd = "\udc80" <= char <= "\udcff" or char < " " or char in "\u200b\u202e\xa0"
        raw = char.encode("utf-8", "surrogateescape")
        out += "".join(f"\\x{byte:02X}" for byte in raw) if odd or escape else char
    return out


class House:
    def __init__(self, build, work, seed):
        self.build, self.work = build, work
        self.chance = random.Random(seed)
        self.made = 0
        self.archive = work + "/kho lưu"
        self.sources = [os.path.join(work, name) for name in SOURCES]
        self.before = {}  # id: (source, file, own id, text), as the last run left it
        for source in self.sources:
            os.makedirs(source)

    # ---- What happens to files ----

    def files(self, source, ending=""):
        out = []
        for folder, _, names in os.walk(source):
            out += [os.path.join(folder, n) for n in names if n.endswith(ending)]
        return sorted(out)

    def text(self):
        self.made += 1
        return f"Tin số {self.made}"

    def lines(self):
        count = self.chance.randint(1, 6)
        numbered = [str(i + 1) for i in range(count)]
        ids = numbered if self.chance.random() < .6 else self.chance.sample(IDS, count)
        return [[name, self.text()] for name in ids]

    def write(self, path, lines):
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as out:
            for name, text in lines:
                out.write(json.dumps({"id": name, "title": text}, ensure_ascii=False) + "\n")

    def read(self, path):
        with open(path, encoding="utf-8") as file:
            return [[line["id"], line["title"]] for line in map(json.loads, file)]

    def new_path(self, source, ending):
        return os.path.join(source, self.chance.choice(NAMES) + ending)

    def add(self, source):
        path = self.new_path(source, self.chance.choice([".txt", ".jsonl"]))
        if path.endswith(".jsonl"):
            self.write(path, self.lines())
            return
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as out:
            out.write(self.text() + "\n")

    def remove(self, source):
        os.unlink(self.chance.choice(self.files(source)))

    def touch(self, source):
        os.utime(self.chance.choice(self.files(source)))

    def rename(self, source):
        """Also to another source, and onto another file."""
        path = self.chance.choice(self.files(source))
        to = self.new_path(self.chance.choice(self.sources), os.path.splitext(path)[1])
        os.makedirs(os.path.dirname(to), exist_ok=True)
        os.rename(path, to)

    def copy(self, source):
        path = self.chance.choice(self.files(source))
        to = self.new_path(source, os.path.splitext(path)[1])
        if to != path:
            os.makedirs(os.path.dirname(to), exist_ok=True)
            shutil.copy(path, to)

    def change(self, source):
        path = self.chance.choice(self.files(source, ".jsonl") or [None])
        if path:
            lines = self.read(path)
            what = self.chance.randrange(4)
            if what == 0:
                self.chance.choice(lines)[1] = self.text()
            elif what == 1:
                lines.pop(self.chance.randrange(len(lines)))
            elif what == 2:
                self.chance.shuffle(lines)
            else:
                lines += [[name, self.text()] for name in IDS if name not in dict(lines)][:1]
            self.write(path, lines or self.lines())

    def renumber(self, source):
        path = self.chance.choice(self.files(source, ".jsonl") or [None])
        if path:
            lines = self.read(path)
            self.write(path, [[str(i + 1), text] for i, (_, text) in enumerate(lines)])

    def happen(self):
        deeds = [self.add, self.add, self.remove, self.touch, self.rename, self.copy, self.change,
                 self.renumber]
        for _ in range(self.chance.randint(1, 6)):
            source = self.chance.choice(self.sources)
            deed = self.chance.choice(deeds)
            if self.files(source) or deed == self.add:
                deed(source)
        for source in self.sources:
            if not self.files(source):
                self.add(source)

    # ---- What the archive says ----

    def update(self, *options):
        run_program(self.build, "indexer/tracuu-index", "update", "--quiet", "--allow-removals",
                    "--shard-articles=20", "--batch-articles=7", "--archive", self.archive,
                    *options, *([] if self.before else self.sources))

    def rebuild(self):
        run_program(self.build, "indexer/tracuu-index", "rebuild", "--quiet",
                    "--archive", self.archive)

    def show(self, name, status=(0,)):
        run = run_program(self.build, "query/tracuu", "--archive", self.archive, "--format=json",
                          "--show", name, status=status)
        return json.loads(run.stdout).get("article")

    def there(self):
        """(source, file, own id, text) of all that the files hold; of whole files no own id."""
        out = set()
        for number, source in enumerate(self.sources):
            for path in self.files(source):
                place = os.path.relpath(path, source)
                if path.endswith(".txt"):
                    with open(path, encoding="utf-8") as file:
                        out.add((number, place, None, file.read().strip()))
                    continue
                out |= {(number, place, own, text) for own, text in self.read(path)}
        return out

    def ids_of(self, article):
        """The ids that it may have: that of its own place, and that which names the file."""
        number, place, own, _ = article
        label = LABELS[number] + ":" if LABELS[number] else ""
        if own is None:
            return label + shown(place), label + shown(place) + "#1"
        return label + shown(own), f"{label}{shown(place)}#{shown(own)}"

    def may_be(self, name, article):
        """Its ids may also have a number, where one of them is another's."""
        return any(name == i or name.startswith(i + "#") for i in self.ids_of(article))

    def listed(self):
        """All ids that the program prints."""
        run = run_program(self.build, "query/tracuu", "--archive", self.archive, "--format=ids",
                          "--limit=1000", "Tin")
        ids = run.stdout.decode().splitlines()
        assert len(ids) == len(set(ids)), "an id twice"
        return ids

    def check(self):
        there = self.there()
        found = {}
        for name in self.listed():
            article = self.show(name)
            assert article["id"] == name, (name, article["id"])
            found[name] = article["title"]
            assert any(self.may_be(name, a) and article["title"] == a[3] for a in there), (
                f"{name} is called so for {article['title']!r}, which no file gives that id")
        for article in there:
            names = [n for n, text in found.items()
                     if text == article[3] and self.may_be(n, article)]
            others = [n for n, text in found.items() if text == article[3] and article[2] is not None
                      and any(self.may_be(n, a) for a in there
                              if a[0] == article[0] and a[2:] == article[2:])]
            assert names or others, f"{article} is lost; found: {found}"
        self.check_kept(there, found)
        self.before = {name: [a for a in there if self.may_be(name, a) and a[3] == text]
                       for name, text in found.items()}
        return len(found)

    def check_kept(self, there, found):
        """What a file still gives an id keeps it."""
        for name, givers in self.before.items():
            kept = [giver for giver in givers if giver in there]
            if not kept:
                continue
            article = self.show(name)
            assert article and article["title"] == kept[0][3], (
                f"{name} was {kept[0]}, is {article and article['title']!r}")

    def check_renames(self):
        """One file is renamed to a new name: its old id leads to it."""
        source = self.chance.choice(self.sources)
        texts = self.files(source, ".txt")
        if not texts:
            return
        path = self.chance.choice(texts)
        self.made += 1
        to = os.path.join(source, f"sang chỗ mới {self.made}.txt")
        number = self.sources.index(source)
        with open(path, encoding="utf-8") as file:
            text = file.read().strip()
        old = [name for name, givers in self.before.items()
               if (number, os.path.relpath(path, source), None, text) in givers]
        os.rename(path, to)
        self.update()
        self.check()
        article = self.show(old[0])
        label = LABELS[number] + ":" if LABELS[number] else ""
        assert article["title"] == text and article["was"] == old[0], article
        assert article["id"] == label + os.path.basename(to), article["id"]


def main():
    build = os.path.abspath(sys.argv[1])
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    with tempfile.TemporaryDirectory() as work:
        house = House(build, work, seed)
        most = 0
        for number in range(ROUNDS):
            try:
                house.happen()
                house.update()
                most = max(most, house.check())
                if number % 5 == 4:
                    house.check_renames()
                if number % 7 == 3:
                    house.rebuild()
                    house.check()
                run_program(build, "indexer/tracuu-index", "verify", "--quiet",
                            "--archive", house.archive)
            except AssertionError as failure:
                sys.exit(f"identity: seed {seed}, round {number}: {failure}")
        subprocess.run(["chmod", "-R", "u+w", work], check=True)
    print(f"identity: {ROUNDS} rounds, at most {most} articles: ok")


main()
