#!/usr/bin/python3 -B
"""What a hostile article costs grows with its size, and no faster.

    tests/growth/growth.py DRIVER [SIZE]

The driver (growth.c) reads a thousand articles and queries of one pattern each, at SIZE, twice
and four times that many bytes, under callgrind, which counts instructions: no clock is asked, and
the same program gives the same figures. A case has failed where the last doubling costs more than
2.3 times as much. (The first may pass a step, such as the length from which a line is prose;
what grows with the square does so at every size, most at the last.)"""

import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile

MOST = 2.3
SIZE = 800  # bytes, at first
# A dump begins with its name, and tells how many instructions there were since the last.
DUMP = re.compile(r"^desc: Trigger: Client Request: (.*)\|(\d+)$.*^summary: (\d+)$", re.M | re.S)


def count(driver, size, work):
    """{case: [instructions at the first size, the second, the third]}"""
    subprocess.run(["valgrind", "-q", "--tool=callgrind", "--dump-line=no",
                    f"--callgrind-out-file={work}/out", driver, str(size)],
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    found = {}
    for path in glob.glob(work + "/out.*"):
        with open(path, encoding="utf-8", errors="replace") as dump:
            match = DUMP.search(dump.read(4096))
        if match:
            found.setdefault(match[1], {})[int(match[2])] = int(match[3])
    return {case: [by_size[size], by_size[2 * size], by_size[4 * size]]
            for case, by_size in found.items()}


def main():
    if not shutil.which("valgrind"):
        print("growth: valgrind is not installed")
        sys.exit(77)
    size = int(sys.argv[2]) if len(sys.argv) > 2 else SIZE
    with tempfile.TemporaryDirectory() as work:
        costs = count(os.path.abspath(sys.argv[1]), size, work)
    assert len(costs) > 1000, f"only {len(costs)} cases were counted"
    growth = {case: last / max(middle, 1) for case, (_, middle, last) in costs.items()}
    failed = [case for case in costs if growth[case] > MOST]
    for case in failed:
        print(f"growth: {case}: {' → '.join(map(str, costs[case]))}")
    worst = max(growth, key=growth.get)
    print(f"growth: {len(costs)} cases, the worst doubles to {growth[worst]:.2f}: {worst}")
    sys.exit(1 if failed else 0)


main()
