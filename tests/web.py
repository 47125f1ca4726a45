#!/usr/bin/python3
"""tracuu-web, as programs and browsers use it, on a port that is free:

- every address, and the same bytes as tracuu --serve has them, took_ms apart;
- a parameter for each member of a request (docs/request.schema.json), and no others;
- the status of every kind of error, each as the contract has errors;
- ETag, 304, gzip, headers; feeds and descriptions are XML;
- what a visitor has is not searched for again, nor anything for who left;
- hostile addresses, headers, hosts, clients: an error each, and the next visitor is answered;
- the server of requests killed, the process that speaks HTTP killed: a retryable error at most;
- limits by visitor; SIGTERM lets what was asked be answered; it is confined.

    tests/web.py BUILD_FOLDER"""

import atexit
import contextlib
import gzip
import http.client
import json
import os
import random
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import xml.etree.ElementTree

import jsonschema

from programs import run_program

here = os.path.dirname(os.path.abspath(__file__))
docs = os.path.join(here, "..", "docs")
corpus = os.path.join(here, "..", "corpus")
PATIENCE = 120  # seconds that anything may take on a machine that does other things
ARTICLE = "2019/09-02-khanh-thanh-cau-ben-moc.txt"
ATOM = "{http://www.w3.org/2005/Atom}"


def wait_for(condition):
    end = time.monotonic() + PATIENCE
    while True:
        value = condition()
        if value:
            return value
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.01)


class Door:
    """One tracuu-web, and how it is asked."""

    def __init__(self, build, *options, environment=()):
        self.process = subprocess.Popen([build + "/web/tracuu-web", "--listen=127.0.0.1:0", *options],
                                        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                        stderr=subprocess.PIPE, env={**os.environ, **dict(environment)})
        atexit.register(self.process.terminate)  # where the test fails
        self.said = b""
        os.set_blocking(self.process.stderr.fileno(), False)
        self.port = int(wait_for(self.listens))

    def log(self):
        self.said += self.process.stderr.read() or b""
        return self.said.decode()

    def listens(self):
        assert self.process.poll() is None, self.log()
        found = re.search(r"http://127\.0\.0\.1:(\d+)/\n", self.log())
        return found and found.group(1)

    def get(self, address, method="GET", **headers):
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        link.request(method, address, headers={k.replace("_", "-"): v for k, v in headers.items()})
        response = link.getresponse()
        response.body = response.read()
        link.close()
        return response

    def json(self, address, status=200, **headers):
        response = self.get(address, **headers)
        assert response.status == status, (address, response.status, response.body[:300])
        return json.loads(response.body)

    def first(self, data, answers):
        """The first bytes that come back for DATA, whatever it is; nothing is waited for unless it
        ANSWERS."""
        with self.connect() as link:
            try:
                link.sendall(data)
            except (ConnectionResetError, BrokenPipeError):
                pass  # it has heard enough
            try:
                return link.recv(65536) if answers else b""
            except ConnectionResetError:
                return b""

    def whole(self, data):
        """All that comes back, to the end of the connection."""
        with self.connect() as link:
            link.sendall(data)
            return link.makefile("rb").read()

    def connect(self):
        return socket.create_connection(("127.0.0.1", self.port), PATIENCE)

    def children(self):
        """The server of requests (None: there is none) and the process that speaks HTTP."""
        pids = children(self.process.pid)
        names = {pid: name_of(pid) for pid in pids}
        return (next((p for p in pids if names[p] == "tracuu"), None),
                next((p for p in pids if names[p] == "tracuu-web"), None))

    def end(self):
        self.process.terminate()
        assert self.process.wait(PATIENCE) == 0, self.log()
        assert "Sanitizer" not in self.log(), self.log()


def children(pid):
    try:
        with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as file:
            return [int(child) for child in file.read().split()]
    except FileNotFoundError:
        return []


def name_of(pid):
    try:
        with open(f"/proc/{pid}/comm", encoding="ascii") as file:
            return file.read().strip()
    except FileNotFoundError:
        return None


def without_time(line):
    return re.sub(rb'"took_ms":[0-9.e-]+', b'"took_ms":0', line)


def quoted(text):
    return urllib.parse.quote(text, safe="")


