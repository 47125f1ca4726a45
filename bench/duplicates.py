#!/usr/bin/env python3
"""How well near-duplicates are found.

    bench/duplicates.py make NEWS.jsonl OUT.jsonl [COPIES]   the articles, and copies of some of them
    bench/duplicates.py judge GROUPS.jsonl                   recall and precision of the copies

Of each of COPIES articles (2,000) a copy is added of which 5 to 20 % of the words are changed:
for a word of another article, or left out, or with one added. A group with a copy in it is right
where the article is in it that it was made of; each other article in it counts against precision
unless it is itself like that article: then it was so before there was a copy, and is judged by
hand.
"""

import json
import random
import re
import sys

SEED = 17
MARK = "-copy"


def changed(text, share, words, chance):
    out = []
    for piece in re.split(r"(\s+)", text):
        if not piece.strip() or chance.random() >= share:
            out.append(piece)
            continue
        how = chance.random()
        if how < 0.8:
            out.append(chance.choice(words))
        elif how < 0.9:
            out.append(piece + " " + chance.choice(words))
    return "".join(out)


def make(source, target, copies):
    chance = random.Random(SEED)
    with open(source, encoding="utf-8") as f:
        articles = [json.loads(line) for line in f]
    words = [w for a in chance.sample(articles, 2000) for w in a.get("body", "").split()]
    with open(target, "w", encoding="utf-8") as f:
        for a in articles:
            f.write(json.dumps(a, ensure_ascii=False) + "\n")
        for a in chance.sample(articles, copies):
            share = chance.uniform(0.05, 0.20)
            copy = dict(a, id=a["id"] + MARK)
            for field in {"title", "lead", "body"} & a.keys():
                copy[field] = changed(a[field], share, words, chance)
            f.write(json.dumps(copy, ensure_ascii=False) + "\n")


def judge(path, copies):
    found = pairs = wrong = 0
    with open(path, encoding="utf-8") as f:
        groups = [json.loads(line)["articles"] for line in f]
    for group in groups:
        ids = [a["id"].split(":")[-1] for a in group]
        originals = {i for i in ids if not i.endswith(MARK)}
        for i in ids:
            if not i.endswith(MARK):
                continue
            found += i[: -len(MARK)] in originals
            pairs += 1
            wrong += i[: -len(MARK)] not in originals
    sizes = [len(g) for g in groups]
    print(f"groups {len(groups)}, articles {sum(sizes)}, largest {sorted(sizes)[-10:]}")
    print(f"copies {copies}, found {found}, recall {found / copies:.4f}")
    print(f"copies in groups {pairs}, without their article {wrong}, "
          f"precision {1 - wrong / max(pairs, 1):.4f}")


def main():
    copies = int(sys.argv[4]) if len(sys.argv) > 4 else 2000
    if sys.argv[1] == "make":
        make(sys.argv[2], sys.argv[3], copies)
    else:
        judge(sys.argv[2], copies)


main()
