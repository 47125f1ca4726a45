#!/usr/bin/python3
"""An archive that was updated many times answers as one built at once.

    tests/updates.py BUILD_FOLDER [SEED]

Articles are added, changed and removed at random in each round, in shards so small that
they are linked, joined and renewed; then each query must find the same articles, in the
archive and in one built from nothing."""

import json
import os
import random
import subprocess
import sys
import tempfile

ROUNDS = 10
WORDS = ["lũ", "lu", "bão", "bao", "lúa", "lua", "tỉnh", "tinh", "cầu", "cau", "mới", "moi",
         "xã", "xa", "hội", "hoi", "làng", "lang", "biển", "bien", "rừng", "rung"]
QUERIES = WORDS + ['"lũ bão"', '"lúa tỉnh"', "cầu -mới", "lang bien", "rừng làng hội"]


class House:
    def __init__(self, build, work, seed):
        self.index = build + "/indexer/tracuu-index"
        self.search = build + "/query/tracuu"
        self.work = work
        self.chance = random.Random(seed)
        self.articles = {}
        self.made = 0

    def text(self):
        return " ".join(self.chance.choices(WORDS, k=self.chance.randint(3, 60)))

    def change(self):
        """Round by round: much is added; then little changes; then much goes."""
        ids = sorted(self.articles)
        for name in self.chance.sample(ids, len(ids) // self.chance.choice([3, 30, 100])):
            if self.chance.random() < .5:
                del self.articles[name]
            else:
                self.articles[name] = self.text()
        for _ in range(self.chance.choice([0, 1, 5, 300])):
            self.made += 1
            self.articles[f"bai-{self.made}"] = self.text()

    def write(self):
        path = self.work + "/source.jsonl"
        with open(path, "w", encoding="utf-8") as out:
            for name in sorted(self.articles):
                line = {"id": name, "title": name.split("-")[0], "body": self.articles[name]}
                out.write(json.dumps(line, ensure_ascii=False) + "\n")
        return path

    def update(self, archive):
        subprocess.run([self.index, "update", "--quiet", "--allow-removals", "--archive", archive,
                        "--shard-articles=200", "--batch-articles=30", self.write()], check=True)

    def found(self, archive, query):
        run = subprocess.run([self.search, "--archive", archive, "--format=json", "--limit=1000",
                              "--", query], stdout=subprocess.PIPE, check=False)
        answer = json.loads(run.stdout)
        hits = answer["hits"]
        full = {hit["id"] for hit in hits if "missing" not in hit}
        assert len(hits) == len({hit["id"] for hit in hits}), f"{query}: a hit twice"
        return full, answer["total"]

    def lost(self, archive):
        folder = os.path.join(archive, os.readlink(archive + "/current"))
        path = folder + "/lost"
        return (os.path.getsize(path) - 16) // 8 if os.path.exists(path) else 0


def remove(archive):
    subprocess.run(["chmod", "-R", "u+w", archive], check=True)
    subprocess.run(["rm", "-rf", archive], check=True)


def main():
    build = os.path.abspath(sys.argv[1])
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    most_lost = 0
    with tempfile.TemporaryDirectory() as work:
        house = House(build, work, seed)
        kept, fresh = work + "/kept", work + "/fresh"
        for number in range(ROUNDS):
            house.change()
            if not house.articles:
                continue
            house.update(kept)
            house.update(fresh)
            most_lost = max(most_lost, house.lost(kept))
            subprocess.run([house.index, "verify", "--quiet", "--archive", kept], check=True,
                           stdout=subprocess.DEVNULL)
            for query in QUERIES:
                old, new = house.found(kept, query), house.found(fresh, query)
                if old != new:
                    sys.exit(f"updates: seed {seed}, round {number}: {query!r} finds {old[1]}, "
                             f"in a new archive {new[1]}; differ: {sorted(old[0] ^ new[0])[:5]}")
            remove(fresh)
        remove(kept)
    print(f"updates: {ROUNDS} rounds, {len(QUERIES)} queries each; {most_lost} lost at most")
    sys.exit(0 if most_lost > 0 else "updates: no round left a lost document: nothing was tried")


main()