# ---- What is asked, and answered ----

ADDRESSES = [
    ("/search?q=l%C5%A9+l%E1%BB%A5t", {"q": "lũ lụt"}),
    ("/search?q=lu%20lut&limit=2&offset=1&sort=newest", {"q": "lu lut", "limit": 2, "offset": 1,
                                                         "sort": "newest"}),
    ("/search?limit=2&q=lũ", {"q": "lũ", "limit": 2}),
    ("/search?q=l%C5%A9&filters=" + quoted("place:Quảng Trị") + "&filters=n%C4%83m:2020",
     {"q": "lũ", "filters": ["place:Quảng Trị", "năm:2020"]}),
    ("/search?q=l%C5%A9&facets=year&timeline=month&count=true&explain=false",
     {"q": "lũ", "facets": ["year"], "timeline": "month", "count": True, "explain": False}),
    ("/search?q=l%C5%A9&from=2012&to=&sort=", {"q": "lũ", "from": "2012"}),
    ("/search?q=", {"q": ""}),
    ("/search", {}),
    ("/search?q=a&limit=0", {"q": "a", "limit": 0}),
    ("/search?q=a&limit=-1", {"q": "a", "limit": "-1"}),
    ("/search?q=a&count=yes", {"q": "a", "count": "yes"}),
    ("/search?q=a&limit=99999999999999999999", {"q": "a", "limit": "99999999999999999999"}),
    ("/search?q=a&sort=x", {"q": "a", "sort": "x"}),
    ("/search?q=a&nothing=x", {"q": "a", "nothing": "x"}),
    ("/search?q=a&format_version=2", {"q": "a", "format_version": 2}),
    ("/search?q=a&lang=xx", {"q": "a", "lang": "xx"}),
    ("/search?q=%22a&lang=en", {"q": '"a', "lang": "en"}),
    ("/search?q=a%0Ab%09c", {"q": "a\nb\tc"}),
    ("/article/" + ARTICLE, {"op": "show", "article": ARTICLE}),
    ("/article/" + quoted(ARTICLE) + "?q=cau", {"op": "show", "article": ARTICLE, "q": "cau"}),
    ("/article/none", {"op": "show", "article": "none"}),
    ("/article/" + ARTICLE + "?limit=3", {"op": "show", "article": ARTICLE, "limit": 3}),
    ("/history/" + ARTICLE, {"op": "history", "article": ARTICLE}),
    ("/similar/" + ARTICLE + "?limit=3", {"op": "similar", "article": ARTICLE, "limit": 3}),
    ("/suggest?q=lu", {"op": "suggest", "q": "lu"}),
    ("/status", {"op": "status"}),
    ("/status?q=a", {"op": "status", "q": "a"}),
]


def check_same(build, archive, door, schema):
    """Each address is the request that it stands for; fault and status go together."""
    lines = [json.dumps({"lang": "vi", **request}, ensure_ascii=False) for _, request in ADDRESSES]
    run = run_program(build, "query/tracuu", "--archive", archive, "--serve", "--workers=1",
                      input="\n".join(lines).encode())
    statuses = {"request": 400, "query": 400, "article": 404}
    for (address, _), wanted in zip(ADDRESSES, run.stdout.splitlines()):
        got = door.get(urllib.parse.quote(address, safe="/?&=%+:"))
        assert without_time(got.body) == without_time(wanted) + b"\n", (address, got.body, wanted)
        answer = json.loads(got.body)
        schema.validate(answer)
        error = answer.get("error")
        assert got.status == (statuses[error["fault"]] if error else 200), (address, got.status)
        assert got.headers["Content-Type"] == "application/json; charset=utf-8"
        assert got.headers["Cache-Control"] == (
            "no-store" if error or address.startswith("/status") else "no-cache"), address


