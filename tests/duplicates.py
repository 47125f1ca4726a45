#!/usr/bin/python3 -B
"""One release that many outlets carry is one group, whatever the way there, and one hit.

    tests/duplicates.py BUILD_FOLDER

Articles are made of the sentences of the samples in corpus/; some are copied, by other outlets, as
they are or with up to a fifth of their words changed. What is changed, removed and added night by
night must leave the groups of an archive that is built at once; and what folds them must leave
every article in the answer, once."""

import csv
import io
import json
import os
import random
import shutil
import sys
import tempfile

import history
from programs import run_program

SEED, ARTICLES, COPIED, NIGHTS, CHANGED = 17, 300, 40, 6, 3
SOURCES = ["Báo Sông Hậu", "Đài Miền Núi", "Tin Ven Biển", "Thời báo Cao Nguyên"]
QUERIES = ["và", "cầu", "của các", "lũ", "hội nghị", "ngày", "năm", "bộ đội biên phòng"]


class Outlets:
    """Articles, and who carries them besides."""

    def __init__(self, chance):
        self.chance, self.maker = chance, history.Made(chance)
        self.sentences = list(self.maker.sentences)
        chance.shuffle(self.sentences)
        self.words = sorted({w for s in self.sentences for w in s.split()})
        self.at = 0

    def article(self):
        """No two share a sentence, unless all were told."""
        article = {**self.maker.next(), "source": self.chance.choice(SOURCES)}
        body = [self.sentences[(self.at + i) % len(self.sentences)] for i in range(4)]
        self.at += len(body)
        return {**article, "body": " ".join(body)}

    def changed(self, text, share):
        return " ".join(self.chance.choice(self.words) if self.chance.random() < share else word
                        for word in text.split())

    def copies(self, article):
        """One that is identical, and some that are changed."""
        for number in range(self.chance.randint(1, 4)):
            copy = {**article, "id": f"{article['id']}-{number}",
                    "source": SOURCES[number % len(SOURCES)]}
            share = self.chance.uniform(.05, .15)
            if number > 0:
                copy.update({k: self.changed(article[k], share) for k in ("title", "body")})
            yield copy


    def torn(self):
        """One that is like two, which are not like each other: a fifth of each is another text,
        at the beginning and at the end."""
        article = self.article()
        words = (article["body"] + " " + self.article()["body"]).split()[:100]
        for name, place in ("giữa", slice(0, 0)), ("đầu", slice(0, 20)), ("cuối", slice(80, 100)):
            body = list(words)
            body[place] = self.chance.choices(self.words, k=len(body[place]))
            yield {**article, "id": f"{article['id']}-{name}", "body": " ".join(body)}


class Archive:
    def __init__(self, build, folder):
        self.build, self.folder, self.source = build, folder, folder + ".source"
        os.makedirs(self.source)

    def index(self, command, *arguments, status=(0,)):
        return run_program(self.build, "indexer/tracuu-index", command, "--archive", self.folder,
                           *arguments, status=status)

    def update(self, articles):
        """A file for each tenth of the articles, so that most files stay as they were."""
        for tenth in range(10):
            path = os.path.join(self.source, f"{tenth}.jsonl")
            with open(path, "w", encoding="utf-8") as file:
                for name in sorted(articles):
                    if sum(name.encode()) % 10 == tenth:
                        file.write(json.dumps(articles[name], ensure_ascii=False) + "\n")
        self.index("update", "--quiet", "--allow-removals", "--shard-articles=200", self.source)

    def groups(self):
        lines = self.index("duplicates", "--json").stdout.decode().splitlines()
        return sorted([(a["id"], a["identical"]) for a in json.loads(line)["articles"]]
                      for line in lines)

    def tracuu(self, *arguments, status=(0, 1)):
        return run_program(self.build, "query/tracuu", "--archive", self.folder,
                           "--timeout-ms=0", *arguments, status=status).stdout.decode()

    def ask(self, *arguments):
        return json.loads(self.tracuu("--format=json", *arguments))


