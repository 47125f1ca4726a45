#!/usr/bin/python3 -B
"""Scans are read by OCR where the archive is told so, and only once: what was read is kept by what
the file holds, and forgotten with a purge.

    tests/scans.py BUILD_FOLDER"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile

from programs import run_program

HERE = os.path.dirname(os.path.abspath(__file__))
SCAN = os.path.join(HERE, "formats", "pdf", "ban-quet.pdf")


class Scans:
    def __init__(self, build, work):
        self.build, self.work = build, work
        self.archive, self.kept = os.path.join(work, "k"), os.path.join(work, "k", "ocr")
        os.mkdir(os.path.join(work, "s"))
        shutil.copy(SCAN, os.path.join(work, "s", "a.pdf"))
        with open(os.path.join(work, "s", "c.txt"), "w", encoding="utf-8") as file:
            file.write("Chợ Tà Hừa\n\nChợ họp sớm.\n")

    def run(self, command, *arguments, status=(0,)):
        return run_program(self.build, "indexer/tracuu-index", command, "--archive", self.archive,
                           *arguments, status=status, cwd=self.work,
                           env={**os.environ, "LC_ALL": "C"})

    def hits(self, words):
        done = run_program(self.build, "query/tracuu", "--archive", self.archive, "--format=json",
                           words, status=(0, 1))
        return json.loads(done.stdout)["hits"]

    def kept_file(self):
        (name,) = os.listdir(self.kept)
        assert len(name) == 64 and os.stat(self.kept).st_mode & 0o077 == 0
        return os.path.join(self.kept, name)

    def edit(self, old, new):
        with open(self.kept_file(), "rb") as file:
            bytes_kept = file.read()
        assert old in bytes_kept and len(old) == len(new)
        with open(self.kept_file(), "wb") as file:
            file.write(bytes_kept.replace(old, new))


def check_without_reader(build, work):
    """Where what reads scans is not installed, that is said of each, and all else is read."""
    other = os.path.join(work, "other", "indexer")
    os.makedirs(other)
    for name in ("tracuu-index", "tracuu-reader-pdf"):
        shutil.copy(os.path.join(build, "indexer", name), other)
    archive = os.path.join(work, "without")
    run_program(os.path.dirname(other), "indexer/tracuu-index", "update", "--quiet", "--ocr",
                "--archive", archive, "s", status=(1,), cwd=work, env={**os.environ, "LC_ALL": "C"})
    with open(os.path.join(archive, "last-report.jsonl"), encoding="utf-8") as file:
        report = [json.loads(line) for line in file]
    assert any(line["action"] == "added" and line["id"] == "c.txt" for line in report)
    (scan,) = [line for line in report if line["action"] == "skipped"]
    assert "install the package tracuu-reader-ocr" in scan["why"], scan


def check_gone(scans):
    """What no kept generation has a file of is forgotten: the scan in a pack stays as long as one
    has the pack."""
    pack = os.path.join(scans.work, "s", "p.zip")
    with zipfile.ZipFile(pack, "w") as file, open(SCAN, "rb") as scan:
        file.writestr("x.pdf", scan.read() + b"\n")
    scans.run("update", "--quiet", "--keep=2")
    assert len(os.listdir(scans.kept)) == 2
    os.remove(pack)
    scans.run("update", "--quiet")
    assert len(os.listdir(scans.kept)) == 2  # the generation before has it
    with open(os.path.join(scans.work, "s", "d.txt"), "w", encoding="utf-8") as file:
        file.write("Chợ Tà Lùng\n\nChợ họp muộn.\n")
    scans.run("update", "--quiet")
    scans.kept_file()
    scans.run("rebuild", "--quiet")
    scans.run("rebuild", "--quiet")
    scans.kept_file()


def main():
    with tempfile.TemporaryDirectory() as work:
        scans = Scans(os.path.abspath(sys.argv[1]), work)
        installed = ("/usr/libexec", "/usr/local/libexec")
        if not any(os.path.exists(f"{at}/tracuu/tracuu-reader-ocr") for at in installed):
            check_without_reader(scans.build, work)
        scans.run("update", "--quiet", "s", status=(1,))
        assert not os.path.exists(scans.kept)
        scans.run("update", "--quiet", "--ocr")
        (hit,) = scans.hits("tiêm phòng")
        assert hit["read_by"] == "ocr" and hit["pages"] == [1], hit
        # what is kept is what a rebuild reads, whatever the file is called now
        scans.edit("trâu bò".encode(), "ngan bò".encode() + b" ")
        os.rename(os.path.join(work, "s", "a.pdf"), os.path.join(work, "s", "b.pdf"))
        scans.run("rebuild", "--quiet")
        (hit,) = scans.hits("tiêm phòng ngan")
        assert hit["id"] == "b.pdf" and "missing" not in hit, hit
        # where that is damaged, the scan is read again
        with open(scans.kept_file(), "r+b") as file:
            file.truncate(40)
        scans.run("rebuild", "--quiet")
        assert "missing" not in scans.hits("trâu bò")[0]
        assert os.path.getsize(scans.kept_file()) > 40
        check_gone(scans)
        scans.run("update", "--quiet", "--no-ocr")
        scans.run("purge", "--quiet", "b.pdf")
        assert not os.path.exists(scans.kept) and not scans.hits("tiêm phòng")
        subprocess.run(["chmod", "-R", "u+w", work], check=True)
    print("scans: read once")


main()
