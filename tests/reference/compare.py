#!/usr/bin/python3
"""Holds the reference against the page of rules, and the program against it: on small archives
made to have collisions, on the articles of corpus/, and on real ones of ../shared/data where
that is.

    tests/reference/compare.py BUILD_FOLDER [--all] [--seed N] [--only page|small|corpus|real]
                               [--articles N] [--queries N] [--kinds KIND ...] [--trees]
                               [--facets N]

Each difference is printed with the words around. Exit status 0 where there is none, 77 where
only real articles were asked for and there are none."""

import argparse
import collections
import itertools
import json
import os
import random
import re
import subprocess
import sys
import tempfile

here = os.path.dirname(os.path.abspath(__file__))
sys.path.append(os.path.join(here, ".."))

import facets
from collide import Collisions
from draw import Drawer
from learned import Learned
from matching import Articles, Written
from paging import PAGE, ask_for_all, full_hits, has_all_full, hits, page_mismatches
from programs import Archive
from query import Query
from draw_trees import TreeDrawer
from fields import given_to
from trees import Meaning, TypedQuery

SKIPPED = 77
TOGETHER = 20  # queries that are asked of one process
corpus = os.path.join(here, "..", "..", "corpus")
news = os.path.join(here, "..", "..", "..", "shared", "data", "news-2017.jsonl.xz")


def articles_of(path, count=None):
    """The first COUNT articles of a file."""
    command = ["xz", "-dc", path] if path.endswith(".xz") else ["cat", path]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as lines:
        articles = [json.loads(line) for line in itertools.islice(lines.stdout, count)]
        lines.kill()
    return articles


def articles_of_corpus():
    """The articles of corpus/, whatever their format, as JSON Lines would have them."""
    articles = articles_of(os.path.join(corpus, "thong-tan.jsonl"))
    for folder, _, names in os.walk(corpus):
        for name in names:
            if name.endswith(".txt"):
                with open(os.path.join(folder, name), "rb") as file:
                    data = file.read()
                encoding = "utf-16" if data[:2] == b"\xff\xfe" else "utf-8-sig"
                articles.append({"id": name, "body": data.decode(encoding)})
    return sorted(articles, key=lambda article: article["id"])


def text_of(article):
    return "\n".join(article.get(name) or "" for name in ("title", "lead", "body"))


def is_respelt(answer):
    """Whether it is one to another query, as it says, since no article has what was asked for."""
    return any(warning["code"] == "respelt" for warning in answer.get("warnings", ()))


class Comparison:
    """An archive of some articles, and the reference's view of them."""

    def __init__(self, build, folder, articles):
        self.archive = Archive(build, folder, articles)
        self.articles = Articles(articles)
        self.written = Written(self.articles)
        self.learned = Learned(map(text_of, articles))
        self.mismatches = collections.Counter()
        self.asked = 0

    def compare(self, drawn):
        """Compares the full hits of queries, given as pairs of kind and query; returns how many
        hits each has. Few answers at a time, as one may list all articles."""
        drawn = iter(drawn)
        counts = []
        while some := list(itertools.islice(drawn, TOGETHER)):
            counts += self.compare_some(some)
        return counts

    def compare_some(self, drawn):
        """Likewise. Of the first all pages are asked for, of the others those with the hits that
        have all words."""
        queries = [query.request() if isinstance(query, TypedQuery) else query
                   for _, query in drawn]
        answers = ask_for_all(self.archive, queries[:1]) + ask_for_all(
            self.archive, queries[1:], goes_on=lambda answer: not has_all_full(answer))
        for (kind, text), answer in zip(drawn, answers):
            meaning = Meaning if isinstance(text, TypedQuery) else Query
            query = meaning(text, self.written, self.learned)
            expected = query.found_in(self.articles)
            found = {hit["id"] for hit in full_hits(answer)}
            self.asked += 1
            if not expected and is_respelt(answer):
                continue
            if expected != found:
                self.report(kind, query, text, answer, expected, found)
            elif not self.is_total_right(answer, len(found), answer is answers[0]):
                self.mismatches["total"] += 1
                print(f"{kind}: {text}\n  {len(found)} of {len(hits(answer))} hits have all words, "
                      f"but the total is {answer['total']}")
        return [len(hits(answer)) for answer in answers]

    @staticmethod
    def is_total_right(answer, full, is_whole):
        """Whether the totals are those of the pages, which are all of them where it IS_WHOLE; so
        small ones must be exact."""
        total = answer.get("total", {})
        if "full" not in total:
            return True
        if not is_whole and len(hits(answer)) % PAGE == 0:
            return total["full"] == full and total["value"] >= len(hits(answer))
        return total == {"value": len(hits(answer)), "relation": "eq",
                         "full": full, "full_relation": "eq"}

    def report(self, kind, query, text, answer, expected, found):
        self.mismatches[kind] += 1
        print(f"{kind}: {text}\n  read as {answer.get('query', {}).get('read_as')}"
              f": {len(found)} found, {len(expected)} expected")
        listed = {hit["id"]: hit for hit in hits(answer)}
        for id in sorted(expected - found)[:2]:
            number = next(i for i, a in enumerate(self.articles.list) if a.id == id)
            lacks = listed[id]["missing"] if id in listed else "all"
            print(f"  not found: {id}, lacks {lacks}: {query.shown_in(self.articles, number)}")
        for id in sorted(found - expected)[:2]:
            parts = [listed[id]["title"], *listed[id]["snippets"]]
            print(f"  wrongly found: {id}: " + " | ".join("".join(
                f"[{piece['text']}]" if piece.get("hit") else piece["text"] for piece in part)
                for part in parts))

    def compare_facets(self, queries):
        for typed in queries:
            numbers = Meaning(typed, self.written, self.learned).numbers_in(self.articles)
            for what in facets.mismatches(self.archive, self.articles, typed.request(), numbers):
                self.mismatches["facets"] += 1
                print(f"facets: {typed} {typed.narrowed.request()}\n  {what}")

    def compare_pages(self, queries):
        for query, order, what in page_mismatches(self.archive, queries):
            self.mismatches["pages"] += 1
            print(f"pages, {order}: {query}\n  {what}")

    def end(self):
        self.archive.remove()
        return self.mismatches