def check_history(build, work, outlets, chance):
    """Returns the last archive, and its articles."""
    now = {}
    for number in range(ARTICLES):
        article = outlets.article()
        now[article["id"]] = article
        if number < COPIED:
            now.update({c["id"]: c for c in outlets.copies(article)})
    centres = []
    for _ in range(2 * NIGHTS):
        torn = list(outlets.torn())
        centres.append(torn[0]["id"])
        now.update({a["id"]: a for a in torn})
    nightly = Archive(build, work + "/nightly")
    nightly.update(now)
    for night in range(NIGHTS):
        gone = chance.sample(sorted(set(now) - set(centres)), CHANGED)
        for name in gone + centres[2 * night:2 * night + 2]:
            del now[name]
        for name in chance.sample(sorted(now), CHANGED):
            now[name] = {**now[name], "body": outlets.changed(now[name]["body"], .3)}
        for name in chance.sample(sorted(now), 1):
            now.update({c["id"]: c for c in outlets.copies(now[name])})
        nightly.update(now)
        once = Archive(build, f"{work}/once-{night}")
        once.update(now)
        assert nightly.groups() == once.groups(), f"night {night}"
        nightly.index("verify", "--quiet")
    return nightly, now


def check_found(build, work, outlets):
    """Copies are found, and nothing else."""
    articles = [outlets.article() for _ in range(COPIED)]
    copies = {a["id"]: list(outlets.copies(a)) for a in articles}
    archive = Archive(build, work + "/found")
    archive.update({a["id"]: a for a in articles + [c for of in copies.values() for c in of]})
    groups = archive.groups()
    of = {name: number for number, group in enumerate(groups) for name, _ in group}
    pairs = [(name, c["id"]) for name, all_of in copies.items() for c in all_of]
    found = sum(a in of and of[a] == of.get(b) for a, b in pairs)
    assert found >= .95 * len(pairs), (found, len(pairs))
    assert all(len({name.rsplit("-", 1)[0] if name.count("-") > 1 else name
                    for name, _ in group}) == 1 for group in groups)
    alike = {name for group in groups for name, identical in group if identical}
    assert alike and all(name.endswith("-0") or name.count("-") == 1 for name in alike)


def words_of(count, offset=0):
    """A text of so many words; of another OFFSET they are others."""
    sentences = " ".join(history.sentences()[0]).split()
    return " ".join(sentences[offset:offset + count])


def check_series(build, work):
    """Issues of a series are no copies of one release, whatever words they have in common."""
    call = "Mời bạn đọc theo dõi bản tin cuối ngày với những tin đáng chú ý trong tỉnh và cả nước."
    plan = ("Theo kế hoạch bảo dưỡng đường ống, từ {} giờ đến {} giờ nhiều phường trong thành phố "
            "sẽ tạm ngừng cấp nước, người dân cần trữ nước trước giờ đó.")
    weather = ("Dự báo ngày {}/6, các huyện vùng cao có mưa rào và dông rải rác, đêm không mưa, "
               "gió nhẹ; trong cơn dông đề phòng lốc, sét và gió giật mạnh trên sông.")
    release = "Tỉnh khánh thành cầu treo qua sông, nối hai xã vùng cao, sau ba năm thi công. "
    one, other = {"source": "Đài Miền Núi"}, {"source": "Tin Ven Biển"}
    cases = [
        ("of one outlet, with the lead of the series", False,
         {**one, "date": "2020-03-02", "title": "Tin cuối ngày: thông xe cầu treo Nậm Mu", "body": call},
         {**one, "date": "2020-03-02", "title": "Tin cuối ngày: mận được mùa, giá giảm mạnh", "body": call}),
        ("the same under a new headline", True,
         {**one, "date": "2020-03-02", "title": "Thông xe cầu treo", "body": release},
         {**one, "date": "2020-03-02", "title": "Cầu treo thông xe sáng nay", "body": release}),
        ("of one outlet, of other days, with other figures", False,
         {**one, "date": "2020-05-02", "title": "Lịch ngừng cấp nước", "body": plan.format(8, 11)},
         {**one, "date": "2020-05-03", "title": "Lịch ngừng cấp nước", "body": plan.format(9, 13)}),
        ("that name other days", False,
         {**one, "title": "Dự báo thời tiết", "body": weather.format(3)},
         {**other, "title": "Dự báo thời tiết", "body": weather.format(14)}),
        ("that came out weeks apart", False,
         {**one, "date": "2020-01-05", "title": "Hội nghị", "body": words_of(160)},
         {**other, "date": "2020-02-05", "title": "Hội nghị",
          "body": words_of(130) + " " + words_of(30, 400)}),
        ("that came out a day apart, by two outlets", True,
         {**one, "date": "2020-01-05", "title": "Tổng kết", "body": words_of(160, 600)},
         {**other, "date": "2020-01-06", "title": "Hội nghị tổng kết",
          "body": words_of(130, 600) + " " + words_of(30, 900)}),
    ]
    articles = {}
    for number, (_, _, *both) in enumerate(cases):
        for side, article in zip("ab", both):
            articles[f"{number}{side}"] = {"id": f"{number}{side}", **article}
    archive = Archive(build, work + "/series")
    archive.update(articles)
    found = {frozenset(name for name, _ in group) for group in archive.groups()}
    for number, (what, alike, *_) in enumerate(cases):
        group = frozenset((f"{number}a", f"{number}b"))
        assert (group in found) == alike, (what, found)


