#!/usr/bin/python3
"""The same articles give the same answer, whatever the way there.

    tests/history.py BUILD_FOLDER [--articles FILE.jsonl] [--count N] [--changed N] [--queries N]
                     [--seed N] [--shard-articles N] [--keep FOLDER] [--verbose BYTES]

One archive is built at once; others come to the same articles night by night, with articles
changed, removed and added, shards renewed and joined, by a rollback and by a purge, and with
another number of workers. Some hundred queries are asked of each, by relevance and by date,
page by page; all that is answered must be the same, but for the generation, the archive's number,
the time and the work that it took. So must it be of files that say the same, and were renamed.

The one exception (docs/formats.md, tally): which runs of three words a batch counts depends on
what else is in it. So where a word was typed without marks, their restoration may be a step more
or less sure. Of such queries the totals must be the same, and FEW answers may differ otherwise.

Without FILE the articles are made of the sentences of the samples in corpus/."""

import argparse
import collections
import glob
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
NIGHTS = 5
FEW = .05
MODES = [[], ["--sort=newest"], ["--sort=oldest"], ["--explain", "--limit=30"],
         ["--offset=10"], ["--diacritics=ignore", "--limit=100"], ["--ranking=bm25"],
         ["--from=2012", "--to=2019"]]


def unmarked(text):
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(c for c in plain if not unicodedata.combining(c))


def is_settled(query):
    """Whether every word of QUERY has marks: there is nothing to restore."""
    words = re.findall(r"\w+", query)
    return all(word != unmarked(word) or word.isdigit() for word in words)


def sentences():
    """Those of the samples, and their titles."""
    texts, titles = [], []
    for path in sorted(glob.glob(HERE + "/../corpus/*.jsonl")):
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                article = json.loads(line)
                titles.append(article["title"])
                texts += [article.get("lead", ""), article.get("body", "")]
    for path in sorted(glob.glob(HERE + "/../corpus/20*/**/*.txt", recursive=True)):
        try:
            with open(path, encoding="utf-8") as file:
                texts.append(file.read())
        except UnicodeDecodeError:
            continue
    found = []
    for text in texts:
        found += [s.strip() for s in re.split(r"(?<=[.!?])\s+", text) if len(s) > 40]
    return found, titles


class Made:
    """Articles of sentences of the samples."""

    def __init__(self, chance):
        self.chance = chance
        self.sentences, self.titles = sentences()
        self.count = 0

    def next(self):
        self.count += 1
        return {"id": f"bai-{self.count}", **self.other()}

    def other(self):
        """All but an id."""
        date = f"{self.chance.randint(2009, 2020)}-{self.chance.randint(1, 12):02}-" \
               f"{self.chance.randint(1, 9):02}"
        return {"title": self.chance.choice(self.titles),
                **({"date": date} if self.chance.random() < .8 else {}),
                "body": " ".join(self.chance.choices(self.sentences,
                                                     k=self.chance.randint(1, 8)))}

    def changed(self, article):
        if self.chance.random() < .5:
            return {**article, **self.other()}
        return {**article, "body": article["body"] + " " + self.chance.choice(self.sentences)}


