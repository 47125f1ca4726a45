#!/usr/bin/python3
"""What is only out of sight stays in the archive; what is gone goes, and not by surprise.

    tests/removals.py BUILD_FOLDER

A folder that can't be read keeps its articles, and only that folder. A folder that is empty,
or has become a link, as where a disk is not mounted, and a loss of more than a fifth stop the
run, until somebody says that it is meant. The programs run as a user whom permissions bind."""

import json
import os
import shutil
import sys
import tempfile

from programs import run_program

NOBODY = 65534


class House:
    """An archive of the folder source, in WORK."""

    def __init__(self, build, work):
        self.build = build
        self.work = work
        os.makedirs(os.path.join(work, "indexer"))
        # The build folder may be below one that others may not enter.
        shutil.copy(os.path.join(build, "indexer/tracuu-index"), os.path.join(work, "indexer"))
        self.source = os.path.join(work, "source")
        self.archive = os.path.join(work, "archive")
        os.makedirs(self.source)

    def path(self, name):
        return os.path.join(self.source, name)

    def write(self, name, text=None):
        os.makedirs(os.path.dirname(self.path(name)), exist_ok=True)
        with open(self.path(name), "w", encoding="utf-8") as out:
            out.write(text or f"Tin {name}\n\nThân bài {name}.\n")

    def fill(self, folder, count):
        for i in range(count):
            self.write(os.path.join(folder, f"{i}.txt"))

    def update(self, *arguments, status=(0,)):
        """Returns what the run printed, and whose articles it removed, by its report."""
        whom = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
        if whom:
            for folder, _, files in os.walk(self.work):
                for path in (folder, *(os.path.join(folder, name) for name in files)):
                    os.chown(path, NOBODY, NOBODY, follow_symlinks=False)
        done = run_program(self.work, "indexer/tracuu-index", "update", "--archive", self.archive,
                           *(arguments or [self.source] if not os.path.exists(self.archive)
                             else arguments), status=status,
                           env={**os.environ, "LANG": "en_US.UTF-8"}, **whom)
        return done.stderr.decode(), self.removed()

    def removed(self):
        with open(os.path.join(self.archive, "last-report.jsonl"), encoding="utf-8") as report:
            lines = [json.loads(line) for line in report]
        return sorted(line["id"] for line in lines if line["action"] == "removed")

    def count(self):
        done = run_program(self.build, "indexer/tracuu-index", "status", "--archive", self.archive,
                           env={**os.environ, "LANG": "en_US.UTF-8"})
        return int(next(line.split()[-1] for line in done.stdout.decode().splitlines()
                        if line.startswith("Articles")).replace(",", ""))


def a_folder_without_its_x(house):
    house.fill("2019/01", 5)
    house.fill("2020", 20)
    house.update()
    os.remove(house.path("2020/0.txt"))
    os.chmod(house.path("2019"), 0o444)
    _, removed = house.update(status=(1,))
    os.chmod(house.path("2019"), 0o755)
    assert removed == ["2020/0.txt"], removed
    assert house.count() == 24


def a_folder_that_may_not_be_read(house):
    house.fill("2019/01", 5)
    house.fill("2020", 20)
    house.update()
    shutil.rmtree(house.path("2020/"))
    house.fill("2020", 19)
    os.chmod(house.path("2019/01"), 0)
    _, removed = house.update(status=(1,))
    os.chmod(house.path("2019/01"), 0o755)
    assert removed == ["2020/19.txt"], removed
    os.remove(house.path("2019/01/0.txt"))
    assert house.update()[1] == ["2019/01/0.txt"]


def a_folder_of_the_file_system(house):
    house.fill("2020", 20)
    os.makedirs(house.path("lost+found"), 0o700)
    house.update()
    os.remove(house.path("2020/3.txt"))
    os.chmod(house.path("lost+found"), 0)
    assert house.update()[1] == ["2020/3.txt"]


def a_broken_line(house):
    good = [json.dumps({"id": f"j{i}", "title": f"Bài {i}"}) for i in range(3)]
    house.write("a.jsonl", "\n".join(good) + "\n")
    house.fill("2020", 20)
    house.update()
    os.remove(house.path("2020/3.txt"))
    house.write("a.jsonl", good[0] + "\n{broken\n")
    _, removed = house.update(status=(1,))
    assert removed == ["2020/3.txt"], removed
    assert house.count() == 22


def refused(house, *words):
    before = house.count()
    said, removed = house.update(status=(3,))
    assert removed == [] and house.count() == before, (removed, house.count())
    for word in words:
        assert word in said, said


def a_folder_that_is_empty(house):
    house.fill("2019", 5)
    house.fill("2020", 200)
    house.update()
    shutil.rmtree(house.path("2019"))
    os.makedirs(house.path("2019"))
    refused(house, "source/2019", "5 articles", "--allow-removals")
    house.write("2019/Thumbs.db")
    refused(house, "source/2019")
    assert len(house.update("--allow-removals")[1]) == 5
    house.update()


def a_source_that_is_empty(house):
    house.fill("", 5)
    house.update()
    shutil.rmtree(house.source)
    os.makedirs(house.source)
    refused(house, "5 articles")


def a_folder_that_moved_away(house):
    house.fill("2019", 5)
    house.fill("2020", 200)
    house.update()
    os.rename(house.path("2019"), os.path.join(house.work, "2019"))
    os.symlink(os.path.join(house.work, "2019"), house.path("2019"))
    refused(house, "source/2019", "link")


def a_source_that_moved_away(house):
    house.fill("", 5)
    house.update()
    os.rename(house.source, os.path.join(house.work, "elsewhere"))
    os.symlink("elsewhere", house.source)
    refused(house, "elsewhere", "--forget")
    assert house.update("--allow-removals")[1] == []


def too_many(house):
    house.fill("", 60)
    house.update()
    for i in range(13):
        os.remove(house.path(f"{i}.txt"))
    refused(house, "13 of the 60", "--allow-removals")
    assert len(house.update("--max-removals=22")[1]) == 13
    for i in range(13, 23):
        os.remove(house.path(f"{i}.txt"))
    assert len(house.update("--max-removals=1")[1]) == 10


def too_many_of_a_source(house):
    other = os.path.join(house.work, "other")
    house.fill("", 200)
    house.update()
    for i in range(40):
        house.write(f"../other/{i}.txt")
    house.update(other)
    for i in range(11):
        os.remove(os.path.join(other, f"{i}.txt"))
    refused(house, "11 of the 40", "other")


def what_moves_is_not_gone(house):
    house.fill("in", 30)
    house.update()
    os.makedirs(house.path("2019"))
    for i in range(30):
        os.rename(house.path(f"in/{i}.txt"), house.path(f"2019/{i}.txt"))
    assert house.update()[1] == []
    assert house.count() == 30


CASES = [a_folder_without_its_x, a_folder_that_may_not_be_read, a_folder_of_the_file_system,
         a_broken_line, a_folder_that_is_empty, a_source_that_is_empty, a_folder_that_moved_away,
         a_source_that_moved_away, too_many, too_many_of_a_source, what_moves_is_not_gone]


def main():
    build = os.path.abspath(sys.argv[1])
    for case in CASES:
        work = tempfile.mkdtemp()
        try:
            case(House(build, work))
        except AssertionError:
            print(f"removals: {case.__name__}", file=sys.stderr)
            raise
        finally:
            for folder, _, _ in os.walk(work):
                os.chmod(folder, 0o755)
            shutil.rmtree(work)
    print(f"removals: {len(CASES)} cases")


main()
