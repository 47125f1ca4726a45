#!/usr/bin/python3
"""Whoever reads while runs publish reads one generation, whole; and so does who copies.

    tests/publications.py BUILD_FOLDER [--all]

One process changes its source and publishes, generation after generation. Meanwhile three readers
ask in a loop, a batch asks one question after the other through all of it, and the archive is
exported again and again, to one folder and to new ones. None may fail, and each must answer just as
the generation that it says it is did; the batch is of one generation to its end, though that is
removed. Every copy must verify, and what was purged goes from it, too. --all: 60 publications."""

import json
import os
import subprocess
import sys
import tempfile
import threading

from programs import run_program

ENGLISH = {**os.environ, "LANG": "en_US.UTF-8"}


def index(build, command, archive, *arguments, status=(0,)):
    done = run_program(build, "indexer/tracuu-index", command, "--archive", archive, *arguments,
                       status=status, env=ENGLISH)
    return done.stdout.decode() + done.stderr.decode()


def ask(build, archive, query="chuyện"):
    """The generation that answers, and how often each version of the text was found."""
    done = run_program(build, "query/tracuu", "--archive", archive,
                       "--format=json", "--timeout-ms=0", "--limit=100",
                       "--", query, status=(0, 1))
    answer = json.loads(done.stdout)
    return answer["generation"], sorted((h["id"], str(h["snippets"])) for h in answer["hits"])


class Publisher(threading.Thread):
    def __init__(self, build, work, turns):
        super().__init__()
        self.build, self.turns = build, turns
        self.source, self.archive = os.path.join(work, "source"), os.path.join(work, "archive")
        self.answers = {}
        self.failed = None
        os.makedirs(self.source)
        self.publish(0)

    def publish(self, turn):
        for i in range(40):
            if turn == 0 or (i + turn) % 9 == 0:
                with open(f"{self.source}/{i}.txt", "w", encoding="utf-8") as out:
                    out.write(f"Tin {i}\n\nChuyện số {i}, lượt {turn}, ở làng.\n")
        index(self.build, "update", self.archive, "--quiet", "--allow-removals",
              "--shard-articles=10", "--batch-articles=5", self.source)
        generation, hits = ask(self.build, self.archive)
        self.answers[generation] = hits

    def run(self):
        try:
            for turn in range(1, self.turns + 1):
                self.publish(turn)
        except BaseException as e:  # told by the main thread
            self.failed = e


class Reader(threading.Thread):
    """Asks an archive again and again."""

    def __init__(self, build, archive):
        super().__init__()
        self.build, self.archive = build, archive
        self.stop, self.seen, self.failed = False, {}, None

    def run(self):
        try:
            while not self.stop:
                generation, hits = ask(self.build, self.archive)
                assert self.seen.setdefault(generation, hits) == hits
        except BaseException as e:
            self.failed = e


class Batch:
    """One process that is asked all the while."""

    def __init__(self, build, archive):
        self.process = subprocess.Popen(
            [build + "/query/tracuu", "--archive", archive,
             "--format=json", "--timeout-ms=0", "--limit=100",
             "--batch=-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8")
        self.answers = []

    def ask(self):
        self.process.stdin.write(f"{len(self.answers)}\tchuyện\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        hits = sorted((h["id"], str(h["snippets"])) for h in answer["hits"])
        self.answers.append((answer["generation"], hits))

    def end(self):
        self.ask()
        self.process.stdin.close()
        assert self.process.wait() == 0
        assert len({generation for generation, _ in self.answers}) == 1
        return self.answers


def loop(build, work, turns):
    publisher = Publisher(build, work, turns)
    copy, copies = os.path.join(work, "copy"), 0
    index(build, "export-archive", publisher.archive, copy)
    readers = [Reader(build, copy)] + [Reader(build, publisher.archive) for _ in range(3)]
    batch = Batch(build, publisher.archive)
    batch.ask()
    for thread in (*readers, publisher):
        thread.start()
    found = {}
    while publisher.is_alive():
        fresh = os.path.join(work, f"fresh{copies}")
        for folder in (copy, fresh):
            index(build, "export-archive", publisher.archive, "--quiet", folder)
            index(build, "verify", folder, "--quiet")
            generation, hits = ask(build, folder)
            found[folder, generation] = hits
        subprocess.run(["rm", "-rf", fresh], check=True)
        batch.ask()
        copies += 1
    for reader in readers:
        reader.stop = True
    for thread in (*readers, publisher):
        thread.join()
        if thread.failed:
            raise thread.failed
    seen = [(generation, hits) for (_, generation), hits in found.items()] + batch.end()
    for reader in readers:
        seen += reader.seen.items()
    for generation, hits in seen:
        assert hits == publisher.answers[generation], generation
    assert len(seen) > turns
    return publisher, copy, copies


def purged(build, publisher, copy):
    index(build, "export-archive", publisher.archive, copy)
    assert "already" in index(build, "export-archive", publisher.archive, copy)
    index(build, "purge", publisher.archive, "7.txt")
    index(build, "export-archive", publisher.archive, copy)
    assert len(os.listdir(os.path.join(copy, "generations"))) == 1
    assert not [h for h in ask(build, copy)[1] if h[0] == "7.txt"]
    # It asks before it reads sources that stand in it.
    assert "--trust" in index(build, "update", copy, status=(2, 3))
    index(build, "update", copy, "--trust")
    # A copy that went its own way is none.
    index(build, "export-archive", publisher.archive, copy, status=(0, 2))
    other = os.path.join(os.path.dirname(copy), "other")
    index(build, "update", other, publisher.source)
    assert "no copy" in index(build, "export-archive", publisher.archive, other, status=(2,))
    # What is damaged is not copied.
    with open(os.path.join(publisher.archive, "current", "catalogue"), "r+b") as file:
        file.seek(50)
        file.write(b"\xff")
    assert "repair" in index(build, "export-archive", publisher.archive, copy + "2", status=(3,))
    assert not os.path.exists(os.path.join(copy + "2", "current"))


def main():
    build = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory(prefix="tracuu-copies-") as work:
        publisher, copy, copies = loop(build, work, 60 if "--all" in sys.argv else 8)
        purged(build, publisher, copy)
    print(f"publications: ok, {copies} copies while {publisher.turns} generations were published")


main()
