#!/usr/bin/python3 -B
"""Holds the text of real office files of 2002 to 2008, in fonts that are encodings, against their
transcripts: of the letters with marks of each at least 99 in 100 must be right, whatever their
case. Of real .docx every word is there, and no other. The shared data has them; without it the
test is skipped.

    tests/data/office.py DRIVER [-v]"""

import difflib
import os
import subprocess
import sys
import unicodedata
import zipfile
from collections import Counter
from xml.etree import ElementTree

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
DATA = os.path.join(ROOT, "../shared/data/formats")
WANTED = 0.99
SKIPPED = 77
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def words_of(text):
    return unicodedata.normalize("NFC", text).casefold().split()


def marked(text):
    """The letters of it that have marks."""
    return [c for c in text if c == "đ" or (c.isalpha() and len(unicodedata.normalize("NFD", c)) > 1)]


def right(wanted, got):
    """Letters with marks of WANTED that GOT has, in its order."""
    count = 0
    matcher = difflib.SequenceMatcher(None, wanted, got, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            count += len(marked("".join(wanted[a:b])))
        elif tag == "replace" and b - a < 2000 and d - c < 2000:
            left, other = " ".join(wanted[a:b]), " ".join(got[c:d])
            letters = difflib.SequenceMatcher(None, left, other, autojunk=False)
            for part, e, f, _, _ in letters.get_opcodes():
                if part == "equal":
                    count += len(marked(left[e:f]))
    return count


def read(driver, path):
    done = subprocess.run([driver, path], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          check=False)
    return done.stdout.decode(), done.stderr.decode().strip()


def check(driver, path, transcript, verbose):
    with open(transcript, encoding="utf-8") as file:
        wanted = words_of(file.read())
    text, problem = read(driver, path)
    got = words_of(text)
    whole = len(marked("".join(wanted)))
    share = right(wanted, got) / whole if whole else 1.0
    if verbose or share < WANTED:
        extra = len(marked("".join(got))) / whole if whole else 0
        print(f"{os.path.basename(path)}: {100 * share:.2f} % of {whole} letters with marks"
              f" ({100 * extra:.0f} % as many read) {problem}")
    return share >= WANTED


def texts_of(path):
    """Those of the document's runs, a paragraph each."""
    with zipfile.ZipFile(path) as package:
        root = ElementTree.fromstring(package.read("word/document.xml"))
    for paragraph in root.iter(WORD + "p"):
        yield "".join(text.text or "" if text.tag == WORD + "t" else " "
                      for text in paragraph.iter() if text.tag in (WORD + "t", WORD + "tab"))


def check_complete(driver, path, verbose):
    letters = Counter("".join(words_of("".join(texts_of(path)))))
    text, problem = read(driver, path)
    got = Counter("".join(words_of(text)))
    lost, added = sum((letters - got).values()), sum((got - letters).values())
    if verbose or lost or added > sum(letters.values()) // 100:
        print(f"{os.path.basename(path)}: {sum(letters.values())} letters, {lost} lost,"
              f" {added} added {problem}")
    return not lost and added <= sum(letters.values()) // 100


def main():
    driver, verbose = sys.argv[1], "-v" in sys.argv
    folder = os.path.join(DATA, "legacy-office")
    if not os.path.isdir(folder):
        print("skipped: there is no ../shared/data/formats/legacy-office")
        return SKIPPED
    good = True
    for name in sorted(os.listdir(os.path.join(folder, "files"))):
        transcript = os.path.join(folder, "transcripts", os.path.splitext(name)[0] + ".txt")
        good = check(driver, os.path.join(folder, "files", name), transcript, verbose) and good
    folder = os.path.join(DATA, "docx")
    for name in sorted(os.listdir(folder)):
        good = check_complete(driver, os.path.join(folder, name), verbose) and good
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
