#!/usr/bin/python3 -B
"""What an audience is answered is what an archive of the articles that it may see would answer.

    tests/labels.py BUILD_FOLDER [--all] [--articles FILE.jsonl] [--count N] [--queries N]
                    [--seed N] [--keep FOLDER]

Articles are labelled, in themselves, beside them and by their folders, and some are embargoed, so
that an archive has them all; others have just what one audience may see, and never had more.
Searches of all kinds, suggestions, completions, articles by their ids, articles like another,
exports and feeds are asked of both; every byte must be the same, but for the archive's number and
generation, when that was made, what its last run met, and the time that it took. So must it be after a night in which labels changed, after
an embargo ended, without a run and by a server, and after a purge, a rollback, a repair. (What
articles said before they were changed is told to no audience; so none of these archives keeps it.)

Who sees one label besides what everybody sees reads two lots of shards, and an archive of both has
one: where a word was typed without marks, its restoration may then be a step more or less sure
(tests/history.py), so of such queries FEW answers may differ, but no total.

Without FILE the articles are made of the sentences of the samples in corpus/."""

import argparse
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time

import history

FEW = .05
FEWER = [[], ["--explain", "--diacritics=exact", "--duplicates=fold"]]
MODES = [[], ["--sort=newest"], ["--explain", "--limit=30"], ["--diacritics=exact", "--limit=40"],
         ["--diacritics=ignore"], ["--ranking=bm25"], ["--duplicates=fold", "--limit=30"],
         ["--facet=year", "--facet=source", "--timeline=month"], ["--count"]]
HIDDEN = {"công chúng": ["nội bộ", "pháp chế", "!"], "tòa soạn": ["pháp chế", "!"]}
AUDIENCES = ["--audience=công chúng=", "--audience=tòa soạn=nội bộ"]
SOURCES = ["Báo Sông Hậu", "Đài Miền Núi", "Tin Ven Biển"]
FAR = "2099-12-31T10:00+07:00"


class Labelled:
    """Articles of a source, each a file, with who may see it."""

    def __init__(self, articles, chance):
        self.articles = {a["id"]: a for a in articles}
        self.labels, self.embargoes, self.ways = {}, {}, {}
        for name in self.articles:
            lot = chance.random()
            self.labels[name] = ("nội bộ" if lot < .1 else "pháp chế" if lot < .15 else
                                 "!" if lot < .18 else "")
            self.embargoes[name] = (FAR if .18 < lot < .23 else
                                    "2001-01-01" if .23 < lot < .26 else "")
            self.ways[name] = chance.choice(["own", "beside", "folder"])

    def is_seen(self, name, audience, embargoes_end=False):
        return (self.labels[name] not in HIDDEN[audience] and
                (embargoes_end or self.embargoes[name] != FAR))

    def said(self, name):
        label, embargo = self.labels[name], self.embargoes[name]
        # What is not understood hides.
        return {**({"visibility": {"!": ["a", "b"]}.get(label, label)} if label else {}),
                **({"embargo_until": embargo} if embargo else {})}

    def write(self, folder, audience=None):
        """All of them below FOLDER, or those that AUDIENCE sees, of which nothing is said."""
        subprocess.run(["rm", "-rf", folder], check=True)
        for name, article in self.articles.items():
            if audience and not self.is_seen(name, audience):
                continue
            said = {} if audience else self.said(name)
            way = self.ways[name]
            below = os.path.join(folder, str(len(name) % 3), name if way == "folder" else "")
            os.makedirs(below, exist_ok=True)
            path = os.path.join(below, name + ".json")
            write(path, {**article, **(said if way == "own" else {})})
            if said and way == "beside":
                write(path + ".meta.json", said)
            if said and way == "folder":
                write(os.path.join(below, "tracuu.json"), said)


def write(path, value):
    with open(path, "w", encoding="utf-8") as out:
        json.dump(value, out, ensure_ascii=False)


