#!/usr/bin/python3
"""What is damaged is found, named, and mended.

    tests/repair.py BUILD_FOLDER [--all]

Each file of an archive is changed in a bit, cut short, removed, and put in the place of another
generation's. verify names it; repair publishes a generation that verifies, and that answers as the
archive did: with its sources there, and without them from a good copy. Where a shard is damaged
and there is neither, repair keeps what can still be read, and names what is lost. Then bits of
each file are flipped, one at a time and one in each file at once, and each file is put in the place
of each other: verify names all that is damaged, and nothing else, and a search lives. --all: all
shards are mended, and 200 bits of each file are flipped."""

import contextlib
import json
import os
import random
import re
import shutil
import sys
import tempfile

from programs import run_program

QUERIES = ["lũ", "bao", '"làng số"', "lúa sông", "chợ -lúa", "tin", "rieng", '"chuyện làng"']
ENGLISH = {**os.environ, "LANG": "en_US.UTF-8"}


class House:
    def __init__(self, build, work):
        self.build, self.work = build, work
        self.source = os.path.join(work, "source")
        self.archive = os.path.join(work, "archive")
        os.makedirs(self.source)

    def write(self, name, text):
        with open(os.path.join(self.source, name), "w", encoding="utf-8") as out:
            out.write(text)

    def run(self, command, *arguments, status=(0,)):
        done = run_program(self.build, "indexer/tracuu-index", command, "--archive", self.archive,
                           *arguments, status=status, env=ENGLISH)
        return done.stdout.decode() + done.stderr.decode()

    def update(self, *arguments):
        return self.run("update", "--shard-articles=20", "--batch-articles=5", *arguments)

    def repair(self, *arguments, status=(0,)):
        return self.run("repair", "--shard-articles=20", "--batch-articles=5", *arguments,
                        status=status)

    def answers(self):
        out = []
        for query in QUERIES:
            done = run_program(self.build, "query/tracuu", "--archive", self.archive,
                               "--format=json", "--timeout-ms=0", "--limit=200", "--", query, status=None)
            answer = json.loads(done.stdout)
            out.append((query, answer["total"],
                        sorted((h["id"], h["path"], str(h["title"])) for h in answer["hits"])))
        return out

    def home(self):
        return os.path.join(self.archive, os.readlink(os.path.join(self.archive, "current")))

    def files(self):
        home = self.home()
        return sorted(os.path.relpath(os.path.join(folder, name), home)
                      for folder, _, names in os.walk(home) for name in names)

    def report(self, action):
        with open(os.path.join(self.archive, "last-report.jsonl"), encoding="utf-8") as file:
            lines = [json.loads(line) for line in file]
        return [line for line in lines if line["action"] == action]


def story(i, version=1):
    return f"làng số {i} về {'lúa' if i % 2 else 'lũ'} và {'sông' if i % 3 else 'chợ'}, bản {version}"


def build(house):
    """Two generations of several shards, with lost documents and names of before."""
    for i in range(30):
        house.write(f"{i}.txt", f"Tin số {i}\n\nChuyện {story(i)}.\n")
    house.write("b.jsonl", "".join(
        json.dumps({"id": f"j{i}", "title": f"Tin riêng {i}", "body": f"Chuyện {story(i)}."},
                   ensure_ascii=False) + "\n" for i in range(30)))
    house.update(house.source)
    house.write("3.txt", f"Tin số 3\n\nChuyện {story(3, 2)}, sau bão.\n")
    os.rename(os.path.join(house.source, "5.txt"), os.path.join(house.source, "55.txt"))
    for i in range(30, 45):
        house.write(f"{i}.txt", f"Tin số {i}\n\nChuyện {story(i)}.\n")
    house.update()
    files = house.files()
    assert "lost" in files and "names" in files, files


# ---- Ways to damage a file ----

def flip(house, path, chance):
    """In place: all generations that share the file have the damage."""
    with open(path, "r+b") as file:
        data = bytearray(file.read())
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        file.seek(0)
        file.write(data)


