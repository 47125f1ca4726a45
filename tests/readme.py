#!/usr/bin/python3
"""Runs the commands that README.md shows and compares what it says they print.

    tests/readme.py BUILD_FOLDER"""

import os
import re
import shlex
import subprocess
import sys
import tempfile

here = os.path.dirname(os.path.abspath(__file__))
root = os.path.join(here, "..")


def clean(text, work):
    run = subprocess.run([here + "/golden/clean.sh", work], input=text.encode(),
                         stdout=subprocess.PIPE, check=True)
    return run.stdout.decode().rstrip("\n")


def main():
    build = os.path.abspath(sys.argv[1])
    readme = open(os.path.join(root, "README.md"), encoding="utf-8").read()
    blocks = re.findall(r"```console\n\$ (.*?)\n(.*?)```", readme, re.S)
    assert len(blocks) >= 4, "README.md shows too little"
    with tempfile.TemporaryDirectory() as work:
        os.symlink(os.path.realpath(os.path.join(root, "corpus")), work + "/corpus")
        path = f"{build}/indexer:{build}/query:{os.environ['PATH']}"
        environment = {"PATH": path, "LANG": "en_US.UTF-8", "HOME": work, "TZ": "UTC"}
        for command, wanted in blocks:
            run = subprocess.run(shlex.split(command), cwd=work, env=environment,
                                 executable=f"{build}/{'indexer' if 'index ' in command else 'query'}/"
                                 + shlex.split(command)[0],
                                 stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
            got, wanted = clean(run.stdout.decode(), work), clean(wanted, work)
            assert got == wanted, f"$ {command}\n{got}\n--- README.md says\n{wanted}"
        subprocess.run(["chmod", "-R", "u+w", work + "/kho"], check=True)
    print(f"readme: {len(blocks)} commands: ok")


main()
