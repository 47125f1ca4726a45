#!/usr/bin/python3
"""hold_out.py QRELS ARTICLES.jsonl BODIES < NEWS.jsonl

Writes the articles of standard input to ARTICLES.jsonl, those that QRELS names (query
id, tab, article id) without their titles; and a paragraph of every thirtieth to BODIES."""

import json
import sys

PARAGRAPH = 1500  # characters
EVERY = 30

asked = {line.split("\t")[1].strip() for line in open(sys.argv[1], encoding="utf-8")}
with open(sys.argv[2], "w", encoding="utf-8") as articles, \
        open(sys.argv[3], "w", encoding="utf-8") as bodies:
    for number, line in enumerate(sys.stdin):
        article = json.loads(line)
        if article["id"] in asked:
            article.pop("title", None)
        articles.write(json.dumps(article, ensure_ascii=False) + "\n")
        if number % EVERY == 0:
            text = " ".join(article.get("body", "").split())[:PARAGRAPH]
            bodies.write(text + "\n")
