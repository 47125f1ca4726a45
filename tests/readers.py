#!/usr/bin/python3 -B
"""What becomes of files whose reader crashes, lies or is not there.

    tests/readers.py BUILD_FOLDER

tracuu-index finds its readers beside itself: here, a reader of PDF that does what its files say
(tests/unit/article/worker/misbehaving_reader.c)."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time


class Trial:
    def __init__(self, build, work):
        self.work, self.bin = work, os.path.join(work, "bin")
        self.reader = os.path.join(self.bin, "tracuu-reader-pdf")
        self.misbehaving = os.path.join(build, "tests/misbehaving/tracuu-reader-pdf")
        os.makedirs(self.bin)
        os.makedirs(os.path.join(work, "s"))
        shutil.copy(os.path.join(build, "indexer/tracuu-index"), self.bin)
        shutil.copy(self.misbehaving, self.reader)

    def write(self, name, text):
        with open(os.path.join(self.work, "s", name), "w", encoding="utf-8") as file:
            file.write(text)

    def run(self, *arguments, status):
        run = subprocess.run([os.path.join(self.bin, "tracuu-index"), *arguments], cwd=self.work,
                             capture_output=True, check=False, env={**os.environ, "LC_ALL": "C"})
        assert run.returncode == status, (run.returncode, run.stderr.decode(), run.stdout.decode())
        return run.stdout.decode() + run.stderr.decode()

    def update(self, status):
        """Long enough after what was written for that to be known by its times."""
        time.sleep(2.1)
        run = subprocess.run([os.path.join(self.bin, "tracuu-index"), "update", "--archive", "k", "s"],
                             cwd=self.work, capture_output=True, check=False,
                             env={**os.environ, "LC_ALL": "C"})
        assert run.returncode == status, (run.returncode, run.stderr.decode(), run.stdout.decode())
        with open(os.path.join(self.work, "k/last-report.jsonl"), encoding="utf-8") as file:
            lines = [json.loads(line) for line in file]
        self.printed = run.stdout.decode()
        return {line["path"][2:]: line["action"] + ": " + line.get("why", "")
                for line in lines if "path" in line}


def expect(report, **wanted):
    for name, what in wanted.items():
        got = report.get(name + ".pdf", "")
        assert (what in got) if what else not got, (name, got, what)


def check(trial):
    trial.write("tot.txt", "Tin tốt\n\nXã Phú Hải trồng cây.\n")
    for name, told in (("a", "article"), ("crash", "crash"), ("lie", "garbage"), ("bad", "no")):
        trial.write(name + ".pdf", told)
    report = trial.update(1)
    expect(report, a="added", crash="failed at this file (signal 11)",
           lie="answered wrongly", bad="it is damaged")
    assert report["tot.txt"].startswith("added"), report

    # What the reader failed at is told, and not asked for again; what it could not read is.
    report = trial.update(1)
    expect(report, a="", crash="not read again until", lie="not read again until", bad="damaged")

    # Until it changes.
    trial.write("crash.pdf", "article ")
    report = trial.update(1)
    expect(report, crash="", lie="not read again until")

    # Without the reader, what there is stays, and what is new waits.
    os.remove(trial.reader)
    trial.write("a.pdf", "article 2")
    trial.write("moi.pdf", "article")
    report = trial.update(1)
    assert "2 unchanged" in trial.printed, trial.printed
    assert "install the package tracuu-reader-pdf" in trial.printed, trial.printed
    assert not any(what.startswith("removed") for what in report.values()), report
    why = trial.run("why", "--archive", "k", "s/moi.pdf", status=1)
    assert "the reader of PDF is not installed" in why and "tracuu-reader-pdf" in why, why

    # Once it is there, they are read.
    shutil.copy(trial.misbehaving, trial.reader)
    report = trial.update(1)
    expect(report, moi="", a="")
    assert "not installed" not in json.dumps(report), report

    # Where nothing can be read, that is why.
    os.makedirs(os.path.join(trial.work, "t"))
    with open(os.path.join(trial.work, "t/a.html"), "w", encoding="utf-8") as file:
        file.write("<html><p>Xã Phú Hải trồng cây.</html>")
    said = trial.run("update", "--archive", "l", "t", status=3)
    assert "install the package tracuu-reader\n" in said, said


def main():
    with tempfile.TemporaryDirectory(prefix="tracuu-readers-") as work:
        check(Trial(os.path.abspath(sys.argv[1]), work))
    print("readers: ok")


if __name__ == "__main__":
    main()
