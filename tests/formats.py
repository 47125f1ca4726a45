#!/usr/bin/python3 -B
"""Reads the files of an archive of the sample press releases by the tables of
docs/formats.md, and holds what it reads against what both programs say.

    tests/formats.py BUILD_FOLDER [PRELOADED_LIBRARY]

The library, stop_at_write of the crash test, ends the indexer while its temporary files are
there: without it segments and records are left out."""

import calendar
import ctypes
import ctypes.util
import datetime
import hashlib
import itertools
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from collections import Counter

import formats_checksums
import formats_page
import formats_positions
from programs import run_program

ROOT = formats_page.ROOT
KEY = 16


def key(data):
    return hashlib.sha256(data).digest()[:KEY]


def bytes_of(path):
    with open(path, "rb") as file:
        return file.read()


def ascending(items):
    return all(a < b for a, b in zip(items, items[1:]))


SOURCES = ["corpus", "bai-le.txt"]  # a folder and a file, in WORK


class Archive:
    """One of the SOURCES."""

    def __init__(self, build, work, name):
        self.build, self.work, self.path = build, work, os.path.join(work, name)

    def run(self, program, *arguments, status=(0,), **environment):
        command = {"tracuu": "query/tracuu"}.get(program, "indexer/tracuu-index")
        head = [] if program == "tracuu" else [program]
        done = run_program(self.build, command, *head, "--archive", self.path, *arguments,
                           status=status, cwd=self.work,
                           env={**os.environ, "LC_ALL": "C", **environment})
        return done.stdout.decode()

    def update(self, *arguments, **rest):
        self.printed = self.run("update", "--jobs=1", *arguments, *SOURCES, **rest)

    def printed_counts(self):
        """Added, decoded and ignored."""
        words = (r"(\d+) added", r"Articles decoded .*: (\d+)", r"Not read: (\d+) left out")
        return [int(re.search(word, self.printed)[1]) for word in words]

    @property
    def folder(self):
        return os.path.join(self.path, os.readlink(self.path + "/current"))

    def files(self):
        """Of the generation: paths below its folder."""
        for folder, _, names in os.walk(self.folder):
            for name in names:
                yield os.path.relpath(os.path.join(folder, name), self.folder)

    def read(self, name):
        return bytes_of(os.path.join(self.folder, name))

    def status(self, name):
        return re.findall(rf"^{name}: (.+)$", self.run("status"), re.M)

    def show(self, name):
        return json.loads(self.run("tracuu", "--format=json", f"--show={name}"))["article"]


