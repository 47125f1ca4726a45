#!/usr/bin/python3
"""Whatever call to the system fails, or is the last one of an update: what is published answers,
verifies, and the next update leads to where an uninterrupted one would have led.

    tests/faults.py BUILD_FOLDER [--all] [--sample N] [--seed N] [--jobs N]

strace lets the n-th call of a kind that an update makes fail, with ENOSPC, EIO, EMFILE, ENOMEM,
EACCES, ESTALE, or ends the process there by SIGKILL. Where nothing was published, the next update
must leave the same bytes as an uninterrupted one, but for what is drawn by lot; where the update went
on without what it could not read, and said so, the one after it the same articles. --all: every
call in turn; else --sample of them (40), another lot with another seed."""

import argparse
import collections
import concurrent.futures
import hashlib
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile

ENGLISH = {**os.environ, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
READS = "openat read pread64 getdents64 newfstatat statx fstat readlink lseek"
WRITES = "write pwrite64 mkdir mkdirat link linkat symlink rename renameat2 unlink unlinkat " \
         "fsync fdatasync ftruncate fallocate copy_file_range fchmod"
FAULTS = {
    "SIGKILL": READS.split() + WRITES.split() + ["close", "mmap", "fcntl", "clone3"],
    "ENOSPC": [c for c in WRITES.split() if c not in ("unlink", "unlinkat")] + ["openat"],
    "EIO": READS.split() + WRITES.split(),
    "EMFILE": ["openat", "socketpair", "pipe2", "memfd_create", "dup", "fcntl"],
    "ENOMEM": ["mmap", "openat", "clone3", "mremap", "getdents64", "newfstatat"],
    "EACCES": ["openat", "newfstatat", "getdents64", "mkdir", "link", "rename", "unlink",
               "unlinkat", "fchmod", "fcntl"],
    "ESTALE": READS.split() + ["fsync", "link", "rename"],
}
# Where the program begins to work, after the loader and the locale.
BEGIN = "/after"
QUERIES = ["chuyện", "tin", '"bản mới"', "bài làng"]


class House:
    def __init__(self, build, work):
        self.build, self.work = build, work
        self.source = os.path.join(work, "source")
        self.before, self.after = os.path.join(work, "before"), os.path.join(work, "after")
        os.makedirs(self.source)
        for i in range(24):
            self.write(f"{i}.txt", 1)
        self.write_lines(1)
        self.age()
        assert self.update(self.before).returncode == 0
        for i in (3, 11, 24, 25, 26, 27):
            self.write(f"{i}.txt", 2)
        self.write_lines(2)
        os.unlink(os.path.join(self.source, "5.txt"))
        os.rename(os.path.join(self.source, "6.txt"), os.path.join(self.source, "66.txt"))
        self.age()
        self.copy(self.before, self.after)
        self.log = os.path.join(work, "log")
        assert self.update(self.after, "-o", self.log).returncode == 0
        self.wanted, self.bytes = self.ask(self.after), self.state(self.after)
        self.old = self.ask(self.before)
        assert self.old != self.wanted

    def write(self, name, version):
        with open(os.path.join(self.source, name), "w", encoding="utf-8") as out:
            out.write(f"Tin {name}\n\nChuyện của bài làng {name}, bản {version}"
                      f"{' mới' if version > 1 else ''}.\n")

    def write_lines(self, version):
        with open(os.path.join(self.source, "t.jsonl"), "w", encoding="utf-8") as out:
            for i in range(12):
                text = f"Chuyện vắn {i}, bản {version if i % 4 == 0 else 1}."
                out.write(json.dumps({"id": f"t{i}", "title": f"Tin vắn {i}", "body": text},
                                     ensure_ascii=False) + "\n")

    def age(self):
        for name in os.listdir(self.source):
            os.utime(os.path.join(self.source, name), (1600000000, 1600000000))

    def copy(self, source, target):
        shutil.rmtree(target, ignore_errors=True)
        subprocess.run(["cp", "-a", source, target], check=True)

    def update(self, archive, *trace):
        """In a folder whose name is the same in each run, so that paths are."""
        home = os.path.dirname(archive) if os.path.basename(archive) == "archive" else None
        command = [self.build + "/indexer/tracuu-index", "update", "--quiet", "--jobs=1",
                   "--batch-articles=4", "--shard-articles=12", "--archive", archive, self.source]
        if trace:
            command = ["strace", "-f", "-qq", *trace, *command]
        return subprocess.run(command, env=ENGLISH, cwd=home, stdout=subprocess.DEVNULL,
                              stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, timeout=120,
                              check=False)

    def run(self, program, *arguments):
        return subprocess.run([os.path.join(self.build, program), *arguments], env=ENGLISH,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)

    def ask(self, archive):
        out = []
        for query in QUERIES:
            done = self.run("query/tracuu", "--archive", archive,
                            "--format=json", "--timeout-ms=0", "--limit=100",
                            "--", query)
            answer = json.loads(done.stdout)
            out.append((answer["total"], sorted((h["id"], str(h["title"]), str(h["snippets"]))
                                                for h in answer["hits"])))
        return out

    def state(self, archive):
        """Of the published generation all that nothing is drawn by lot in."""
        home, out = os.path.join(archive, "current"), {}
        for folder, _, names in os.walk(home):
            for name in names:
                if name in ("iamglass", "blocks", "manifest.json", "manifest.sha256", "report.jsonl"):
                    continue
                path = os.path.join(folder, name)
                with open(path, "rb") as file:
                    data = file.read()
                if name == "versions":
                    data = self.without_times(data)
                out[os.path.relpath(path, home)] = hashlib.sha256(data).hexdigest()
        return out

    @staticmethod
    def without_times(versions):
        """Rows less when it was, and less their checksums (docs/formats.md)."""
        rows = [versions[at:at + 80] for at in range(24, len(versions), 80)]
        assert len(rows) == 5, rows
        return b"".join(row[:32] + row[48:76] for row in rows)


def calls(log):
    """{kind of call: (the first that the program makes, the last), of any thread}."""
    counts = collections.defaultdict(collections.Counter)
    first = {}
    begun = False
    with open(log, encoding="utf-8", errors="replace") as file:
        for line in file:
            match = re.match(r"(\d+) +(\w+)\(", line)
            if not match:
                continue
            if not begun and BEGIN in line and "execve(" not in line:
                begun = True
                first = {name: count for name, count in counts[match[1]].items()}
            counts[match[1]][match[2]] += 1
    last = collections.Counter()
    for of_thread in counts.values():
        for name, count in of_thread.items():
            last[name] = max(last[name], count)
    return {name: (first.get(name, 0) + 1, count) for name, count in last.items()}


def cases(log):
    there = calls(log)
    return [(fault, name, n) for fault, names in FAULTS.items() for name in names
            if name in there for n in range(there[name][0], there[name][1] + 1)]


def renamed(log):
    """The calls that look whether the file that was renamed changed while it was read: where they
    fail it is begun once more, and must be known again as what it was."""
    counts, out = collections.Counter(), []
    near = False
    with open(log, encoding="utf-8", errors="replace") as file:
        for line in file:
            match = re.match(r"(\d+) +(\w+)\(", line)
            near |= '"66.txt"' in line and match[2] in ("openat", "openat2")
            if match and match[2] == "newfstatat":
                counts[match[1]] += 1
                if near and len(out) < 12:
                    out.append(("EIO", "newfstatat", counts[match[1]]))
    return out


def machine(log):
    """The call that opens what tells this machine from others: the archive would be another one's."""
    counts = collections.Counter()
    with open(log, encoding="utf-8", errors="replace") as file:
        for line in file:
            match = re.match(r"(\d+) +(\w+)\(", line)
            if match and match[2] == "openat":
                counts[match[1]] += 1
                if '"/etc/machine-id"' in line:
                    return [(fault, "openat", counts[match[1]]) for fault in ("EMFILE", "EACCES")]
    return []


def check(house, case, folder):
    """None, or what is wrong."""
    fault, name, n = case
    archive = os.path.join(folder, "archive")
    house.copy(house.before, archive)
    how = "signal=SIGKILL" if fault == "SIGKILL" else f"error={fault}"
    done = house.update(archive, "-o", os.devnull, "-e", f"trace={name}", "-e",
                        f"inject={name}:{how}:when={n}")
    said = done.stderr.decode(errors="replace")
    killed = fault == "SIGKILL" and done.returncode in (-9, 137)
    if not killed and done.returncode not in (0, 1, 3, 4):
        return f"exit status {done.returncode}: {said}"
    if done.returncode in (1, 3, 4) and not said.strip():
        return f"exit status {done.returncode}, and not a word"
    answers = house.ask(archive)
    whole = answers in (house.old, house.wanted)
    if not whole and done.returncode != 1:
        return f"neither the old answers nor the new ones ({done.returncode}): {said}"
    verified = house.run("indexer/tracuu-index", "verify", "--quiet", "--archive", archive)
    if verified.returncode != 0:
        return f"verify: {verified.stderr.decode()}"
    partly = done.returncode == 1 or len(os.listdir(os.path.join(archive, "generations"))) > 2
    again = house.update(archive)
    if again.returncode != 0:
        return f"the next update: {again.returncode}: {again.stderr.decode()}"
    if house.ask(archive) != house.wanted:
        return "the next update finds something else"
    if not partly and house.state(archive) != house.bytes:
        return "the next update leaves other bytes"
    left = [f for f in os.listdir(os.path.join(archive, "generations")) if f.startswith(".")]
    return f"{left} is left" if left else None


def work(house, folder, some):
    os.makedirs(folder)
    problems = []
    for case in some:
        try:
            problem = check(house, case, folder)
        except (OSError, ValueError, KeyError, subprocess.SubprocessError) as e:
            problem = repr(e)
        if problem:
            problems.append(f"{case[0]} at {case[1]} {case[2]}: {problem}")
            print("faults:", problems[-1], flush=True)
    return problems


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--sample", type=int, default=40)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--jobs", type=int, default=1)
    options = parser.parse_args()
    if not shutil.which("strace"):
        print("faults: no strace here")
        return 77
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # syncs cost nothing there
    with tempfile.TemporaryDirectory(prefix="tracuu-faults-", dir=memory) as folder:
        house = House(os.path.abspath(options.build), folder)
        every = cases(house.log)
        some = every if options.all else random.Random(options.seed).sample(
            every, min(options.sample, len(every))) + renamed(house.log) + machine(house.log)
        parts = [some[i::options.jobs] for i in range(options.jobs)]
        with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
            problems = sum(pool.map(lambda job: work(house, f"{folder}/{job}", parts[job]),
                                    range(options.jobs)), [])
    print(f"faults: {len(some)} of {len(every)}, {len(problems) or 'no'} problems")
    return bool(problems)


sys.exit(main())
