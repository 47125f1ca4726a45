#!/usr/bin/python3
"""What a nightly run learns without publishing, and who may read what it writes.

    tests/nights.py BUILD_FOLDER

A file that was touched is read once, whatever its times, and one whose ctime alone is new is read;
a damaged lexicon is noticed and learned again; --since leaves what is older; a run of a held archive
is told by status; worn shards are renewed one after the other; what was skipped is named; a trial
leaves nothing in a new folder; group and mode of the archive's folder decide who may read it,
whatever the umask; and the lock says who holds it."""

import fcntl
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time

from programs import run_program

ENGLISH = {**os.environ, "LANG": "en_US.UTF-8"}
NOBODY, GROUP = 65534, 4711


class House:
    def __init__(self, build, work, name):
        self.build = build
        self.work = os.path.join(work, name)
        self.source = os.path.join(self.work, "source")
        self.archive = os.path.join(self.work, "archive")
        os.makedirs(self.source)

    def write(self, name, text=None):
        with open(os.path.join(self.source, name), "w", encoding="utf-8") as out:
            out.write(text or f"Tin {name}\n\nChuyện ở làng {name}.\n")

    def run(self, command, *arguments, status=(0,), **options):
        done = run_program(self.build, "indexer/tracuu-index", command, "--archive", self.archive,
                           *arguments, status=status, env=ENGLISH, **options)
        return done.stdout.decode() + done.stderr.decode()

    def current(self):
        return os.readlink(os.path.join(self.archive, "current"))

    def opened(self, *arguments):
        """The files of the source that a run opens."""
        log = os.path.join(self.work, "opened")
        done = subprocess.run(
            ["strace", "-f", "-e", "trace=openat,openat2,open", "-o", log,
             os.path.join(self.build, "indexer/tracuu-index"), "update", "--quiet", "--archive",
             self.archive, *arguments], stderr=subprocess.PIPE, check=False,
            # Leaks can't be looked for in a program that is traced.
            env=dict(ENGLISH, ASAN_OPTIONS="detect_leaks=0"))
        assert done.returncode == 0, done.stderr
        with open(log, encoding="utf-8") as file:
            return sorted({line.split('"')[1] for line in file if '.txt"' in line})


def past(house, seconds=60):
    """As if all had been written long before: nothing of it is within the grain of a clock."""
    for name in os.listdir(house.source):
        os.utime(os.path.join(house.source, name), (time.time() - seconds,) * 2)


def touched(house):
    for i in range(20):
        house.write(f"{i}.txt")
    past(house)
    house.run("update", house.source)
    time.sleep(2.1)  # the grain of a clock, which ctime has, too
    house.run("update")
    first = house.current()
    if not shutil.which("strace"):
        return
    assert house.opened() == []
    os.utime(os.path.join(house.source, "3.txt"), (time.time() - 30,) * 2)
    os.chmod(os.path.join(house.source, "4.txt"), 0o600)  # its ctime alone is new
    time.sleep(2.1)
    assert house.opened() == ["3.txt", "4.txt"]
    assert house.current() == first
    assert house.opened() == [], "what was touched is read again"
    # Written, and its mtime set back: its content is another one.
    path = os.path.join(house.source, "5.txt")
    before = os.stat(path)
    house.write("5.txt", "Tin 5.txt\n\nChuyện ở lũng 5.txt.\n".replace("lũng", "lang"))
    with open(path, "r+b") as file:
        file.truncate(before.st_size)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert house.opened() == ["5.txt"]
    assert house.current() != first
    # The new catalogue has learned the times of what was touched.
    assert not os.path.exists(os.path.join(house.archive, "times"))
    time.sleep(2.1)
    house.opened()
    assert house.opened() == []
    # Nothing is believed of a list that is damaged.
    os.utime(os.path.join(house.source, "6.txt"), (time.time() - 30,) * 2)
    time.sleep(2.1)
    assert house.opened() == ["6.txt"]
    assert house.opened() == []
    with open(os.path.join(house.archive, "times"), "r+b") as file:
        file.seek(40)
        file.write(b"....")
    # 5.txt was within the grain when the generation was made.
    assert house.opened() == ["5.txt", "6.txt"]
    assert house.opened() == []