class Generation:
    def __init__(self, page, archive):
        self.page, self.archive = page, archive
        self.manifest = json.loads(archive.read("manifest.json"))
        self.catalogue = page.read("catalogue", archive.read("catalogue"))
        self.tally = page.read("tally", archive.read("shard-0001/tally"))
        self.lexicon = page.read("lexicon", archive.read("lexicon"))
        self.ids = [self.string(a["id_at"], a["id_length"]) for a in self.catalogue["article"]]
        self.articles = {name: archive.show(name) for name in self.ids}

    def string(self, at, length):
        return self.archive.read("catalogue")[at:at + length].decode()

    def check(self):
        self.check_versions()
        self.check_manifest()
        self.check_catalogue()
        self.check_tally()
        self.check_lexicon()
        self.check_report()
        formats_checksums.check_blocks(self.page, lambda name: self.archive.read("shard-0001/" + name))

    def check_versions(self):
        for name, version, where, _ in self.page.versions:
            if not version:
                continue
            path, constant = re.fullmatch(r"`(.+)`: `(\w+)`", where).groups()
            source = bytes_of(os.path.join(ROOT, path)).decode()
            in_code = re.search(rf"\b{constant} = (\d+)", source)[1]
            assert in_code == version, f"{path}: {constant} is {in_code}, the page says {version}"
            read = {"catalogue": self.catalogue, "lexicon": self.lexicon,
                    "shard-NNNN/tally": self.tally}.get(name)
            if read:
                assert read["header"][0]["version"] == int(version), name

    def check_manifest(self):
        m, archive, status = self.manifest, self.archive, self.archive.status
        assert m["format"] == version_of(self.page, "manifest.json")
        self.page.check_json("manifest.json", None, m)
        listed = {f["path"]: f for f in m["files"]}
        assert set(listed) | {"manifest.json", "manifest.sha256"} == set(archive.files())
        for path, file in listed.items():
            data = archive.read(path)
            assert (file["size"], file["sha256"]) == (len(data), hashlib.sha256(data).hexdigest())
        digest = self.page.read("manifest.sha256", archive.read("manifest.sha256"))["line"][0]
        assert digest["sha256"] == hashlib.sha256(archive.read("manifest.json")).hexdigest()
        assert status("Articles") == [str(m["articles"])] and m["articles"] > 50
        assert status("From files") == [str(m["source_files"])]
        assert status("Shards") == [str(len(m["shards"]))]
        assert status("Source") == [source["path"] for source in m["sources"]]
        assert [source["name"] for source in m["sources"]] == SOURCES
        assert status("Text") == [f"{m['text_bytes'] // 100 / 10} kB"]
        assert status("Index") == [f"{sum(f['size'] for f in m['files']) // 100 / 10} kB"]
        assert status("Generation")[0].startswith(os.path.basename(archive.folder) + ", ")
        assert m["generation"] == int(os.path.basename(archive.folder))
        created = datetime.datetime.strptime(m["created"] + "+0000", "%Y-%m-%dT%H:%M:%SZ%z")
        assert created.timestamp() == m["created_seconds"] >= m["started_ns"] // 10**9
        assert [s["number"] for s in m["shards"]] == [1] and m["next_shard"] == 2
        assert m["shards"][0]["articles"] == m["articles"]
        assert m["shards"][0]["text_bytes"] == m["text_bytes"]

    def check_catalogue(self):
        files, articles = self.catalogue["file"], self.catalogue["article"]
        assert len(files) == self.manifest["source_files"]
        assert len(articles) == self.manifest["articles"]
        assert ascending([f["key"] for f in files]) and ascending([a["key"] for a in articles])
        assert sorted(f["number"] for f in files) == list(range(len(files)))
        shown_paths = {f["number"]: self.check_file(f) for f in files}
        assert sorted(f["source"] for f in files) == [0] * (len(files) - 1) + [1]
        for name, a in zip(self.ids, articles):
            shown = self.articles[name]
            assert a["key"] == key(name.encode()) and a["shard"] == 1
            assert shown["path"] == shown_paths[a["file"]]
            assert a["text_bytes"] == sum(len(b["text"].encode()) for b in shown["blocks"])
            lines = bytes_of(os.path.join(self.archive.work, shown["path"])).split(b"\n")
            if shown["path"].endswith(".jsonl"):
                assert json.loads(lines[a["line"] - 1])["id"] == name
            else:
                assert a["line"] == 1
        assert len({a["content"] for a in articles}) == len(articles)
        assert sum(a["text_bytes"] for a in articles) == self.manifest["text_bytes"]
        for name, a in zip(self.ids, articles):
            assert (a["document_at"], a["document_length"]) == (a["id_at"], a["id_length"])
            own = name.encode()[a["own_at"]:][:a["own_length"]].decode()
            assert name in (own, "bai-le:" + own)
            assert not a["moved"] and not a["qualified"]
        strings = sum(f["path_length"] for f in files) + sum(a["id_length"] for a in articles)
        assert strings == len(self.catalogue["strings"])

    def check_file(self, f):
        """Returns its path as the programs show it."""
        source = self.manifest["sources"][f["source"]]
        path = self.string(f["path_at"], f["path_length"])
        whole = os.path.join(source["path"], path).rstrip("/")
        both = [hashlib.sha256(s.encode()).digest() for s in (source["path"], path)]
        assert f["key"] == key(b"".join(both))
        assert f["content"] == key(bytes_of(whole)) and f["size"] == os.path.getsize(whole)
        assert f["mtime_ns"] == os.stat(whole).st_mtime_ns
        assert f["clean"] == 1
        return os.path.join(source["name"], path).rstrip("/")

    def tally_words(self):
        words, before = [], b""
        for w in self.tally["word"]:
            assert w["shared"] <= len(before) and w["shared"] + w["length"] <= 240
            before = before[:w["shared"]] + w["rest"]
            words.append((before, w["count"]))
        assert ascending([word for word, _ in words])
        return words

    def tally_pairs(self):
        """(left, right): how often; words by their numbers."""
        pairs, left = {}, -1
        for row in self.tally["row"]:
            left, right = left + row["distance"], -1
            for follower in row["followers"]:
                right += follower["distance"]
                pairs[left, right] = follower["count"]
        return pairs

    def tally_runs(self):
        """(left, right, third): how often."""
        runs, left = {}, -1
        for row in self.tally["row"]:
            left, right = left + row["distance"], -1
            for follower in row["followers"]:
                right, third = right + follower["distance"], -1
                for run in follower["thirds"]:
                    third += run["distance"]
                    runs[left, right, third] = run["count"]
        names = [name for name, _ in self.tally_words()].index(b"A")
        assert all(count >= 2 for run, count in runs.items() if run[2] != names)
        return runs

    def lexicon_words(self):
        """Folded form, exact form, count of each."""
        l, words = self.lexicon, []
        for w in l["word"]:
            between = w["strings_at"] + w["folded_length"]
            folded = l["strings"][w["strings_at"]:between]
            words.append((folded, l["strings"][between:between + w["exact_length"]], w["count"]))
        return words

    def check_tally(self):
        """It counts each word as often as the articles have it, which is as often as the file
        of positions has it; some are also written together, or are names and addresses, and
        count beside their parts."""
        words = dict(self.tally_words())
        counted, syllables = Counter(), set()
        for article in self.articles.values():
            for block in article["blocks"]:
                answer = json.loads(self.archive.run(
                    "tracuu", "--format=json", "--analyse", block["text"]))
                # The A of 1A is a letter, not the syllable; it counts as the same word.
                counted.update(
                    t["exact"] for t in answer["tokens"] if t["kind"] in ("syllable", "word"))
                syllables.update(
                    t["exact"] for t in answer["tokens"] if t["kind"] == "syllable")
        assert len(syllables) > 1000 and counted["quốc"] > 20
        for word in syllables:
            assert words[word.encode()] == counted[word], f"tally: {word}"
        formats_positions.check(
            self.page, self.archive.read("shard-0001/positions"),
            {word: counted[word] for word in syllables}, len(self.articles))

    def check_lexicon(self):
        l, words = self.lexicon, self.lexicon_words()
        header = l["header"][0]
        names = [w[0] for w in self.tally_words()]
        definitions = Counter(w for _, w, _ in words if b"=" in w)
        assert all(n == 2 for n in definitions.values())
        assert [(f, -n, w) for f, w, n in words] == sorted((f, -n, w) for f, w, n in words)
        told = {w: n for w, n in self.tally_words()
                if w != b"A" and (b"=" not in w or w in definitions)}
        assert {w: n for _, w, n in words} == told
        assert all(n >= 3 for w, n in told.items() if w in definitions)
        assert sum(len(f) + len(w) for f, w, _ in words) == len(l["strings"])
        plain = [n for _, w, n in words if w not in (b".", b"0") and b"=" not in w]
        assert header["running"] == sum(plain)
        assert header["tempered"] == round(sum(n ** 0.75 for _, _, n in words))
        self.check_pairs(words, names)
        self.check_runs(words, names)
        self.check_checksum(header)

    def check_pairs(self, words, names):
        """They are the tally's, their counts rounded."""
        bounds = [w["first_pair"] for w in self.lexicon["word"] + self.lexicon["end"]]
        pairs, capitals = {}, {}
        for left, (first, end) in enumerate(zip(bounds, bounds[1:])):
            of_left = self.lexicon["pair"][first:end]
            for p in of_left:
                p["capitals"], p["right"] = divmod(p["right"], 1 << 22)
            assert ascending([p["right"] for p in of_left])
            told = self.lexicon["word"][left]["tempered"]
            tempered = sum(round(2 ** (p["code"] / 8)) ** 0.75 for p in of_left)
            assert told == 0 if not of_left else abs(2 ** (told / 2048) / tempered - 1) < 1 / 2000
            for p in of_left:
                pair = words[left][1], words[p["right"]][1]
                pairs[pair] = round(2 ** (p["code"] / 8))
                capitals[pair] = p["capitals"]
        told = {(names[a], names[b]): n for (a, b), n in self.tally_pairs().items()}
        assert set(pairs) == set(told) and len(pairs) == len(self.lexicon["pair"])
        for pair, n in told.items():
            assert pairs[pair] == n if n <= 10 else abs(pairs[pair] / n - 1) < 1 / 12, pair
        self.check_capitals(names, told, capitals)

    def check_capitals(self, names, counts, codes):
        """They are as the tally tells, and it as often as the articles have them."""
        told = {(names[a], names[b]): n for (a, b, c), n in self.tally_runs().items()
                if names[c] == b"A"}
        assert told and all(n <= counts[pair] for pair, n in told.items())
        for pair, n in counts.items():
            share = told[pair] / n if told.get(pair, 0) > 1 else 0
            assert codes[pair] == sum(share >= least for least in (.05, .3, .7)), pair
        place = ("bến".encode(), "mộc".encode())
        assert told[place] == counts[place] > 2 and codes[place] == 3

    def check_runs(self, words, names):
        """They are some of the tally's, and each context's rest is what they leave."""
        l, told = self.lexicon, self.tally_runs()
        told = {tuple(names[i] for i in run): n for run, n in told.items()
                if names[run[2]] != b"A"}
        first = [w["first_pair"] for w in l["word"] + l["end"]]
        left_of = [left for left in range(len(words)) for _ in range(*first[left:left + 2])]
        contexts = l["context"] + l["last"]
        assert ascending([c["pair"] for c in contexts]) and contexts[0]["first_run"] == 0
        assert contexts[-1]["pair"] == len(l["pair"])
        assert contexts[-1]["first_run"] == len(l["run"]) > 0
        for c, after in zip(contexts, contexts[1:]):
            runs = l["run"][c["first_run"]:after["first_run"]]
            pair = l["pair"][c["pair"]]
            assert runs and ascending([r["place"] for r in runs])
            left, rest = round(2 ** (pair["code"] / 8)), 1
            for r in runs:
                third = l["pair"][first[pair["right"]] + r["place"]]
                assert left_of[first[pair["right"]] + r["place"]] == pair["right"]
                run = (left_of[c["pair"]], pair["right"], third["right"])
                counted, n = told[tuple(words[i][1] for i in run)], round(2 ** (r["code"] / 8))
                assert n == counted if n <= 10 else abs(n / counted - 1) < 1 / 12
                rest -= (n - (0, 0.66, 1.08, 1.45)[min(n, 3)]) / left
            assert abs(2 ** (-c["rest"] / 16) / max(rest, 2 ** (-255 / 16)) - 1) < 1 / 40

    def check_checksum(self, header):
        end = self.page.field("lexicon", "header", "checksum").offset
        data = self.archive.read("lexicon")
        assert formats_checksums.fnv(data[:end]) == header["checksum"]
        formats_checksums.check_pages(data, [row["checksum"] for row in self.lexicon["checksum"]])

    def check_report(self):
        page, counts = self.page, Counter()
        told = re.findall(r"`(\w+)`", page.members["report.jsonl", None]["action"][1])
        lines = list(read_report(self.archive))
        assert [line["action"] for line in (lines[0], lines[-1])] == ["run", "summary"]
        for line in lines:
            page.check_json("report.jsonl", None, line)
            assert line["action"] in told
        assert lines[-1]["articles"] == len(self.articles)
        for line in lines[1:-1]:
            counts[line["action"]] += line.get("count", 1)
            if line["action"] == "added":
                article = self.articles[line["id"]]
                assert article["path"] == line["path"] and line["line"] >= 1
        assert counts["added"] == len(self.articles)
        assert counts == lines[-1]["counts"]
        assert counts == dict(zip(("added", "decoded", "ignored"), self.archive.printed_counts()))