def listed(archive, *arguments):
    return [h["id"] for h in archive.ask("--limit=1000", *arguments)["hits"]]


def check_folding(archive):
    """One hit a group, on pages that add up; with its others it is all that is found."""
    group_of = {}
    for number, group in enumerate(archive.groups()):
        group_of.update({name: number for name, _ in group})
    folded = 0
    for query in QUERIES:
        for sort in ("relevance", "newest", "oldest"):
            every = listed(archive, f"--sort={sort}", query)
            once = listed(archive, f"--sort={sort}", "--duplicates=fold", query)
            numbers = [group_of.get(name, name) for name in once]
            assert len(set(numbers)) == len(numbers), query
            assert set(numbers) == {group_of.get(name, name) for name in every}, query
            pages = []
            while len(pages) < len(once):
                page = archive.ask(f"--sort={sort}", "--duplicates=fold", "--limit=7",
                                   f"--offset={len(pages)}", query)["hits"]
                pages += [h["id"] for h in page]
            assert pages == once, (query, sort)
            folded += len(every) - len(once)
        check_counts(archive, query, group_of)
    assert folded > 100, folded


def check_counts(archive, query, group_of):
    every = archive.tracuu("--format=ids", "--all", query).split()
    groups = {group_of.get(name, name) for name in every}
    answer = archive.ask("--duplicates=fold", "--facet=source:100", query)
    assert answer["total"]["full"] == len(every), query
    assert answer["total"]["full_groups"] == len(groups), query
    facet = answer["facets"]["source"]
    assert facet["counts"] == "groups"
    assert sum(v["count"] for v in facet["values"]) + facet["without"] == len(groups), query
    facet = archive.ask("--facet=source:100", query)["facets"]["source"]
    assert facet["counts"] == "articles"
    assert sum(v["count"] for v in facet["values"]) + facet["without"] == len(every), query
    assert int(archive.tracuu("--count", query)) == len(every)
    assert int(archive.tracuu("--count", "--duplicates=fold", query)) == len(groups)
    lines = archive.tracuu("--format=jsonl", "--duplicates=fold", query).splitlines()
    head = json.loads(lines[0])["export"]
    assert (head["articles"], head["groups"]) == (len(every), len(groups))
    for row in csv.DictReader(io.StringIO(
            archive.tracuu("--format=csv", "--duplicates=fold", query))):
        assert (row["articles"], row["groups"]) == (str(len(every)), str(len(groups)))
    ninjs = archive.tracuu("--format=ninjs", "--duplicates=fold", query).splitlines()
    told = {item["role"]: item["value"] for item in json.loads(ninjs[0])["altids"]}
    assert (told["articles"], told["groups"]) == (str(len(every)), str(len(groups)))
    ids = [json.loads(line)["article"]["id"] for line in lines[1:]]
    assert sorted(map(str, groups)) == sorted(str(group_of.get(name, name)) for name in ids)


def quick_answers(archive, queries, **settings):
    """Each query, as it is answered and as it is answered quickly."""
    lines = [json.dumps({"q": query, "duplicates": "fold", "limit": 30, "quick": quick, **settings})
             for query in queries for quick in (False, True)]
    path = os.path.join(archive.folder, "..", "quick.jsonl")
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(lines))
    answers = [json.loads(line) for line in archive.tracuu("--batch", path).splitlines()]
    return zip(queries, answers[::2], answers[1::2])


