#!/usr/bin/python3
"""Ranking quality on the sample press releases: the 30 topics of corpus/topics.tsv
against the judgements of corpus/qrels.tsv.

    tests/corpus_ranking.py BUILD_FOLDER [--print]

Fails when the mean over the topics is below what the project promises."""

import collections
import json
import math
import os
import subprocess
import sys
import tempfile

BARS = {"nDCG@10": 0.97, "MRR@10": 0.98, "success@1": 0.96}

here = os.path.dirname(os.path.abspath(__file__))
corpus = os.path.join(here, "..", "corpus")


def rows(name):
    with open(os.path.join(corpus, name), encoding="utf-8") as lines:
        return [line.rstrip("\n").split("\t") for line in lines if line.strip()]


def dcg(grades):
    return sum((2**grade - 1) / math.log2(rank + 2) for rank, grade in enumerate(grades))


def measure(ids, grades):
    got = [grades.get(i, 0) for i in ids[:10]]
    ideal = dcg(sorted(grades.values(), reverse=True)[:10])
    first = next((rank for rank, grade in enumerate(got) if grade == 2), None)
    return {
        "nDCG@10": dcg(got) / ideal,
        "MRR@10": 0 if first is None else 1 / (first + 1),
        "success@1": float(first == 0),
    }


def main():
    build = os.path.abspath(sys.argv[1])
    qrels = collections.defaultdict(dict)
    for topic, document, grade in rows("qrels.tsv"):
        qrels[topic][document] = int(grade)
    with tempfile.TemporaryDirectory() as work:
        archive = os.path.join(work, "archive")
        subprocess.run(
            [build + "/indexer/tracuu-index", "update", "--quiet", "--archive", archive, corpus],
            check=True,
        )
        queries = "".join(f"{row[0]}\t{row[1]}\n" for row in rows("topics.tsv"))
        answers = subprocess.run(
            [build + "/query/tracuu", "--archive", archive, "--timeout-ms=0",
             "--batch", "-"],
            input=queries.encode(), stdout=subprocess.PIPE, check=True,
        ).stdout
        subprocess.run(["chmod", "-R", "u+w", archive], check=True)
    results = {}
    for line in answers.splitlines():
        answer = json.loads(line)
        ids = [hit["id"] for hit in answer["hits"]]
        results[answer["query_id"]] = measure(ids, qrels[answer["query_id"]])
    assert len(results) == 30, f"{len(results)} answers to 30 topics"
    failed = False
    if "--print" in sys.argv:
        for topic, result in sorted(results.items()):
            print(topic, *(f"{name} {value:.2f}" for name, value in result.items()))
    for name, bar in BARS.items():
        mean = sum(result[name] for result in results.values()) / len(results)
        failed |= mean < bar
        print(f"{name:10} {mean:.3f}, at least {bar:.2f}: {'ok' if mean >= bar else 'FAILED'}")
    sys.exit(failed)


main()
