#!/usr/bin/python3
"""The page of tracuu-web, as a browser without scripts has it:

- every page in both languages is well-formed, has one h1, labels for its fields, its policy in a
  header, and no script, style or handler of its own; all that it needs is ours, and there;
- every link answers, from page to page; the form does what its address says;
- hostile articles, names, queries and addresses become text; what is no page says so as a page;
- programs get the same JSON as before at the same addresses; what is kept is a file.

    tests/page.py BUILD_FOLDER"""

import csv
import html.parser
import http.client
import io
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import urllib.parse

from programs import run_program
from web import Door, quoted, wait_for

here = os.path.dirname(os.path.abspath(__file__))
corpus = os.path.join(here, "..", "corpus")
POLICY = ("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
          "form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
ARTICLE = "2019/09-02-khanh-thanh-cau-ben-moc.txt"
EMPTY = {"br", "hr", "input", "link", "meta"}
BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
EVIL = "<script>alert(1)</script><img src=x onerror=alert(1)>\u202e\x1b[2J\"'&"


class Page(html.parser.HTMLParser):
    """One that is well-formed: each element is closed where it was opened."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.open, self.links, self.parts, self.ids, self.count = [], [], [], [], {}
        self.labels, self.fields, self.text, self.marks, self.changes = set(), [], [], [], {}
        self.feed(text)
        self.close()
        assert not self.open, self.open
        assert len(self.ids) == len(set(self.ids)), self.ids
        assert self.count.get("h1") == 1, self.count.get("h1")
        assert self.count.get("main") == 1
        assert not self.count.get("style") and not self.count.get("img")
        unlabelled = [i for i in self.fields if i not in self.labels]
        assert not unlabelled, unlabelled

    def handle_starttag(self, tag, attrs):
        assert len(attrs) == len(dict(attrs)), attrs
        attrs = dict(attrs)
        self.count[tag] = self.count.get(tag, 0) + 1
        if tag not in EMPTY:
            self.open.append(tag)
        bad = [name for name in attrs if name.startswith("on") or name in ("style", "srcdoc")]
        assert not bad, bad
        if "id" in attrs:
            self.ids.append(attrs["id"])
        if tag == "a":
            self.links.append(attrs.get("href"))
            foreign = (attrs.get("href") or "/").startswith("http")
            assert not foreign or attrs["rel"] == "noopener noreferrer", attrs
        if tag in ("script", "link"):
            self.parts.append(attrs.get("src") or attrs.get("href"))
        if tag == "label":
            self.labels.add(attrs["for"])
        if tag in ("select", "input") and attrs.get("type") != "hidden":
            self.fields.append(attrs["id"])

    def handle_endtag(self, tag):
        assert self.open and self.open[-1] == tag, (tag, self.open)
        self.open.pop()

    def handle_data(self, data):
        assert "script" not in self.open, data
        self.text.append(data)
        if "mark" in self.open:
            self.marks.append(data)
        if self.open and self.open[-1] in ("del", "ins"):
            self.changes.setdefault(self.open[-1], []).append(data)

    def says(self, text):
        return text in "".join(self.text)


def page(door, address, status=200, **headers):
    response = door.get(address, **BROWSER, **headers)
    assert response.status == status, (address, response.status, response.body[-300:])
    assert response.headers["Content-Type"] == "text/html; charset=utf-8", address
    assert response.headers["Content-Security-Policy"] == POLICY
    assert "Accept" in response.headers["Vary"].split(", ")
    text = response.body.decode("utf-8")
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", text), address
    return Page(text)


# ---- Pages ----

ADDRESSES = ["/", "/help", "/status", "/search?q=", "/search?q=l%C5%A9", "/search?q=l%C5%A9&view=hits",
             "/search?q=lu+lut&from=2012&to=2020&sort=newest&duplicates=show&diacritics=ignore&limit=3",
             "/search?q=l%C5%A9&filters=place%3AHu%E1%BA%BF&offset=20", "/search?q=khongcotunay",
             "/article/" + ARTICLE, "/article/" + ARTICLE + "?q=cau+ben&at=1", "/similar/" + ARTICLE,
             "/history/" + ARTICLE]


def check_pages(door):
    for address in ADDRESSES:
        for language, word in (("vi", "Trợ giúp"), ("en", "Help")):
            sign = "&" if "?" in address else "?"
            said = page(door, f"{address}{sign}lang={language}")
            assert said.says(word), address
            heard = page(door, address, Accept_Language=language)
            assert heard.says(word), address
    tag = door.get("/search?q=l%C5%A9", **BROWSER).headers["ETag"]
    assert door.get("/search?q=l%C5%A9", If_None_Match=tag, **BROWSER).status == 304
    assert door.get("/search?q=l%C5%A9").headers["ETag"] != tag, "JSON is no page"


def check_parts(door):
    parts = page(door, "/search?q=l%C5%A9").parts
    assert len(parts) >= 5 and all(part.startswith("/") for part in parts), parts
    for part in parts:
        assert door.get(part).status == 200, part
    static = [part for part in parts if part.startswith("/static/")]
    for name in ("page.css", "page.js", "live.js", "suggest.js", "timeline.js", "keys.js", "recent.js", "theme.js", "icon.svg"):
        address = static[0].rsplit("/", 1)[0] + "/" + name
        response = door.get(address, Accept_Encoding="gzip")
        assert response.status == 200 and "immutable" in response.headers["Cache-Control"], name
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert door.get(address, If_None_Match=response.headers["ETag"]).status == 304
    assert door.get("/static/0000000000000000/page.css").status == 404, "another version"
    assert door.get("/static/" + static[0].split("/")[2] + "/../page.c").status == 404


def check_links(door):
    """From the first page wherever links lead, a thousand addresses at most."""
    seen, waiting = set(), ["/", "/search?q=l%C5%A9+l%E1%BB%A5t", "/search?q=lu+lut+quang+tri"]
    while waiting and len(seen) < 150:
        address = waiting.pop(0)
        if address in seen:
            continue
        seen.add(address)
        if address.startswith(("/feed.atom", "/export.")):
            assert door.get(address, **BROWSER).status == 200, address
            continue
        found = page(door, address).links
        assert all(link for link in found), address
        waiting += [link for link in found if link.startswith("/")]
    kinds = {re.match("/[a-z.]*", address).group() for address in seen}
    assert {"/", "/search", "/article", "/status", "/help", "/feed.atom", "/export.csv"} <= {
        k.rstrip("/") or "/" for k in kinds}, kinds
    return len(seen)


def check_answers(door):
    """What a page shows is what the contract says."""
    address = "/search?q=l%C5%A9+l%E1%BB%A5t&duplicates=fold&limit=20"
    answer, shown = door.json(address), page(door, address)
    wanted = [piece["text"] for hit in answer["hits"] for piece in hit["title"] if "hit" in piece]
    assert set(wanted) <= set(shown.marks) and wanted
    links = [link for link in shown.links if link.startswith("/article/")]
    ranks = [link for link in links if "at=" in link]
    assert len(ranks) == len(answer["hits"])
    first = page(door, ranks[0])
    assert any("at=2" in link for link in first.links if link.startswith("/article/")), "the next hit"
    assert not any("at=0" in link for link in first.links)
    back = [link for link in page(door, ranks[-1]).links if link.startswith("/search?")]
    assert back and "at=" not in back[0]
    far = [link for link in page(door, "/search?q=t%E1%BB%89nh&limit=5&offset=10").links if "at=12" in link]
    assert "/search?q=t%E1%BB%89nh&limit=5&offset=10" in page(door, far[0]).links, "back to its page"
    typed = page(door, "/search?q=lu+lut")
    assert typed.says("lũ lụt") and any("diacritics=exact" in link for link in typed.links)
    exact = page(door, "/search?q=lu+lut&diacritics=exact")
    assert not any("diacritics=exact" in link and "offset" not in link and "lang" not in link
                   and link.startswith("/search?q=lu%20lut&diacritics=exact") and "filters" not in link
                   and "from" not in link for link in exact.links)
    assert page(door, "/search?q=l%C5%A9+khongcotunay").says("Thiếu: ")
    narrowed = page(door, "/search?q=l%C5%A9&filters=" + quoted("place:Quảng Trị") + "&from=2016&to=2020")
    assert narrowed.says("Nơi: Quảng Trị") and narrowed.says("2016 – 2020")
    removed = [link for link in narrowed.links if link == "/search?q=l%C5%A9&from=2016&to=2020"]
    assert removed, narrowed.links
    shown = page(door, "/article/" + ARTICLE + "?q=" + quoted("cầu Bến Mộc"))
    assert "cầu Bến Mộc" in shown.marks and shown.says("A Thuyên") and shown.says("2/9/2019")
    assert page(door, "/search?q=%22l%C5%A9&strict=true&lang=en", 400).says("That did not work")
    assert page(door, "/search?q=a&nothing=x", 400).says("nothing")
    for address in ("/x", "/article/none", "/static", "/search/x"):
        page(door, address, 404)
    assert door.get("/x").headers["Content-Type"].startswith("application/json")


def summary(answer, language):
    """What a page says of how many articles there are."""
    total = answer["total"]
    full = total["full"]
    number, relation = (full, "full_relation") if full else (total["value"], "relation")
    least = {"vi": "ít nhất ", "en": "at least "}[language] if total[relation] == "gte" else ""
    words = {("vi", True): "bài có đủ các từ", ("vi", False): "bài có vài từ trong số đó",
             ("en", True): "article%s with every word", ("en", False): "article%s with some of the words"}
    said = words[language, full > 0].replace("%s", "" if number == 1 else "s")
    folded = {"vi": ", gộp còn ", "en": ", folded into "}[language]
    groups = total.get("full_groups", 0)
    return f"{least}{number} {said}" + (f"{folded}{groups}" if 0 < groups < full else "")


def check_totals(door):
    """How many there are, in words that are right for one, for some, and for what is folded."""
    kinds = set()
    for query in ("lũ or bão", "lũ", "Thạch Hãn", "khánh thành cầu Bến Mộc", "đêm hội giao lưu", "tỉnh", "linh vật", "giếng Vối"):
        address = "/search?duplicates=fold&limit=20&q=" + quoted(query)
        answer = door.json(address)
        total = answer["total"]
        kinds |= {("full", min(total["full"], 2)), ("folded", 0 < total["full_groups"] < total["full"])}
        for language in ("vi", "en"):
            shown = page(door, f"{address}&lang={language}")
            wanted = summary(answer, language)
            assert shown.says(wanted), (wanted, "".join(shown.text))
            assert shown.says(", gộp còn " if language == "vi" else ", folded into ") == (
                0 < total["full_groups"] < total["full"]), query
    assert {("full", 0), ("full", 1), ("full", 2), ("folded", True)} <= kinds, kinds
    for language, words, begin in ("vi", "sau kết quả cuối", "Về trang đầu"), (
            "en", "behind the last result", "To the first page"):
        shown = page(door, f"/search?q=l%C5%A9&offset=900&lang={language}")
        assert shown.says(words) and shown.says(begin) and not shown.says("no such article")
        assert f"/search?q=l%C5%A9&lang={language}" in shown.links, shown.links
    assert page(door, "/search?q=khongcotunay&offset=20").says("Không có bài nào như thế trong kho.")


# A value, a number or a word may be missing in an archive; all else would say that an example is wrong.
OF_THE_ARCHIVE = {"unknown_value", "unknown_words", "some_words", "undated", "excluded", "full_only", "decoded"}


def check_examples(door):
    """What the help and the first page teach is read as they say."""
    for address, least in ("/help", 10), ("/", 6):
        for language in ("vi", "en"):
            shown = page(door, f"{address}?lang={language}")
            asked = [urllib.parse.parse_qs(link.partition("?")[2]).get("q")
                     for link in shown.links if link.startswith("/search?")]
            queries = [values[0] for values in asked if values]
            assert len(queries) >= least, (address, queries)
            text = "".join(shown.text)
            assert all(query in text for query in queries)
            if address == "/help":  # what explains them names others
                items = [item.strip() for said in shown.text for item in re.split("[,;]", said)]
                queries += [item + "x" for item in items if item.endswith(":")]
                queries += [item for item in items if re.search(r"\w:\w", item)]
            for query in queries:
                answer = door.json("/search?q=" + quoted(query))
                bad = [w for w in answer["warnings"] if w["code"] not in OF_THE_ARCHIVE]
                assert not bad, (address, query, bad)
    for query in "trong:7 ngày qua", "năm:1990":
        codes = [w["code"] for w in door.json("/search?q=" + quoted(query))["warnings"]]
        assert codes == ["undated"], (query, codes)  # read as dates: who has none is left out


def check_advice(door):
    """A visitor types no commands: no advice names their options."""
    for more, codes in (("q=ngu%E1%BB%93n:VOV", {"unknown_value"}), ("q=l%C5%A9+--limit=3", {"not_understood"}),
                        ("q=l%C5%A9&prefer=VOV", {"unknown_value"}), ("q=n%C6%A1i:Atlantis", {"unknown_value"}),
                        ("q=l%C5%A9&filters=author:khongai", {"unknown_value"})):
        for language in ("vi", "en"):
            address = f"/search?{more}&duplicates=fold&lang={language}"
            warnings = door.json(address)["warnings"]
            assert codes <= {w["code"] for w in warnings}, (more, warnings)
            shown = page(door, address)
            for warning in warnings:
                assert not re.search("--[a-z]", warning["message"]), warning
                assert shown.says(warning["message"]), warning


def check_titles(door):
    for address, vi, en in (("/status", "Kho báo", "Archive"), ("/help", "Trợ giúp", "Help"), ("/search?q=x", "x", "x"),
                            ("/article/" + ARTICLE, "Kon Tum: Khánh", "Kon Tum: Khánh"), ("/", "Tra Cứu", "Tra Cứu")):
        for language, name in ("vi", vi), ("en", en):
            sign = "&" if "?" in address else "?"
            body = door.get(f"{address}{sign}lang={language}", **BROWSER).body.decode()
            title = re.search("<title>(.*?)</title>", body).group(1)
            assert title.startswith(name) and title.endswith("Tra Cứu"), (address, title)
    shown = page(door, "/article/" + ARTICLE + "?lang=en")
    assert shown.says("2019-09-02") and not shown.says("9/2019 ·"), "a date as in other places"
    assert page(door, "/status").says("Phiên bản chỉ mục")


def check_history(build, work):
    """What was changed, and an article that was renamed."""
    archive, source = os.path.join(work, "changed"), os.path.join(work, "changing")
    os.makedirs(source)
    name, renamed = os.path.join(source, "gieng.txt"), os.path.join(source, "gieng-voi.txt")
    text = "Làng Vối khơi lại giếng Vối\n\nDân làng Vối khơi lại giếng sau %s mùa cạn, <b>nước</b> trong.\n"
    for seasons in "ba", "bốn":
        with open(name, "w", encoding="utf-8") as file:
            file.write(text % seasons)
        run_program(build, "indexer/tracuu-index", "update", "--quiet", "--archive", archive, source)
    door = Door(build, "--", "--archive", archive, "--workers=1")
    shown = page(door, "/article/gieng.txt?q=giếng".replace("ế", "%E1%BA%BF"))
    assert shown.says("kho giữ 1 bản cũ") and not shown.says("đổi tên")
    link = [link for link in shown.links if link.startswith("/history/gieng.txt")]
    assert len(link) == 1, shown.links
    said = page(door, link[0])
    assert said.count["del"] == said.count["ins"] == 1 and said.changes == {"del": ["ba "], "ins": ["bốn "]}, said.changes
    assert said.says("Bản 2, hiện nay") and said.says("Bản 1") and said.says("<b>nước</b>")
    assert any(link.startswith("/article/gieng.txt") for link in said.links)
    assert page(door, "/history/gieng.txt?lang=en").says("Version 2, the present one")
    assert page(door, "/article/gieng.txt?lang=en").says("1 earlier version is kept.")
    os.rename(name, renamed)
    run_program(build, "indexer/tracuu-index", "update", "--quiet", "--allow-removals", "--archive", archive, source)
    wait_for(lambda: page(door, "/article/gieng.txt").says("Bài đã đổi tên, từ gieng.txt thành gieng-voi.txt."))
    assert not page(door, "/article/gieng-voi.txt").says("đổi tên")
    assert page(door, "/history/gieng.txt").says("Bản 2, hiện nay")
    page(door, "/history/none", 404)
    door.end()


def check_several(build, work):
    """Of several archives a link says which one has the article; where two have one of that name, each is found."""
    archives = []
    for word in "sông", "núi":
        source, archive = os.path.join(work, "of " + word), os.path.join(work, "kho " + word)
        os.makedirs(source)
        for name, more in ("a.txt", ""), ("b.txt", " nữa"):
            with open(os.path.join(source, name), "w", encoding="utf-8") as file:
                file.write(f"Chợ phiên bên {word}{more}\n\nChợ phiên bên {word} họp sớm{more}, bà con đến đông.\n")
        run_program(build, "indexer/tracuu-index", "update", "--quiet", "--archive", archive, source)
        archives += ["--archive", archive]
    door = Door(build, "--rate=0", "--at-once=0", "--", *archives, "--workers=1")
    found = page(door, "/search?q=" + quoted("chợ phiên"))
    hits = [link for link in found.links if link.startswith("/article/")]
    assert len(hits) == 4 and all("archive=" in link for link in hits), hits
    for link in hits:
        shown = page(door, link)
        assert shown.says("họp sớm"), link
        own = re.search("archive=([0-9a-f]+)", link)[1]
        others = [other for other in shown.links if "/article/" in other or "/similar/" in other]
        assert others and all("archive=" in other for other in others), others
        assert any(f"/similar/" in other and own in other for other in others), others
        back = [other for other in shown.links if other.startswith("/search?q=ch")]
        assert back and "archive=" not in back[0], shown.links
    page(door, hits[0].split("?")[0], 400)
    door.end()
    subprocess.run(["chmod", "-R", "u+w", *archives[1::2]], check=True)


def check_files(door):
    response = door.get("/export.csv?q=l%C5%A9&limit=3", **BROWSER)
    assert response.headers["Content-Disposition"] == 'attachment; filename="tracuu.csv"'
    rows = list(csv.reader(io.StringIO(response.body.decode("utf-8-sig"))))
    answer = door.json("/search?q=l%C5%A9&limit=3&sort=newest")
    assert rows[0][:3] == ["id", "date", "title"]
    assert [row[0] for row in rows[1:4]] == [hit["id"] for hit in answer["hits"]]
    assert rows[4][0] == "" and "offset=3" in rows[4][2], "there are more, and the file says so"
    lines = door.get("/export.jsonl?q=l%C5%A9&limit=3").body.decode().splitlines()
    assert json.loads(lines[0])["export"]["next"] == 3 and len(lines) == 4
    for line, hit in zip(lines[1:], answer["hits"]):
        shown = door.json("/article/" + quoted(hit["id"]))["article"]
        assert shown == shown | json.loads(line)["article"]
    assert door.json("/export.csv?q=", 400)["error"]["fault"] == "query"


def write_many(path, count, words):
    with open(path, "w", encoding="utf-8") as file:
        for i in range(count):
            file.write(json.dumps({"id": f"b{i}", "title": f"Bản tin số {i}", "date": f"20{i % 20:02}-01-02",
                                   "source": "=Tin", "body": "Mưa lớn trên sông. " * words}, ensure_ascii=False) + "\n")


def start_file(door, address):
    """A file of which only the beginning was read."""
    link = socket.socket()
    link.settimeout(120)
    link.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 16)  # so that it is not all underway
    link.connect(("127.0.0.1", door.port))
    link.sendall(f"GET {address} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
    response = http.client.HTTPResponse(link)
    response.begin()
    assert response.status == 200 and response.getheader("Transfer-Encoding") == "chunked"
    return link, response, response.read(1000)


def memory_of(door):
    """The most that the process had which speaks HTTP, in kB."""
    with open(f"/proc/{door.children()[1]}/status", encoding="ascii") as file:
        return int(re.search(r"VmHWM:\s+(\d+)", file.read())[1])


def check_whole_files(build, work):
    """All that is found is one file, however much that is: each article once, the newest first, no faster than it is
    taken; one that can't be whole says so."""
    archive, path = os.path.join(work, "many"), os.path.join(work, "many.jsonl")
    count = 5300
    write_many(path, count, 110)
    run_program(build, "indexer/tracuu-index", "update", "--quiet", "--archive", archive, path)
    door = Door(build, "--rate=0", "--at-once=0", "--", "--archive", archive, "--workers=1", "--timeout-ms=60000")
    wanted = run_program(build, "query/tracuu", "--archive", archive, "--timeout-ms=0", "--format=jsonl", "sông").stdout
    wanted = [json.loads(line) for line in wanted.decode().splitlines()]
    response = door.get("/export.jsonl?q=s%C3%B4ng")
    assert response.status == 200 and response.headers["ETag"] is None
    lines = [json.loads(line) for line in response.body.decode().splitlines()]
    assert lines[0]["export"] == wanted[0]["export"] and len(lines) == count + 1
    assert [x["article"] for x in lines[1:]] == [x["article"] for x in wanted[1:]]
    body = door.get("/export.csv?q=s%C3%B4ng&filters=" + quoted("source:=Tin")).body.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(body)))
    assert [row[0] for row in rows] == ["id"] + [x["article"]["id"] for x in wanted[1:]]
    assert rows[1][6] == "'=Tin"
    assert door.get("/export.jsonl?q=s%C3%B4ng&limit=2&offset=5000").body.count(b"\n") == 3
    before = memory_of(door)
    for end in "lost", "changed":
        link, response, told = start_file(door, "/export.jsonl?q=s%C3%B4ng")
        if end == "lost":
            os.kill(door.children()[0], signal.SIGKILL)
        else:
            write_many(path, count, 111)
            run_program(build, "indexer/tracuu-index", "update", "--quiet", "--archive", archive, path)
            wait_for(lambda: door.json("/status")["generation"] == "000002")
        lines = (told + response.read()).splitlines()
        link.close()
        is_whole = len(lines) == count + 1
        assert is_whole != ("error" in json.loads(lines[-1])), lines[-1][-300:]
        assert not is_whole or end == "lost", "it was there before it was taken"
        wait_for(lambda: door.get("/status").status == 200)
    assert memory_of(door) < before + 40000, (before, memory_of(door))
    link, *_ = start_file(door, "/export.csv?q=s%C3%B4ng")
    link.close()  # who leaves is not waited for
    assert door.json("/search?q=s%C3%B4ng")["total"]["full"] == count
    door.end()
    subprocess.run(["chmod", "-R", "u+w", archive], check=True)


