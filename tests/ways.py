#!/usr/bin/python3
"""All ways in give the same bytes for the same request, took_ms apart: a process each, a batch,
tracuu --serve over its standard input and over a socket, tracuu-web, libtracuu.

Requests are drawn by lot: every operation, every member, queries of words and phrases of the
sample press releases with what the query language has, whole and broken.

    tests/ways.py BUILD_FOLDER            120 requests
    tests/ways.py BUILD_FOLDER --all      5,000"""

import ctypes
import http.client
import json
import os
import random
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse

from programs import run_program

here = os.path.dirname(os.path.abspath(__file__))
corpus = os.path.join(here, "..", "corpus")
PATIENCE = 120  # seconds that anything may take on a machine that does other things
TIMEOUT = "--timeout-ms=600000"  # no clock ends what is compared
HAND_WRITTEN = ["", " ", "…", "zzyzx", "xử dụng", "toor quoocs", "tác giả:Hưng", "nguồn:x", "\"lũ", "lũ -",
                "*", "tham*", "=Mai", "năm:2020", "trước:2015 lũ", "hôm qua", "trang:3", "a\tb\nc", "<b>&\"'",
                "-lũ", "(lũ OR", "a" * 20000, " ".join(["lũ"] * 300), "\u202e\u0007\u009b", "x" * 250, "📰 lũ"]


def words_of_corpus():
    words = []
    for folder, _, names in sorted(os.walk(corpus)):
        for name in sorted(names):
            if name.endswith(".txt"):
                with open(os.path.join(folder, name), encoding="utf-8", errors="ignore") as file:
                    words.append(re.findall(r"\w+", file.read()))
    return [text for text in words if len(text) > 60]


class Lot:
    """Requests, drawn by lot; the same SEED draws the same ones."""

    def __init__(self, seed, articles):
        self.chance = random.Random(seed)
        self.texts = words_of_corpus()
        self.articles = articles

    def run(self, most):
        text = self.chance.choice(self.texts)
        at = self.chance.randrange(len(text) - most)
        return " ".join(text[at:at + self.chance.randint(1, most)])

    def query(self):
        chance, run = self.chance, self.run
        return chance.choice([
            lambda: run(5), lambda: run(5), lambda: run(5).lower(), lambda: f'"{run(3)}"',
            lambda: f'"{run(2)}" -{run(1)}', lambda: f"{run(2)} OR {run(2)}", lambda: f"{run(1)} NEAR/5 {run(1)}",
            lambda: f"({run(2)}) AND ({run(1)} OR {run(1)})", lambda: run(1)[:3] + "*", lambda: "=" + run(1),
            lambda: f"tiêu đề:{run(1)} {run(1)}", lambda: f"{run(2)} năm:{chance.randint(2009, 2022)}",
            lambda: run(60), lambda: chance.choice(HAND_WRITTEN)])()

    def settings(self):
        chance = self.chance
        every = {
            "limit": lambda: chance.choice([1, 3, 10, 50, 0]), "offset": lambda: chance.choice([0, 1, 5, 100]),
            "sort": lambda: chance.choice(["relevance", "newest", "oldest"]),
            "from": lambda: chance.choice(["2012", "3/2018", "hôm qua", "x"]),
            "to": lambda: chance.choice(["2019", "31/12/2018"]),
            "filters": lambda: chance.choice([["place:Quảng Trị"], ["author:x", "năm:2020"], ["x"]]),
            "duplicates": lambda: chance.choice(["show", "fold"]), "prefer": lambda: "Tin"}
        return {name: every[name]() for name in chance.sample(sorted(every), chance.choice([0, 0, 1, 2]))}

    def search_settings(self):
        chance = self.chance
        every = {
            "ranking": lambda: chance.choice(["two-stage", "bm25"]),
            "facets": lambda: chance.choice([["year"], ["author:3", "place"], ["kind", "source"]]),
            "timeline": lambda: chance.choice(["year", "month"]), "count": lambda: True, "explain": lambda: True}
        return {name: every[name]() for name in chance.sample(sorted(every), chance.choice([0, 0, 1]))}

    def draw(self):
        chance = self.chance
        op = chance.choice(["search"] * 8 + ["show", "show", "similar", "suggest", "analyse", "export", "status",
                                             "cancel", "wrong"])
        request = {"op": op}
        if op == "search" and chance.random() < 0.5:
            del request["op"]
        if op in ("search", "suggest", "analyse", "export"):
            request["q"] = self.query()
        if op in ("show", "similar"):
            request["article"] = chance.choice(self.articles + ["none"])
        if op == "show" and chance.random() < 0.5:
            request["q"] = self.query()
        if op in ("search", "similar", "export"):
            request.update(self.settings())
        if op in ("search", "similar"):
            request.update(self.search_settings())
        if op in ("search", "show", "suggest", "analyse") and "q" in request and chance.random() < 0.2:
            request["diacritics"] = chance.choice(["exact", "ignore"])
        if op == "export":
            request.setdefault("limit", 3)
        if op == "cancel":
            request["target"] = 1
        if op == "wrong":
            request = chance.choice([{"q": "lũ", "nothing": 1}, {"op": "drop"}, {"op": "show"}, {"q": 5}, {},
                                     {"q": "lũ", "format_version": 2}, {"op": "status", "q": "lũ"}])
        if chance.random() < 0.3:
            request["lang"] = chance.choice(["vi", "en"])
        return request


