#!/usr/bin/python3
"""What is purged is in no file of the archive any more, and does not come back.

    tests/purge.py BUILD_FOLDER

An article, and what it said before it was changed, have words that no other article has. Once it
is purged, no file of any generation may have these words, no shard may have a document beyond the
articles that are listed, and later runs leave the text out, whatever its file is called."""

import json
import os
import sys
import tempfile
import unicodedata

from programs import run_program

# Words of which none shares more than its first letter with another of the archive: terms that
# are sorted are stored by what they don't share with the one before.
NOW, BEFORE, KEPT = "qxzvbn", "wkjhgf", "zdfpyt"


class House:
    def __init__(self, build, work):
        self.build, self.work = build, work
        self.source = os.path.join(work, "source")
        self.archive = os.path.join(work, "archive")
        os.makedirs(self.source)

    def write(self, name, text):
        with open(os.path.join(self.source, name), "w", encoding="utf-8") as out:
            out.write(text)

    def run(self, command, *arguments, status=(0,)):
        done = run_program(self.build, "indexer/tracuu-index", command, "--archive", self.archive,
                           *arguments, status=status,
                           env={**os.environ, "LANG": "en_US.UTF-8"})
        return done.stdout.decode() + done.stderr.decode()

    def update(self, *arguments, **rest):
        return self.run("update", "--shard-articles=20", "--batch-articles=5", *arguments, **rest)

    def report(self):
        with open(os.path.join(self.archive, "last-report.jsonl"), encoding="utf-8") as file:
            return [json.loads(line) for line in file]

    def found(self, query):
        done = run_program(self.build, "query/tracuu", "--archive", self.archive, "--format=ids",
                           query, status=None)
        return sorted(done.stdout.decode().split())

    def files_with(self, word):
        """Files of the archive that have all of WORD but its first letter."""
        piece = word[1:].encode()
        out = []
        for folder, _, names in os.walk(self.archive):
            for name in names:
                with open(os.path.join(folder, name), "rb") as file:
                    if piece in file.read():
                        out.append(name)
        return out

    def hidden(self):
        """Documents of the published generation that no article has."""
        folder = os.path.join(self.archive, "current")
        return os.path.exists(os.path.join(folder, "lost"))


def build(house):
    for i in range(39):
        house.write(f"{i}.txt", f"Tin số {i}\n\n     Chuyện làng {i} về lúa và sông.\n")
    house.write("v.txt", f"Tin riêng\n\n     Người ấy tên là {BEFORE}.\n")
    house.update(house.source)
    house.write("v.txt", f"Tin riêng\n\n     Người ấy tên là {NOW}.\n")
    house.update()
    assert house.found(NOW) == ["v.txt"], house.found(NOW)
    assert house.hidden()
    for word in (NOW, BEFORE):
        assert {"tally", "lexicon", "positions", "postlist.glass"} & set(house.files_with(word))
    assert "versions-0001" in house.files_with(BEFORE)
    # What another article says now, and what it said once, is purged with the one that is named.
    house.update("--keep=9")
    house.write("38.txt", f"Tin riêng\n\n     Người ấy tên là {NOW}.\n")
    house.update()
    house.write("38.txt", "Tin số 38\n\n     Chuyện làng 38 về lúa và sông.\n")
    house.update()
    house.write("37.txt", f"Tin số 37\n\n     Chuyện làng {KEPT} về lúa.\n")
    house.update()
    house.write("37.txt", "Tin số 37\n\n     Chuyện làng 37 về lúa và sông.\n")
    house.update()
    versions = house.report()[-1]["versions"]
    assert versions == 5, versions


def refusals(house):
    for arguments, status in ((["none.txt"], 3), ([], 2), (["v.txt", "none.txt"], 3)):
        house.run("purge", *arguments, status=(status,))
    house.run("pin", "1")
    assert "unpin" in house.run("purge", "v.txt", status=(2,))
    house.run("unpin", "1")
    assert house.found(NOW) == ["v.txt"]


