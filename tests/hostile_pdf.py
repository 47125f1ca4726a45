#!/usr/bin/python3 -B
"""PDFs that are damaged or made to harm: cut short at 50 places, with flipped bits, of too many
pages, packed a thousandfold, nested a million deep. Each is an article or is named in the report
with its reason, and the sound file among them is indexed.

    tests/hostile_pdf.py BUILD_FOLDER"""

import json
import os
import random
import subprocess
import sys
import tempfile
import zlib

from programs import run_program

HERE = os.path.dirname(os.path.abspath(__file__))
SOUND = os.path.join(HERE, "formats", "pdf", "bao-cao.pdf")
PLACES = 50


def assembled(objects):
    """A PDF of OBJECTS, the first of which is its catalogue."""
    out, offsets = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj%bendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(offsets) + 1)
    out += b"".join(b"%010d 00000 n \n" % at for at in offsets)
    return bytes(out) + (b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
                         % (len(offsets) + 1, table))


def pages(content, filters=b"", count=1):
    """A PDF of COUNT pages with one CONTENT."""
    page = (b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
            b"/Resources<</Font<</F 3 0 R>>>>>>")
    kids = b" ".join(b"%d 0 R" % (5 + i) for i in range(count))
    return assembled([
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count %d/Kids[%b]>>" % (count, kids),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        b"<</Length %d%b>>stream\n%b\nendstream" % (len(content), filters, content),
        *[page] * count])


def hostile_files():
    with open(SOUND, "rb") as file:
        sound = file.read()
    lots = random.Random(16)
    yield "sound.pdf", sound
    for place in range(PLACES):
        yield f"cut-{place:02}.pdf", sound[:8 + len(sound) * place // PLACES]
        flipped = bytearray(sound)
        for _ in range(40):
            flipped[lots.randrange(len(flipped))] ^= 1 << lots.randrange(8)
        yield f"flipped-{place:02}.pdf", bytes(flipped)
    text = b"BT /F 12 Tf 72 700 Td (trang) Tj ET"
    yield "pages.pdf", pages(text, count=25000)
    flate, twice = b"/Filter/FlateDecode", b"/Filter[/FlateDecode/FlateDecode]"
    yield "words.pdf", pages(zlib.compress(b"BT /F 12 Tf " + b"(bom) Tj " * 2000000 + b"ET", 9), flate)
    yield "zeros.pdf", pages(zlib.compress(zlib.compress(bytes(100 << 20), 9), 9), twice)
    yield "states.pdf", pages(zlib.compress(b"q " * 4000000, 9), flate)
    yield "arrays.pdf", b"%PDF-1.4\n1 0 obj" + b"[" * 1000000 + b"endobj trailer<</Root 1 0 R>>"
    yield "loop.pdf", assembled([b"<</Type/Catalog/Pages 2 0 R>>",
                                 b"<</Type/Pages/Count 9/Kids[2 0 R 2 0 R]>>"])


def main():
    build = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory() as work:
        source, archive = os.path.join(work, "s"), os.path.join(work, "k")
        os.mkdir(source)
        names = set()
        for name, data in hostile_files():
            names.add("s/" + name)
            with open(os.path.join(source, name), "wb") as out:
                out.write(data)
        run_program(build, "indexer/tracuu-index", "update", "--quiet", "--archive", archive, "s",
                    status=(1,), cwd=work, env={**os.environ, "LC_ALL": "C"})
        with open(os.path.join(archive, "last-report.jsonl"), encoding="utf-8") as file:
            report = [json.loads(line) for line in file]
        told = {line["path"]: line for line in report if line["action"] in ("added", "skipped")}
        assert told.keys() == names, names ^ told.keys()
        assert told["s/sound.pdf"]["action"] == "added"
        assert told["s/pages.pdf"]["action"] == "skipped"
        assert all(line["why"] for line in told.values() if line["action"] == "skipped")
        read = sum(line["action"] == "added" for line in told.values())
        subprocess.run(["chmod", "-R", "u+w", work], check=True)
    print(f"hostile_pdf: {len(names)} files, {read} read, {len(names) - read} told with a reason")


main()