class Kept:
    """An archive in a folder of its own, whose source is called the same in each."""

    def __init__(self, build, folder, audience=None):
        self.build, self.folder, self.audience = os.path.abspath(build), folder, audience
        os.makedirs(folder)

    def index(self, command, *arguments, status=(0, 1)):
        done = subprocess.run([self.build + "/indexer/tracuu-index", command, "--archive", "kho",
                               *arguments], cwd=self.folder, check=False, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        assert done.returncode in status, (command, arguments, done.stderr.decode())
        return done.stdout.decode()

    def update(self, labelled, *options):
        labelled.write(self.folder + "/nguồn", self.audience)
        self.index("update", "--allow-removals", "--history=none", *options, "nguồn")

    def ask(self, *arguments, text="", seen_as=None):
        """What tracuu prints, and its exit status."""
        seen = [f"--as={seen_as}"] if seen_as else []
        done = subprocess.run([self.build + "/query/tracuu", "--archive", "kho", *seen,
                               "--timeout-ms=0", *arguments], cwd=self.folder, input=text,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
                              check=False)
        return comparable(done.stdout + done.stderr) + f"\n{done.returncode}"


def comparable(text):
    text = re.sub(r'"took_ms": ?[0-9.]+', "", text)
    text = re.sub(r',"last_run":\{.*\}(?=\}\})', "", text)
    text = re.sub(r'"created":"[^"]*"', "", text)
    text = re.sub(r'"(archive|generation)": ?"[^"]*"', "", text)
    text = re.sub(r"\b[0-9a-f]{32}\b", "", text)
    text = re.sub(r'"work": ?\{[^}]*\}', "", text)
    return re.sub(r"\b0000[0-9]{2}(-[0-9a-f]{4})?\b", "", text)


def requests_for(labelled, queries, chance):
    """What a server is asked, line by line."""
    names = chance.sample(sorted(labelled.articles), min(4 * len(queries), len(labelled.articles)))
    made = [{"op": "status"}, {"op": "show", "article": "chưa bao giờ có"}]
    for name in names:
        made += [{"op": "show", "article": name}, {"op": "show", "article": name, "q": "và"},
                 {"op": "similar", "article": name}, {"op": "history", "article": name},
                 {"op": "similar", "article": name, "duplicates": "fold"}]
    for query in queries:
        words = query.split()
        made += [{"op": "suggest", "q": query}, {"op": "suggest", "q": words[0][:2]},
                 {"op": "suggest", "q": " ".join(words[:2])}, {"op": "suggest", "q": "source:"},
                 {"op": "search", "q": query, "facets": ["author", "place", "source"]},
                 {"op": "export", "q": query}]
    return "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in made)


def pieces(archive, queries, requests, seen_as, modes):
    """(what was asked, whether words may be restored in it, the answer), piece by piece."""
    lines = "".join(f"{i}\t{q}\n" for i, q in enumerate(queries))
    for mode in modes:
        out = archive.ask("--format=json", "--batch=-", *mode, text=lines, seen_as=seen_as)
        for i, line in enumerate(out.splitlines()):
            yield (mode, i), line
    out = archive.ask("--serve", "--workers=1", text=requests, seen_as=seen_as)
    for request, line in zip((requests + "end\n").splitlines(), out.splitlines()):
        yield request, line
    for query in queries[:12 if modes is MODES else 2]:
        for form in "ids", "jsonl", "csv", "ninjs":
            yield (form, query), archive.ask("--all", f"--format={form}", "--", query,
                                             seen_as=seen_as)
        yield ("complete", query), archive.ask(f"--complete=tracuu {query[:-1]}", seen_as=seen_as)
        text = re.sub(r"\s+", " ", archive.ask("--", query, seen_as=seen_as))
        yield ("text", query), re.sub(r"· [0-9.]+ ms", "", text)


def compare(name, whole, own, labelled, queries, chance, exact, modes):
    """Holds what WHOLE answers as the audience of OWN against what OWN answers."""
    requests = requests_for(labelled, queries, chance)
    asked = different = bad = 0
    for (what, expected), (_, found) in zip(pieces(own, queries, requests, None, modes),
                                            pieces(whole, queries, requests, own.audience,
                                                   modes)):
        asked += 1
        if expected == found:
            continue
        different += 1
        total = [re.search(r'"total": ?\{[^}]*\}', x) for x in (expected, found)]
        same_total = [t and t.group() for t in total]
        if exact or same_total[0] != same_total[1] or "--diacritics=exact" in str(what):
            bad += 1
            if bad < 4:
                print("labels: must be the same:", name, what)
                at = next((i for i, (a, b) in enumerate(zip(expected, found)) if a != b), 0)
                print("\t", expected[max(0, at - 150):at + 300])
                print("\t", found[max(0, at - 150):at + 300])
    print(f"labels: {name}: {different} of {asked} answers differ")
    return bad == 0 and different <= FEW * asked and asked > 0


def secrets_of(labelled, audience):
    """Words that only hidden articles have."""
    hidden, seen = set(), set()
    for name, article in labelled.articles.items():
        words = set(re.findall(r"\w+", f"{article['title']} {article.get('body', '')}".lower()))
        (seen if labelled.is_seen(name, audience) else hidden).update(words)
    return sorted(hidden - seen)


def articles_of(options, chance):
    if options.articles:
        maker = history.Read(chance, options.articles)
        found = [maker.next() for _ in range(options.count)]
        for number, article in enumerate(found):
            article["id"] = f"bai-{number}"
            article.pop("visibility", None)
        return found
    maker, found = history.Made(chance), []
    while len(found) < options.count:
        article = {**maker.next(), "source": chance.choice(SOURCES)}
        found.append(article)
        for number in range(chance.choice([0, 0, 0, 0, 1, 2])):
            found.append({**article, "id": f"{article['id']}-{number}",
                          "source": SOURCES[number], "body": article["body"] + " Hết tin."})
    return found


class Life:
    """What happens to an archive, and to those of what its audiences may see, alike."""

    def __init__(self, whole, owns, labelled, queries, chance):
        self.whole, self.owns, self.labelled = whole, owns, labelled
        self.queries, self.chance, self.good = queries, chance, True

    def compare(self, name):
        for own in self.owns:
            exact = own.audience == "công chúng"
            self.good &= compare(f"{own.audience}, {name}", self.whole, own, self.labelled,
                                 self.queries, self.chance, exact, FEWER)
        self.whole.index("verify", "--quiet", status=(0,))

    def all(self, *arguments):
        for archive in [self.whole, *self.owns]:
            archive.index(*arguments)

    def night(self):
        """Labels change, some in the file beside an article alone; an embargo was over."""
        names = sorted(self.labelled.articles)
        for name in self.chance.sample(names, 6):
            self.labelled.labels[name] = self.chance.choice(["", "nội bộ", "pháp chế"])
            self.labelled.embargoes[name] = self.chance.choice(["", "", FAR])
        for name in self.chance.sample(names, 4):
            article = self.labelled.articles[name]
            article["body"] = article.get("body", "") + " Bổ sung lúc chiều tối."
        for archive in [self.whole, *self.owns]:
            archive.update(self.labelled)

    def purge(self):
        gone = self.chance.sample(sorted(self.labelled.articles), 4)
        self.whole.index("purge", *gone)
        for own in self.owns:
            seen = [name for name in gone if self.labelled.is_seen(name, own.audience)]
            if seen:
                own.index("purge", *seen)

    def damage(self):
        """Something of a view is damaged: verify says so, repair mends it."""
        path = self.whole.folder + "/kho/current/as-0001/lexicon"
        os.chmod(path, 0o644)
        with open(path, "r+b") as file:
            file.seek(60)
            file.write(b"hong")
        self.whole.index("verify", status=(3,))
        self.whole.index("repair", status=(0,))


def check_meta_alone(build, work):
    """Nothing but the file beside an article, or of its folder, changes, and it moves."""
    kept = Kept(build, work + "/cạnh")
    os.makedirs(kept.folder + "/nguồn/sâu")
    write(kept.folder + "/nguồn/a.json", {"id": "a", "title": "Cầu mới", "body": "Thông xe."})
    write(kept.folder + "/nguồn/sâu/b.json", {"id": "b", "title": "Cầu cũ", "body": "Phá dỡ."})
    kept.index("update", "nguồn")
    assert manifest_of(kept)["format"] == 8

    def seen(ids, status=(0, 1)):
        kept.index("update", status=status)
        out = kept.ask("--format=ids", "cầu", seen_as="ai cũng")
        assert sorted(out.split()[:-1]) == ids or (not ids and "ai cũng" in out), (ids, out)
        assert manifest_of(kept)["format"] == 9
    kept.index("update", "--audience=ai cũng=")
    seen(["a", "b"])
    write(kept.folder + "/nguồn/a.json.meta.json", {"visibility": "kín"})
    seen(["b"])
    write(kept.folder + "/nguồn/tracuu.json", {"embargo_until": "31/12/2099 08:00"})
    seen([])
    write(kept.folder + "/nguồn/sâu/tracuu.json", {"embargo_until": "2001-01-01"})
    write(kept.folder + "/nguồn/a.json.meta.json", {"visibility": "công khai"})
    seen(["b"])
    os.remove(kept.folder + "/nguồn/tracuu.json")
    seen(["a", "b"])
    # What can't be read may be what hides.
    with open(kept.folder + "/nguồn/sâu/tracuu.json", "w", encoding="utf-8") as out:
        out.write('{"visibility": ')
    seen(["a"], (1,))
    write(kept.folder + "/nguồn/sâu/tracuu.json", {})
    with open(kept.folder + "/nguồn/a.json.meta.json", "w", encoding="utf-8") as out:
        out.write("{")
    seen(["b"], (1,))
    os.remove(kept.folder + "/nguồn/a.json.meta.json")
    for bad in "a,b", ["x", "y"], {"của": "ai"}, True, "!", "-x":
        write(kept.folder + "/nguồn/a.json", {"id": "a", "title": "Cầu mới", "visibility": bad})
        seen(["b"])
    for bad in "mai", "2026-13-01", "2026-02-30", "2099-01-01T25:00", "10:00", 12, ["2001-01-01"] * 2:
        write(kept.folder + "/nguồn/a.json", {"id": "a", "title": "Cầu mới", "embargo_until": bad})
        seen(["b"])
    for over in "2001-01-01", "1/2/2003", "2001-01-01 23:59", "2001-01-01T10:00:30.5Z", None, "":
        write(kept.folder + "/nguồn/a.json", {"id": "a", "title": "Cầu mới", "embargo_until": over})
        seen(["a", "b"])
    kept.index("update", "--visibility=kín", "nguồn")
    seen([])
    kept.index("update", "--audience=ai cũng=kín")
    seen(["a", "b"])
    assert "kín" in kept.index("status") and "kín" in kept.index("why", "nguồn/a.json")
    unknown = kept.ask("cầu", seen_as="người lạ")
    assert "người lạ" in unknown and "ai cũng" in unknown and unknown.endswith("\n2"), unknown
    kept.index("update", "--forget-audience=ai cũng")
    assert kept.ask("cầu", seen_as="ai cũng").endswith("\n2")
    assert sorted(kept.ask("--format=ids", "cầu").split()[:-1]) == ["a", "b"]


def check_fixed(whole, labelled):
    """What a configuration or a server was told, no request widens."""
    secret = next(n for n, label in sorted(labelled.labels.items()) if label == "nội bộ")
    lines = "".join(json.dumps(r) + "\n" for r in [
        {"op": "show", "article": secret}, {"op": "show", "article": secret, "as": "tòa soạn"},
        {"op": "show", "article": "chưa bao giờ có"}])
    hidden, refused, never = whole.ask("--serve", "--workers=1", text=lines,
                                       seen_as="công chúng").splitlines()[:3]
    assert hidden.replace(secret, "") == never.replace("chưa bao giờ có", ""), (hidden, never)
    assert '"as"' in refused and '"error"' in refused
    config = whole.folder + "/cấu-hình"
    with open(config, "w", encoding="utf-8") as out:
        out.write("as = công chúng\n")
    os.environ["TRACUU_CONFIG"] = config
    assert whole.ask(f"--show={secret}", "--format=json").endswith("\n1")
    os.environ["TRACUU_CONFIG"] = ""
    assert whole.ask(f"--show={secret}", "--format=json").endswith("\n0")


def manifest_of(kept):
    with open(kept.folder + "/kho/current/manifest.json", encoding="utf-8") as file:
        return json.load(file)


def check_clock(build, work):
    """An embargo ends without a run, also for who has a server open, and not before."""
    kept = Kept(build, work + "/giờ")
    end = int(time.time()) + 6
    moment = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(end))
    os.makedirs(kept.folder + "/nguồn")
    write(kept.folder + "/nguồn/a.json", {"id": "a", "title": "Cầu mới", "body": "Thông xe."})
    write(kept.folder + "/nguồn/b.json", {"id": "b", "title": "Cầu cũ", "body": "Phá dỡ.",
                                          "embargo_until": moment})
    kept.index("update", "--audience=báo chí=", "nguồn")
    server = subprocess.Popen([kept.build + "/query/tracuu", "--archive", "kho", "--as=báo chí",
                               "--serve", "--workers=1"], cwd=kept.folder, encoding="utf-8",
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=1)

    def ask():
        begun = time.time()
        server.stdin.write('{"q": "cầu"}\n')
        server.stdin.flush()
        answer = json.loads(server.stdout.readline())
        found = [hit["id"] for hit in answer["hits"]]
        if time.time() < end:
            assert found == ["a"], (end, begun, answer)
        return sorted(found), answer["generation"]
    before = ask()
    assert '"b"' not in kept.ask("--format=json", "cầu", seen_as="báo chí") or time.time() >= end
    while (now := ask())[0] == ["a"]:
        assert time.time() < end + 20
        time.sleep(.1)
    print(f"labels: an embargo was over for a server {time.time() - end:.2f} s after its end")
    assert now[0] == ["a", "b"] and now[1] != before[1], (before, now)
    server.stdin.close()
    server.wait()
    assert '"b"' in kept.ask("--format=json", "cầu", seen_as="báo chí")
    kept.index("update")
    assert '"b"' in kept.ask("--format=json", "cầu", seen_as="báo chí")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build")
    parser.add_argument("--all", action="store_true", help="ten times as many queries")
    parser.add_argument("--articles")
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--queries", type=int, default=10)
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("--keep")
    options = parser.parse_args()
    options.queries *= 10 if options.all else 1
    chance = random.Random(options.seed)
    labelled = Labelled(articles_of(options, chance), chance)
    made = history.History.__new__(history.History)
    made.nights = [labelled.articles]
    good = True
    with tempfile.TemporaryDirectory() as scratch:
        work = options.keep or scratch
        whole = Kept(options.build, work + "/cả")
        owns = [Kept(options.build, f"{work}/{audience}", audience) for audience in HIDDEN]
        whole.update(labelled, *AUDIENCES)
        for own in owns:
            own.update(labelled)
            queries = made.queries(chance, options.queries)
            queries += secrets_of(labelled, own.audience)[:10]
            good &= compare(f"{own.audience}", whole, own, labelled, queries, chance,
                            own.audience == "công chúng", MODES)
        life = Life(whole, owns, labelled, made.queries(chance, 2 + options.queries // 5), chance)
        life.night()
        life.compare("after a night")
        life.all("rollback")
        life.compare("rolled back")
        life.night()
        life.purge()
        life.compare("after a purge")
        life.all("rebuild", "--from-stored")
        life.compare("rebuilt")
        life.damage()
        life.compare("repaired")
        whole.index("export-archive", "bản sao")
        shutil.rmtree(whole.folder + "/kho")
        os.rename(whole.folder + "/bản sao", whole.folder + "/kho")
        life.compare("copied")
        good &= life.good
        check_fixed(whole, labelled)
        check_meta_alone(options.build, work)
        check_clock(options.build, work)
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