def purge(house):
    assert "1" in house.run("purge", "v.txt")
    for word in (NOW, BEFORE):
        assert house.files_with(word) == [], house.files_with(word)
    assert not house.hidden()
    assert any(name.startswith("versions-") for name in house.files_with(KEPT))
    assert house.report()[-1]["versions"] == 3, house.report()[-1]
    assert house.found(NOW) == [] and len(house.found("lúa")) > 0
    assert len(os.listdir(os.path.join(house.archive, "generations"))) == 1
    house.run("verify")
    assert [line["id"] for line in house.report() if line["action"] == "removed"] == ["v.txt"]
    said = house.run("why", os.path.join(house.source, "v.txt"), status=(1,))
    last = house.report()[-1]["generation"]
    assert "purge took v.txt out" in said and f"generation {last}." in said, said


def copies(house):
    """The same words with another author, date, encoding, marks or lines are the same text."""
    alone = House(house.build, os.path.join(house.work, "copies"))
    title, body = "Tin riêng", f"Người ấy tên là {NOW}, nhà ở làng bên sông."
    alone.write("v.txt", f"{title}\n\n     {body}\n")
    alone.write("a.jsonl", "".join(json.dumps(a, ensure_ascii=False) + "\n" for a in (
        {"id": "a1", "title": title, "author": "Lê An", "date": "2019-03-04", "body": body},
        {"id": "a2", "title": title, "author": "Trần Bình", "source": "Tin Làng", "body": body},
        {"id": "a3", "title": title, "body": body + " Hết."})))
    for i in range(30):
        alone.write(f"{i}.txt", f"Tin số {i}\n\n     Chuyện làng {i}.\n")
    alone.update(alone.source)
    assert alone.found(NOW) == ["a1", "a2", "a3", "v.txt"], alone.found(NOW)
    alone.run("purge", "a1")
    # What says more is another text.
    assert alone.found(NOW) == ["a3"], alone.found(NOW)
    # Of many in a file each is asked for by its id.
    for name in "a1", "a2":
        said = alone.run("why", name, status=(1,))
        assert f"purge took {name} out" in said and "generation 000002." in said, said
    assert "purge" not in alone.run("why", "a3", status=(1,))
    alone.write("b.txt", unicodedata.normalize("NFD", f"{title}\n\n{body}\n\nTác giả: Hà Chi\n"))
    alone.write("c.txt", f"{title}\n\n" + body.replace(", nhà", ",\nnhà") + "\n")
    alone.update()
    alone.run("rebuild")
    assert alone.found(NOW) == ["a3"], alone.found(NOW)
    alone.run("purge", "a3")
    assert alone.found(NOW) == [] and alone.files_with(NOW) == []


def refused_purge(house):
    """One that fails takes nothing out, and later runs know of none."""
    alone = House(house.build, os.path.join(house.work, "alone"))
    alone.write("v.txt", f"Tin riêng\n\n     Người ấy tên là {NOW}.\n")
    alone.update(alone.source)
    alone.run("purge", "v.txt", status=(3,))
    assert not os.path.exists(os.path.join(alone.archive, "purged"))
    alone.write("a.txt", "Tin khác\n\n     Chuyện khác.\n")
    alone.update()
    assert alone.found(NOW) == ["v.txt"]
    with open(os.path.join(alone.archive, "purged"), "w", encoding="utf-8") as file:
        file.write("0" * 32 + "  x")  # without a line end
    alone.run("purge", "v.txt")
    alone.run("rebuild")
    assert alone.found(NOW) == [] and alone.files_with(NOW) == []


def stays_away(house):
    house.run("rebuild")
    assert house.files_with(NOW) == []
    os.rename(os.path.join(house.source, "v.txt"), os.path.join(house.source, "w.txt"))
    house.update()
    assert house.found(NOW) == []
    assert any(line["action"] == "purged" and line["path"].endswith("w.txt")
               for line in house.report()), house.report()
    house.write("w.txt", "Tin riêng\n\n     Người ấy không muốn nêu tên.\n")
    house.update()
    assert house.found('"nêu tên"') == ["w.txt"]


def main():
    build_folder = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory() as work:
        house = House(build_folder, work)
        for step in (build, refusals, purge, copies, refused_purge, stays_away):
            step(house)
    print("purge: gone, and stays away")


main()
