#!/usr/bin/python3
"""Several archives answer as one that holds all their articles.

    tests/several.py BUILD_FOLDER [--all] [--articles FILE.jsonl] [--count N] [--queries N]
                     [--parts N] [--seed N] [--keep FOLDER]

The same articles are put into one archive, and divided among several. Hundreds of queries are
asked of both, by relevance and by date, page by page, with facets, timelines and exports. Where
every word has its marks (--diacritics=exact), and by BM25, all that is told must be the same:
hits, order, scores, totals, facets, timelines, snippets. Where the archives' own words decide,
what a word without marks is restored to, totals must be the same, and FEW answers may differ
(docs/architecture.md says in what the lexicons of several differ from that of one). One hit in a
hundred windows is lost to Xapian's short cuts, another one in another shard, as tests/history.py
tells.

Then what several archives have of their own: ids that two have, hits by their number, profiles,
saved searches, a server, exports; and that one is missing, broken, or comes back.

Without FILE the articles are made of the sentences of the samples in corpus/."""

import argparse
import collections
import json
import os
import random
import subprocess
import sys
import tempfile
import time

import history
from programs import Archive, run_program

FEW = .1
EXACT = [
    ["--diacritics=exact"],
    ["--diacritics=exact", "--sort=newest", "--limit=30"],
    ["--diacritics=exact", "--sort=oldest", "--offset=5"],
    ["--diacritics=exact", "--ranking=bm25"],
    ["--diacritics=exact", "--facet=year", "--facet=source:3", "--timeline=month"],
    ["--diacritics=exact", "--offset=20", "--limit=20"],
    ["--diacritics=exact", "--from=2012", "--to=2016"],
    ["--diacritics=exact", "--count"],
]
RESTORED = [[], ["--limit=40"], ["--diacritics=ignore"], ["--sort=newest", "--facet=month"]]
SOURCES = ["Báo Sông Hồng", "Tin Biển", "Đài Núi"]


def comparable(answer):
    """What has to be the same: all but which archive it is, and what that took."""
    answer = history.comparable(answer)
    answer.pop("archives", None)
    for hit in answer.get("hits", []):
        hit.pop("archive", None)
        hit.pop("duplicates", None)  # each archive knows of its own
    answer.get("total", {}).pop("full_groups", None)
    return answer


def divide(articles, parts, chance):
    divided = [[] for _ in range(parts)]
    for article in articles:
        chance.choice(divided).append(article)
    return divided


class Several:
    """Archives, one for each list of DIVIDED articles, below FOLDER, asked together."""

    def __init__(self, build, folder, divided):
        os.makedirs(folder)
        self.build = os.path.abspath(build)
        self.parts = [Archive(build, os.path.join(folder, f"kho{i}"), own)
                      for i, own in enumerate(divided)]
        self.paths = [part.folder for part in self.parts]

    def options(self):
        return [f"--archive={path}" for path in self.paths]

    def run(self, *arguments, status=(0,), **options):
        done = run_program(self.build, "query/tracuu", *self.options(), *arguments, status=status,
                           **options)
        return done.stdout.decode()

    def ask_all(self, queries, *options):
        lines = "".join(f"{i}\t{query}\n" for i, query in enumerate(queries))
        out = self.run("--format=json", "--timeout-ms=0", "--batch=-", *options,
                       input=lines.encode(), status=None)
        return [json.loads(line) for line in out.splitlines()]

    def ask(self, query, *options, **more):
        return json.loads(self.run("--format=json", *options, "--", query, **more))


def compare(one, several, queries, modes, must):
    """How many answers differ, and in what."""
    counts, unsure, asked = collections.Counter(), 0, 0
    for mode in modes:
        expected = one.ask_all(queries, *mode)
        found = several.ask_all(queries, *mode)
        assert len(expected) == len(found) == len(queries)
        for query, a, b in zip(queries, map(comparable, expected), map(comparable, found)):
            kinds = history.differences(a, b)
            asked += 1
            unsure += bool(kinds)
            counts.update(kinds)
            if kinds and (must or "total" in kinds):
                print("several: must be the same:", mode, query, kinds)
                print("\t", json.dumps(a, ensure_ascii=False)[:600])
                print("\t", json.dumps(b, ensure_ascii=False)[:600])
                counts["bad"] += 1
    print(f"several: {unsure} of {asked} answers differ", dict(counts) or "")
    return counts["bad"] == 0 and unsure <= (0 if must else FEW * asked)


