#!/usr/bin/python3
"""Requests in JSON, held against docs/request.schema.json, and their answers against
docs/answer.schema.json:

- one line in, exactly one line out, whatever is in it;
- what the schema of requests takes, the program takes, and the reverse, but for values of words;
- each setting means what the option of the command line means: the same bytes;
- an error says whose it is to mend, names the member, and nothing of this machine.

    tests/requests.py BUILD_FOLDER"""

import json
import os
import random
import re
import subprocess
import sys
import tempfile

import jsonschema

from programs import run_program

here = os.path.dirname(os.path.abspath(__file__))
docs = os.path.join(here, "..", "docs")
corpus = os.path.join(here, "..", "corpus")

# Options of the command line, and the members of a request that mean the same.
SAME = [
    ([], {}),
    (["--limit=3"], {"limit": 3}),
    (["--limit=2", "--offset=4"], {"limit": 2, "offset": 4}),
    (["--sort=newest"], {"sort": "newest"}),
    (["--sort=oldest", "--limit=5"], {"sort": "oldest", "limit": 5}),
    (["--ranking=bm25"], {"ranking": "bm25"}),
    (["--from=2012", "--to=3/2018"], {"from": "2012", "to": "3/2018"}),
    (["--filter=place:Quảng Trị"], {"filters": ["place:Quảng Trị"]}),
    (["--filter=author:x", "--filter=nguồn:y"], {"filters": ["author:x", "nguồn:y"]}),
    (["--facet=year:3", "--facet=author", "--timeline=month"],
     {"facets": ["year:3", "author"], "timeline": "month"}),
    (["--count"], {"count": True}),
    (["--explain"], {"explain": True}),
    ([], {"explain": False}),
    (["--diacritics=exact"], {"diacritics": "exact"}),
    (["--diacritics=ignore"], {"diacritics": "ignore"}),
    (["--duplicates=fold", "--prefer=Tin", "--facet=source"],
     {"duplicates": "fold", "prefer": "Tin", "facets": ["source"]}),
    ([], {"strict": False}),
    (["--timeout-ms=0"], {"timeout_ms": 0}),
]
QUERIES = ["lũ lụt", "lu lut", '"quảng trị" -bão', "xử dụng", "zzyzx", "tác giả:Hưng", "toor quoocs"]

BROKEN = [b"", b"   ", b"{", b"}", b"{}", b"[]", b"null", b"{\"q\"}", b"\xff\xfe", b"{\"q\":\"\xff\"}",
          b"{\"q\":\"a\",\"q\":\"b\"}", b"{\"q\":\"\\u0000\"}", b"{\"q\":1}", b"{\"q\":\"a\",\"id\":1.5}",
          b"{\"q\":\"a\",\"id\":{}}", b"[" * 5000, b"{\"q\":" * 5000, b"{\"q\":\"" + b"a" * 70000 + b"\"}",
          b"{\"q\":\"a\",\"limit\":1e9}", b"{\"q\":\"a\",\"limit\":99999999999999999999}", b"\r",
          b"{\"q\":\"a\"} x", b"no tab"]
# Read as requests, whose queries say nothing.
EMPTY = [b"\t", b"{\"q\":\"\"}", b"{\"q\":\"\xe2\x80\xa6\"}"]

# What is wrong with JSON, each in words of its own, and at which byte.
FAULTS = [(b"{", 1), (b'{"q":"a","q":"b"}', 12), (b'{"q":"a"} x', 11), (b'{"q"}', 5),
          (b'{"q":"\\u0000"}', 13), (b'{"q":"a","limit":99999999999999999999}', 37)]


def load(name):
    with open(os.path.join(docs, name), encoding="utf-8") as file:
        schema = json.load(file)
    jsonschema.Draft7Validator.check_schema(schema)
    return jsonschema.Draft7Validator(schema)


