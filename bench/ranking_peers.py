"""The other engines that bench/ranking asks: SQLite FTS5, and Lucene with words and pairs
of words. Their answers depend on nothing of ours, and are kept in the work folder."""

import glob
import json
import os
import re
import shutil
import sqlite3
import subprocess
import unicodedata

BIGRAMS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "Bigrams.java")


def read_texts(lines):
    """id and text of the articles in the file LINES."""
    with open(lines, encoding="utf-8") as articles:
        for line in articles:
            article = json.loads(line)
            text = "\n".join(str(article.get(key) or "") for key in ("title", "lead", "body"))
            yield str(article["id"]), unicodedata.normalize("NFC", text)


class Kept:
    """Answers by the query, in the file PATH."""

    def __init__(self, path):
        self.db = sqlite3.connect(path)
        self.db.execute("CREATE TABLE IF NOT EXISTS answers(query TEXT PRIMARY KEY, ids TEXT)")

    def get(self, key):
        row = self.db.execute("SELECT ids FROM answers WHERE query = ?", (key,)).fetchone()
        return json.loads(row[0]) if row else None

    def put(self, key, ids):
        self.db.execute("INSERT OR REPLACE INTO answers VALUES(?, ?)", (key, json.dumps(ids)))

    def close(self):
        self.db.commit()
        self.db.close()


class Fts5:
    """The best by FTS5's bm25, any word matching."""

    name = "fts5"

    @staticmethod
    def missing():
        return None

    @staticmethod
    def build(path, lines):
        path += ".fts5"
        if os.path.exists(path):
            return
        db = sqlite3.connect(path + ".part")
        for table, diacritics in (("exact", 0), ("folded", 2)):
            db.execute(f"CREATE VIRTUAL TABLE {table} USING fts5(id UNINDEXED, text, content='',"
                       f" tokenize='unicode61 remove_diacritics {diacritics}')")
        db.execute("CREATE TABLE ids(number INTEGER PRIMARY KEY, id TEXT)")
        for number, (article, text) in enumerate(read_texts(lines), 1):
            # unicode61 takes the marks off đ's companions, but not its stroke.
            folded = text.replace("đ", "d").replace("Đ", "D")
            db.execute("INSERT INTO ids VALUES(?, ?)", (number, article))
            db.execute("INSERT INTO exact(rowid, text) VALUES(?, ?)", (number, text))
            db.execute("INSERT INTO folded(rowid, text) VALUES(?, ?)", (number, folded))
        db.commit()
        db.close()
        os.rename(path + ".part", path)

    @staticmethod
    def ask(path, queries, folded, depth):
        kept = Kept(path + ".fts5")
        table = "folded" if folded else "exact"
        answers = {}
        for query, text in queries:
            words = re.findall(r"\w+", unicodedata.normalize("NFC", text))
            match = " OR ".join(f'"{word}"' for word in dict.fromkeys(words))
            answers[query] = kept.get(table + ":" + match)
            if answers[query] is None:
                found = kept.db.execute(
                    f"SELECT (SELECT id FROM ids WHERE number = {table}.rowid) FROM {table}"
                    f" WHERE {table} MATCH ? ORDER BY rank LIMIT {depth}", (match,)).fetchall()
                answers[query] = [row[0] for row in found]
                kept.put(table + ":" + match, answers[query])
        kept.close()
        return answers


class Bigrams:
    """Lucene's BM25 over words and pairs of words."""

    name = "bigrams"

    @staticmethod
    def jars():
        names = ("core", "analyzers-common")
        return [jar for name in names for jar in glob.glob(f"/usr/share/java/lucene-{name}-8*.jar")]

    @classmethod
    def missing(cls):
        if not shutil.which("java"):
            return "java is missing"
        return None if cls.jars() else "Lucene is missing: install liblucene8-java"

    @classmethod
    def run(cls, *arguments, text):
        command = ["java", "-cp", ":".join(cls.jars()), BIGRAMS, *arguments]
        return subprocess.run(command, input=text.encode(), stdout=subprocess.PIPE,
                              check=True).stdout.decode()

    @classmethod
    def build(cls, path, lines):
        path += ".lucene"
        if os.path.exists(path):
            return
        shutil.rmtree(path + ".part", ignore_errors=True)
        cls.run("index", path + ".part", text="".join(
            f"{article}\t{' '.join(text.split())}\n" for article, text in read_texts(lines)))
        os.rename(path + ".part", path)

    @classmethod
    def ask(cls, path, queries, folded, depth):
        kept = Kept(path + ".lucene/answers")
        field = "folded" if folded else "exact"
        answers = {query: kept.get(field + ":" + text) for query, text in queries}
        new = [(query, text) for query, text in queries if answers[query] is None]
        found = cls.run("search", path + ".lucene", field, str(depth), text="".join(
            f"{query}\t{text}\n" for query, text in new)) if new else ""
        texts = dict(new)
        for line in found.splitlines():
            query, *ids = line.split("\t")
            answers[query] = ids
            kept.put(field + ":" + texts[query], ids)
        kept.close()
        return answers


PEERS = {peer.name: peer for peer in (Bigrams, Fts5)}