class Read:
    """Those of FILE; a change cuts an article after some of its words."""

    def __init__(self, chance, path):
        self.chance = chance
        with open(path, encoding="utf-8") as lines:
            self.articles = [json.loads(line) for line in lines]
        chance.shuffle(self.articles)
        self.count = 0

    def next(self):
        self.count += 1
        return self.articles[self.count - 1]

    def changed(self, article):
        words = (article.get("body") or article.get("text") or "").split(" ")
        end = self.chance.randint(len(words) // 2, len(words))
        return {**article, "body": " ".join(words[:end])}


class History:
    """What is the case after each night."""

    def __init__(self, maker, chance, count, changed):
        self.nights = [{}]
        for _ in range(count):
            article = maker.next()
            self.nights[0][article["id"]] = article
        for _ in range(NIGHTS):
            now = dict(self.nights[-1])
            touched = chance.sample(sorted(now), changed)
            for at, name in enumerate(touched):
                if at % 4 == 0:
                    del now[name]
                    article = maker.next()
                    now[article["id"]] = article
                else:
                    now[name] = maker.changed(now[name])
            self.nights.append(now)

    def queries(self, chance, count):
        """Headlines, lines and words of articles, with their marks and without, misspelt,
        quoted, with exclusions."""
        made = []
        articles = [a for night in self.nights for a in night.values()]
        for _ in range(count):
            article = chance.choice(articles)
            text = chance.choice([article["title"], article.get("body") or article["title"]])
            words = re.findall(r"\w+", text)
            if chance.random() < .6:
                words = [word for word in words if is_settled(word)]
            words = words or ["tin"]
            length = min(len(words), chance.choice([1, 2, 2, 3, 3, 4, 6, 9, 14]))
            at = chance.randrange(len(words) - length + 1)
            line = " ".join(words[at:at + length])
            made.append(chance.choice([
                line, line, line.lower(), unmarked(line).lower(), unmarked(line).lower(),
                f'"{line}"', line + " -" + chance.choice(words), line.replace("n", "l", 1)]))
        return made


class Archive:
    def __init__(self, build, folder, options):
        self.build, self.folder, self.options = build, folder, options
        os.makedirs(folder)

    def run(self, command, *arguments):
        done = subprocess.run([self.build + "/indexer/tracuu-index", command, "--archive",
                               self.folder + "/kho", *arguments], check=False,
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        assert done.returncode in (0, 1), (command, done.returncode)

    def update(self, articles, *options):
        path = self.folder + "/source.jsonl"
        with open(path, "w", encoding="utf-8") as out:
            for name in sorted(articles):
                out.write(json.dumps(articles[name], ensure_ascii=False) + "\n")
        self.run("update", "--allow-removals", *self.options, *options, path)

    def answers(self, queries):
        for mode in MODES:
            lines = "".join(f"{i}\t{q}\n" for i, q in enumerate(queries))
            run = subprocess.run(
                [self.build + "/query/tracuu", "--archive", self.folder + "/kho", "--format=json",
                 "--timeout-ms=0", "--batch=-", *mode],
                input=lines, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                encoding="utf-8", check=False)
            for line in run.stdout.splitlines():
                yield comparable(json.loads(line))


def comparable(answer):
    for name in ("archive", "generation", "took_ms"):
        answer.pop(name, None)
    (answer.get("query", {}).get("explain") or {}).pop("work", None)
    for hit in answer.get("hits", []):
        # The file is the archive's own.
        hit.pop("path", None)
        hit.pop("line", None)
    return answer


def differences(a, b):
    """In what two answers differ."""
    kinds = []
    ids = [[hit["id"] for hit in x.get("hits", [])] for x in (a, b)]
    if a.get("total") != b.get("total"):
        kinds.append("total")
    if a.get("query", {}).get("read_as") != b.get("query", {}).get("read_as"):
        kinds.append("read_as")
    if a.get("suggestions") != b.get("suggestions"):
        kinds.append("suggestions")
    if set(ids[0]) != set(ids[1]):
        kinds.append("hits")
    elif ids[0] != ids[1]:
        kinds.append("order")
    if ids[0][:1] != ids[1][:1]:
        kinds.append("first")
    scores = [{hit["id"]: hit.get("score") for hit in x.get("hits", [])} for x in (a, b)]
    if any(scores[0][i] != scores[1][i] for i in set(ids[0]) & set(ids[1])):
        kinds.append("score")
    return kinds or ([] if a == b else ["other"])


def compare(name, expected, found, queries, verbose):
    """Says how many answers differ; whether so many may."""
    counts, unsure = collections.Counter(), 0
    assert len(expected) == len(found), (name, len(expected), len(found))
    bad = []
    for at, (a, b) in enumerate(zip(expected, found)):
        query, mode = queries[at % len(queries)], MODES[at // len(queries)]
        kinds = differences(a, b)
        counts.update(kinds)
        unsure += bool(kinds)
        if kinds and (is_settled(query) or "total" in kinds):
            bad.append((query, mode, kinds))
        if kinds and verbose:
            print(name, mode, query, kinds)
            print("\t", json.dumps(a, ensure_ascii=False)[:verbose])
            print("\t", json.dumps(b, ensure_ascii=False)[:verbose])
    print(f"history: {name}: {unsure} of {len(expected)} answers differ", dict(counts) or "")
    for query in bad:
        print("history: must be the same:", *query)
    return not bad and unsure <= FEW * len(expected)


def rolled_back(archive, history):
    """To the second night, and from there to the last."""
    for night in history.nights[:3]:
        archive.update(night)
    archive.run("rollback")
    archive.update(history.nights[-1])


def purged(archive, history):
    """Of articles that were there on the first night."""
    gone = [a for name, a in history.nights[0].items() if name not in history.nights[-1]][:3]
    archive.update({**history.nights[-1], **{a["id"]: a for a in gone}})
    archive.run("purge", *[a["id"] for a in gone])


def nightly(archive, history):
    for night in history.nights:
        archive.update(night)


def by_one_worker(archive, history):
    archive.update(history.nights[-1], "--jobs=1")


WAYS = {"nights": nightly, "one worker": by_one_worker, "rollback": rolled_back, "purge": purged}


def alike(build, folder, nights):
    """An archive of files that say the same, as they are called after each of NIGHTS."""
    archive = Archive(build, folder, [])
    source = folder + "/nguồn"
    os.makedirs(source)
    for at, names in enumerate(nights):
        for number, name in enumerate(names):
            path = f"{source}/{name}.txt"
            if at == 0:
                with open(path, "w", encoding="utf-8") as file:
                    file.write("Khánh thành cầu Bến Thủy\n\nCầu dài một cây số, thông xe hôm nay "
                               "sau ba năm thi công.\n")
            else:
                os.rename(f"{source}/{nights[at - 1][number]}.txt", path)
        archive.run("update", "--quiet", "--allow-removals", source)
    return archive


def check_renamed(build, work):
    """Equals stand in the order of their ids of now, in answers and in groups."""
    nights = [[f"{number}-{(night + number) // 3}" for number in range(9)] for night in range(4)]
    found = []
    for folder, way in ("đổi tên", nights), ("một lần", nights[-1:]):
        archive = alike(build, os.path.join(work, folder), way)
        done = subprocess.run([build + "/indexer/tracuu-index", "duplicates", "--json",
                               "--archive", archive.folder + "/kho"], check=True,
                              stdout=subprocess.PIPE, encoding="utf-8")
        groups = [[a["id"] for a in json.loads(line)["articles"]]
                  for line in done.stdout.splitlines()]
        found.append((groups, list(archive.answers(["khánh thành cầu", "ba năm -nước"]))))
    same = found[0] == found[1]
    print("history: renamed:", "the same" if same else "not the same")
    return same and len(found[0][0]) == 1


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build")
    parser.add_argument("--articles")
    parser.add_argument("--count", type=int, default=400)
    parser.add_argument("--changed", type=int, default=20)
    parser.add_argument("--queries", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--shard-articles", type=int, default=200)
    parser.add_argument("--keep")
    parser.add_argument("--verbose", type=int, default=0)
    options = parser.parse_args()
    options.build = os.path.abspath(options.build)
    chance = random.Random(options.seed)
    maker = Read(chance, options.articles) if options.articles else Made(chance)
    history = History(maker, chance, options.count, options.changed)
    queries = history.queries(chance, options.queries)
    same = True
    with tempfile.TemporaryDirectory() as scratch:
        work = options.keep or scratch
        shards = [f"--shard-articles={options.shard_articles}",
                  f"--batch-articles={max(options.shard_articles // 4, 10)}"]
        fresh = Archive(options.build, work + "/fresh", shards)
        fresh.update(history.nights[-1])
        expected = list(fresh.answers(queries))
        for name, way in WAYS.items():
            archive = Archive(options.build, os.path.join(work, name), shards)
            way(archive, history)
            same &= compare(name, expected, list(archive.answers(queries)), queries,
                            options.verbose)
        same &= check_renamed(options.build, work)
        subprocess.run(["chmod", "-R", "u+w", work], check=False)
    sys.exit(0 if same else "history: an archive answers otherwise than one built at once")


if __name__ == "__main__":
    main()
