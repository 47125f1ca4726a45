#!/usr/bin/python3 -B
"""Archives that are not what was written: no crash, no hang, and no answer that is silently
another one.

    tests/damage.py BUILD_FOLDER… [--all] [--seed N] [--bytes N] [--mutants N] [--jobs N]

First, single bytes are changed, each in a file by lot: both programs must live, every query must be
answered as before, or say that something is wrong, and verify must find it. Then files are changed
in several places, cut short, made longer, their blocks and they themselves swapped; of two in three
all digests and checksums are made right again, as somebody would who means harm. There both
programs, and an update, must live. What is open while it is cut short must be an error.

Each build folder goes through all of it: build/dev and build/asan show what users run does, and
what AddressSanitizer sees of it. --all: 5,000 bytes and 2,000 mutants.

What became of each is counted by file and printed; that forged digests give other answers
(docs/security.md) is no failure."""

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

import formats_page
from formats_checksums import BLOCK, PAGE, XXH3, fnv, page_sums

ROOT = formats_page.ROOT
TIMEOUT = 60
BROKE = re.compile("broke down|AddressSanitizer|runtime error|LeakSanitizer")
QUERIES = [
    "cầu", "khanh thanh cau", '"khánh thành cầu"', "lễ khánh thành cầu Bến Mộc ở Kon Tum",
    "UBND tỉnh -bão", "bão", "ubnd tinh", "tieens ddooj", "từ tháng 3 đến tháng 5", "5 tỷ đồng",
    '"cua cac" OR "bến mộc"', "tac gia:nguyen", "noi:\"kon tum\" cau", "ngay:2019 cau",
    "ho tro nguoi dan sau bao lu o mien trung nam nay theo quyet dinh cua chinh phu",
    "khong co tu nay zzzz", "thutuong", "benh vien tinh", "hội nghị", "quốc lộ 1A"]


class Damage:
    """A copy of an archive that is changed, asked and made whole again."""

    def __init__(self, build, source, folder):
        self.build, self.folder = build, folder
        shutil.copytree(source, folder, symlinks=True)
        self.home = os.path.join(folder, os.readlink(folder + "/current"))
        self.files = {}
        for where, _, names in os.walk(self.home):
            for name in names:
                path = os.path.join(where, name)
                with open(path, "rb") as file:
                    self.files[os.path.relpath(path, self.home)] = file.read()
        with open(folder + ".queries", "w", encoding="utf-8") as file:
            file.writelines(f"{i}\t{q}\n" for i, q in enumerate(QUERIES))
        self.names = sorted(n for n in self.files if self.files[n])
        self.whole = self.ask()[0]
        assert sum(len(a.get("hits", ())) for a in self.whole if a) > 100

    def run(self, program, *arguments):
        environment = dict(os.environ, LC_ALL="C", ASAN_OPTIONS="allocator_may_return_null=1")
        done = subprocess.run([os.path.join(self.build, program), *arguments], env=environment,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=TIMEOUT,
                              stdin=subprocess.DEVNULL, check=False)
        said = done.stderr.decode(errors="replace")
        if done.returncode < 0 or BROKE.search(said) or done.returncode > 4:
            raise Died(f"{program} {' '.join(arguments)}: {done.returncode} {said[-3000:]}")
        return done

    def ask(self):
        """The answers, None for those that failed, and whether anything was told of."""
        # Without the clock: an answer that it ends is another one, and no fault of the archive.
        done = self.run("query/tracuu", "--archive", self.folder, "--timeout-ms=0", "--batch",
                        self.folder + ".queries")
        answers, told = [], done.returncode == 3
        for line in done.stdout.decode().splitlines():
            answer = json.loads(line)
            answer.pop("took_ms", None)
            told |= "error" in answer
            told |= doubts_lexicon(answer)
            answers.append(None if "error" in answer else answer)
        return answers, told

    def write(self, name, data):
        # In place: a new file would have another inode, and the old one other links.
        with open(os.path.join(self.home, name), "r+b") as file:
            file.write(data)
            file.truncate()

    def restore(self, names):
        for name in names:
            self.write(name, self.files[name])

    def look(self):
        """'same', 'told' or 'other'."""
        answers, told = self.ask()
        if all(a is None or a == b for a, b in zip(answers, self.whole)):
            return "told" if told else "same"
        return "told" if told else "other"

    def verify(self):
        return self.run("indexer/tracuu-index", "verify", "--quiet", "--archive",
                        self.folder).returncode


