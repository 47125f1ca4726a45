#!/usr/bin/python3 -B
"""What a run takes of memory whose articles are invented words, nearly all of which occur once.

    tests/memory/vocabulary.py BUILD_FOLDER [--mb N] [--memory SIZE] [--jobs N]...

Learning all of them takes some 100 bytes a word: past what --memory leaves for it the rarest are left
out. Checked: the run takes no more than it may, says what it left out, in its report and in status,
and leaves out the same with every number of jobs; its articles are found all the same.

--mb 40 and 120, --memory 512MB are what docs/security.md tells of."""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile

ONSETS = "b c d đ g h k l m n p q r s t v x ch gh kh ng nh ph th tr".split()
VOWELS = "a ă â e ê i o ô ơ u ư y á à ả ã ạ ấ ầ ẩ ẫ ậ é è ẻ ẽ ẹ".split()
ARTICLE = 5000  # bytes


def write_articles(folder, size):
    """SIZE bytes of them; returns a word of the first, and one that most have."""
    chance = random.Random(7)
    rarest = None
    for number in range(-(-size // ARTICLE)):
        lines, length = [f"Bài số {number}", ""], 0
        while length < ARTICLE:
            words = ["".join(chance.choice(ONSETS) + chance.choice(VOWELS)
                             for _ in range(chance.choice((2, 3)))) for _ in range(12)]
            rarest = rarest or words[0]
            lines.append(" ".join(words) + ".")
            length += len(lines[-1].encode()) + 1
        with open(f"{folder}/{number:06}.txt", "w", encoding="utf-8") as file:
            file.write("\n".join(lines))
    return rarest


def peak_of(command):
    """Runs COMMAND; returns the most memory that it had, in bytes."""
    process = os.fork()
    if process == 0:
        os.execvpe(command[0], command, dict(os.environ, LC_ALL="C"))
    _, status, usage = os.wait4(process, 0)
    assert status == 0, (command, status)
    return usage.ru_maxrss * 1024


def read(path):
    with open(path, "rb") as file:
        return file.read()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build", type=os.path.abspath)
    parser.add_argument("--mb", type=int, default=12)
    parser.add_argument("--memory", default="128MB")
    parser.add_argument("--jobs", type=int, action="append")
    options = parser.parse_args()
    indexer, searcher = options.build + "/indexer/tracuu-index", options.build + "/query/tracuu"
    most = int(options.memory.removesuffix("MB")) * 1000000
    lexicons = set()
    with tempfile.TemporaryDirectory(prefix="tracuu-memory-") as folder:
        os.mkdir(folder + "/source")
        rarest = write_articles(folder + "/source", options.mb * 1000000)
        for jobs in options.jobs or [1, 2]:
            archive = f"{folder}/archive-{jobs}"
            peak = peak_of([indexer, "update", "--quiet", f"--memory={options.memory}",
                            f"--jobs={jobs}", "--archive", archive, folder + "/source"])
            lexicons.add(read(archive + "/current/lexicon"))
            status = json.loads(subprocess.run([indexer, "status", "--json", "--archive", archive],
                                               stdout=subprocess.PIPE, check=True).stdout)
            summary = json.loads(read(archive + "/last-report.jsonl").splitlines()[-1])
            found = json.loads(subprocess.run(
                [searcher, "--archive", archive, "--format=json", "--timeout-ms=0", rarest],
                stdout=subprocess.PIPE, check=True).stdout)
            least = status["learned_from"]
            print(f"memory: {options.mb} MB of invented words, {jobs} jobs: {peak / 1e6:.0f} MB of "
                  f"{options.memory}, learned from {least}", flush=True)
            assert peak <= most, peak
            assert summary.get("learned_from", {"words": 1, "pairs": 1}) == least
            assert found["hits"][0]["id"] == "000000.txt", found
    assert len(lexicons) == 1, "jobs decide what is learned"
    print("memory: ok")


if __name__ == "__main__":
    sys.exit(main())
