#!/usr/bin/python3
"""Cases from the field, ../shared/data/field: queries that journalists and web developers
tried, and what must be found.

    tests/field.py BUILD_FOLDER

query-cases.tsv holds documents, each to be indexed alone; query-cases-multi.jsonl several
documents, and in words what was expected, which EXPECTED says as checks. query-wishes.tsv,
about which one may disagree, is only reported: docs/analysis.md says what was decided.
Exit status 77 where the data is absent."""

import json
import os
import sys
import tempfile

from programs import Archive, full, marked

here = os.path.dirname(os.path.abspath(__file__))
field = os.path.join(here, "..", "..", "shared", "data", "field")


def read_as(*readings):
    return lambda answer: answer["query"]["read_as"] in readings


def only(*ids):
    return lambda answer: sorted(full(answer)) == sorted(ids)


def proposed(text):
    return lambda answer: read_as(text)(answer) or any(
        s["text"] == text for s in answer["suggestions"])


def highlighted(*texts):
    return lambda answer: {text for hit in answer["hits"]
                           for pieces in [hit["title"], *hit["snippets"]]
                           for text in marked(pieces)} == set(texts)


def found_or_told(answer):
    return bool(full(answer)) or "Ukraine" in "".join(w["message"] for w in answer["warnings"])


# The query of each line of query-cases-multi.jsonl, and what its answer must be.
EXPECTED = {
    "6.000 ha": only("2.txt", "3.txt"),
    '"5 tỷ đồng"': only("2.txt"),
    "5%": only("2.txt"),
    "tuyen pha ky luc ghi": lambda a: "1.txt" in full(a),
    "da-nang": read_as("đà nẵng", "đà-nẵng"),
    "thu-tuong": read_as("thủ tướng", "thủ-tướng"),
    "vnexpress.net": highlighted("vnexpress.net"),
    "Nga -Ukraine đàm phán": found_or_told,
    "coong an tinhr": read_as("công an tỉnh"),
    "coong an": proposed("công an"),
    "Washington": only("1.txt"),
    "''hòa bình''": only("2.txt"),
    "0912345678": read_as("0912345678"),
}

def cases(name):
    with open(os.path.join(field, name), encoding="utf-8") as rows:
        for row in rows:
            if not row.startswith("#"):
                yield row.rstrip("\n").split("\t")


class Trial:
    """Small archives, one after another, in the folder WORK."""

    def __init__(self, build, work):
        self.build, self.work, self.count = build, work, 0

    def ask(self, query, documents, files=False):
        self.count += 1
        folder = os.path.join(self.work, str(self.count))
        if files:
            texts = {f"{i}.txt": text for i, text in enumerate(documents, 1)}
            archive = Archive(self.build, folder, files=texts)
        else:
            articles = [{"id": str(i), "body": text} for i, text in enumerate(documents, 1)]
            archive = Archive(self.build, folder, articles)
        answer = archive.ask(query, "--limit=100")
        archive.remove()
        return answer

    def finds(self, document, query):
        return bool(full(self.ask(query, [document])))


def failures(trial):
    """The cases that don't hold: name and what must be."""
    for name, document, query, wanted in cases("query-cases.tsv"):
        if trial.finds(document, query) != (wanted == "1"):
            yield name, f"{query!r} must {'' if wanted == '1' else 'not '}find {document!r}"
    with open(os.path.join(field, "query-cases-multi.jsonl"), encoding="utf-8") as lines:
        for case in map(json.loads, lines):
            answer = trial.ask(case["query"], case["docs"], files=True)
            if "error" in answer or not EXPECTED[case["query"]](answer):
                yield case["query"], (f"{case['query']!r}: {case['expected']}; is read as "
                    f"{answer['query']['read_as']!r}, has in full {full(answer)}")


def report_wishes(trial):
    wishes = [(name, trial.finds(document, query) == (wanted == "1"))
              for name, document, query, wanted in cases("query-wishes.tsv")]
    print(f"field: {sum(held for _, held in wishes)} of {len(wishes)} wishes hold; not:",
          *(name for name, held in wishes if not held))


def main():
    if not os.path.isdir(field):
        sys.exit(77)
    with tempfile.TemporaryDirectory() as work:
        trial = Trial(sys.argv[1], work)
        failed = dict(failures(trial))
        asked = trial.count
        for name, what in failed.items():
            print(f"{name}: {what}")
        print(f"field: {asked - len(failed)} of {asked}")
        report_wishes(trial)
    sys.exit(bool(failed) or asked < 100)


main()