def read_report(archive):
    return [json.loads(line) for line in archive.read("report.jsonl").splitlines()]


def check_lost(page, archive):
    """One article of a shard is removed, one changed and one renamed: the documents of all three
    are lost. What other articles say stays where they were, though their file is renamed."""
    archive.update("--shard-articles=100", "--quiet")
    added = [line for line in read_report(archive) if line["action"] == "added"]
    gone, changed, moved = added[20], added[40], added[41]
    shown = archive.show(changed["id"])
    before = json.loads(archive.read("manifest.json"))
    catalogue = page.read("catalogue", archive.read("catalogue"))["article"]
    shown["content"] = next(a["content"] for a in catalogue if a["key"] == key(changed["id"].encode()))
    shown["seen"] = before["started_ns"]
    os.unlink(os.path.join(archive.work, gone["path"]))
    new_path = moved["path"].replace(".txt", "-mới.txt")
    os.rename(os.path.join(archive.work, moved["path"]), os.path.join(archive.work, new_path))
    lines = min((a["path"] for a in added if a["path"].endswith(".jsonl")),
                key=lambda path: os.path.getsize(os.path.join(archive.work, path)))
    carried = [a for a in added if a["path"] == lines]
    new_lines = lines.replace(".jsonl", "-mới.jsonl")
    os.rename(os.path.join(archive.work, lines), os.path.join(archive.work, new_lines))
    with open(os.path.join(archive.work, changed["path"]), "a", encoding="utf-8") as file:
        file.write("\n\nThêm một đoạn.\n")
    archive.update("--shard-articles=100", "--quiet")
    lost = page.read("lost", archive.read("lost"))
    formats_checksums.check_lost(page, archive.read("lost"))
    assert lost["header"][0]["version"] == version_of(page, "lost")
    wanted = [{"shard": 1, "document": added.index(a) + 1} for a in (gone, changed, moved)]
    lengths = [document.pop("length") for document in lost["document"]]
    assert lost["document"] == wanted and all(20 < n < 2000 for n in lengths), lost
    terms = page.read("positions", archive.read("shard-0001/lost-terms"))
    assert terms["header"][0]["documents"] == len(wanted)
    counts = page.read("tally", archive.read("shard-0001/lost-tally"))
    assert 0 < counts["header"][0]["words"] < terms["header"][0]["terms"]
    shards = json.loads(archive.read("manifest.json"))["shards"]
    assert [(s["number"], s["articles"]) for s in shards] == [(1, len(added) - 3), (2, 2)]
    actions = {line["id"]: line["action"] for line in read_report(archive) if "id" in line}
    new_id = moved["id"].replace(".txt", "-mới.txt")
    assert actions == {gone["id"]: "removed", changed["id"]: "changed", new_id: "moved",
                       **{a["id"]: "moved" for a in carried}}
    check_names(page, archive, (moved["id"], new_id), [a["id"] for a in carried], new_lines)
    check_versions(page, archive, changed["id"], shown)
    archive.run("verify")