def check_exports(one, several, queries):
    """Every format lists the same articles in the same order, each with its archive."""
    for query in queries[:20]:
        for form in "ids", "jsonl", "csv":
            args = ["--all", f"--format={form}", "--diacritics=exact", "--", query]
            a, b = (run_program(one.build, "query/tracuu", *options, *args, status=None)
                    for options in (["--archive", one.folder], several.options()))
            assert a.returncode == b.returncode, (query, a, b)
            if form == "ids":
                assert a.stdout == b.stdout, query
            elif form == "jsonl":
                rows = [[json.loads(line) for line in x.stdout.splitlines()] for x in (a, b)]
                ids = [[row["article"]["id"] for row in x[1:]] for x in rows]
                assert ids[0] == ids[1], query
                known = {part["archive"] for part in rows[1][0].get("archives", [])}
                assert all(row["archive"] in known for row in rows[1][1:])
            else:
                assert a.stdout.count(b"\n") == b.stdout.count(b"\n"), query


def check_namesakes(build, work):
    """An id that two archives have is asked for with its archive."""
    article = {"id": "tin-1", "title": "Khánh thành cầu Bến Thủy", "body": "Cầu dài một cây số."}
    other = {"id": "tin-1", "title": "Đắp đê sông Lam", "body": "Đê cao ba thước, dài một cây số."}
    alone = {"id": "tin-2", "title": "Mưa lớn", "body": "Mưa ở thượng nguồn sông Lam."}
    both = Several(build, os.path.join(work, "trùng"), [[article], [other, alone]])
    hits = both.ask("một cây số")["hits"]
    assert [hit["id"] for hit in hits] == ["tin-1", "tin-1"]
    archives = [hit["archive"] for hit in hits]
    assert archives[0] != archives[1]
    assert "kho0" in run_program(build, "query/tracuu", *both.options(), "--show=tin-1",
                                 status=(2,)).stderr.decode()
    shown = json.loads(both.run("--format=json", "--show=tin-2"))
    assert shown["article"]["title"] == "Mưa lớn"
    requests = [{"op": "show", "article": "tin-1"}, {"op": "show", "article": "tin-2"}]
    requests += [{"op": "show", "article": "tin-1", "archive": name} for name in archives]
    requests += [{"op": "similar", "article": "tin-1", "archive": archives[0]},
                 {"op": "show", "article": "tin-1", "archive": "khác"}, {"op": "status"}]
    lines = "".join(json.dumps(request) + "\n" for request in requests)
    out = both.run("--serve", "--workers=1", input=lines.encode())
    answers = [json.loads(line) for line in out.splitlines()]
    assert answers[0]["error"]["fault"] == "request"
    assert answers[1]["article"]["title"] == "Mưa lớn"
    titles = {a["archive"]: a["article"]["title"] for a in answers[2:4]}
    assert titles == {hit["archive"]: "".join(p["text"] for p in hit["title"]) for hit in hits}
    assert answers[4]["hits"] and answers[5]["error"]["fault"] == "article"
    assert [part["articles"] for part in answers[6]["archives"]] == [1, 2]
    assert answers[6]["generation"] == "000001+000001" and answers[6]["articles"] == 3
    same = run_program(build, "query/tracuu", *both.options(), f"--archive={both.paths[0]}/",
                       "cầu", status=(2,))
    assert b"kho0" in same.stderr
    return both


def check_missing(both):
    """What is missing or broken is named, and costs no more than its own articles."""
    gone, broken = both.parts[1].folder, both.parts[1].folder + ".gone"
    whole = both.ask("sông Lam", "--count")
    assert whole["total"] == {**whole["total"], "full": 2, "full_relation": "eq"}
    os.rename(gone, broken)
    answer = both.ask("một cây số", "--facet=year")
    assert answer["partial"] is True and len(answer["hits"]) == 1
    assert answer["total"]["relation"] == "gte"
    warning = [w for w in answer["warnings"] if w["code"] == "archive_missing"][0]
    assert warning["words"] == ["kho1"] and both.parts[1].folder not in json.dumps(answer)
    assert answer["archives"][1] == {"name": "kho1", "archive": None, "generation": None,
                                     "articles": None}
    rows = both.run("--format=jsonl", "--", "một cây số").splitlines()
    assert len(rows) == 3 and "error" in json.loads(rows[2])
    os.rename(broken, gone)
    # A lexicon that is damaged costs what it taught, a shard its archive.
    for name, partial in [("lexicon", False), ("shard-0001/positions", True),
                          ("shard-0001/docdata.glass", True),
                          ("shard-0001/postlist.glass", True)]:
        path = os.path.join(gone, "current", name)
        with open(path, "rb") as file:
            before = file.read()
        os.chmod(path, 0o644)
        with open(path, "r+b") as file:
            file.write(bytes(b ^ 0x55 for b in before[:4096]))
        answer = both.ask("một cây số", "--diacritics=auto")
        assert bool(answer.get("partial")) == partial, (name, answer)
        assert len(answer["hits"]) == (1 if partial else 2), (name, answer)
        assert [w["code"] for w in answer["warnings"]], name
        with open(path, "r+b") as file:
            file.write(before)
    answer = both.ask("một cây số")
    assert "partial" not in answer and len(answer["hits"]) == 2
    none = run_program(both.build, "query/tracuu", "--archive=/khong/co", "--archive=/cung/khong",
                       "lũ", status=(3,))
    assert b"/khong/co" in none.stderr