def check_completions(door):
    """What a query that is being typed may become, by /suggest."""
    def kinds(text):
        ways = door.json("/suggest?limit=20&q=" + quoted(text))["completions"]
        for way in ways:
            answer = door.json("/search?q=" + quoted(way["text"])) if way["kind"] != "title" else None
            assert answer is None or "error" not in answer, way
        return {kind: [way for way in ways if way["kind"] == kind] for kind in {way["kind"] for way in ways}}
    found = kinds("lu lut")
    assert any("lụt" in " ".join(way.get("spellings", [])) for way in found["word"]), found
    assert all(way["text"].startswith("lu lut") for way in found["word"]), found
    titles = kinds("khánh thành cầu bến")["title"]
    assert titles[0]["article"] == ARTICLE and titles[0]["text"].startswith("Kon Tum: Khánh thành"), titles
    assert door.json("/article/" + quoted(titles[0]["article"]))["article"]["title"] == titles[0]["text"]
    assert [way["text"] for way in kinds("quang tr")["place"]] == ['nơi:"quảng trị"']
    assert "place" not in kinds("nơi:Quảng Trị x") and "place" in kinds("lũ nơi:Quả")
    assert "title" not in kinds('"khánh thành"') and kinds("x" * 300) == {}
    assert len(door.json("/suggest?limit=2&q=lu")["completions"]) == 2