def doubts_lexicon(answer):
    """Whether it says that it was found without the lexicon."""
    return any("lexicon" in str(warning) for warning in answer.get("warnings", ()))


class Died(Exception):
    pass


def changed_byte(damage, chance):
    name = chance.choice(damage.names)
    data = bytearray(damage.files[name])
    at = chance.randrange(len(data))
    data[at] ^= chance.randrange(1, 256)
    label = f"{name} at {at}: {damage.files[name][at]:02x} -> {data[at]:02x}"
    damage.write(name, data)
    try:
        outcome = damage.look()
        if damage.verify() != 3:
            raise Died("verify finds nothing")
    except (Died, subprocess.TimeoutExpired) as e:
        return label, "died", f"{label}: {e}"
    finally:
        damage.restore([name])
    return label, outcome, None


# ---- Several changes, and digests that fit ----

def change(data, chance):
    """Changes DATA in place in one of many ways."""
    how, at = chance.randrange(8), chance.randrange(len(data) or 1)
    if not data or how < 3:
        for _ in range(chance.randint(1, 20) if data else 0):
            data[chance.randrange(len(data))] = chance.randrange(256)
    elif how == 3:  # near each other: a header, a directory, an item
        for i in range(at, min(at + chance.randint(1, 16), len(data))):
            data[i] = chance.choice((0, 1, 0x7F, 0x80, 0xFF, chance.randrange(256)))
    elif how == 4:
        del data[at:]
    elif how == 5:
        data += bytes(chance.randrange(256) for _ in range(chance.choice((1, 100, BLOCK))))
    else:  # blocks, swapped or put over each other
        size = chance.choice((8, 64, PAGE, BLOCK))
        places = range(0, len(data), size)
        one, two = (chance.choice(places) for _ in range(2))
        first, second = data[one:one + size], data[two:two + size]
        if len(first) == len(second):
            data[one:one + size] = second
            if how == 7:
                data[two:two + size] = first