def check_quick(archive):
    """What comes at once is what comes anyway, as far as it has every word; its totals are bounds."""
    queries = [query[:end].strip() for query in QUERIES for end in range(1, len(query) + 1)]
    bounds = left_out = 0
    for settings in {}, {"sort": "newest"}, {"diacritics": "ignore"}:
        for query, whole, quick in quick_answers(archive, queries, **settings):
            assert quick["settings"]["quick"] and "quick" not in whole["settings"]
            assert quick["query"]["read_as"] == whole["query"]["read_as"], query
            full, most = quick["total"]["full"], whole["total"]["full"]
            assert full == most or (full < most and quick["total"]["full_relation"] == "gte"), query
            assert quick["total"]["value"] <= whole["total"]["value"], query
            assert quick["total"]["relation"] == "gte" or quick["total"]["value"] == whole["total"]["value"]
            assert "full_groups" not in quick["total"], query
            found = [(h["id"], h["score"], h["stage"]) for h in whole["hits"]
                     if full == 0 or h["stage"] != "some"]
            assert [(h["id"], h["score"], h["stage"]) for h in quick["hits"]] == found, query
            bounds += full < most
            left_out += len(found) < len(whole["hits"])
    assert bounds and left_out, (bounds, left_out)
    for query, whole, quick in quick_answers(archive, QUERIES, facets=["source"]):
        assert quick["facets"] == whole["facets"] and quick["total"]["full"] == whole["total"]["full"], query


def check_shown(archive, articles):
    """The earliest that is found, or that of the source that is preferred; the others beside it;
    none of them is similar."""
    told = preferred = 0
    for group in archive.groups():
        names = [name for name, _ in group]
        words = articles[names[0]]["body"].split()[:6]
        for source in [None, *SOURCES]:
            prefer = [f"--prefer={source}"] if source else []
            answer = archive.ask("--duplicates=fold", "--limit=1000", *prefer, " ".join(words))
            hit = next(h for h in answer["hits"] if h["id"] in names)
            others = hit["duplicates"]
            assert others["count"] == len(names) - 1
            assert {a["id"] for a in others["articles"]} | {hit["id"]} == set(names[:11])
            told += 1
            if source and "missing" not in hit and hit["source"] == source:
                preferred += 1
            if not source and "missing" not in hit:
                full = set(archive.tracuu("--format=ids", "--all", " ".join(words)).split())
                assert hit["id"] == next(name for name in names if name in full)
        similar = listed(archive, f"--similar={names[-1]}")
        assert not set(similar) & set(names)
    assert told > 100 and preferred > 20, (told, preferred)
    warned = archive.ask("--duplicates=fold", "--prefer=không-có", "cầu")["warnings"]
    assert any(w["code"] == "unknown_value" for w in warned)


def check_text(archive):
    """People see one; programs all, unless they ask."""
    for query in QUERIES:
        text = archive.tracuu("--limit=100", query)
        if "gần giống" in text or "nearly so" in text:
            break
    else:
        assert False, "no text tells of others"
    answer = archive.ask(query)
    assert "full_groups" not in answer["total"]
    text = archive.tracuu("--limit=1000", query)
    assert archive.tracuu("--duplicates=show", "--limit=1000", query).count("\n\n") > \
        text.count("\n\n")


def check_damage(archive):
    """A changed byte is told by both programs; a repair, or an update, decides all anew."""
    groups = archive.groups()
    path = os.path.join(archive.folder, "current", "groups")
    kept = path + ".kept"
    with open(path, "rb") as file:
        data = bytearray(file.read())
    shutil.move(path, kept)
    data[40] ^= 1
    with open(path, "wb") as file:
        file.write(data)
    os.unlink(kept)
    archive.tracuu("cầu", status=(3,))
    assert b"groups" in archive.index("verify", status=(3,)).stderr
    archive.index("repair", "--quiet", status=(0, 1))
    archive.index("verify", "--quiet")
    assert archive.groups() == groups


def main():
    build = os.path.abspath(sys.argv[1])
    chance = random.Random(SEED)
    outlets = Outlets(chance)
    with tempfile.TemporaryDirectory() as work:
        check_found(build, work, outlets)
        check_series(build, work)
        archive, articles = check_history(build, work, outlets, chance)
        check_folding(archive)
        check_quick(archive)
        check_shown(archive, articles)
        check_text(archive)
        check_damage(archive)
        for folder, _, _ in os.walk(work):
            os.chmod(folder, 0o700)
    print("duplicates: ok")


main()