def check_status(build, archive, work, door):
    """Whether the last run was all right, and what it left out, as soon as it is over."""
    said = page(door, "/status")
    assert said.says("Lần chạy gần nhất tốt đẹp"), said.text
    source = os.path.join(work, "night")
    os.makedirs(source)
    with open(os.path.join(source, "bad.jsonl"), "w", encoding="utf-8") as file:
        file.write('{"title": "x"\n{"title": "Tin đêm", "body": "Tin đêm qua."}\n')
    with open(os.path.join(source, "<b>.xyz"), "w", encoding="utf-8") as file:
        file.write("x")
    run_program(build, "indexer/tracuu-index", "update", "--quiet", "--archive", archive,
                corpus, os.path.join(work, "source"), source, status=(0, 1))
    wait_for(lambda: page(door, "/status").says("bad.jsonl"))
    said = page(door, "/status")
    assert said.says("có thứ không đọc được") and said.says("<b>.xyz") or said.says(".xyz"), said.text
    assert page(door, "/status?lang=en").says("some could not be read")
    run = door.json("/status")["status"]["last_run"]
    assert run["result"] == "published" and run["counts"]["skipped"] == 1, run
    assert run["left_out"][0]["action"] == "skipped" and run["left_out_more"] == 0
    # Why was written in the language of the run, and is marked so; a folder names a file.
    assert run["lang"] in ("vi", "en")
    body = door.get("/status?lang=en", **BROWSER).body.decode()
    assert body.count(f'<td lang="{run["lang"]}">') == len(run["left_out"]), body
    other = {"vi": "en", "en": "vi"}[run["lang"]]
    mark = {"en": "Why (in Vietnamese)", "vi": "Vì sao (tiếng Anh)"}[other]
    assert page(door, "/status?lang=" + other).says(mark) and not page(door, "/status?lang=" + run["lang"]).says(mark)
    for line in run["left_out"]:
        assert line["why"] in "".join(page(door, "/status?lang=en").text), line
        assert "example" not in line or page(door, "/status").says(re.sub("[\u202e\x1b]", "", line["example"])), line
    # A run that comes to nothing publishes nothing, and is told all the same.
    for name in ("source", "night"):
        os.rename(os.path.join(work, name), os.path.join(work, name + "-gone"))
    run_program(build, "indexer/tracuu-index", "update", "--quiet", "--archive", archive, status=(0, 1, 2, 3))
    wait_for(lambda: door.json("/status")["status"]["last_run"]["result"] != "published")
    assert page(door, "/status").says("Lần chạy gần nhất không xong")


