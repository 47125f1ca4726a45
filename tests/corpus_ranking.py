#!/usr/bin/python3
"""Ranking quality on the sample press releases: the 30 topics of corpus/topics.tsv
against the judgements of corpus/qrels.tsv; and headlines as somebody remembers them, without
marks, among articles that have all of their words in other spellings.

    tests/corpus_ranking.py BUILD_FOLDER [--print]

Fails when the mean over the topics is below what the project promises, or a headline that is
remembered does not find its article."""

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


# More than are re-ranked, so that the first stage must find the article.
OTHERS = 150
FILLER = "khu vườn có nhiều cây xanh mát mẻ và trẻ em chơi đùa suốt buổi chiều "
MEANT = "Bàn chuyện đạo lý trước pháp lý nay"
OTHERWISE = "bạn đảo này chuyển pháp trước lý".split()
REMEMBERED = {"in another order": "nay dao ban phap truoc ly chuyen",
              "with words left out": "truoc ly nay ban chuyen",
              "as it is": "ban chuyen dao ly truoc phap ly nay"}


def search(build, archive, queries):
    """The answers to the lines QUERIES, id, tab, query."""
    answers = subprocess.run(
        [build + "/query/tracuu", "--archive", archive, "--timeout-ms=0", "--batch", "-"],
        input=queries.encode(), stdout=subprocess.PIPE, check=True,
    ).stdout
    subprocess.run(["chmod", "-R", "u+w", archive], check=True)
    return [json.loads(line) for line in answers.splitlines()]


def write_remembered(path):
    with open(path, "w", encoding="utf-8") as out:
        for i in range(OTHERS):
            words = OTHERWISE[i % 7:] + OTHERWISE[:i % 7]
            article = {"id": f"other-{i}", "title": f"Khu vườn số {i}",
                       "body": FILLER.join(word + " " for word in words)}
            out.write(json.dumps(article) + "\n")
        article = {"id": "meant", "title": MEANT, "body": FILLER * 40}
        out.write(json.dumps(article) + "\n")


def remembered_fails(build, work):
    """Which of the remembered forms does not have the article first."""
    articles, archive = os.path.join(work, "articles.jsonl"), os.path.join(work, "remembered")
    write_remembered(articles)
    subprocess.run([build + "/indexer/tracuu-index", "update", "--quiet", "--archive", archive,
                    articles], check=True)
    queries = "".join(f"{name}\t{text}\n" for name, text in REMEMBERED.items())
    return [answer["query_id"] for answer in search(build, archive, queries)
            if answer["hits"][0]["id"] != "meant"]


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
        answers = search(build, archive, queries)
        lost = remembered_fails(build, work)
    results = {}
    for answer in answers:
        ids = [hit["id"] for hit in answer["hits"]]
        results[answer["query_id"]] = measure(ids, qrels[answer["query_id"]])
    assert len(results) == 30, f"{len(results)} answers to 30 topics"
    failed = len(lost) > 0
    for name in lost:
        print(f"a headline without marks, {name}: its article is not first: FAILED")
    if "--print" in sys.argv:
        for topic, result in sorted(results.items()):
            print(topic, *(f"{name} {value:.2f}" for name, value in result.items()))
    for name, bar in BARS.items():
        mean = sum(result[name] for result in results.values()) / len(results)
        failed |= mean < bar
        print(f"{name:10} {mean:.3f}, at least {bar:.2f}: {'ok' if mean >= bar else 'FAILED'}")
    sys.exit(failed)


main()
