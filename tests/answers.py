#!/usr/bin/python3
"""What every JSON answer promises, held against the sample press releases:

- it is valid by docs/answer.schema.json, errors too;
- a title or snippet, its pieces put together, stands in the article word for word;
- a piece that is a hit is made of words of the query, marks aside, and no word of the
  query next to it was left unmarked by a cut inside a word.

    tests/answers.py BUILD_FOLDER"""

import json
import os
import re
import subprocess
import sys
import tempfile
import unicodedata

import jsonschema

here = os.path.dirname(os.path.abspath(__file__))
corpus = os.path.join(here, "..", "corpus")

# Any spelling of a word must be marked: old and new tone placement, i and y, capitals,
# normal forms; and what is no word must not disturb.
EXTRA_QUERIES = [
    "uỷ ban kĩ thuật", "thuy loi", "hoà bình", "quí", "UBND", "TP.HCM", "27/3", "2/9/2019",
    "-khánh cầu", '"cau ben moc" kon tum', "đ", "cấp cứu 🚑", "vắc xin", "NFD Yok Đôn", "uy ban nhan dan",
]
DECODED_QUERIES = [
    "toor quoocs", '"Quangr Trij" lux lutj', "d9uo72ng sa81t", "tæ quèc", "toå quoác",
    "Tá»• quá»‘c", "há»“ chá»©a",
]
BAD_QUERIES = ["", "…", "\u0001", "a" * 20000, "x " * 300]


def fold(text):
    text = unicodedata.normalize("NFD", text.lower().replace("đ", "d").replace("ð", "d"))
    text = "".join(c for c in text if not unicodedata.combining(c) and c not in "\u00ad\u200d")
    return re.sub(r"(?<=[hklmst])y\b|(?<=qu)y\b", "i", text)


def words(text):
    text = re.sub(r"(?<=\d)\.(?=\d{3}(?!\d))", "", text)  # 2.000 is 2000
    return [w.lstrip("0") or "0" for w in re.findall(r"\w+", fold(text))]


def one_space(text):
    return re.sub(r"\s+", " ", text).strip()


def article_texts():
    texts = {}
    for folder, _, names in os.walk(corpus):
        for name in names:
            path = os.path.join(folder, name)
            data = open(path, "rb").read()
            if name.endswith(".txt"):
                encoding = "utf-16" if data[:2] == b"\xff\xfe" else "utf-8-sig"
                texts[os.path.relpath(path, corpus)] = one_space(data.decode(encoding))
            elif name.endswith(".jsonl"):
                for line in data.decode().splitlines():
                    article = json.loads(line)
                    parts = [article.get(k, "") for k in ("title", "lead", "body", "author")]
                    parts += article.get("captions", [])
                    texts[article["id"]] = one_space("\n".join(parts))
    return texts


def check_pieces(query, also, pieces, text, where):
    joined = "".join(piece["text"] for piece in pieces)
    for part in joined.split("…"):
        assert one_space(part) in text, f"{where}: not in the article: {part!r}"
    wanted = set(words(" ".join([query] + also)))
    if re.search(r"\d/\d", query):  # found as "27 tháng 3 năm 2018" and "26 đến 28/3", too
        wanted |= {"thang", "nam", "ngay", "den", "het", "va"} | set(map(str, range(1, 32)))
        wanted |= set(re.findall(r"20\d\d", text))
    for i, piece in enumerate(pieces):
        if not piece.get("hit"):
            continue
        strange = [w for w in words(piece["text"]) if w not in wanted]
        if not re.search(r"\s", piece["text"]) and set(words(piece["text"])) & wanted:
            strange = []  # a word with signs inside is marked whole
        assert not strange, f"{where}: {piece['text']!r} is marked, but not asked for"
        around = "".join(p["text"] for p in pieces[i - 1 : i])[-1:], "".join(
            p["text"] for p in pieces[i + 1 : i + 2])[:1]
        for neighbour in around:
            inside = neighbour.isalnum() or unicodedata.combining(neighbour or " ")
            assert not inside, f"{where}: {piece['text']!r} is cut inside a word"
    return sum(bool(piece.get("hit")) for piece in pieces)


def main():
    build = os.path.abspath(sys.argv[1])
    with open(os.path.join(here, "..", "docs", "answer.schema.json"), encoding="utf-8") as f:
        schema = jsonschema.Draft7Validator(json.load(f))
    topics = [l.split("\t")[1] for l in open(os.path.join(corpus, "topics.tsv"), encoding="utf-8")]
    texts = article_texts()
    checked = marked = 0
    with tempfile.TemporaryDirectory() as work:
        archive = os.path.join(work, "archive")
        subprocess.run([build + "/indexer/tracuu-index", "update", "--quiet", "--archive", archive,
                        corpus], check=True)
        for query in topics + EXTRA_QUERIES + DECODED_QUERIES + BAD_QUERIES:
            run = subprocess.run([build + "/query/tracuu", "--archive", archive, "--format=json",
                                  "--", query], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            answer = json.loads(run.stdout)
            schema.validate(answer)
            if "\u0001" not in query and len(query) < 1000:
                run = subprocess.run([build + "/query/tracuu", "--analyse=" + query, "--format=json"],
                                     stdout=subprocess.PIPE, check=True)
                schema.validate(json.loads(run.stdout))
            assert ("error" in answer) == (query in BAD_QUERIES), query
            decoded = "decoded_from" in answer.get("query", {})
            assert decoded == (query in DECODED_QUERIES), query
            asked = answer["query"]["read_as"] if decoded else query
            for hit in answer.get("hits", []):
                for pieces in [hit["title"]] + hit["snippets"]:
                    where = f"{query!r}, {hit['id']}"
                    also = answer["query"].get("also", [])
                    marked += check_pieces(asked, also, pieces, texts[hit["id"]], where)
                    checked += 1
        subprocess.run(["chmod", "-R", "u+w", archive], check=True)
    assert checked > 500 and marked > 500, (checked, marked)
    print(f"answers: {checked} titles and snippets, {marked} marks: ok")


main()