def lines(house):
    """Of a file of many articles those whose bytes are the same are not read again; what is known of
    them is what reading them gives, wherever they stand now and whatever else changed."""
    chance = random.Random(7)

    def article(i, version, numbered):
        out = {"title": f"Tin {i}", "body": f"Chuyện số {i}, bản {version}, ở làng {i % 7}."}
        return {"id": f"x{i}", **out} if numbered else out

    state = [[i, 0, i % 3 > 0] for i in range(60)]
    for turn in range(8):
        chance.shuffle(state[10:20])
        for entry in chance.sample(state, 4):
            entry[1] += 1
        if turn % 2:
            del state[chance.randrange(len(state))]
            state.insert(chance.randrange(20, 40), [100 + turn, 0, turn % 3 > 0])
        shown = list(state)
        if turn == 3:
            shown.insert(5, shown[30])  # the same line twice
        with open(os.path.join(house.source, "t.jsonl"), "w", encoding="utf-8") as out:
            for entry in shown:
                out.write(json.dumps(article(*entry), ensure_ascii=False) + "\n")
        if turn in (2, 5):  # all of them have another author
            house.write("t.jsonl.meta.json", json.dumps({"author": f"Lê An {turn}"}))
        if turn == 6:
            house.run("update", "--allow-removals", "--map", "lead=title", house.source)
        house.run("update", "--allow-removals", house.source)
        fresh = House(house.build, house.work, f"fresh{turn}")
        fresh.source = house.source
        fresh.run("update", *(["--map", "lead=title"] if turn >= 6 else []), house.source)
        assert told(house) == told(fresh), turn
        shutil.rmtree(fresh.work)


def told(house):
    done = run_program(house.build, "query/tracuu", "--archive", house.archive,
                       "--format=json", "--timeout-ms=0",
                       "--limit=200", "--", "chuyện", env=ENGLISH)
    hits = json.loads(done.stdout)["hits"]
    return sorted((h["id"], str(h["title"]), str(h["snippets"]), h["author"], h["path"]) for h in hits)


def taken_back(house):
    """A table that can be read no more keeps what the archive has of it."""
    house.write("t.csv", "tieu,noi\nTin một,Chuyện bến sông\nTin hai,Chuyện chợ nổi\n")
    house.run("update", "--map", "title=tieu,body=noi", house.source)
    said = house.run("update", "--map", "")
    assert "0 removed, 2 unchanged" in said and "Not read: 1 .csv" in said, said
    assert "0 removed, 2 unchanged" in house.run("update")
    assert "2 unchanged" in house.run("update", "--map", "title=tieu,body=noi")


def lexicon(house):
    house.write("1.txt")
    past(house)
    house.run("update", house.source)
    with open(os.path.join(house.archive, "current", "lexicon"), "r+b") as file:
        file.seek(100)
        file.write(b"\xff\xff")
    assert "lexicon of the generation before was damaged" in house.run("update")
    house.run("verify")


def renewal(house):
    """Shards that have lost articles are indexed again one after the other: no night does all of
    that work, and none is left to lose most of what it had."""
    chance = random.Random(3)
    versions = [0] * 240
    options = ["--shard-articles=40", "--batch-articles=20"]
    renewed = 0
    before = {}
    for night in range(36):
        with open(os.path.join(house.source, "t.jsonl"), "w", encoding="utf-8") as out:
            for i, version in enumerate(versions):
                text = f"Chuyện số {i}, bản {version}, ở làng {i % 7}."
                out.write(json.dumps({"id": f"x{i}", "title": f"Tin {i}", "body": text},
                                     ensure_ascii=False) + "\n")
        house.run("update", *options, house.source)
        with open(os.path.join(house.archive, "current", "manifest.json"), encoding="utf-8") as file:
            shards = {s["number"]: s["articles"] for s in json.load(file)["shards"]}
        if before:
            worn = [n for n in before if n not in shards and before[n] > 20]
            assert len(worn) <= 1, (night, worn)
            renewed += len(worn)
        full = [n for n in shards if n <= 6]
        assert all(shards[n] >= 25 for n in full), (night, shards)
        before = shards
        for i in chance.sample(range(240), 4):
            versions[i] += 1
    assert renewed >= 3, renewed
    assert len(shards) < 12, shards
    house.run("verify")


def since(house):
    house.write("old.txt")
    past(house, 400 * 86400)
    house.write("new.txt")
    day = time.strftime("%Y-%m-%d", time.localtime(time.time() - 86400))
    said = house.run("update", "--since", day, house.source)
    assert "1 added" in said and "1 file older than --since" in said, said
    # What is known stays, whatever its age; what was left comes with a run that leaves nothing.
    assert "1 added" in house.run("update")
    assert "2 unchanged" in house.run("update", "--since", day)
    house.run("update", "--since", "yesterday", status=(2,))


def held(house):
    house.write("1.txt")
    house.run("update", house.source)
    house.write("2.txt")
    house.run("update")
    house.run("rollback", "--hold")
    house.run("update", status=(5,))
    last = json.loads(house.run("status", "--json"))["last_run"]
    assert last["result"] == "held" and last["age_s"] < 60, last
    assert last["started"] <= last["finished"] and last["started"][:4] != "1970", last
    assert "did nothing, as it is held" in house.run("status")
    house.run("resume")
    house.run("update")
    assert json.loads(house.run("status", "--json"))["last_run"]["result"] == "published"