class Program:
    """One tracuu that answers a batch."""

    def __init__(self, build, archive, *options):
        self.process = subprocess.Popen(
            [build + "/query/tracuu", "--archive", archive, "--batch=-", *options],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def ask_line(self, line):
        self.process.stdin.write(line + b"\n")
        self.process.stdin.flush()
        return self.process.stdout.readline()

    def ask(self, **request):
        return json.loads(self.ask_line(json.dumps(request).encode()))

    def end(self):
        rest, errors = self.process.communicate()
        assert rest == b"", rest
        return errors.decode()


def same(a, b):
    """Whether two answers are the same bytes, their times apart; else where they are not."""
    a, b = without_time(a), without_time(b)
    at = next((i for i, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
    assert a == b, (a[max(at - 80, 0):at + 40], b[max(at - 80, 0):at + 40])
    return True


def without_time(line):
    return re.sub(rb'"took_ms":[0-9.e-]+', b'"took_ms":0', line)


def check_same(build, archive, program):
    for query in QUERIES:
        for options, members in SAME:
            run = run_program(build, "query/tracuu", "--archive", archive, "--format=json",
                              *options, "--", query, status=(0, 1))
            line = program.ask_line(json.dumps({"q": query, **members}).encode())
            assert same(run.stdout, line), (query, members)
    run = run_program(build, "query/tracuu", "--archive", archive, "--format=json", "--", "lũ")
    article = json.loads(run.stdout)["hits"][0]["id"]
    for option, request in [("--show", {"op": "show", "article": article}),
                            ("--history", {"op": "history", "article": article}),
                            ("--similar", {"op": "similar", "article": article}),
                            ("--analyse", {"op": "analyse", "q": article})]:
        run = run_program(build, "query/tracuu", "--archive", archive, "--format=json",
                          f"{option}={article}")
        line = program.ask_line(json.dumps(request).encode())
        assert same(run.stdout, line), option
    check_statuses(build, archive, article)
    return article


def check_statuses(build, archive, article):
    """What a command line ends with a batch ends with, for the same: something was found, or not."""
    for options, request, status in [
            (["--", "lũ"], {"q": "lũ"}, 0), (["--", "zzyzx"], {"q": "zzyzx"}, 1),
            (["--count", "--", "lũ"], {"q": "lũ", "count": True}, 0),
            (["--offset=9000", "--", "lũ"], {"q": "lũ", "offset": 9000}, 1),
            (["--count", "--similar", article], {"op": "similar", "article": article, "count": True}, 0),
            (["--show", article], {"op": "show", "article": article}, 0),
            (["--show", "none"], {"op": "show", "article": "none"}, 1)]:
        run_program(build, "query/tracuu", "--archive", archive, "--format=json", *options, status=(status,))
        run_program(build, "query/tracuu", "--archive", archive, "--batch=-", status=(status,),
                    input=json.dumps(request).encode() + b"\n")


def check_broken(program, schema, archive):
    for line in BROKEN + EMPTY:
        answer = program.ask_line(line)
        assert answer.endswith(b"\n") and answer.count(b"\n") == 1, line
        answer = json.loads(answer)
        schema.validate(answer)
        error = answer["error"]
        assert error["fault"] == ("query" if line in EMPTY else "request"), (line, answer)
        assert not error["retryable"], (line, answer)
        assert archive not in error["message"]
    words = set()
    for line, at in FAULTS:
        message = json.loads(program.ask_line(line))["error"]["message"]
        assert message.endswith(f" byte {at}"), (line, message)
        words.add(message.removesuffix(str(at)))
    assert len(words) == len(FAULTS), words


def random_request(chance, article):
    """One that may be right, or not."""
    values = {
        "id": [1, "x", "ê", 1.5, None, [], "a" * 257], "lang": ["vi", "en", "fr", 3],
        "op": ["search", "show", "history", "similar", "suggest", "analyse", "export", "status", "cancel",
               "drop", 1],
        "format_version": [1, 2, "1"], "q": ["lũ", "lu lut", 5], "article": [article, 5],
        "target": [1, "x", {}], "limit": [1, 10, 1000, 0, 1001, -1, "3", 2.5],
        "offset": [0, 10000, 10001, -1], "sort": ["newest", "best"], "ranking": ["bm25", "x"],
        "from": ["2010", 2010], "to": ["2030", ""], "filters": [[], ["author:x"], "author:x", [3]],
        "facets": [["year"], ["author:3", "kind"], "year", [None]], "timeline": ["year", "week"],
        "count": [True, False, 1], "diacritics": ["auto", "ignore", "none"],
        "explain": [True, "yes"], "timeout_ms": [0, 500, -1, 3600001], "limits": [1], "": [1],
    }
    names = chance.sample(sorted(values), chance.choice([1, 1, 2, 2, 3]))
    request = {name: values[name][0] if chance.random() < 0.7 else chance.choice(values[name])
               for name in names}
    if chance.random() < 0.8:
        need = {"show": "article", "history": "article", "similar": "article", "cancel": "target", "status": None}
        name = need.get(request.get("op"), "q")
        if name:
            request.setdefault(name, values[name][0])
    return request


def check_random(program, requests, answers, article):
    chance = random.Random(20180327)
    taken = 0
    for _ in range(3000):
        request = random_request(chance, article)
        answer = program.ask(**request)
        answers.validate(answer)
        fault = answer.get("error", {}).get("fault")
        valid = requests.is_valid(request)
        assert valid == (fault != "request"), (request, answer)
        if valid and "id" in request:
            assert answer["id"] == request["id"], answer
        if fault == "request":
            assert answer["error"]["option"] in request or answer["error"]["option"] in (
                "q", "article", "target"), (request, answer)
        taken += valid
    assert 300 < taken < 2700, taken


def check_export(program, answers):
    offset, ids, generations = 0, [], set()
    while offset is not None:
        answer = program.ask(op="export", q="quảng", limit=3, offset=offset)
        answers.validate(answer)
        ids += [article["id"] for article in answer["list"]]
        generations.add(answer["generation"])
        assert len(answer["list"]) <= 3
        offset = answer["export"]["next"]
    assert len(ids) == len(set(ids)) == answer["export"]["articles"] > 6, ids
    assert len(generations) == 1


def check_pages(program, answers):
    """Going from page to page shows each hit once, and ends."""
    offset, ids = 0, []
    while offset is not None:
        answer = program.ask(q="quảng trị", limit=4, offset=offset)
        page = answer["page"]
        assert page["previous"] == (offset - 4 if offset else None), page
        ids += [hit["id"] for hit in answer["hits"]]
        last, offset = offset, page["next"]
    assert page["last"] == last and len(ids) == len(set(ids)) == answer["total"]["value"], page


def check_words(program, article):
    """Languages, marks in a whole article, warnings with what they speak of."""
    vi = program.ask(q="lũ", limit=0, lang="vi")["error"]["message"]
    en = program.ask(q="lũ", limit=0, lang="en")["error"]["message"]
    assert "không" in vi and "not" in en, (vi, en)
    order = program.ask(**{"q": "lũ", "from": "2018", "to": "2017", "lang": "vi"})["error"]["message"]
    assert "muộn hơn" in order, order
    shown = program.ask(op="show", article=article, q="lu")
    marked = [piece["text"] for block in shown["article"]["blocks"] for piece in block["pieces"]
              if piece.get("hit")]
    assert marked and all(text.lower() == "lũ" for text in marked), marked
    for block in shown["article"]["blocks"]:
        text = "".join(piece["text"] for piece in block["pieces"])
        assert text.split() == block["text"].split(), block
    warnings = {w["code"]: w for w in program.ask(q="lũ zzyzx -bão \"nước")["warnings"]}
    assert warnings["unknown_words"]["words"] == ["zzyzx"], warnings
    assert warnings["excluded"]["words"] == ["bão"], warnings
    assert warnings["unclosed_quote"]["at"] == len("lũ zzyzx -bão ".encode()), warnings
    assert warnings["some_words"]["count"] == 0, warnings


def check_paths(build, archive):
    program = Program(build, archive, "--path-map", "/nowhere=x", "--path-map",
                      corpus + "=//may/kho", "--path-map", corpus + "/2020=https://kho.example.vn/a")
    for hit in program.ask(q="quảng trị", limit=100)["hits"]:
        inside = os.path.relpath(hit["path"], corpus)
        wanted = ("https://kho.example.vn/a/" + inside[5:] if inside.startswith("2020/")
                  else "//may/kho/" + inside)
        assert hit["original"] == wanted, hit
    program.end()


def check_last_run(build, archive, answers):
    """What the last run left out is told by its report, however many articles that has a line for."""
    path = os.path.join(archive, "last-report.jsonl")
    head = b'{"action":"run","lang":"en","started":"2026-03-14T01:30:00Z"}\n'
    added = b'{"action":"added","id":"%s","path":"a.jsonl"}\n' % (b"x" * 950)
    left = [b'{"action":"%s","path":"p%d"}\n' % (action, i) for i in range(70)
            for action in (b"ignored", b"skipped", b"lost", b"known")]
    counts = b'"counts":{"added":1,"ignored":70,"known":70,"lost":70,"skipped":70}}\n'
    end = b'{"action":"summary","result":"published","finished":"2026-03-14T01:31:00Z",'
    order = ["lost"] * 70 + ["skipped"] * 70 + ["known"] * 60

    def told(*parts):
        os.remove(path)
        with open(path, "wb") as file:
            file.writelines(parts)
        program = Program(build, archive)
        answer = program.ask(op="status")
        program.end()
        answers.validate(answer)
        run = answer["status"]["last_run"]
        assert run["started"] == "2026-03-14T01:30:00Z", run
        return run["result"], [line["action"] for line in run["left_out"]], run["left_out_more"]

    assert told(head, *left, end, counts) == ("published", order, 80)
    assert told(head, *[added] * 3000, *left, end, counts) == ("published", order, 80)
    assert told(head, *[added] * 3000, *left) == ("unknown", order, 80)
    assert told(head, *[added] * 70000, end, b'"counts":{"added":70000}}\n') == ("published", [], 0)


def check_private(build, archive, answers):
    """What is broken is told to the log, in the answer only that it is."""
    generation = os.path.join(archive, "generations", "000001")
    subprocess.run(["chmod", "-R", "u+w", archive], check=True)
    shards = [name for name in os.listdir(generation) if name.startswith("shard-")]
    for shard in shards:
        path = os.path.join(generation, shard, "docdata.glass")
        blocks = os.path.getsize(path) // 8192
        with open(path, "r+b") as file:
            for block in range(blocks - 1):  # the last is looked at when it is opened
                file.seek(block * 8192 + 4000)
                file.write(b"\x55" * 100)
    program = Program(build, archive)
    answer = program.ask(q="lũ", id=1)
    answers.validate(answer)
    assert answer["error"]["fault"] == "archive" and answer["id"] == 1, answer
    assert archive not in json.dumps(answer), answer
    assert archive in program.end()
    run = run_program(build, "query/tracuu", "--archive", archive + "/none", "--format=json", "lũ",
                      status=(3,))
    error = json.loads(run.stdout)["error"]
    assert error["fault"] == "archive" and archive not in error["message"], error
    assert archive in run.stderr.decode()


def main():
    build = os.path.abspath(sys.argv[1])
    requests, answers = load("request.schema.json"), load("answer.schema.json")
    with tempfile.TemporaryDirectory() as work:
        archive = os.path.join(work, "archive")
        run_program(build, "indexer/tracuu-index", "update", "--quiet", "--archive", archive, corpus)
        program = Program(build, archive)
        article = check_same(build, archive, program)
        check_broken(program, answers, archive)
        check_random(program, requests, answers, article)
        check_export(program, answers)
        check_pages(program, answers)
        check_words(program, article)
        assert program.end() == ""
        check_paths(build, archive)
        check_last_run(build, archive, answers)
        check_private(build, archive, answers)
    print("requests: ok")


main()