def page(options, work):
    """The tables of docs/analysis.md. What is decoded first is not for the reference, nor are
    operators, which it draws as trees."""
    with open(os.path.join(here, "../../docs/analysis.md"), encoding="utf-8") as file:
        sections = [part for part in file.read().split("\n## ")
                    if not part.startswith(("Queries in disguise", "Operators and fields"))]
    cases = re.findall(r"^\| (.+?) \| (.+?) \| (yes|no) \|", "\n".join(sections), re.M)
    mismatches = collections.Counter()
    for document, query, found in cases:
        article = Articles([{"id": "d", "body": document}])
        if bool(Query(query, Written(article), Learned([])).found_in(article)) != (found == "yes"):
            mismatches["page"] += 1
            print(f"page: {query!r} must {'' if found == 'yes' else 'not '}find {document!r}")
    return len(cases), mismatches


def small_archives(options, work):
    """Many small archives, each asked many queries."""
    mismatches, asked = collections.Counter(), 0
    for seed in range(options.seed, options.seed + (200 if options.all else 12)):
        collisions = Collisions(seed)
        comparison = Comparison(options.build, f"{work}/{seed}", collisions.articles(30))
        queries = [collisions.query() for _ in range(25)]
        comparison.compare(("small", query) for query in queries)
        comparison.compare_pages(queries[:10])
        asked += comparison.asked
        mismatches += comparison.end()
    return asked, mismatches


def drawn_from(options, work, articles, count):
    """Queries, their pages, and of some of those with operators all counts."""
    articles = list(given_to(articles, random.Random(1)))
    comparison = Comparison(options.build, work + "/archive", articles)
    drawer = Drawer(articles, options.seed, options.kinds)
    drawn = [] if options.trees else list(drawer.queries(count))
    if not options.kinds:
        trees = list(TreeDrawer(drawer).queries(count))
        comparison.compare_facets(query for _, query in trees[-options.facets:])
        drawn += trees
    counts = comparison.compare(drawn)
    few = [query for (_, query), hits in zip(drawn, counts)
           if 7 < hits < 200 and not (isinstance(query, TypedQuery) and query.narrowed)]
    comparison.compare_pages(random.Random(options.seed).sample(few, min(10, len(few))))
    return comparison.asked, comparison.end()


def main():
    options = argparse.ArgumentParser()
    options.add_argument("build")
    options.add_argument("--all", action="store_true", help="2,000 queries instead of a few")
    options.add_argument("--only", choices=("page", "small", "corpus", "real"))
    options.add_argument("--articles", type=int, default=8000)
    options.add_argument("--queries", type=int)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--kinds", nargs="*")
    options.add_argument("--facets", type=int, default=10,
                         help="of how many queries with operators all counts are compared")
    options.add_argument("--trees", action="store_true", help="queries with operators alone")
    options = options.parse_args()
    if options.only == "real" and not os.path.exists(news):
        print(f"reference, real: skipped, as there is no {os.path.relpath(news)}")
        sys.exit(SKIPPED)
    real = options.queries or (2000 if options.all else 60)
    runs = {
        "page": page, "small": small_archives,
        "corpus": lambda options, work: drawn_from(options, work, articles_of_corpus(), real),
        "real": lambda options, work: drawn_from(
            options, work, articles_of(news, options.articles), real),
    }
    failed = False
    for name, run in runs.items():
        if options.only in (None, name) and (name != "real" or os.path.exists(news)):
            with tempfile.TemporaryDirectory() as work:
                asked, mismatches = run(options, work)
            print(f"reference, {name}: {asked} queries, mismatches: {dict(mismatches) or 'none'}")
            failed |= bool(mismatches)
    sys.exit(failed)


if __name__ == "__main__":
    main()