# ---- What means harm ----

def write_hostile(source):
    rows = [{"id": "evil" + EVIL, "title": EVIL, "author": EVIL, "source": EVIL, "url": "javascript:alert(1)",
             "image": "data:text/html,<script>", "place": EVIL, "date": "2020-01-01",
             "body": "hiểm họa " + EVIL + "\n\nbảng\tmột\t" + EVIL + "\nhai\tba"}]
    with open(os.path.join(source, "evil.jsonl"), "w", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    # Of plain text alone tags are text.
    with open(os.path.join(source, "a\"'<b>&.txt"), "wb") as file:
        file.write(f"Hiểm họa {EVIL}\n\nTin hiểm họa {EVIL} ở Huế.\n\n{EVIL}\n".encode() + b"\xff\xc3\x00\n")
    for name in "giếng", "giếng-2":
        with open(os.path.join(source, name + ".txt"), "w", encoding="utf-8") as file:
            file.write("Làng Vối khơi lại giếng Vối\n\nDân làng Vối khơi lại giếng Vối sau ba mùa cạn.\n")
    with open(os.path.join(source, "long.txt"), "w", encoding="utf-8") as file:
        file.write("Hiểm họa dài " + "<b>" * 300_000 + "\n\n" + "Hiểm họa dài. " * 1000)


HOSTILE_QUERIES = [EVIL, "\"><script>", "hiểm họa " + EVIL, "a" * 15000, "\u202eabc", "\x1b[2J", "\x01\x02", "%",
                   "' OR 1=1 --", "{{7*7}}", "${7*7}", "</title><script>", "--help", "\ufeff", "ạ" * 3000,
                   "javascript:alert(1)", "<!--", "]]>", "&lt;script&gt;", "&#60;b&#62;", "../../etc/passwd"]


def check_hostile(door):
    found = page(door, "/search?q=" + quoted("hiểm họa"))
    ids = [hit["id"] for hit in door.json("/search?q=" + quoted("hiểm họa"))["hits"]]
    assert len(ids) >= 2 and found.says("<script>alert(1)</script>")
    for one in ids:
        shown = page(door, "/article/" + quoted(one) + "?q=" + quoted("hiểm họa script"))
        assert not any((link or "").lower().startswith(("javascript", "data")) for link in shown.links)
        page(door, "/similar/" + quoted(one))
    for query in HOSTILE_QUERIES:
        for address in ("/search?q=", "/article/" + ARTICLE + "?q=", "/?q=", "/help?q=", "/status?q=",
                        "/search?q=a&filters=", "/search?q=a&from=", "/search?q=a&lang=", "/search?q=a&sort=",
                        "/search?q=a&at="):
            response = door.get(address + quoted(query), **BROWSER)
            assert response.status in (200, 400), (query, address, response.status)
            Page(response.body.decode("utf-8"))
    for address in ("/search?q=%00", "/search?q=%ff", "/search?q=%", "/search?" + "a=b&" * 200):
        response = door.get(address, **BROWSER)
        assert response.status in (400, 414), address
        Page(response.body.decode("utf-8"))
    for name in ("evil.example", ""):
        response = door.get("/", Host=name, **BROWSER)
        assert response.status == 421
        Page(response.body.decode("utf-8"))


def main():
    build = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory() as work:
        archive, source = os.path.join(work, "archive"), os.path.join(work, "source")
        os.makedirs(source)
        write_hostile(source)
        run_program(build, "indexer/tracuu-index", "update", "--quiet", "--archive", archive, corpus, source,
                    status=(0, 1))
        door = Door(build, "--rate=0", "--at-once=0", "--", "--archive", archive, "--workers=2")
        check_pages(door)
        check_parts(door)
        links = check_links(door)
        check_answers(door)
        check_totals(door)
        check_examples(door)
        check_advice(door)
        check_titles(door)
        check_history(build, work)
        check_several(build, work)
        check_files(door)
        check_whole_files(build, work)
        check_completions(door)
        check_hostile(door)
        check_status(build, archive, work, door)
        door.end()
        subprocess.run(["chmod", "-R", "u+w", archive, os.path.join(work, "changed")], check=True)
    print(f"page: {len(ADDRESSES)} pages in two languages, {links} links: ok")


main()