class Server:
    """A server of several archives."""

    def __init__(self, several):
        self.process = subprocess.Popen(
            [several.build + "/query/tracuu", *several.options(), "--serve", "--workers=1"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            encoding="utf-8", bufsize=1)

    def ask(self, request):
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def until(self, request, wanted):
        """Asks until WANTED holds for the answer; how many seconds that took."""
        begun = time.monotonic()
        while not wanted(self.ask(request)):
            assert time.monotonic() - begun < 60, request
        return time.monotonic() - begun

    def close(self):
        self.process.stdin.close()
        assert self.process.wait() == 0


def check_served(both):
    """A server sees what any of its archives publishes, goes without one, and takes it back."""
    gone = both.parts[1].folder
    server = Server(both)
    ask = {"q": "một cây số"}
    assert len(server.ask(ask)["hits"]) == 2
    source = gone + ".source"
    with open(source + "/them.jsonl", "w", encoding="utf-8") as out:
        out.write('{"id": "tin-3", "title": "Đường mới", "body": "Dài một cây số."}\n')
    subprocess.run([both.build + "/indexer/tracuu-index", "update", "--quiet", "--archive", gone,
                    source], check=True)
    server.until(ask, lambda a: len(a["hits"]) == 3 and a["generation"] == "000001+000002")
    os.rename(gone, gone + ".gone")
    server.until(ask, lambda a: a.get("partial") and len(a["hits"]) == 1)
    os.rename(gone + ".gone", gone)
    back = server.until(ask, lambda a: not a.get("partial") and len(a["hits"]) == 3)
    server.close()
    print(f"several: an archive that came back was searched after {back:.2f} s")


def check_profiles(both, work):
    """Several archives in a profile, and in a saved search."""
    config = os.path.join(work, "config")
    with open(config, "w", encoding="utf-8") as out:
        out.write("archive = /khong/co\n[hai]\n")
        out.writelines(f'archive = "{path}"\n' for path in both.paths)
    env = {**os.environ, "TRACUU_CONFIG": config, "XDG_DATA_HOME": work, "XDG_STATE_HOME": work}

    def run(*arguments, status=(0,)):
        return run_program(both.build, "query/tracuu", *arguments, status=status,
                           env=env).stdout.decode()
    assert json.loads(run("-p", "hai", "--format=json", "cầu"))["articles"] == 4
    one = json.loads(run("-p", "hai", "-a", both.paths[0], "--format=json", "cầu"))
    assert one["articles"] == 1 and "archives" not in one
    run("-p", "hai", "--save=cây số", "một", "cây", "số")
    env["TRACUU_CONFIG"] = ""
    assert run("--new=cây số", "--peek", status=(1,)) == ""
    saved = os.path.join(work, "tracuu-searches", "cây số.conf")
    with open(saved, encoding="utf-8") as file:
        assert file.read().count("archive = ") == 2


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build")
    parser.add_argument("--all", action="store_true", help="ten times as many queries")
    parser.add_argument("--articles")
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--queries", type=int, default=60)
    parser.add_argument("--parts", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep")
    options = parser.parse_args()
    options.queries *= 10 if options.all else 1
    chance = random.Random(options.seed)
    maker = history.Read(chance, options.articles) if options.articles else history.Made(chance)
    articles = [maker.next() for _ in range(options.count)]
    for article in articles:
        article.setdefault("source", chance.choice(SOURCES))
    made = history.History.__new__(history.History)
    made.nights = [{a["id"]: a for a in articles}]
    queries = made.queries(chance, options.queries)
    with tempfile.TemporaryDirectory() as scratch:
        work = options.keep or scratch
        one = Archive(options.build, os.path.join(work, "một"), articles)
        several = Several(options.build, os.path.join(work, "nhiều"),
                          divide(articles, options.parts, chance))
        good = compare(one, several, queries, EXACT, True)
        good &= compare(one, several, queries, RESTORED, False)
        check_exports(one, several, queries)
        if not options.articles:
            both = check_namesakes(options.build, work)
            check_missing(both)
            check_served(both)
            check_profiles(both, work)
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