def check_names(page, archive, renamed, carried, new_path):
    """What is said of an article that is RENAMED, and of those CARRIED by a file that is."""
    names = archive.read("names")
    read = page.read("names", names)
    formats_checksums.check_names(page, names)
    assert read["header"][0]["version"] == version_of(page, "names")
    told = []
    for row in read["name"]:
        first = names[row["strings_at"]:][:row["first_length"]].decode()
        second = names[row["strings_at"] + row["first_length"]:][:row["second_length"]].decode()
        told.append((row["key"], row["kind"], first, second))
    old, new = (key(name.encode()) for name in renamed)
    assert told == sorted([(old, 2, renamed[1], "")] +
                          [(key(name.encode()), 0, name, new_path) for name in carried])
    catalogue = archive.read("catalogue")
    rows = {a["key"]: a for a in page.read("catalogue", catalogue)["article"]}
    for name, shard in [(renamed[1], 2)] + [(name, 1) for name in carried]:
        row = rows[key(name.encode())]
        document = catalogue[row["document_at"]:][:row["document_length"]].decode()
        assert document == name and row["shard"] == shard and bool(row["moved"]) == (shard == 1)


def check_versions(page, archive, name, before):
    """The article NAME was as BEFORE."""
    data, segment = archive.read("versions"), archive.read("versions-0001")
    read, texts = page.read("versions", data), page.read("versions-NNNN", segment)
    formats_checksums.check_versions(page, data, segment)
    manifest = json.loads(archive.read("manifest.json"))
    page.check_json("manifest.json", None, manifest)
    assert [f["path"] for f in manifest["versions"]] == ["versions-0001", "versions"]
    assert manifest["history_days"] == 730
    assert read_report(archive)[-1]["versions"] == read["header"][0]["versions"] == 1
    for header in (read, texts):
        assert header["header"][0]["version"] == version_of(page, "versions")
    row, = read["version"]
    assert row["key"] == key(name.encode()) and row["content"] == before["content"]
    assert (row["since_ns"], row["until_ns"]) == (before["seen"], manifest["started_ns"])
    assert row["before"] == 1 and row["segment"] == 1
    record = Records(page).read(segment[row["at"]:][:row["length"]])
    assert len(texts["texts"]) == row["length"]
    assert record["blocks"] == before["blocks"] and record["title"] == before["title"]


