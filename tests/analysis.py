#!/usr/bin/python3
"""Indexes each document alone and asks each query of it: the tables of
docs/analysis.md, or a file of rows: id, document, query, 1 or 0.

    tests/analysis.py BUILD_FOLDER [CASES.tsv [AT_LEAST]]

Exit status 77 where the file is absent."""

import os
import re
import sys
import tempfile

from programs import Archive, full

here = os.path.dirname(os.path.abspath(__file__))


def cases_of_docs():
    text = open(os.path.join(here, "..", "docs", "analysis.md"), encoding="utf-8").read()
    for document, query, found in re.findall(r"^\| (.+?) \| (.+?) \| (yes|no) \|", text, re.M):
        yield f"{document} ~ {query}", document, query, found == "yes"


def cases_of_file(path):
    for line in open(path, encoding="utf-8"):
        if not line.startswith("#") and line.strip():
            name, document, query, found = line.rstrip("\n").split("\t")
            yield name, document, query, found == "1"


def found_in(build, work, number, document, query):
    """Whether DOCUMENT has all of QUERY: what has only some of it does not count. And whether
    it was found by another spelling, as the answer must say then."""
    archive = Archive(build, f"{work}/{number}", [{"id": "d", "body": document}])
    answer = archive.ask(query)
    archive.remove()
    return bool(full(answer)), any(w["code"] == "respelt" for w in answer.get("warnings", []))


def main():
    build = os.path.abspath(sys.argv[1])
    if len(sys.argv) > 2 and not os.path.exists(sys.argv[2]):
        sys.exit(77)
    cases = list(cases_of_file(sys.argv[2]) if len(sys.argv) > 2 else cases_of_docs())
    right = 0
    with tempfile.TemporaryDirectory() as work:
        for number, (name, document, query, wanted) in enumerate(cases):
            found, respelt = found_in(build, work, number, document, query)
            if found == wanted or (respelt and not wanted):
                right += 1
            else:
                print(f"{name}: {query!r} must {'' if wanted else 'not '}find {document!r}")
    print(f"analysis: {right} of {len(cases)}")
    at_least = int(sys.argv[3]) if len(sys.argv) > 3 else len(cases)
    sys.exit(right < at_least or len(cases) < 20)


main()
