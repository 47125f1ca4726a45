#!/usr/bin/python3 -B
"""An archive that somebody else wrote decides what is found, and nothing more.

    tests/trust.py BUILD_FOLDER

Manifests that lie, with digests that fit: neither program takes them for a generation, none
crashes, and no source is read that nobody confirmed. Files that are not the archive's are not
written to, whatever they are called."""

import hashlib
import json
import os
import shutil
import sys
import tempfile

from programs import run_program

INDEX, SEARCH = "indexer/tracuu-index", "query/tracuu"
STRANGER = 12345


class House:
    def __init__(self, build, work):
        self.build, self.work = build, work
        self.source, self.secret = work + "/tin", work + "/mật"
        self.good, self.archive = work + "/good", work + "/kho"
        for folder, text in ((self.source, "Tin một"), (self.secret, "Chuyện riêng")):
            os.mkdir(folder)
            with open(folder + "/t.txt", "w", encoding="utf-8") as out:
                out.write(text)
        self.run(INDEX, "update", "--quiet", self.source, status=0)
        os.rename(self.archive, self.good)

    def run(self, program, *arguments, status):
        """Its output; STATUS is a number, or a set of them."""
        environment = dict(os.environ, LANG="C.UTF-8", TRACUU_ARCHIVE=self.archive)
        done = run_program(self.build, program, *arguments, env=environment, timeout=60,
                           status=status if isinstance(status, set) else {status})
        return (done.stdout + done.stderr).decode()

    def renew(self):
        shutil.rmtree(self.archive, ignore_errors=True)
        shutil.copytree(self.good, self.archive, symlinks=True)

    def manifest(self):
        with open(self.archive + "/current/manifest.json", encoding="utf-8") as file:
            return json.load(file)

    def forge(self, change):
        """CHANGEs the manifest; the digest fits."""
        manifest = self.manifest()
        change(manifest)
        text = json.dumps(manifest).encode()
        with open(self.archive + "/current/manifest.json", "wb") as out:
            out.write(text)
        with open(self.archive + "/current/manifest.sha256", "w", encoding="ascii") as out:
            out.write(hashlib.sha256(text).hexdigest() + "  manifest.json\n")

    def finds_secret(self):
        return "t.txt" in self.run(SEARCH, "--format=ids", "riêng", status={0, 1})


def update(**members):
    return lambda manifest: manifest.update(members)


def twice(member):
    return lambda manifest: manifest[member].append(dict(manifest[member][0]))


def shard_twice(manifest):
    """As a whole generation, but for the one shard in it twice."""
    manifest["shards"] *= 2
    manifest["articles"] *= 2
    manifest["text_bytes"] *= 2
    manifest["next_shard"] += 1


def without(name):
    def change(manifest):
        manifest["files"] = [f for f in manifest["files"] if f["path"] != name]
    return change


def first(member, **values):
    return lambda manifest: manifest[member][0].update(values)


# What no generation is, whoever signs it.
LIES = {
    "no files": update(files=[]),
    "no shards": update(shards=[], articles=0, text_bytes=0),
    "a shard twice": shard_twice,
    "a file twice": twice("files"),
    "no lexicon": without("lexicon"),
    "no positions": without("shard-0001/positions"),
    "another shard's file": first("files", path="shard-0002/iamglass"),
    "a file outside": first("files", path="../../../../etc/passwd"),
    "an absolute path": first("files", path="/etc/passwd"),
    "a huge file": first("files", size=2**62),
    "next shard": update(next_shard=2147483647),
    "no next shard": update(next_shard=1),
    "a huge shard": first("shards", number=2**31 - 1),
    "many articles": update(articles=2**62),
    "of another generation": update(generation=2),
    "Xapian's positions": update(xapian_positions=True),
    "a servable one": update(servable=True),
    "term lists": update(servable=True, xapian_positions=True),
}


def check_lies(house):
    for name, change in LIES.items():
        house.renew()
        house.forge(change)
        verified = house.run(INDEX, "verify", status={3})
        assert "whole" not in verified, (name, verified)
        if name != "of another generation":
            house.run(SEARCH, "tin", status=3)
        house.run(INDEX, "update", "--quiet", status=3)
        house.run(INDEX, "rebuild", "--quiet", house.source, status=0)
        assert "t.txt" in house.run(SEARCH, "--format=ids", "tin", status=0), name
        house.run(INDEX, "verify", status=0)


def check_numbers(house):
    """The last number of all is one that an archive may have, and ends it."""
    house.renew()
    house.forge(update(next_shard=10**9))
    with open(house.source + "/u.txt", "w", encoding="utf-8") as out:
        out.write("Tin hai")
    said = house.run(INDEX, "update", "--quiet", house.source, status=3)
    assert "run out of numbers" in said, said
    os.remove(house.source + "/u.txt")
    house.run(SEARCH, "tin", status=0)
    house.run(INDEX, "verify", status=0)