def check_members(door):
    """A parameter for every member of a request: what it takes there, it takes here."""
    with open(os.path.join(docs, "request.schema.json"), encoding="utf-8") as file:
        schema = json.load(file)["definitions"]
    values = {"limit": "3", "offset": "1", "timeout_ms": "400", "format_version": "1", "count": "true", "quick": "true",
              "explain": "true", "strict": "true", "prefer": "x", "filters": "place:x", "facets": "author", "q": "lũ",
              "from": "2012", "to": "2020", "date": "2012-2020", "timeline": "year"}
    for name in schema["search"]["properties"]:
        form = schema["member_" + name] if "member_" + name in schema else {}
        value = values.get(name) or (form.get("enum") or [None])[0]
        response = door.get(f"/search?q=a&{name}={quoted(value or 'x')}" if name != "q" else
                            f"/search?q={quoted(value)}")
        if name in ("id", "op"):
            assert response.status == 400 and json.loads(response.body)["error"]["option"] == name
        else:
            assert response.status == 200, (name, value, response.body)


def check_feed(door):
    response = door.get("/feed.atom?q=l%C5%A9&limit=3&from=2020")
    assert response.status == 200 and response.headers["Content-Type"].startswith("application/atom+xml")
    feed = xml.etree.ElementTree.fromstring(response.body)
    entries = feed.findall(ATOM + "entry")
    answer = door.json("/search?q=l%C5%A9&limit=3&sort=newest&from=2020")
    assert [e.find(ATOM + "title").text for e in entries] == [
        "".join(p["text"] for p in hit["title"]) for hit in answer["hits"]] and entries
    assert [bytes.fromhex(e.find(ATOM + "id").text.rsplit(":", 1)[1]).decode() for e in entries] == [
        hit["id"] for hit in answer["hits"]]
    assert feed.find(ATOM + "link").get("href") == (
        f"http://127.0.0.1:{door.port}/feed.atom?q=l%C5%A9&limit=3&from=2020")
    assert feed.find(ATOM + "updated").text == max(
        e.find(ATOM + "updated").text for e in entries), "the newest, not now"
    for entry, hit in zip(entries, answer["hits"]):
        link = entry.find(ATOM + "link").get("href")
        base = f"http://127.0.0.1:{door.port}"
        assert link == (hit["url"] or f"{base}/article/" + quoted(hit["id"]).replace("%2F", "/"))
        if not hit["url"]:
            assert door.json(link[len(base):])["article"]["id"] == hit["id"]
    nothing = xml.etree.ElementTree.fromstring(door.get("/feed.atom?q=khongcotunay").body)
    assert nothing.find(ATOM + "updated").text == "1970-01-01T00:00:00Z"
    assert door.json("/feed.atom?q=a&limit=x", 400)["error"]["option"] == "limit"
    hostile = door.get("/feed.atom?q=" + quoted("<b>&\"'\u202e lũ"))
    assert hostile.status == 200, hostile.body
    assert xml.etree.ElementTree.fromstring(hostile.body).find(ATOM + "title") is not None
    description = xml.etree.ElementTree.fromstring(door.get("/opensearch.xml").body)
    urls = description.findall("{http://a9.com/-/spec/opensearch/1.1/}Url")
    assert [url.get("type") for url in urls] == ["text/html", "application/atom+xml", "application/json"]
    page = urls[0].get("template").replace("{searchTerms}", "l%C5%A9").replace("{startIndex?}", "")
    got = door.get(urllib.parse.urlsplit(page)._replace(scheme="", netloc="").geturl(), Accept="text/html")
    assert got.status == 200 and got.headers["Content-Type"].startswith("text/html"), (page, got.status)


# ---- HTTP ----

