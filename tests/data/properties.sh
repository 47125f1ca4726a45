#!/bin/sh
# Properties of analysis over some megabytes of real text; skipped (77) where the shared
# data is absent.
#
#   tests/data/properties.sh PROGRAM
set -eu
data=$(dirname "$0")/../../../shared/data
[ -f "$data/news-2017.jsonl.xz" ] || exit 77
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
python3 - "$data" "$scratch" <<'END'
import itertools, json, lzma, sys, tarfile, unicodedata

data, scratch = sys.argv[1:]


def texts(lines):
    for line in lines:
        article = json.loads(line)
        yield "\n".join(v for v in article.values() if isinstance(v, str))


def sample(name, lines, count, step):
    text = "\n".join(itertools.islice(texts(itertools.islice(lines, 0, None, step)), count))
    lines = text.split("\n")
    forms = {
        "txt": text,
        "nfc": unicodedata.normalize("NFC", text),
        "nfd": unicodedata.normalize("NFD", text),
        "mixed": "\n".join(
            unicodedata.normalize("NFC" if i % 2 else "NFD", l) for i, l in enumerate(lines)),
    }
    for form, text in forms.items():
        with open(f"{scratch}/{name}.{form}", "w", encoding="utf-8", newline="") as out:
            out.write(text)


for name in "news-2017", "laws":
    with lzma.open(f"{data}/{name}.jsonl.xz", "rt", encoding="utf-8") as lines:
        sample(name, lines, 1000, 5)
with tarfile.open(f"{data}/formats/unicode-not-nfc.tar.xz") as tar:
    lines = [l for m in tar if m.isfile() for l in tar.extractfile(m).read().splitlines()]
    sample("not-nfc", lines, 3000, 1)
END
"$1" "$data" "$scratch" news-2017 laws not-nfc
