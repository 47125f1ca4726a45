#!/usr/bin/env python3
"""Installs a build into an empty folder: all that debian/ packs is there, and every page.

    tests/installed.py BUILD_FOLDER
"""

import fnmatch
import glob
import os
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def installed(build, folder):
    """Paths of what an installation below /usr has, without the first slash."""
    done = subprocess.run(["cmake", "--install", build, "--prefix", "/usr"], capture_output=True,
                          text=True, env={**os.environ, "DESTDIR": folder}, check=False)
    if done.returncode != 0:
        sys.exit(f"installed: {done.stderr}")
    return {os.path.relpath(os.path.join(path, name), folder)
            for path, _, names in os.walk(folder) for name in names}


def packed():
    """What the packages take from an installation, as patterns."""
    for path in sorted(glob.glob(os.path.join(ROOT, "debian", "*.install"))):
        with open(path, encoding="utf-8") as file:
            for line in file:
                words = line.split()
                if words and words[0].startswith("usr/"):
                    yield os.path.basename(path), words[0]


def pages():
    """Where each page of docs/ must be."""
    for path in glob.glob(os.path.join(ROOT, "docs", "**", "*.1"), recursive=True):
        folder = os.path.relpath(os.path.dirname(path), os.path.join(ROOT, "docs"))
        yield os.path.normpath(f"usr/share/man/{folder}/man1/{os.path.basename(path)}")
    for path in glob.glob(os.path.join(ROOT, "docs", "*.md")):
        yield f"usr/share/doc/tracuu/{os.path.basename(path)}"


def is_there(pattern, files):
    # The folders of zsh and of an architecture are Debian's only where its rules say so.
    name = "*/" + os.path.basename(pattern) if "/zsh/" in pattern else pattern
    name = name.replace("usr/lib/*/", "usr/lib/*")
    return any(fnmatch.fnmatch(file, name) or fnmatch.fnmatch(file, name + "/*") for file in files)


def main():
    with tempfile.TemporaryDirectory() as folder:
        files = installed(sys.argv[1], folder)
    missing = [f"{where} packs {pattern}" for where, pattern in packed()
               if not is_there(pattern, files)]
    missing += [f"docs/ has {page}" for page in pages() if page not in files]
    for line in missing:
        print(f"installed: {line}, which is not installed")
    print(f"installed: {len(files)} files")
    sys.exit(1 if missing or not files else 0)


main()
