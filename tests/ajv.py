#!/usr/bin/python3
"""Requests and their answers, held against docs/*.schema.json by ajv in its strict mode.

Needs node and npm, which installs ajv in a temporary folder; so ctest does not run it.

    tests/ajv.py BUILD_FOLDER [REQUESTS]      5,000 by default"""

import os
import shutil
import subprocess
import sys
import tempfile

from programs import run_program
from ways import by_batch, corpus, here, line_of, requests_by_lot


def main():
    build = os.path.abspath(sys.argv[1])
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 5000
    with tempfile.TemporaryDirectory() as work:
        archive, folder = os.path.join(work, "archive"), os.path.join(work, "ajv")
        shutil.copytree(os.path.join(here, "ajv"), folder)
        subprocess.run(["npm", "install", "--silent", "--ignore-scripts", "--no-audit", "--no-fund"],
                       cwd=folder, check=True)
        run_program(build, "indexer/tracuu-index", "update", "--quiet", "--archive", archive, os.path.abspath(corpus))
        requests = requests_by_lot(build, archive, count)
        answers = by_batch(build, archive, requests)
        lines = b"".join(line_of(request) + b"\t" + answer + b"\n"
                         for request, answer in zip(requests, answers, strict=True))
        done = subprocess.run(["node", "check.mjs", os.path.join(here, "..", "docs")], input=lines, cwd=folder,
                              check=False)
        subprocess.run(["chmod", "-R", "u+w", archive], check=True)
    sys.exit(done.returncode)


main()