def without_time(line):
    return re.sub(rb'"took_ms":[0-9.e-]+', b'"took_ms":0', line).rstrip(b"\n")


def line_of(request):
    return json.dumps(request, ensure_ascii=False).encode()


# ---- The ways ----

def by_batch(build, archive, requests):
    run = run_program(build, "query/tracuu", "--archive", archive, TIMEOUT, "--batch=-", status=None,
                      input=b"".join(line_of(r) + b"\n" for r in requests))
    return run.stdout.split(b"\n")[:-1]


def by_serve(build, archive, requests):
    """One after the other: what comes first is answered first where there is one worker, but for
    what no worker answers."""
    process = subprocess.Popen([build + "/query/tracuu", "--archive", archive, TIMEOUT, "--serve", "--workers=1"],
                               stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    answers = []
    for request in requests:
        process.stdin.write(line_of(request) + b"\n")
        process.stdin.flush()
        answers.append(process.stdout.readline())
    process.stdin.close()
    assert process.wait(PATIENCE) == 0
    return answers


def connect(path):
    end = time.monotonic() + PATIENCE
    while True:
        link = socket.socket(socket.AF_UNIX)
        try:
            link.connect(path)
            return link
        except (FileNotFoundError, ConnectionRefusedError, PermissionError):
            link.close()
            assert time.monotonic() < end, "nobody listens"
            time.sleep(0.01)


def by_socket(build, archive, requests, path):
    server = subprocess.Popen([build + "/query/tracuu", "--archive", archive, TIMEOUT, "--serve", "--workers=2",
                               "--socket", path])
    link = connect(path).makefile("rwb")
    answers = []
    for request in requests:
        link.write(line_of(request) + b"\n")
        link.flush()
        answers.append(link.readline())
    link.close()
    server.terminate()
    assert server.wait(PATIENCE) == 0
    return answers


def by_library(build, archive, requests):
    """In this process."""
    class Options(ctypes.Structure):
        _fields_ = [("size", ctypes.c_size_t), ("language", ctypes.c_char_p), ("timeout_ms", ctypes.c_uint32),
                    ("path_map", ctypes.c_void_p), ("log", ctypes.c_void_p), ("context", ctypes.c_void_p)]
    library = ctypes.CDLL(build + "/library/libtracuu.so.0")
    pointer = ctypes.c_void_p
    for name in ("open", "handle_open", "ask"):
        getattr(library, "tracuu_" + name).restype = pointer
    library.tracuu_answer_json.restype = ctypes.c_char_p
    options = Options(ctypes.sizeof(Options), b"vi", 600000, None, None, None)
    opened = pointer(library.tracuu_open(archive.encode(), ctypes.byref(options), None))
    handle = pointer(library.tracuu_handle_open(opened, None))
    answers = []
    for request in requests:
        line = line_of(request)
        answer = pointer(library.tracuu_ask(handle, line, ctypes.c_size_t(len(line))))
        answers.append(library.tracuu_answer_json(answer, None))
        library.tracuu_answer_free(answer)
    library.tracuu_handle_close(handle)
    library.tracuu_close(opened)
    return answers


def address_of(request):
    """None: no address stands for it."""
    paths = {"search": "/search", "show": "/article/", "similar": "/similar/", "suggest": "/suggest",
             "status": "/status"}
    request = dict(request)
    op = request.pop("op", "search")
    if op not in paths or (op in ("show", "similar")) != ("article" in request) or "format_version" in request:
        return None
    path = paths[op] + urllib.parse.quote(request.pop("article", ""), safe="")
    if any(value == "" and name != "q" for name, value in request.items()):
        return None  # as if it was not there
    if not all(isinstance(value, (str, int, list)) for value in request.values()) or isinstance(
            request.get("q", ""), int) or "nothing" in request:
        return None  # addresses have nothing but text
    pairs = [(name, str(item).lower() if isinstance(item, bool) else str(item))
             for name, value in request.items() for item in (value if isinstance(value, list) else [value])]
    return path + "?" + urllib.parse.urlencode(pairs) if pairs else path


def by_web(build, archive, requests):
    door = subprocess.Popen([build + "/web/tracuu-web", "--listen=127.0.0.1:0", "--rate=0", "--", "--archive", archive,
                             TIMEOUT], stderr=subprocess.PIPE)
    port = int(re.search(rb":(\d+)/", door.stderr.readline()).group(1))
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    answers = []
    for request in requests:
        address = address_of(request)
        if address is None or len(address) > 60000:
            answers.append(None)
            continue
        link.request("GET", address)
        answers.append(link.getresponse().read())
    door.terminate()
    assert door.wait(PATIENCE) == 0
    return answers


def options_of(request):
    """The command line that stands for it; None: there is none."""
    request = dict(request)
    op = request.pop("op", "search")
    options = ["--lang=" + request.pop("lang")] if "lang" in request else []
    if op not in ("search", "show", "similar", "analyse") or "nothing" in request or "format_version" in request:
        return None
    if op in ("show", "similar"):
        if "article" not in request or "q" in request:
            return None
        last = [f"--{op}", request.pop("article")]
    elif not isinstance(request.get("q"), str) or "\n" in request["q"]:
        return None
    elif op == "analyse":
        last = ["--analyse", request.pop("q")]
    else:
        last = ["--", request.pop("q")]
    for name, value in request.items():
        name = {"filters": "filter", "facets": "facet"}.get(name, name)
        for item in value if isinstance(value, list) else [value]:
            options.append(f"--{name}" if item is True else f"--{name}={item}")
    return options + last


def by_process(build, archive, requests):
    answers = []
    for request in requests:
        options = options_of(request)
        if options is None or len(str(options)) > 100000:
            answers.append(None)
            continue
        run = run_program(build, "query/tracuu", "--archive", archive, "--format=json", TIMEOUT, *options, status=None)
        # What makes no sense is called by the name that it has there.
        answers.append(None if b'"fault":"request"' in run.stdout else run.stdout)
    return answers


def articles_of(build, archive):
    run = run_program(build, "query/tracuu", "--archive", archive, "--batch=-",
                      input=b'{"op":"export","q":"2 OR 1 OR 20","limit":100}\n')
    return [article["id"] for article in json.loads(run.stdout)["list"]]


def requests_by_lot(build, archive, count):
    lot = Lot(20180327, articles_of(build, archive))
    return [lot.draw() for _ in range(count)]


def compare(name, requests, expected, answers):
    """How many were compared."""
    compared = 0
    assert len(answers) == len(expected), (name, len(answers))
    for request, one, other in zip(requests, expected, answers):
        if other is None:
            continue
        assert without_time(one) == without_time(other), (name, request, one, other)
        compared += 1
    return compared


def main():
    build = os.path.abspath(sys.argv[1])
    os.environ["LC_ALL"] = "vi_VN.UTF-8"  # what messages are in where a request does not say
    count = 5000 if "--all" in sys.argv else 120
    with open(f"{build}/query/tracuu", "rb") as program:
        sanitized = b"__asan_init" in program.read()
    with tempfile.TemporaryDirectory() as work:
        archive = os.path.join(work, "archive")
        run_program(build, "indexer/tracuu-index", "update", "--quiet", "--archive", archive, os.path.abspath(corpus))
        requests = requests_by_lot(build, archive, count)
        expected = by_batch(build, archive, requests)
        ways = {"process": by_process, "serve": by_serve, "web": by_web, "library": by_library,
                "socket": lambda *given: by_socket(*given, os.path.join(work, "socket"))}
        if sanitized:
            del ways["library"]  # a sanitizer must be in the host first
        told = [f"{name} {compare(name, requests, expected, way(build, archive, requests))}"
                for name, way in ways.items()]
        subprocess.run(["chmod", "-R", "u+w", archive], check=True)
    print(f"ways: {count} by batch; the same by {', '.join(told)}: ok")


if __name__ == "__main__":
    main()