class Forger:
    """Makes checksums right again, by docs/formats.md."""

    def __init__(self):
        self.page, self.xxh3 = formats_page.load(), XXH3()

    def place(self, file, field, form="header"):
        return self.page.field(file, form, field).offset

    def put(self, data, at, number, size=8):
        if at + size <= len(data):
            data[at:at + size] = (number % 2**(8 * size)).to_bytes(size, "little")

    def blocks(self, files, shard):
        data = files[shard + "/blocks"]
        seed = self.xxh3(bytes(files[shard + "/iamglass"]))
        end = self.place("blocks", "checksum")
        kinds = ["postlist", "docdata", "termlist", "position", "spelling", "synonym"]
        sums, counts = [], []
        for kind, name in enumerate(kinds):
            table = bytes(files.get(f"{shard}/{name}.glass", b""))
            counts.append(len(table) // BLOCK)
            sums += [self.xxh3(table[i * BLOCK:][:BLOCK], seed + (kind << 32) + i)
                     for i in range(counts[-1])]
        del data[end + 8:]
        data += b"".join(s.to_bytes(8, "little") for s in sums)
        self.put(data, self.place("blocks", "seed"), seed)
        for name, count in zip(kinds, counts):
            self.put(data, self.place("blocks", name), count, 4)
        self.put(data, end, self.xxh3(bytes(data[:end])))

    def positions(self, data):
        at = self.place("positions", "checksum")
        self.put(data, at, self.xxh3(bytes(data[:at])))
        pages = int.from_bytes(data[self.place("positions", "pages"):][:8], "little")
        self.put_page_sums(data, pages * PAGE)

    def lexicon(self, data):
        at = self.place("lexicon", "checksum")
        self.put(data, at, fnv(data[:at]))
        # One of each page, the last of which may be shorter.
        self.put_page_sums(data, max(len(data) - 4 * -(-len(data) // (PAGE + 4)), 0))

    def put_page_sums(self, data, end):
        """Behind the pages, which end at END."""
        for i, checksum in enumerate(page_sums(bytes(data[:end]))):
            self.put(data, end + i * 4, checksum, 4)

    def lost(self, data):
        at = self.place("lost", "checksum")
        self.put(data, at, self.xxh3(bytes(data[:at])) ^ self.xxh3(bytes(data[at + 8:])))

    def names(self, data):
        at, row_at = self.place("names", "checksum"), self.place("names", "checksum", "name")
        head = 24
        self.put(data, at, 0, 4)
        self.put(data, at, self.xxh3(bytes(data[:head])), 4)
        for row in range(head, len(data) - row_at, row_at + 4):
            begin = int.from_bytes(data[row + 16:row + 24], "little")
            size = sum(int.from_bytes(data[row + i:row + i + 4], "little") for i in (28, 32))
            if begin + size <= len(data) and row < begin:
                strings = bytes(data[begin:begin + size])
                both = self.xxh3(bytes(data[row:row + row_at])) ^ self.xxh3(strings)
                self.put(data, row + row_at, both, 4)

    def make_fit(self, files, changed):
        for shard in {name.split("/")[0] for name in changed if "/" in name}:
            self.blocks(files, shard)
        for name in changed:
            form = {"lost-terms": "positions"}.get(os.path.basename(name), os.path.basename(name))
            maker = getattr(self, form, None)
            if maker and not name.endswith("blocks"):
                maker(files[name])
        manifest = json.loads(files["manifest.json"]) if "manifest.json" not in changed else None
        for file in manifest["files"] if manifest else ():
            data = bytes(files[file["path"]])
            file.update(size=len(data), sha256=hashlib.sha256(data).hexdigest())
        if manifest:
            files["manifest.json"][:] = json.dumps(manifest).encode()
        digest = hashlib.sha256(files["manifest.json"]).hexdigest()
        files["manifest.sha256"][:] = f"{digest}  manifest.json\n".encode()


def mutant(damage, forger, chance):
    files = {name: bytearray(data) for name, data in damage.files.items()}
    changed = chance.sample(damage.names, chance.choice((1, 1, 1, 2, 3)))
    swap = chance.randrange(8) == 0
    for name in changed:
        other = name.replace("shard-0001", "shard-0002")
        if swap and other in files:
            files[name], files[other] = files[other], files[name]
        else:
            for _ in range(chance.choice((1, 1, 2, 4))):
                change(files[name], chance)
    label = " ".join(changed)
    if chance.randrange(3) > 0:
        forger.make_fit(files, changed)
        label += ", digests made to fit"
    dirty = [name for name in files if files[name] != damage.files[name]]
    for name in dirty:
        damage.write(name, files[name])
    try:
        outcome = damage.look()
        if damage.verify() != 3 and dirty and "fit" not in label:
            raise Died("verify finds nothing")
        if chance.randrange(10) == 0:
            update(damage)
    except (Died, subprocess.TimeoutExpired) as e:
        return label, "died", f"{label}: {e}"
    finally:
        damage.restore(dirty)
    return label, outcome, None


def update(damage):
    """Of a copy, whose source has lost an article."""
    copy = damage.folder + ".updated"
    shutil.copytree(damage.folder, copy, symlinks=True)
    source = copy + ".source"
    shutil.copytree(os.path.join(ROOT, "corpus"), source)
    for name in ("2018", "2019"):
        for victim in sorted(os.listdir(os.path.join(source, name)))[:2]:
            os.unlink(os.path.join(source, name, victim))
    try:
        damage.run("indexer/tracuu-index", "update", "--quiet", "--archive", copy, source)
    finally:
        shutil.rmtree(copy)
        shutil.rmtree(source)


def work(arguments):
    build, source, folder, seed, kind, count = arguments
    damage, forger = Damage(build, source, folder), Forger()
    outcomes = collections.defaultdict(collections.Counter)
    failures = []
    for i in range(count):
        chance = random.Random(f"{kind} {seed} {i}")
        if kind == "bytes":
            label, outcome, why = changed_byte(damage, chance)
        else:
            label, outcome, why = mutant(damage, forger, chance)
        name = re.sub(r"shard-\d+", "shard-NNNN", re.split("[ ,]", label)[0])
        fits = " (fits)" if "fit" in label else ""
        outcomes[name + fits][outcome] += 1
        if why:
            failures.append(f"{kind} {seed} {i}: {why}")
        elif outcome == "other" and not fits and kind == "bytes":
            failures.append(f"{kind} {seed} {i}: {label}: silently another answer")
    shutil.rmtree(folder)
    return outcomes, failures


def campaign(build, source, work_folder, kind, count, options):
    jobs = [(build, source, f"{work_folder}/{kind}-{j}", f"{options.seed}.{j}", kind,
             count // options.jobs + (j < count % options.jobs)) for j in range(options.jobs)]
    total, failures = collections.defaultdict(collections.Counter), []
    with concurrent.futures.ProcessPoolExecutor(options.jobs) as pool:
        for outcomes, failed in pool.map(work, jobs):
            failures += failed
            for name, counts in outcomes.items():
                total[name].update(counts)
    report(kind, total)
    return failures


def report(kind, total):
    columns = ["same", "told", "other", "died"]
    print(f"{kind:44}" + "".join(f"{c:>7}" for c in columns))
    rows = sorted(total.items())
    rows.append(("all", sum((counts for _, counts in rows), collections.Counter())))
    for name, counts in rows:
        print(f"{name:44}" + "".join(f"{counts[c]:7}" for c in columns), flush=True)


def cut_while_open(build, source, folder):
    """A process has the archive open; each of its files is cut short in turn, to nothing and to
    a half. What it answers then is what it answered before, or an error."""
    failures = []
    damage = Damage(build, source, folder)
    for name in damage.names:
        for length in (0, len(damage.files[name]) // 2):
            process = subprocess.Popen(
                [os.path.join(build, "query/tracuu"), "--archive", folder, "--timeout-ms=0",
                 "--batch", "-"],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                env=dict(os.environ, LC_ALL="C"), encoding="utf-8")
            answers = []
            for i, query in enumerate(QUERIES[:8]):
                if i == 1:
                    os.truncate(os.path.join(damage.home, name), length)
                process.stdin.write(f"{i}\t{query}\n")
                process.stdin.flush()
                answers.append(json.loads(process.stdout.readline() or "{}"))
                answers[-1].pop("took_ms", None)
            said = process.communicate()[1]
            if process.returncode not in (0, 3) or BROKE.search(said):
                failures.append(f"{name} cut to {length}: {process.returncode} {said}")
            for query, answer, before in zip(QUERIES, answers, damage.whole):
                if "error" not in answer and answer != before and not doubts_lexicon(answer):
                    failures.append(f"{name} cut to {length}: {query}: another answer")
            damage.restore([name])
    shutil.rmtree(folder)
    return failures


def build_archive(build, folder):
    """Of two shards, with articles that are lost, renamed and changed."""
    source = folder + ".source"
    shutil.copytree(os.path.join(ROOT, "corpus"), source)

    def run():
        subprocess.run([os.path.join(build, "indexer/tracuu-index"), "update", "--quiet",
                        "--shard-articles=40", "--archive", folder, source], check=True)
    run()
    names = sorted(os.listdir(source + "/2018"))
    os.unlink(f"{source}/2018/{names[0]}")
    os.rename(f"{source}/2018/{names[1]}", f"{source}/2018/doi-ten.txt")
    run()
    files = os.listdir(os.path.join(folder, os.readlink(folder + "/current")))
    assert {"lost", "names", "shard-0001", "shard-0002"} <= set(files), files


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("builds", type=os.path.abspath, nargs="+", metavar="build")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--bytes", type=int)
    parser.add_argument("--mutants", type=int)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    counts = {"bytes": options.bytes, "mutants": options.mutants}
    for kind, few, many in (("bytes", 150, 5000), ("mutants", 100, 2000)):
        if counts[kind] is None:
            counts[kind] = many if options.all else few
    failures = []
    for build in options.builds:
        print("damage:", build, flush=True)
        failures += try_build(build, counts, options)
    for failure in failures:
        print("damage:", failure)
    print("damage:", f"{len(failures)} failures" if failures else "ok")
    return bool(failures)


def try_build(build, counts, options):
    with tempfile.TemporaryDirectory(prefix="tracuu-damage-") as folder:
        source = folder + "/archive"
        build_archive(build, source)
        failures = cut_while_open(build, source, folder + "/cut")
        for kind, count in counts.items():
            failures += campaign(build, source, folder, kind, count, options)
    return failures


if __name__ == "__main__":
    sys.exit(main())
