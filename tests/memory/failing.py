#!/usr/bin/python3 -B
"""Whichever allocation fails: no program crashes, each says what happened and ends as its manual
says, and what was published answers as before.

    tests/memory/failing.py BUILD_FOLDER PRELOADED_LIBRARY [--first N] [--runs N]

Searches and an update are run with their n-th allocation failing, and again with that one and
all that follow: for each n of the first N (default 60), then for so many spread over the rest
that there are --runs of each kind (default 150)."""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

INDEX, SEARCH = "indexer/tracuu-index", "query/tracuu"
FILES = {
    "a.txt": "Thông cáo báo chí\n\nHà Nội, ngày 3 tháng 4 năm 2018 – Bão số 3 vào đất liền.\n\n"
             "UBND tỉnh họp bàn.\n\nNguyễn Văn A\n",
    "b.jsonl": '{"id":"1","title":"Lũ quét","author":"Lê B","body":"Nước lên nhanh."}\n'
               '{"id":"2","title":"Bão tan","date":"2018-04-05","body":"<p>Trời nắng.</p>"}\n',
    "c.csv": "title,body\nCầu mới,Thông xe cầu Bến Mộc\n",
    "d.txt": "B\xe6o s\xe8 9 \xb3p s\xb8t bê".encode("latin-1", "replace").decode("latin-1"),
}
SEARCHES = [["cau ben moc"], ["--format=json", "--explain", '"bão số 3" lũ -cầu'],
            ["--format=ids", "--sort=newest", "bao"], ["--show", "a.txt"],
            ["--similar", "a.txt", "--format=json"], ["--analyse", "UBND 3/4/2018"]]


class House:
    def __init__(self, arguments, work):
        self.build, self.work = os.path.abspath(arguments.build), work
        self.library = shutil.copy(arguments.library, work + "/fail_at.so")
        self.first, self.runs = arguments.first, arguments.runs
        self.good, self.source = work + "/good", work + "/tin"
        self.problems, self.done = [], 0
        os.mkdir(self.source)
        for name, text in FILES.items():
            with open(self.source + "/" + name, "w", encoding="utf-8") as out:
                out.write(text)
        self.run(INDEX, ["update", "--quiet", self.source], self.good)
        with open(self.source + "/e.txt", "w", encoding="utf-8") as out:
            out.write("Tin mới về lũ\n\nThêm một bài.\n")
        os.remove(self.source + "/c.csv")

    def run(self, program, arguments, archive, **environment):
        clean = {name: value for name, value in os.environ.items()
                 if name not in ("LC_ALL", "LANGUAGE")}
        clean.update(environment, LANG="C.UTF-8", TRACUU_ARCHIVE=archive)
        return subprocess.run([os.path.join(self.build, program), *arguments],
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False,
                              env=clean, timeout=120)

    def fail(self, program, arguments, archive, number, every):
        environment = {"FAIL_AT": str(number), "LD_PRELOAD": self.library}
        if every:
            environment["FAIL_ALL"] = "1"
        return self.run(program, arguments, archive, **environment)

    def count(self, program, arguments, archive):
        path = self.work + "/count"
        done = self.run(program, arguments, archive, FAIL_COUNT=path, LD_PRELOAD=self.library)
        with open(path, "rb") as file:
            return done, int.from_bytes(file.read(8), sys.byteorder)

    def numbers(self, count):
        """Those of the allocations that fail."""
        first = list(range(1, min(self.first, count) + 1))
        rest = max(self.runs - len(first), 0)
        step = max((count - self.first) // rest, 1) if rest else count
        return first + list(range(self.first + 1, count + 1, step))

    def problem(self, what, done):
        self.problems.append(what)
        print(f"failing: {what}: {done.returncode}: {done.stderr.decode()[:300]}", flush=True)

    def judge(self, what, done, usual, statuses):
        """True where it failed as it should."""
        self.done += 1
        failed = done.returncode != usual.returncode
        if done.returncode < 0 or (failed and done.returncode not in statuses):
            self.problem(what, done)
        elif failed and not done.stderr.strip():
            self.problem(what + " says nothing", done)
        return failed


def same(text):
    """What does not depend on the clock."""
    text = re.sub(r'"took_ms":[0-9.e-]+', "", text.decode())
    return re.sub(r"[0-9.,]+ ms", "", text)


def search(house, arguments, number, every, usual):
    what = f"{arguments} at {number}{' on' if every else ''}"
    done = house.fail(SEARCH, arguments, house.good, number, every)
    if house.judge(what, done, usual, {3}):
        return
    if same(done.stdout) == same(usual.stdout):
        return
    # What is left out is told: in a warning of the answer, or on standard error.
    told = done.stderr.strip() or b"memory" in done.stdout
    if not told:
        house.problem(what + " answers otherwise, and says nothing", done)


def update(house, number, every, usual):
    what = f"update at {number}{' on' if every else ''}"
    archive = f"{house.work}/{number}{every}"
    shutil.copytree(house.good, archive, symlinks=True)
    arguments = ["update", "--quiet", "--jobs=1", "--allow-removals", "--trust"]
    done = house.fail(INDEX, arguments, archive, number, every)
    house.judge(what, done, usual, {1, 3})
    for check in ([INDEX, ["verify", "--quiet"]], [SEARCH, ["--format=ids", "lu"]]):
        after = house.run(*check, archive)
        if after.returncode != 0:
            house.problem(f"after {what}: {check[1]}", after)
    shutil.rmtree(archive)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build")
    parser.add_argument("library")
    parser.add_argument("--first", type=int, default=60)
    parser.add_argument("--runs", type=int, default=150)
    allocations = {}
    with tempfile.TemporaryDirectory() as work, ThreadPoolExecutor(os.cpu_count()) as pool:
        house = House(parser.parse_args(), work)
        jobs = []
        for arguments in SEARCHES:
            usual, count = house.count(SEARCH, arguments, house.good)
            allocations[" ".join(arguments)] = count
            for every in (False, True):
                jobs += [pool.submit(search, house, arguments, number, every, usual)
                         for number in house.numbers(count)]
        archive = shutil.copytree(house.good, work + "/undisturbed", symlinks=True)
        usual, count = house.count(INDEX, ["update", "--quiet", "--jobs=1", "--allow-removals",
                                           "--trust"], archive)
        assert usual.returncode == 0, usual
        allocations["update"] = count
        for every in (False, True):
            jobs += [pool.submit(update, house, number, every, usual)
                     for number in house.numbers(count)]
        for job in jobs:
            job.result()
    print(f"failing: {house.done} runs, {len(house.problems)} problems; allocations: "
          + json.dumps(allocations, ensure_ascii=False))
    sys.exit(1 if house.problems else 0)


main()