def check_groups(page, archive):
    """An article is copied twice: as it is, and with a paragraph more."""
    source = min(os.path.join(folder, name)
                 for folder, _, names in os.walk(os.path.join(archive.work, "corpus"))
                 for name in names if name.endswith(".txt"))
    shutil.copy(source, source.replace(".txt", "-chép.txt"))
    with open(source, encoding="utf-8") as file:
        text = file.read()
    with open(source.replace(".txt", "-sửa.txt"), "w", encoding="utf-8") as file:
        file.write(text + "\n\nThêm một đoạn.\n")
    archive.update("--shard-articles=100", "--quiet")
    read = page.read("groups", archive.read("groups"))
    formats_checksums.check_groups(page, archive.read("groups"))
    assert read["header"][0]["version"] == version_of(page, "groups")
    assert [read["header"][0][n] for n in ("articles", "groups")] == [3, 1]
    assert [row["at"] for row in read["start"] + read["end"]] == [0, 3]
    added = [line["id"] for line in read_report(archive) if line["action"] == "added"]
    told = json.loads(archive.run("duplicates", "--json"))["articles"]
    for place, article in enumerate(told):
        row = read["article"][read["place"][place]["article"]]
        wanted = {"shard": 1, "document": added.index(article["id"]) + 1, "group": 0,
                  "place": place, "identical": int(article["identical"])}
        assert row == wanted, (row, wanted)
    archive.run("verify")