def check_folder(house):
    """What lies in the folder and is not listed; what is a link."""
    for name, make in {
            "a file": lambda at: open(at + "/names", "w", encoding="ascii").close(),
            "a folder": lambda at: os.mkdir(at + "/shard-0002"),
            "a link": lambda at: os.symlink("/etc", at + "/etc"),
            "a linked shard": lambda at: (os.rename(at + "/shard-0001", at + "/../away"),
                                          os.symlink("../away", at + "/shard-0001")),
    }.items():
        house.renew()
        make(house.archive + "/generations/000001")
        said = house.run(INDEX, "verify", status=3)
        assert "is damaged" in said, (name, said)
    house.run(SEARCH, "tin", status=3)  # a linked shard is not opened


def check_sources(house):
    """Sources of another origin are read when they are confirmed, and not before."""
    origins = {
        "a source more": lambda m: m["origin"].update(path="/elsewhere"),
        "another machine": lambda m: m["origin"].update(machine="0" * 32),
        "another user": lambda m: m["origin"].update(owner=m["origin"]["owner"] + 1),
        "no origin": lambda m: m.pop("origin"),
    }
    for name, change in origins.items():
        for command in ("update", "rebuild"):
            house.renew()
            house.forge(change)
            house.forge(first("sources", name="mật", path=house.secret))
            said = house.run(INDEX, command, "--quiet", status=2)
            assert house.secret in said and "--trust" in said, (name, said)
            assert not house.finds_secret(), name
            said = house.run(INDEX, command, "--quiet", house.source, status=2)
            house.run(INDEX, "update", "--quiet", "--allow-removals", "--forget", house.secret,
                      house.source, status=0)
            house.run(INDEX, "update", "--quiet", status=0)
            assert not house.finds_secret(), name
        house.renew()
        house.forge(change)
        house.run(INDEX, "update", "--quiet", "--trust", status=0)
        house.run(INDEX, "update", "--quiet", status=0)


def check_owner(house):
    """Of the file itself; who is not root can't give one away."""
    if os.getuid() != 0:
        print("trust: not run as root, files of other users were not tried")
        return
    house.renew()
    os.chown(house.archive + "/current/manifest.json", STRANGER, STRANGER)
    said = house.run(INDEX, "update", "--quiet", status=2)
    assert str(STRANGER) in said, said
    house.run(INDEX, "update", "--quiet", "--trust", status=0)
    house.run(INDEX, "update", "--quiet", status=0)


def check_lock(house):
    """What is called lock, and is somebody's file."""
    theirs = house.work + "/theirs"
    for name in ("symbolic link", "hard link", "file"):
        house.renew()
        with open(theirs, "w", encoding="ascii") as out:
            out.write("42\n" if name == "hard link" else "what somebody wrote\n")
        size = os.path.getsize(theirs)
        lock = house.archive + "/lock"
        os.remove(lock)
        {"symbolic link": os.symlink, "hard link": os.link, "file": shutil.copy}[name](theirs, lock)
        for command in ("update", "rebuild", "rollback"):
            said = house.run(INDEX, command, status=3)
            assert "is not the archive's lock" in said, (name, said)
        assert os.path.getsize(theirs) == size and os.path.getsize(lock) == size, name


def check_leftovers(house):
    """What a run removes or replaces is what it made: no link leads it elsewhere."""
    house.renew()
    outside = house.work + "/outside"
    os.mkdir(outside)
    for name in ("keep", ".building-000007"):
        os.mkdir(outside + "/" + name)
        with open(outside + "/" + name + "/f", "w", encoding="ascii") as out:
            out.write("kept")
    generations = house.archive + "/generations"
    os.symlink(outside + "/keep", generations + "/.removing-000003")
    os.mkdir(generations + "/.building-000005")
    os.symlink(outside + "/keep", generations + "/.building-000005/shard-0001")
    os.symlink(outside + "/keep/f", house.archive + "/current.new")
    os.symlink(outside + "/keep/f", house.archive + "/last-report.new")
    house.run(INDEX, "rebuild", "--quiet", house.source, status=0)
    os.rename(generations, house.work + "/generations")
    os.symlink(outside, generations)
    house.run(INDEX, "update", "--quiet", house.source, status=3)
    for name in ("keep", ".building-000007"):
        with open(outside + "/" + name + "/f", encoding="ascii") as file:
            assert file.read() == "kept", name


def main():
    build = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory() as work:
        house = House(build, os.path.realpath(work))
        check_lies(house)
        check_numbers(house)
        check_folder(house)
        check_sources(house)
        check_owner(house)
        check_lock(house)
        check_leftovers(house)
    print(f"trust: {len(LIES)} manifests that lie")


main()