def cut(house, path, chance):
    os.truncate(path, os.path.getsize(path) // 2)


def remove(house, path, chance):
    os.unlink(path)


def swap(house, path, chance):
    """By the file of that name of the generation before; where that is the same, of another shard."""
    home = house.home()
    name = os.path.relpath(path, home)
    other = os.path.join(house.archive, "generations", "000001", name)
    if not os.path.exists(other) or os.path.samefile(path, other):
        shards = [n for n in house.files() if n.split("/")[-1] == name.split("/")[-1] and n != name]
        other = os.path.join(home, shards[0]) if shards else os.path.join(home, "catalogue")
    with open(other, "rb") as file:
        data = file.read()
    os.unlink(path)
    with open(path, "wb") as file:
        file.write(data)


def copy(source, target):
    """With its hard links, as rsync -aH makes it."""
    if os.path.exists(target):
        shutil.rmtree(target)
    assert os.system(f"cp -a '{source}' '{target}'") == 0


def check_case(house, good, wanted, name, damage, chance, sources):
    """One file, damaged in one way."""
    copy(good, house.archive)
    label = f"{damage.__name__} {name}, {'with' if sources else 'without'} sources"
    damage(house, os.path.join(house.home(), name), chance)
    said = house.run("verify", status=(3,))
    assert name.split("/")[-1] in said or "manifest" in said, f"{label}: verify does not name it: {said}"
    assert "tracuu-index repair" in said, f"{label}: {said}"
    if sources:
        # What articles were called, and what they said before, stands nowhere else.
        versions = name.startswith("versions")
        said = house.repair(status=(1 if name == "names" or versions else 0,))
        assert ("said before is lost" in said) == versions, f"{label}: {said}"
        assert ("old ids" in said) == (name == "names"), f"{label}: {said}"
    else:
        hidden = house.source + ".away"
        os.rename(house.source, hidden)
        try:
            house.repair("--from", good)
        finally:
            os.rename(hidden, house.source)
    house.run("verify")
    got = house.answers()
    assert got == wanted, f"{label}: " + str([(a, b) for a, b in zip(got, wanted) if a != b][:1])
    assert not house.report("lost"), label


def sample(files, everything):
    """Of the files of shards, those of the one that most generations share."""
    if everything:
        return files
    return [f for f in files if not f.startswith("shard-") or f.startswith("shard-0001/")]


def mend_each(house, good, everything):
    chance = random.Random(15)
    wanted = house.answers()
    assert sum(total for _, total, _ in wanted) > 100 if isinstance(wanted[0][1], int) else wanted
    count = 0
    for name in sample(house.files(), everything):
        for damage in (flip, cut, remove, swap):
            copy(good, house.archive)
            if os.path.getsize(os.path.join(house.home(), name)) == 0:
                continue
            for sources in (True, False):
                check_case(house, good, wanted, name, damage, chance, sources)
                count += 1
    return count


# ---- What verify says ----

FEW_BITS, BITS = 3, 200


class Damaged:
    """CONTENT in place of what is in a file, or no file; other generations keep what they share."""

    def __init__(self, house, name, content):
        self.path, self.content = os.path.join(house.home(), name), content
        self.good = os.path.join(house.work, "good-" + name.replace("/", "-"))

    def __enter__(self):
        os.rename(self.path, self.good)
        if self.content is not None:
            with open(self.path, "wb") as file:
                file.write(self.content)

    def __exit__(self, *_):
        os.rename(self.good, self.path)


def content_of(path):
    with open(path, "rb") as file:
        return file.read()


def flipped(data, bit):
    out = bytearray(data)
    out[bit // 8] ^= 1 << bit % 8
    return bytes(out)


def wrong_contents(house, name, everything):
    """[(what was done to NAME, what is in it then)]"""
    chance = random.Random(name)
    data = content_of(os.path.join(house.home(), name))
    bits = range(8 * len(data))
    for bit in chance.sample(bits, min(BITS if everything else FEW_BITS, len(bits))):
        yield f"bit {bit} flipped", flipped(data, bit)
    for length in sorted({0, len(data) // 2, len(data) - 1}) if data else ():
        yield f"cut to {length}", data[:length]
    yield "made longer", data + b"\0"
    yield "removed", None
    others = [os.path.join(house.home(), n) for n in house.files()]
    others = others if everything else chance.sample(others, 2)
    others.append(os.path.join(house.archive, "generations", "000001", name))
    for other in filter(os.path.exists, others):
        if content_of(other) != data:
            yield f"as {os.path.relpath(other, house.archive)}", content_of(other)


def look_at(house, files, damaged, label):
    """verify names those of FILES, all in the generation, that are DAMAGED, and no others."""
    said = house.run("verify", status=(3,))
    named = {f for f in files if re.search(rf"/000002(/|: ){re.escape(f)}[: ]", said)}
    manifest = {"manifest.json", "manifest.sha256"}
    assert named == damaged or (named <= manifest and damaged <= manifest and named), (
        f"{label}: verify names {named}: {said}")
    done = run_program(house.build, "query/tracuu", "--archive", house.archive, "--timeout-ms=0",
                       "--", "chuyện làng", status=None)
    assert done.returncode >= 0, f"{label}: {done.returncode}: {done.stderr.decode()}"


def all_is_named(house, good, everything):
    """Whatever is in a file that was not written there; then a bit of every file at once."""
    copy(good, house.archive)
    count = 0
    files = house.files()
    for name in files:
        for label, content in wrong_contents(house, name, everything):
            with Damaged(house, name, content):
                look_at(house, files, {name}, f"{name} {label}")
            count += 1
    house.run("verify")
    some = [n for n in files if not n.startswith("manifest")
            and os.path.getsize(os.path.join(house.home(), n)) > 0]
    with contextlib.ExitStack() as damages:
        for name in some:
            data = content_of(os.path.join(house.home(), name))
            damages.enter_context(Damaged(house, name, flipped(data, 8 * len(data) // 2)))
        look_at(house, files, set(some), "all files")
    return count + len(some)


def nowhere_else(house, good):
    """No source, no copy: what can be read stays, and what is lost is named; a later update that
    finds the source again brings it back."""
    copy(good, house.archive)
    wanted = house.answers()
    shards = sorted({f.split("/")[0] for f in house.files() if "/" in f})
    path = os.path.join(house.home(), shards[0], "docdata.glass")
    cut(house, path, None)
    os.rename(house.source, house.source + ".away")
    said = house.repair(status=(1,))
    lost = house.report("lost")
    assert lost and all(line["id"] and line["path"] and line["why"] for line in lost), said
    assert "lost" in said
    house.run("verify")
    kept = {h[0] for _, _, hits in house.answers() for h in hits}
    before = {h[0] for _, _, hits in wanted for h in hits}
    assert kept and kept == before - {line["id"] for line in lost}
    os.rename(house.source + ".away", house.source)
    house.update()
    house.run("verify")
    assert house.answers() == wanted


def others(house, good):
    """Nothing to repair; current gone; everything gone but the sources' names."""
    copy(good, house.archive)
    wanted = house.answers()
    before = os.readlink(os.path.join(house.archive, "current"))
    assert "nothing to repair" in house.repair()
    assert os.readlink(os.path.join(house.archive, "current")) == before
    for damage in (os.unlink, lambda path: (os.unlink(path), os.symlink("nowhere", path))):
        copy(good, house.archive)
        damage(os.path.join(house.archive, "current"))
        house.repair()
        house.run("verify")
        assert house.answers() == wanted
    copy(good, house.archive)
    for folder in os.listdir(os.path.join(house.archive, "generations")):
        os.unlink(os.path.join(house.archive, "generations", folder, "manifest.sha256"))
        os.unlink(os.path.join(house.archive, "generations", folder, "catalogue"))
    house.repair("--trust")
    house.run("verify")
    assert [(q, t) for q, t, _ in house.answers()] == [(q, t) for q, t, _ in wanted]


def held(house, good):
    """What an archive is held at is mended, and stays held; never by reading what is new."""
    copy(good, house.archive)
    wanted = house.answers()
    house.run("rollback", "--hold", "2")
    flip(house, os.path.join(house.home(), "shard-0001/docdata.glass"), random.Random(3))
    house.write("moi.txt", "Tin mới\n\nChuyện mới.\n")
    house.repair()
    house.run("verify")
    assert house.answers() == wanted
    house.run("update", status=(5,))
    for folder in os.listdir(os.path.join(house.archive, "generations")):
        os.unlink(os.path.join(house.archive, "generations", folder, "catalogue"))
    assert "resume" in house.repair(status=(5,))
    os.unlink(os.path.join(house.source, "moi.txt"))


def told_by_update(house, good):
    """An update that comes upon the damage publishes nothing, and names the command."""
    copy(good, house.archive)
    shard = next(f for f in house.files() if f.endswith("docdata.glass"))
    flip(house, os.path.join(house.home(), shard), random.Random(1))
    for i in range(8):
        house.write("moi.txt", f"Tin mới {i}\n\nChuyện {i}.\n")
        said = house.run("update", status=(0, 3))
        if "damaged" in said or "SHA-256" in said:
            break
    else:
        raise AssertionError("eight updates did not look at the damage")
    assert "tracuu-index repair" in said, said
    house.repair()
    house.run("verify")
    house.run("update")
    os.unlink(os.path.join(house.source, "moi.txt"))


def rebuilt(house, good):
    """A rebuild goes by the sources: what articles said before and can't be read is lost, and no
    failure, in a run that would look at that file, too (one in seven does, by its number)."""
    copy(good, house.archive)
    segment = max(name for name in house.files() if name.startswith("versions-"))
    number = int(segment.split("-")[1])
    house.write("rebuilt.txt", "Tin thêm\n\nBản đầu.\n")
    while (number + int(os.path.basename(house.home())) + 1) % 7 != 0:
        house.write("rebuilt.txt", f"Tin thêm\n\nBản {house.home()}.\n")
        house.update()
    for name in house.files():
        if name.startswith("versions-"):
            path = os.path.join(house.home(), name)
            with open(path, "r+b") as file:
                data = bytearray(file.read())
                data[len(data) // 2] ^= 16
                file.seek(0)
                file.write(data)
    house.run("rebuild", status=(0, 1))
    house.run("verify")
    os.unlink(os.path.join(house.source, "rebuilt.txt"))


def main():
    build_folder = os.path.abspath(sys.argv[1])
    everything = "--all" in sys.argv[2:]
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # syncs cost nothing there
    with tempfile.TemporaryDirectory(prefix="tracuu-repair-", dir=memory) as work:
        house = House(build_folder, work)
        build(house)
        good = os.path.join(work, "good")
        copy(house.archive, good)
        nowhere_else(house, good)
        others(house, good)
        held(house, good)
        rebuilt(house, good)
        told_by_update(house, good)
        copy(good, house.archive)
        seen = all_is_named(house, good, everything)
        count = mend_each(house, good, everything)
    print(f"repair: ok, {seen} damages named, {count} mended")


main()