def check_headers(door):
    response = door.get("/search?q=l%C5%A9", Accept_Encoding="br, gzip;q=0.5")
    assert response.headers["Content-Encoding"] == "gzip"
    plain = door.get("/search?q=l%C5%A9", Accept_Encoding="gzip;q=0, identity")
    assert plain.headers["Content-Encoding"] is None
    assert without_time(gzip.decompress(response.body)) == without_time(plain.body)
    for name, value in [("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "no-referrer"),
                        ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")]:
        assert response.headers[name] == value
    assert not [name for name in response.headers if name.lower().startswith("access-control")]
    head = door.get("/search?q=l%C5%A9", method="HEAD")
    assert head.status == 200 and head.body == b"" and int(head.headers["Content-Length"]) > 100
    english = door.json("/article/x", 404, Accept_Language="fr, en;q=0.9, vi;q=0.2")
    assert "the archive has no article" in english["error"]["message"]
    message = door.json("/article/x", 404, Accept_Language="vi-VN")["error"]["message"]
    assert "kho không có" in message and "nằm ở cuối" not in message, "for visitors, too"


def check_etag(build, archive, source, door):
    address = "/search?limit=2&q=l%C5%A9"
    tag = door.get(address).headers["ETag"]
    assert re.fullmatch(r'W/"[0-9a-f]{32}-[0-9]{6}-[0-9a-f]{16}"', tag), tag
    assert door.get("/search?q=l%C5%A9&limit=2").headers["ETag"] == tag
    assert door.get("/search?q=l%C5%A9&limit=3").headers["ETag"] != tag
    assert door.get("/feed.atom?limit=2&q=l%C5%A9&sort=relevance").headers["ETag"] != tag
    for told in (tag, tag[2:], f'"x", {tag}', "*"):
        same = door.get(address, If_None_Match=told)
        assert same.status == 304 and same.body == b"" and same.headers["ETag"] == tag, told
    assert door.get(address, If_None_Match='"x"').status == 200
    assert door.get("/search?q=a&limit=x", If_None_Match="*").status == 400
    # A partial answer is not kept: here the query takes more work than one may.
    heavy = " ".join(f'-"{a} {b}"' for a in ("của", "và", "các", "là", "có", "được", "cho", "trong")
                     for b in ("một", "những", "người", "năm", "ngày", "này", "tỉnh", "với"))
    partial = door.get("/search?limit=1000&timeout_ms=1&q=" + quoted("lũ " + heavy))
    assert ("partial" in json.loads(partial.body)) == (partial.headers["ETag"] is None)
    with open(os.path.join(source, "more.txt"), "w", encoding="utf-8") as file:
        file.write("Tin lũ lụt ở Quảng Trị\n\nQuảng Trị lại có lũ lụt.\n")
    run_program(build, "indexer/tracuu-index", "update", "--quiet", "--archive", archive)
    wait_for(lambda: door.get(address, If_None_Match=tag).status == 200)
    assert door.get(address).headers["ETag"] != tag


def check_hosts(build, archive, door):
    for host in ("localhost", "127.0.0.1", "[::1]", "LOCALHOST:1", "10.1.2.3:80"):
        assert door.get("/status", Host=host).status == 200, host
    for host in ("evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "", "[x]", "[::1"):
        answer = door.json("/status", 421, Host=host)
        assert answer["error"]["fault"] == "request", host
    known = Door(build, "--url=https://tim.example.vn", "--", "--archive", archive)
    assert known.get("/status", Host="tim.example.vn").status == 200
    assert known.get("/status", Host="kho.example.vn").status == 421
    assert b"https://tim.example.vn/search" in known.get("/opensearch.xml").body
    known.end()


BAD_ADDRESSES = ["/%", "/%4", "/search?q=%zz", "/search?q=%00", "/search?q=%ff", "/search?q=%c3",
                 "/search?q=a&q=b", "/search?q=a&id=1", "/search?q=a&op=show", "/search?q=a&target=1",
                 "/search?q=a&article=x", "/search?" + "&".join(f"a{i}=1" for i in range(100)),
                 "/search?q=a&" + "x" * 100 + "=1", "/search?=", "/search?q=a&%ed%a0%80=1"]
NO_PAGES = ["/x", "/search/", "/search/x", "/article", "/article/", "/similar/", "//search", "/../search",
            "/SEARCH", "/metrics/", "/etc/passwd", "/feed"]
OURS = b"GET /status HTTP/1.1\r\nHost: localhost\r\n"
# What is sent, and the status that comes back; None: nothing, or some error and the end.
RAW = [(b"", None), (b"\n", None), (b"\r\n\r\n", None), (b"GET\r\n\r\n", None), (b"GET / HTTP/9.9\r\n\r\n", None),
       (b"\x16\x03\x01\x02\x00", None), (b"\x00" * 300, None),
       (b"GET /search?q=a\x00b HTTP/1.1\r\nHost: localhost\r\n\r\n", None),
       (b"GET /status HTTP/1.0\r\n\r\n", 421),
       (b"GET http://evil.example/status HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
       (OURS + b"X: " + b"a" * 200000 + b"\r\n\r\n", 431), (OURS + b"X: a\r\n" * 40000 + b"\r\n", 431),
       (OURS + b"Content-Length: 5\r\n\r\nabcde", 400), (OURS + b"Content-Length: 99999999999999999999\r\n\r\n", 413),
       (OURS + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n", None),
       (OURS + b"Content-Length : 5\r\n\r\nabcde", 400),
       (OURS + b"Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n", 400), (OURS + b"Host: localhost\r\n\r\n", 400),
       (b"POST /search HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n" + b"q" * 1000, 405),
       (b"GET /search?q=" + b"a" * 500000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n", 414)]


def check_hostile(door, schema):
    for address in BAD_ADDRESSES:
        answer = door.json(address, 400 if "a99=" not in address else 414)
        schema.validate(answer)
        assert not answer["error"]["retryable"]
    for address in NO_PAGES:
        schema.validate(door.json(address, 404))
    for method in ("POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "X"):
        response = door.get("/search?q=a", method=method)
        assert response.status == 405 and response.headers["Allow"] == "GET, HEAD", method
    long = door.json("/search?q=" + "a" * 70000, 414)
    schema.validate(long)
    # 16 KiB of a query are read; letters of three bytes are nine in an address.
    assert door.get("/search?q=" + "%E1%BA%A1" * 5000).status == 200
    assert door.get("/search?q=" + "%E1%BA%A1" * 7000).status == 400
    # As JSON each of these is six bytes.
    assert door.get("/search?q=" + "%01" * 20000).status == 414
    for data, status in RAW:
        got = door.first(data, status is not None)
        assert status is None or got.startswith(b"HTTP/1.1 %d " % status), (data[:60], status, got[:60])
    chance = random.Random(7)
    pieces = [b"GET ", b"/search", b"?q=", b"%", b"&", b"\r\n", b" HTTP/1.1", b"Host: localhost", b"\x00", b"\xff",
              b"limit=", b"9" * 30, b"/article/", b"..", b"Accept-Encoding: gzip", b":", b";q="]
    for _ in range(150):
        door.first(b"".join(chance.choice(pieces) for _ in range(chance.randrange(1, 30))) + b"\r\n\r\n", False)
    assert door.json("/status")["status"]


def check_many(door):
    """Connections that say nothing, or half of something: others are answered beside them."""
    links = [door.connect() for _ in range(600)]
    for i, link in enumerate(links[:200]):
        link.sendall(b"GET /search?q=a HTTP/1.1\r\nHost: loc"[:i % 40])
    # Others: half of all connections is what one address may have.
    other = socket.create_connection(("127.0.0.1", door.port), PATIENCE, ("127.0.0.2", 0))
    other.sendall(OURS + b"Connection: close\r\n\r\n")
    assert other.makefile("rb").read().startswith(b"HTTP/1.1 200 ")
    for link in links:
        link.close()
    wait_for(lambda: door.first(OURS + b"Connection: close\r\n\r\n", True).startswith(b"HTTP/1.1 200 "))
    # Sent byte by byte.
    link = door.connect()
    for byte in b"GET /status HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n":
        link.sendall(bytes([byte]))
    assert link.makefile("rb").read().startswith(b"HTTP/1.1 200 ")
    # Several, one behind the other, over one connection.
    one = b"GET /search?q=a&limit=%d HTTP/1.1\r\nHost: localhost\r\n\r\n"
    last = b"GET /status HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    got = door.whole(b"".join(one % i for i in range(1, 20)) + last)
    assert got.count(b"HTTP/1.1 200 OK") == 20 and got.count(b'"limit":') == 19, got[-300:]
    # Who goes away before the answer.
    for _ in range(50):
        link = door.connect()
        link.sendall(b"GET /search?q=l%C5%A9 HTTP/1.1\r\nHost: localhost\r\n\r\n")
        link.close()
    assert door.json("/status")["status"]


def check_limits(build, archive):
    few = Door(build, "--rate=1", "--", "--archive", archive)
    seen = [few.get("/status") for _ in range(30)]
    refused = [r for r in seen if r.status == 429]
    assert 10 <= len(seen) - len(refused) < 30 and refused, [r.status for r in seen]
    assert refused[0].headers["Retry-After"] == "1" and json.loads(refused[0].body)["error"]["retryable"]
    # Without --forwarded, whoever says that he asks for somebody else is not believed.
    assert any(few.get("/status", X_Forwarded_For=f"10.0.0.{i}").status == 429 for i in range(20))
    few.end()
    proxied = Door(build, "--rate=1", "--forwarded", "--", "--archive", archive)
    for i in range(30):
        assert proxied.get("/status", X_Forwarded_For=f"6.6.6.6, 10.0.{i}.1").status == 200
    assert any(proxied.get("/status", X_Forwarded_For="1.2.3.4, 2001:db8::" + str(i)).status == 429
               for i in range(30)), "one network of version 6 is one visitor"
    proxied.end()


# ---- What ends meanwhile ----

class Load(threading.Thread):
    def __init__(self, door):
        super().__init__()
        self.door, self.stop, self.asked, self.bad, self.lost = door, False, 0, [], 0

    def run(self):
        while not self.stop:
            try:
                response = self.door.get("/search?limit=3&q=l%C5%A9")
                answer = json.loads(response.body)
                if response.status == 503 and answer["error"]["retryable"]:
                    assert response.headers["Retry-After"] == "1"
                    self.lost += 1
                elif response.status != 200 or not answer["hits"]:
                    self.bad.append(answer)
            except (ConnectionError, http.client.HTTPException):
                self.lost += 1
            self.asked += 1


def check_kills(door):
    """The server of requests and its workers, at any time; then the process that speaks HTTP."""
    clients = [Load(door) for _ in range(3)]
    for client in clients:
        client.start()
    for i in range(6):
        at = sum(client.asked for client in clients)
        wait_for(lambda asked=at: sum(client.asked for client in clients) > asked + 10)
        server = wait_for(lambda: door.children()[0])
        os.kill(server if i % 2 else (children(server) or [server])[0], signal.SIGKILL)
    for client in clients:
        client.stop = True
        client.join(PATIENCE)
        assert not client.is_alive() and not client.bad, client.bad[:1]
    lost = sum(client.lost for client in clients)
    assert lost <= 3 * 6, lost
    before = door.children()[1]
    os.kill(before, signal.SIGKILL)
    wait_for(lambda: door.children()[1] not in (None, before))
    assert door.json("/status")["status"]
    metrics = door.get("/metrics").body.decode()
    assert re.search(r'^tracuu_web_answers_total\{route="status",status="200"\} \d', metrics, re.M)
    return lost


def check_end(build, archive):
    """What was asked is answered, nobody is let in, nothing is left running."""
    door = Door(build, "--", "--archive", archive, "--workers=1")
    server, speaker = door.children()
    os.kill(children(server)[0], signal.SIGSTOP)
    link = door.connect()
    link.sendall(b"GET /search?q=a HTTP/1.1\r\nHost: localhost\r\n\r\n")
    wait_for(lambda: door.get("/metrics").body.find(b"tracuu_web_requests 2\n") > 0)
    door.process.terminate()
    wait_for(lambda: refuses(door))
    os.kill(children(server)[0], signal.SIGCONT)
    got = link.makefile("rb").read()
    assert got.startswith(b"HTTP/1.1 200 ") and b"Connection: close" in got, got
    assert door.process.wait(PATIENCE) == 0
    for pid in (server, speaker):
        wait_for(lambda gone=pid: name_of(gone) not in ("tracuu", "tracuu-web"))


def refuses(door):
    try:
        door.connect().close()
        return False
    except ConnectionResetError:  # it was in the queue of a socket that is closed
        return False
    except ConnectionRefusedError:
        return True


def check_socket(build, archive, path):
    """A server that runs already; it is found again when it comes back."""
    command = [build + "/query/tracuu", "--archive", archive, "--serve", "--workers=1", "--socket", path]
    none = run_program(build, "web/tracuu-web", "--listen=127.0.0.1:0", "--socket", path, status=(3,))
    assert path in none.stderr.decode()
    server = subprocess.Popen(command)
    wait_for(lambda: os.path.exists(path) and connects(path))
    door = Door(build, "--socket", path)
    assert door.json("/status")["status"]
    server.kill()
    server.wait(PATIENCE)
    os.remove(path)
    server = subprocess.Popen(command)
    answer = wait_for(lambda: (r := door.get("/status")).status == 200 and r)
    assert json.loads(answer.body)["status"]
    door.end()
    server.terminate()
    assert server.wait(PATIENCE) == 0


class Between:
    """Stands between a door and its server at PATH, notes what is asked, and can hold answers back."""

    def __init__(self, path, server):
        self.asked, self.flows = [], threading.Event()
        self.flows.set()
        self.server = server
        self.listening = socket.socket(socket.AF_UNIX)
        self.listening.bind(path)
        self.listening.listen()
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            door, server = self.listening.accept()[0], socket.socket(socket.AF_UNIX)
            server.connect(self.server)
            threading.Thread(target=self.forward, args=(door, server), daemon=True).start()
            threading.Thread(target=self.give_back, args=(server, door), daemon=True).start()

    def forward(self, door, server):
        for line in door.makefile("rb"):
            self.asked.append(json.loads(line))
            server.sendall(line)

    def give_back(self, server, door):
        for line in server.makefile("rb"):
            self.flows.wait(PATIENCE)
            door.sendall(line)

    def ops(self):
        ops = [request.get("op", "search") for request in self.asked]
        self.asked.clear()
        return ops


def check_unasked(build, archive, path):
    """What a visitor has already is not searched for again; who leaves is not answered."""
    command = [build + "/query/tracuu", "--archive", archive, "--serve", "--workers=1", "--socket"]
    server = subprocess.Popen([*command, path])
    wait_for(lambda: os.path.exists(path) and connects(path))
    between = Between(path + ".between", path)
    door = Door(build, "--socket", path + ".between")
    address = "/search?q=l%C5%A9"
    tag = door.get(address).headers["ETag"]
    between.ops()
    assert door.get(address, If_None_Match=tag).status == 304
    assert between.ops() == ["status"]
    assert door.get(address, If_None_Match='W/"x", "y"').headers["ETag"] == tag
    assert between.ops() == ["status", "search"]
    assert door.get(address).headers["ETag"] == tag
    assert door.get("/article/x", If_None_Match="*").status == 404
    assert between.ops() == ["search", "show"]
    for leaves in (lambda link: link.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0"),
                   lambda link: None):  # at once, and as browsers do
        between.flows.clear()
        link = door.connect()
        link.sendall(b"GET /search?q=tr%C6%B0a HTTP/1.1\r\nHost: localhost\r\n\r\n")
        wait_for(lambda: len(between.asked) == 1)
        leaves(link)
        link.close()
        wait_for(lambda: len(between.asked) == 2)
        assert between.asked[1]["op"] == "cancel"
        assert between.asked[1]["target"] == between.asked[0]["id"]
        between.ops()
        between.flows.set()
        assert door.get(address).headers["ETag"] == tag
        between.ops()
    assert door.get("/metrics").status == 200
    door.end()
    server.terminate()
    assert server.wait(PATIENCE) == 0


def check_tags(build, archive):
    """What an answer depends on beside archive, generation and request makes another tag of it."""
    def tag(*options, url="https://a.example", **environment):
        door = Door(build, "--url=" + url, "--", "--archive", archive, "--workers=1", *options,
                    environment=environment)
        told = door.get("/search?q=l%C5%A9", Host="localhost").headers["ETag"]
        door.end()
        return told
    tags = [tag(), tag("--limit=3"), tag("--path-map=/=https://b.example"), tag(url="https://b.example"),
            tag(TZ="AAA-14"), tag(TZ="BBB+11")]  # there is no moment at which these two have one day
    assert len(set(tags)) >= len(tags) - 1 and tags[-1] != tags[-2], tags
    assert tag() == tags[0]
    dictionary = os.path.join(archive, "dictionary")
    with open(dictionary, "w", encoding="utf-8") as file:
        file.write("BBĐ = Ban Bạn đọc\n")
    assert tag() != tags[0]
    os.remove(dictionary)
    assert tag() == tags[0]


def connects(path):
    with socket.socket(socket.AF_UNIX) as link:
        return link.connect_ex(path) == 0


def check_usage(build, archive):
    for options in (["--listen=x"], ["--listen=127.0.0.1:99999"], ["--listen=localhost:80"], ["--nothing"],
                    ["word"], ["--rate=x"], ["--url=ftp://x"], ["--url=http://x/y"], ["--lang=xx"],
                    ["--socket=x", "--", "--workers=1"]):
        run = run_program(build, "web/tracuu-web", *options, status=(2,))
        assert run.stderr.startswith(b"tracuu-web: "), (options, run.stderr)
    missing = run_program(build, "web/tracuu-web", "--listen=127.0.0.1:0", "--", "--archive", archive + ".none",
                          status=(3,))
    assert archive + ".none" in missing.stderr.decode()
    taken = socket.create_server(("127.0.0.1", 0))
    run_program(build, "web/tracuu-web", f"--listen=127.0.0.1:{taken.getsockname()[1]}", "--", "--archive",
                archive, status=(3,))
    taken.close()
    assert b"--listen" in run_program(build, "web/tracuu-web", "--help").stdout
    assert run_program(build, "web/tracuu-web", "--version").stdout.startswith(b"tracuu-web ")


def check_completion(build):
    """What bash completes: options of ours, and behind "--" those of tracuu."""
    for line, word, previous, wanted in [
            ("tracuu-web --li", "--li", "tracuu-web", "--listen"), ("tracuu-web --lang v", "v", "--lang", "vi"),
            ("tracuu-web -- --archi", "--archi", "--", "--archive="), ("tracuu-web -- --sort=ne", "ne", "=", "newest")]:
        script = (f'compopt() {{ :; }}; . {here}/../completions/tracuu-web.bash; COMP_LINE=$1 COMP_POINT=${{#1}};'
                  '_tracuu_web tracuu-web "$2" "$3"; echo "${COMPREPLY[*]}"')
        said = subprocess.run(["bash", "-c", script, "bash", line, word, previous], check=True, stdout=subprocess.PIPE,
                              env={**os.environ, "PATH": f"{build}/web:{build}/query:{os.environ['PATH']}"})
        assert said.stdout.decode().strip() == wanted, (line, said.stdout)


def check_confined(door, sanitized):
    if sanitized:
        return
    assert door.json("/status")["status"]  # who answers has confined itself
    with open(f"/proc/{door.children()[1]}/status", encoding="ascii") as file:
        assert re.search(r"^Seccomp:\s*2", file.read(), re.M)
    links, folder = [], f"/proc/{door.children()[1]}/fd"
    for fd in os.listdir(folder):
        with contextlib.suppress(FileNotFoundError):  # of a visitor who has just left
            links.append(os.readlink(f"{folder}/{fd}"))
    files = [link for link in links if link.startswith("/") and link != "/dev/null"]
    assert not files, files


def main():
    build = os.path.abspath(sys.argv[1])
    with open(f"{build}/web/tracuu-web", "rb") as program:
        sanitized = b"__asan_init" in program.read()
    with open(os.path.join(docs, "answer.schema.json"), encoding="utf-8") as file:
        schema = jsonschema.Draft7Validator(json.load(file))
    with tempfile.TemporaryDirectory() as work:
        archive, source = os.path.join(work, "archive"), os.path.join(work, "source")
        os.makedirs(source)
        run_program(build, "indexer/tracuu-index", "update", "--quiet", "--archive", archive, corpus, source)
        check_usage(build, archive)
        check_completion(build)
        door = Door(build, "--rate=0", "--at-once=0", "--", "--archive", archive, "--workers=2")
        check_confined(door, sanitized)
        check_same(build, archive, door, schema)
        check_members(door)
        check_feed(door)
        check_headers(door)
        check_hosts(build, archive, door)
        check_hostile(door, schema)
        check_many(door)
        check_etag(build, archive, source, door)
        lost = check_kills(door)
        check_confined(door, sanitized)
        door.end()
        check_limits(build, archive)
        check_end(build, archive)
        check_socket(build, archive, os.path.join(work, "socket"))
        check_unasked(build, archive, os.path.join(work, "other"))
        check_tags(build, archive)
        subprocess.run(["chmod", "-R", "u+w", archive], check=True)
    print(f"web: {len(ADDRESSES)} addresses, {lost} lost by kills: ok")


if __name__ == "__main__":
    main()