def check_cut_short(page, archive):
    """What the page says of queries; verify tells each."""
    kept = archive.folder + ".kept"
    shutil.copytree(archive.folder, kept)
    for name, _, _, outcome in page.versions:
        if not outcome:
            continue
        path = os.path.join(archive.folder, name.replace("NNNN", "0001"))
        os.truncate(path, os.path.getsize(path) // 2)
        archive.run("tracuu", "quốc", status={"fails": (3,), "goes on": (0,)}[outcome])
        archive.run("verify", status=(3,))
        shutil.rmtree(archive.folder)
        shutil.copytree(kept, archive.folder)
    archive.run("verify")
    shutil.rmtree(kept)


def stop_with_segment(archive, library):
    """Ends an update when all of its segments are written and none is merged yet. Returns the
    only one."""
    draft = os.path.join(archive.path, "generations", ".building-000001")
    for change in range(1, 200):
        archive.update("--quiet", status=(-9,), STOP_AT=str(change), STOP_HOW="kill",
                       LD_PRELOAD=library)
        if os.path.exists(draft + "/shard-0001"):
            names = [n for n in os.listdir(draft) if re.fullmatch(r"batch-\d{6}", n)]
            assert len(names) == 1, names
            return bytes_of(os.path.join(draft, names[0]))
    raise AssertionError("no segment was seen")


class Records:
    """Unpacks records with the dictionary of the page."""

    def __init__(self, page):
        self.page = page
        self.dictionary = bytes_of(os.path.join(ROOT, "archive", "record.dictionary"))
        letters = re.search("UTF-8 of `([^`]+)`", page.text).group(1)
        self.letters = dict(zip([*range(0x80, 0x100), *range(0x0e, 0x1b)], letters, strict=True))
        self.zstd = ctypes.CDLL(ctypes.util.find_library("zstd"))
        self.zstd.ZSTD_createDCtx.restype = ctypes.c_void_p
        self.zstd.ZSTD_getFrameContentSize.restype = ctypes.c_ulonglong
        self.zstd.ZSTD_decompress_usingDict.restype = ctypes.c_size_t
        self.context = ctypes.c_void_p(self.zstd.ZSTD_createDCtx())

    def unpack(self, frame):
        size = self.zstd.ZSTD_getFrameContentSize(frame, ctypes.c_size_t(len(frame)))
        assert size < 1 << 28
        out = ctypes.create_string_buffer(size)
        got = self.zstd.ZSTD_decompress_usingDict(
            self.context, out, ctypes.c_size_t(size), frame, ctypes.c_size_t(len(frame)),
            self.dictionary, ctypes.c_size_t(len(self.dictionary)))
        assert got == size, "record: its frame does not unpack"
        return out.raw

    def spell(self, data):
        """The record in letters DATA, unpacked."""
        letters = self.page.read("record in letters", data)["letters"][0]
        out, packed = bytearray(), iter(letters["packed"])
        for byte in packed:
            if byte == 0x1b:
                out.append(next(packed))
            else:
                out += self.letters[byte].encode() if byte in self.letters else bytes([byte])
        assert len(out) == letters["size"], "record: its letters are more or fewer"
        return bytes(out)

    def read(self, data):
        """In the form of the program's answer."""
        packed = self.page.read("record", data)["packed"][0]
        assert packed["version"] == version_of(self.page, "record")
        record = self.page.read("record, unpacked",
                                self.spell(self.unpack(packed["frame"])))["record"][0]
        zone = self.page.field("record, unpacked", "block", "zone")
        zones = dict(re.findall(r"(\d+) (\w+)", zone.meaning))
        out = {name: value["text"] for name, value in record.items() if isinstance(value, dict)}
        out["encodings"] = [name for name in out["encodings"].split(", ") if name] or ["UTF-8"]
        out["authors"] = [author["text"] for author in record["authors"]]
        out["blocks"] = [{"zone": zones[str(block["zone"])], "text": block["text"]["text"],
                          **({"page": block["page"]} if block["page"] else {})}
                         for block in record["blocks"]]
        return out


def check_segment(page, archive, library, articles):
    segment = page.read("segment", stop_with_segment(archive, library), told=len(articles))
    records, reader = [], Records(page)
    for document in segment["document"]:
        record = reader.read(document["data"])
        records.append(record)
        shown = {k: "" if v is None else v for k, v in articles[record["id"]].items()}
        both = set(shown) & set(record)
        assert {k: record[k] for k in both} == {k: shown[k] for k in both} and len(both) >= 11
        *values, order, signature = [(v["slot"], v["value"]) for v in document["values"]]
        assert [(slot, text.decode()) for slot, text in values] == values_of(record), record
        formats_checksums.check_order(order, record["id"])
        check_signature(signature)
    assert {record["id"] for record in records} == set(articles)
    check_terms(segment, records)


def check_signature(value):
    slot, packed = value
    hashes = [int.from_bytes(packed[i:i + 4], "little") for i in range(0, len(packed), 4)]
    assert slot == 8 and 1 <= len(hashes) <= 32 and len(packed) % 4 == 0
    assert all(a < b for a, b in zip(hashes, hashes[1:]))


def values_of(record):
    """By slot, as archive/schema.h tells."""
    texts = enumerate(["\n".join(record["authors"])] +
                      [record[name] for name in ("place", "source", "issuer", "kind")], start=2)
    return first_and_last(record["date"]) + [(slot, text) for slot, text in texts if text]


def first_and_last(date):
    """The days of a date that is known to the day, the month or the year, as slots hold them."""
    if not date:
        return []
    year, month, day = (list(map(int, date.split("-"))) + [0, 0])[:3]
    last = day or calendar.monthrange(year, month or 12)[1]
    return [(0, f"{year:04}{month or 1:02}{day or 1:02}"),
            (1, f"{year:04}{month or 12:02}{last:02}")]


def check_terms(segment, records):
    lengths, ids, counted = Counter(), {}, {}
    assert ascending([term["term"] for term in segment["term"]])
    for term in segment["term"]:
        postings = term["postings"]
        numbers = list(itertools.accumulate(p["gap"] for p in postings))
        assert len(postings) == term["documents"] and numbers[-1] <= len(records)
        assert sum(p["count"] for p in postings) == term["occurrences"]
        assert len(term["positions"]) in (0, len(postings))
        for number, posting in zip(numbers, postings):
            lengths[number] += posting["count"]
        counted[term["term"]] = {n: p["count"] for n, p in zip(numbers, postings)}
        if term["term"].startswith(b"Q"):
            ids[term["term"][1:].decode()] = numbers
        if term["term"] == "quốc".encode():
            assert len(term["positions"]) == len(postings)
            assert numbers == [i + 1 for i, r in enumerate(records) if has_word(r, "quốc")]
    check_folded(counted)
    assert ids == {record["id"]: [i + 1] for i, record in enumerate(records)}
    assert [document["length"] for document in segment["document"]] == [
        lengths[i + 1] for i in range(len(records))]


def check_folded(counted):
    """COUNTED: of each term, how often each document has it. A word without marks counts what
    all its spellings do."""
    folded = {}
    for term, counts in counted.items():
        if not term[:1].isupper():
            folded.setdefault(fold(term.decode()), Counter()).update(counts)
    plain = {term[1:].decode(): counts for term, counts in counted.items() if term[:1] == b"F"}
    assert len(plain) > 500
    for word, counts in plain.items():
        assert folded[word] == counts, f"segment: F{word}"


def fold(word):
    marked = unicodedata.normalize("NFD", word).replace("đ", "d")
    return "".join(c for c in marked if not unicodedata.combining(c))


def has_word(record, word):
    return any(re.search(rf"\b{word}\b", unicodedata.normalize("NFC", block["text"].lower()))
               for block in record["blocks"])


def version_of(page, file):
    return next(int(row[1]) for row in page.versions if row[0] == file)


def main():
    build = os.path.abspath(sys.argv[1])
    library = os.path.abspath(sys.argv[2]) if len(sys.argv) > 2 else None
    page = formats_page.load()
    with tempfile.TemporaryDirectory() as work:
        work = os.path.realpath(work)
        shutil.copytree(os.path.join(ROOT, "corpus"), work + "/corpus")
        with open(work + "/bai-le.txt", "w", encoding="utf-8") as file:
            file.write("Một bài lẻ\n\n     Bài này là một nguồn riêng.\n")
        archive = Archive(build, work, "archive")
        archive.update()
        generation = Generation(page, archive)
        generation.check()
        if library:
            check_segment(page, Archive(build, work, "ended"), library, generation.articles)
        changed = Archive(build, work, "changed")
        check_lost(page, changed)
        check_cut_short(page, changed)
        check_groups(page, Archive(build, work, "groups"))
        subprocess.run(["chmod", "-R", "u+w", work], check=True)
    print("formats: ok" if library else "formats: ok, but for segments and records")


main()