def told_at_once(house):
    """Cron's mail names what was skipped, and when the run began that did not get far; why names
    what purge took out."""
    house.write("1.txt")
    house.write("2.txt")
    house.write("3.jsonl", "{\"title\": \n")
    said = house.run("update", house.source, status=(1,))
    assert "3.jsonl: " in said, said
    os.unlink(os.path.join(house.source, "3.jsonl"))
    house.run("purge", "2.txt")
    path = os.path.join(house.source, "2.txt")
    assert "purge took 2.txt out for good" in house.run("why", path, status=(1,))
    assert "purge" not in house.run("why", os.path.join(house.source, "1.txt"))
    made = json.loads(house.run("status", "--json"))["last_run"]["started"]
    time.sleep(1.1)  # times are told in seconds
    os.rename(house.source, house.source + ".away")
    house.run("update", status=(3,))
    last = json.loads(house.run("status", "--json"))["last_run"]
    assert last["result"] == "failed" and last["started"] > made, (last, made)


def trial(house):
    house.write("1.txt")
    for made in (False, True):
        shutil.rmtree(house.archive, ignore_errors=True)
        if made:
            os.makedirs(house.archive)
        house.run("update", "--dry-run", house.source)
        left = os.listdir(house.archive) if os.path.exists(house.archive) else []
        assert set(left) <= {"trial-report.jsonl"}, left


def modes(folder):
    """Of all that is in FOLDER, and of itself: mode and group."""
    out = {}
    for where, folders, names in os.walk(folder):
        for path in [where, *(os.path.join(where, name) for name in names)]:
            if not os.path.islink(path):
                st = os.stat(path)
                out[path] = (st.st_mode & 0o7777, st.st_gid)
    return out


def check_modes(house, group, file, folder):
    for path, (mode, gid) in modes(house.archive).items():
        wanted = folder if os.path.isdir(path) else file
        assert mode & 0o077 == wanted & 0o077, (path, oct(mode))
        assert group is None or gid == group, (path, gid)


def sharing(house):
    """As a plain user, where we may become one."""
    root = os.geteuid() == 0
    whom = {"user": NOBODY, "group": NOBODY, "extra_groups": [GROUP]} if root else {}
    house.write("1.txt")
    tool = os.path.join(house.work, "indexer")
    os.makedirs(tool)
    shutil.copy(os.path.join(house.build, "indexer/tracuu-index"), tool)
    house.build = house.work
    if root:
        for folder, _, names in os.walk(house.work):
            for path in (folder, *(os.path.join(folder, name) for name in names)):
                os.chown(path, NOBODY, NOBODY)
    others = [g for g in os.getgroups() if g != os.getegid()]
    group = GROUP if root else others[0] if others else os.getegid()

    def update(*arguments, umask, status=(0,)):
        return house.run("update", *arguments, umask=umask, status=status, **whom)

    os.makedirs(house.archive)
    if root:
        os.chown(house.archive, NOBODY, NOBODY)
    os.chmod(house.archive, 0o750)
    update(house.source, umask=0o077)
    check_modes(house, None, 0o640, 0o750)
    update("--group", str(group), umask=0o077)
    check_modes(house, group, 0o640, 0o2750)
    house.write("2.txt")
    os.chmod(os.path.join(house.source, "2.txt"), 0o644)
    update(umask=0)
    check_modes(house, group, 0o640, 0o2750)
    # By hand: the folder alone says who may read.
    os.chmod(house.archive, 0o2755)
    house.write("3.txt")
    os.chmod(os.path.join(house.source, "3.txt"), 0o644)
    update(umask=0o077)
    check_modes(house, group, 0o644, 0o2755)
    assert "no group" in update("--group", "khongconhom", umask=0o022, status=(2,))
    if root:
        assert "group" in update("--group", "4712", umask=0o022, status=(3,))
        shutil.rmtree(house.archive)
        os.chmod(house.work, 0o755)
        update("--group", str(group), house.source, umask=0o022)
        check_modes(house, group, 0o640, 0o2750)


def lock(house):
    house.write("1.txt")
    house.run("update", house.source)
    with open(os.path.join(house.archive, "lock"), "w", encoding="utf-8") as file:
        file.write("4711 (update, lan at maychu, since 2026-03-14T01:30:00Z)\n")
        file.flush()
        fcntl.lockf(file, fcntl.LOCK_EX)
        said = house.run("update", status=(4,))
        assert "4711 (update, lan at maychu, since 2026-03-14T01:30:00Z)" in said, said
    house.run("update")


def main():
    build = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory(prefix="tracuu-nights-") as work:
        os.chmod(work, 0o755)
        for step in (touched, lines, taken_back, lexicon, since, held, renewal, told_at_once,
                     trial, lock, sharing):
            step(House(build, work, step.__name__))
    print("nights: ok")


main()
