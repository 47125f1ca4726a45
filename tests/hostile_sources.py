#!/usr/bin/python3
"""Sources that mean harm, and what must come of each.

    tests/hostile_sources.py BUILD_FOLDER [--all] [--unlimited] [NAME...]

Each kind is a source of its own, made anew by the same steps: files that want the indexer's time,
its memory, its disk, or another's files. Beside them lie three good articles, and where a file can
hold several, good ones stand before and after the harm. After a run of four workers, these must be
found; the exit status is 0, or 1 where the report says that something was skipped, as the kind
foresees; the run takes less than 512 MB of memory and 10 s of CPU time, leaves no file behind that
another could read through a link, and a second run ends alike. --unlimited leaves out the bounds,
for programs that carry a sanitizer. Without --all and NAME, a part of them that takes seconds.
"""
import bz2, gzip, json, lzma, os, random, resource, socket, subprocess, sys, tempfile
import zlib

MB = 1 << 20
MEMORY, CPU = 512 * 1000 * 1000, 10
GOOD = ["goodqa", "goodqb", "goodqc"]
BEFORE, AFTER = "goodqbefore", "goodqafter"

# name: (maker, whether something is skipped, words that must be found besides, in the small set)
kinds = {}


def kind(name, skipped, words=(), small=False):
    def add(make):
        assert name not in kinds, name
        kinds[name] = (make, skipped, list(words), small)
        return make
    return add


def write(folder, name, data):
    path = os.path.join(os.fsencode(folder), name if isinstance(name, bytes) else os.fsencode(name))
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as f:
        f.write(data.encode() if isinstance(data, str) else data)


def line(**fields):
    return json.dumps(fields, ensure_ascii=False).encode() + b"\n"


def good_line(word):
    return line(id=word, title="Tin " + word, body="Bài tốt mang chữ " + word + ".")


def zstd(data, *options):
    return subprocess.run(["zstd", "-q", "-c", *options], input=data, stdout=subprocess.PIPE,
                          check=True).stdout


# ---- Lines of JSON between two that are good ----

def lines(name, record, skipped, after=True, small=False):
    words = [BEFORE] + ([AFTER] if after else [])

    @kind("json-" + name, skipped, words, small)
    def make(folder):
        data = record() if callable(record) else record
        write(folder, "x.jsonl", good_line(BEFORE) + data + b"\n" + good_line(AFTER))


def body(text):
    return line(id="x", title="Tin lạ", body=text)


rng = random.Random(14)
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def invented(count, length):
    return " ".join("".join(rng.choices(LETTERS, k=length)) for _ in range(count))


lines("nested-arrays", b'{"title":"t","body":' + b"[" * 100000 + b"]" * 100000 + b"}", True, small=True)
lines("nested-objects", b'{"a":' * 50000 + b"1" + b"}" * 50000, True)
lines("nested-open", b'{"title":"t","body":' + b"[" * MB, True, after=False)
lines("nested-63", b'{"title":"t","body":' + b'[' * 62 + b'"goodqdeep"' + b"]" * 62 + b"}", False)
lines("keys-million", lambda: b"{" + b",".join(b'"k%d":1' % i for i in range(10 ** 6)) + b"}", True)
lines("keys-60000", lambda: b"{" + b",".join(b'"k%d":"v"' % i for i in range(30000)) + b',"title":"t"}',
      False)
lines("key-same", lambda: b'{"title":"t"' + b',"body":"x"' * 20000 + b"}", False)
lines("key-long", lambda: b'{"' + b"k" * MB + b'":"v","title":"t"}', False)
lines("key-collisions", lambda: b'{"title":"t",' + b",".join(b'"%s":1' % (b"\\u0000" * (i % 500) + b"%d" % i)
      for i in range(20000)) + b"}", False)
lines("string-31MiB", lambda: body("x" * (31 * MB)), False)
lines("string-33MiB", lambda: body("x" * (33 * MB)), True, small=True)
lines("spaces-31MiB", lambda: body("a" + " " * (31 * MB)), False)
lines("newlines-8MiB", lambda: body("a\n" * (4 * MB)), False)
lines("words-8MiB", lambda: body("a " * (4 * MB)), False)
lines("words-new-8MiB", lambda: body(invented(MB, 7)), True)
lines("words-new-2MiB", lambda: body(invented(MB // 4, 7)), False)
lines("word-megabyte", lambda: body("b" * MB), False)
lines("syllable-million", lambda: body("ba" * MB), False)
lines("syllables-spaced", lambda: body("nghiêng " * MB), False)
lines("marks-million", lambda: body("a" + "\u0301" * MB), False, small=True)
lines("marks-mixed", lambda: body(("e\u0302\u0301\u0323" + "\u0303" * 50) * 20000), False)
lines("bidi", lambda: body("\u202e\u2066\u200f\u061c" * 100000 + "chữ"), False)
lines("zero-width", lambda: body("a\u200b\u200d\ufeff" * 300000), False)
lines("digits-100000", b'{"title":"t","date":' + b"1" * 100000 + b"}", False)
lines("number-exponent", b'{"title":"t","date":1e999999999,"author":-1e-99999}', False)
lines("number-decimals", b'{"title":"t","date":0.' + b"3" * 100000 + b"}", False)
lines("number-in-body", lambda: body("9" * MB), False)
lines("date-long", lambda: line(title="t", body="b", date="1/" * 50000), False)
lines("dates-million", lambda: body("1/1/2018 " * 100000), False)
lines("date-digits", lambda: line(title="t", body="b", date="2" * 100000), False)
lines("author-dashes", lambda: line(title="t", body="b", author="-" * 300000), False)
lines("authors-100000", lambda: line(title="t", body="b", author=["Lê Nam"] * 60000), False)
lines("authors-different", lambda: line(title="t", body="b", author=["Lê N%d" % i for i in range(50000)]), False)
lines("author-megabyte", lambda: line(title="t", body="b", author="Lê " * 300000), False)
lines("place-megabyte", lambda: line(title="t", body="b", place="Hà Nội " * 100000), False)
lines("source-megabyte", lambda: line(title="t", body="b", source="Báo " * 200000), False)
lines("title-megabyte", lambda: line(title="tin " * 250000, body="b"), False)
lines("url-megabyte", lambda: line(title="t", body="b", url="http://a/" + "b" * MB), False)
lines("id-megabyte", lambda: line(id="i" * MB, title="t", body="b"), True, small=True)
lines("id-control", lambda: line(id="a\x1b]0;x\x07\nb\r\x00c", title="t", body="b"), False)
lines("nul-bytes", b'{"title":"t","body":"' + b"\0" * 1000 + b'"}', True)
lines("nul-escaped", b'{"title":"t","body":"' + b"\\u0000" * 100000 + b'"}', True)
lines("control-raw", b'{"title":"t","body":"' + bytes(range(1, 32)).replace(b"\n", b"") * 1000 + b'"}', False)
lines("surrogates-lone", b'{"title":"t","body":"' + b"\\ud800" * 100000 + b'"}', False)
lines("surrogates-swapped", b'{"title":"t","body":"' + b"\\udc00\\ud800" * 100000 + b'"}', False)
lines("utf8-invalid", b'{"title":"t","body":"' + b"\xff\xfe\xc0\x80\xed\xa0\x80\xf8\x88" * 10000 + b'"}', True, small=True)
lines("utf8-overlong", b'{"title":"t","body":"' + b"\xc0\xaf\xe0\x80\xaf\xf0\x80\x80\xaf" * 10000 + b'"}', False)
lines("latin1", b'{"title":"t","body":"' + bytes(range(160, 256)) * 3000 + b'"}', True)
lines("escapes", b'{"title":"t","body":"' + b"\\\\" * MB + b'"}', False)
lines("slash-open", b'{"title":"t","body":"' + b"\\" * (MB + 1) + b'"}', True, after=False)
lines("quote-lost", b'{"title":"t","body":"' + b"x" * 100000, True, small=True)
lines("brackets-closing", b"]}" * 500000, True)
lines("commas", b'{"title":"t","tags":[' + b"," * 60000 + b"]}", True)
lines("colons", b'{"title"' + b":" * 100000 + b"1}", True)
lines("many-empty", b"{}\n" * 900, True)
lines("many-broken", b"{\"title\n" * 900, True)
lines("many-tiny", lambda: b"".join(b'{"body":"a%d"}' % i for i in range(100000)), False)
lines("many-same-id", lambda: b"".join(line(id="same", title="Tin %d" % i) for i in range(20000)), False)
lines("array-endless", lambda: b'[{"title":"t"}' + b',{"title":"t"}' * 50000, False)
lines("html-deep", lambda: body("<div>" * 300000 + "chữ"), False)
lines("html-open", lambda: body("<" * MB), False)
lines("html-attributes", lambda: body("<a " + "b=c " * 200000 + ">chữ"), False)
lines("html-comment", lambda: body("<!--" * 200000), False)
lines("html-script", lambda: body("<script>" * 100000), False)
lines("entities", lambda: body("&amp;" * 200000 + "&#" + "9" * 100000 + ";"), False)
lines("entity-open", lambda: body("&" * MB), False)
lines("acronyms", lambda: body("Ủy ban Nhân dân (UBND) " * 50000), False)
lines("acronyms-open", lambda: body("A" + " (B" * 300000), False)
lines("capitals", lambda: body("AB CD " * 200000), False)
lines("hyphens", lambda: body("a-" * 500000), False)
lines("dots", lambda: body("a." * 500000), False)
lines("apostrophes", lambda: body("a'" * 500000), False)
lines("slashes", lambda: body("12/" * 300000), False)
lines("quotes-open", lambda: body("“" * 300000), False)
lines("parentheses", lambda: body("(" * 500000), False)
lines("telex", lambda: body("tieesng vieejt " * 50000), False)
lines("emoji", lambda: body("\U0001F468\u200d\U0001F469\u200d\U0001F467" * 50000), False)
lines("han", lambda: body("".join(chr(0x4E00 + i % 20000) for i in range(500000))), False)
lines("private-use", lambda: body("".join(chr(0xE000 + i % 6000) for i in range(300000))), False)
lines("hangul-jamo", lambda: body("\u1112\u1161\u11ab" * 100000), False)
lines("paragraphs-million", lambda: line(title="t", body=["a"] * 60000), False)
lines("captions-many", lambda: line(title="t", body="b", captions=["c"] * 60000), False)
lines("unused-keys", lambda: b"".join(line(**{"title": "t", "khoa%d" % i: "chữ " * 30}) for i in range(3000)), False)
lines("nan", b'{"title":"t","body":NaN,"date":-Infinity,"author":[null,true,{}]}', False)
lines("no-object", b'"just a string"\n17\nnull\n[]\n[[[]]]', True)
lines("prototype", b'{"__proto__":{"title":"x"},"title":"t","constructor":{"body":"y"}}', False)


@kind("json-words-12MiB-eight", False)
def words_eight(folder):
    for i in range(8):
        write(folder, "x%d.jsonl" % i, line(id="x%d" % i, title="Tin %d" % i, body="a " * (6 * MB)))


# ---- Texts ----

def text(name, data, skipped, ending="txt", words=(), small=False):
    @kind("text-" + name, skipped, words, small)
    def make(folder):
        write(folder, "x." + ending, data() if callable(data) else data)


TITLE = "Tin thử nghiệm\n\n"
text("line-16MiB", lambda: TITLE + "x" * (16 * MB), False)
text("too-large", lambda: b"a\n" * (17 * MB), True)
text("nul", b"\0" * MB, True, small=True)
text("nul-within", TITLE.encode() + b"a\0b " * 100000, False)
text("newlines", b"\n" * (8 * MB), True)
text("spaces", b" " * (8 * MB), True)
text("returns", b"a\r" * MB, False)
text("line-separators", ("a\u2028b\u2029c\x85" * 200000), False)
text("utf16-odd", b"\xff\xfe" + ("Tin lạ " * 100000).encode("utf-16-le") + b"x", False, small=True)
text("utf16-surrogates", b"\xff\xfe" + b"\x00\xd8" * 500000, False)
text("utf16-big", b"\xfe\xff" + ("chữ " * 500000).encode("utf-16-be"), False)
text("utf16-no-mark", ("a\n" * 500000).encode("utf-16-le"), False)
text("utf8-broken", b"\xe1\xba" * 500000, True)
text("bytes-all", bytes(range(256)) * 4000, True)
text("bytes-random", lambda: random.Random(3).randbytes(2 * MB), True, small=True)
text("tcvn3-like", lambda: TITLE.encode() + bytes(rng.randrange(0xA8, 0xFF) for _ in range(MB)), True)
text("front-matter-deep", lambda: "---\n" + "a:\n" * 30000 + "---\nTin\n\nChữ.\n", False, ending="md", small=True)
text("front-matter-open", lambda: "---\n" + "title: x\n" * 100000, False, ending="md")
text("front-matter-list", lambda: "---\nauthor: [" + "a," * 300000 + "]\n---\nTin\n\nChữ.\n", False)
text("front-matter-long", lambda: "---\ntitle: " + "x" * (4 * MB) + "\n---\nTin\n\nChữ.\n", False)
text("header-lines", lambda: "Tiêu đề: x\n" * 100000, False)
text("markdown-links", lambda: "# Tin\n\n" + "[" * 300000, False, ending="md", small=True)
text("markdown-link-pairs", lambda: "# Tin\n\n" + "[a](b" * 100000, False, ending="md")
text("markdown-emphasis", lambda: "# Tin\n\n" + "*a_" * 200000, False, ending="md")
text("markdown-quotes", lambda: "# Tin\n\n" + ">" * 500000 + "a", False, ending="md")
text("markdown-table", lambda: "# Tin\n\n" + "|" * 500000, False, ending="md")
text("markdown-fence", lambda: "# Tin\n\n" + "```\n" * 100000, False, ending="md")
text("markdown-headings", lambda: "# a\n" * 200000, False, ending="md")
text("letterhead", lambda: "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n" * 50000, False)
text("byline-dashes", lambda: TITLE + "Chữ.\n\n" + "-" * MB + " Lê Nam\n", False)
text("byline-dots", lambda: TITLE + "Chữ.\n\n" + ". " * 300000 + "\n", False)
text("dateline", lambda: TITLE + "(Hà Nội, 1/1/2018) - " * 50000, False)
text("captions-indented", lambda: TITLE + (" " * 40 + "Ảnh: a\n") * 50000, False)
text("disguise-rtf", b"{\\rtf1 " + b"{\\b " * 100000, True)
text("disguise-html", b"<html>" + b"<p>" * 100000, True)
text("disguise-json", b'{"title":"' + b"a" * 100000 + b'"}', True)


# ---- Tables ----

def rows(name, data, skipped, words=(BEFORE, AFTER), small=False):
    @kind("table-" + name, skipped, words, small)
    def make(folder):
        middle = data() if callable(data) else data
        write(folder, "x.csv", "title,body\nTin,%s\n" % BEFORE + middle + "\nTin,%s\n" % AFTER)


rows("quote-open", '"' + "x" * MB, True, words=[BEFORE], small=True)
rows("quotes-doubled", lambda: 'a,"' + '""' * MB + '"', False)
rows("quotes-many", lambda: '"a\n' * 50000, True, words=[BEFORE])
rows("cells-million", lambda: "a," * MB, True, small=True)
rows("rows-empty", lambda: "\n" * (8 * MB), False)
rows("row-33MiB", lambda: "a," + "x" * (33 * MB), True)
rows("delimiters", lambda: ",;|\t" * 200000, True)
rows("list-python", lambda: "a,\"['" + "x','" * 200000 + "']\"", False)


@kind("table-columns-million", True)
def table_columns(folder):
    write(folder, "x.csv", ",".join("c%d" % i for i in range(10 ** 6)) + "\n" + "a," * 10 ** 6 + "\n")


@kind("table-header-open", True)
def table_header(folder):
    write(folder, "x.csv", '"title,body\n' + "a,b\n" * 100000)


# ---- Packed ----

def packed(name, data, skipped, words=(), small=False):
    @kind("packed-" + name, skipped, words, small)
    def make(folder):
        file, content = data()
        write(folder, file, content)


def xz_of_blocks(block, times):
    c = lzma.LZMACompressor(preset=6)
    return b"".join(c.compress(block) for _ in range(times)) + c.flush()


def gzip_of_blocks(block, times):
    c = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join(c.compress(block) for _ in range(times)) + c.flush()


def xz_asking(memory_code):
    """xz whose header asks for a dictionary that no file needs."""
    data = bytearray(lzma.compress(good_line(BEFORE) * 50))
    end = 12 + (data[12] + 1) * 4
    at = data.index(b"\x21\x01", 12, end)
    data[at + 2] = memory_code
    data[end - 4:end] = zlib.crc32(bytes(data[12:end - 4])).to_bytes(4, "little")
    return bytes(data)


packed("xz-line-31MiB", lambda: ("x.jsonl.xz", lzma.compress(good_line(BEFORE) + body("a " * (31 << 19)), preset=9)),
       True, [BEFORE], small=True)
packed("xz-newlines-128MiB", lambda: ("x.jsonl.xz", xz_of_blocks(b"\n" * MB, 128)), True)
packed("xz-text-128MiB", lambda: ("x.txt.xz", xz_of_blocks(b"a" * MB, 128)), True)
packed("xz-memory", lambda: ("x.jsonl.xz", xz_asking(39)), True, small=True)
packed("xz-truncated", lambda: ("x.jsonl.xz", lzma.compress(good_line(BEFORE) * 1000 + random.Random(1).randbytes(100000))[:-5000]),
       True, [BEFORE])
packed("xz-members", lambda: ("x.jsonl.xz", lzma.compress(good_line(BEFORE)) + lzma.compress(good_line(AFTER))),
       False, [BEFORE, AFTER])
packed("xz-members-empty", lambda: ("x.jsonl.xz", lzma.compress(b"") * 20000 + lzma.compress(good_line(AFTER))),
       False, [AFTER])
packed("xz-garbage", lambda: ("x.jsonl.xz", lzma.compress(good_line(BEFORE)) + b"junk" * 1000), True, [BEFORE])
packed("xz-padded", lambda: ("x.jsonl.xz", lzma.compress(good_line(BEFORE)) + b"\0" * MB), False, [BEFORE])
packed("gzip-newlines", lambda: ("x.jsonl.gz", gzip_of_blocks(b"\n" * MB, 128)), True, small=True)
packed("gzip-zeros", lambda: ("x.csv.gz", gzip_of_blocks(b"\0" * MB, 128)), False)
packed("gzip-quine-like", lambda: ("x.txt.gz", gzip.compress(gzip.compress(b"\0" * (64 * MB)))), True)
packed("gzip-truncated", lambda: ("x.jsonl.gz", gzip.compress(good_line(BEFORE) + random.Random(2).randbytes(300000))[:-9]),
       True, [BEFORE], small=True)
packed("gzip-checksum", lambda: ("x.jsonl.gz", gzip.compress(good_line(BEFORE) + good_line(AFTER))[:-8] + b"\0" * 8), True)
packed("gzip-members", lambda: ("x.jsonl.gz", gzip.compress(good_line(BEFORE)) + gzip.compress(good_line(AFTER))),
       False, [BEFORE, AFTER], small=True)
packed("gzip-members-100000", lambda: ("x.jsonl.gz", gzip.compress(b"") * 100000 + gzip.compress(good_line(AFTER))),
       False, [AFTER])
packed("gzip-garbage", lambda: ("x.jsonl.gz", gzip.compress(good_line(BEFORE)) + b"\xff" * 10000), True, [BEFORE])
packed("gzip-name-long", lambda: ("x.jsonl.gz", b"\x1f\x8b\x08\x08\0\0\0\0\0\3" + b"n" * MB + b"\0"
       + gzip.compress(good_line(BEFORE))[10:]), False, [BEFORE])
packed("gzip-not", lambda: ("x.jsonl.gz", good_line(BEFORE)), True)
packed("gzip-unnamed", lambda: ("x.jsonl", gzip.compress(good_line(BEFORE))), False, [BEFORE])
packed("zstd-zeros", lambda: ("x.jsonl.zst", zstd(b"\n" * (256 * MB))), True, small=True)
packed("zstd-window", lambda: ("x.jsonl.zst", b"\x28\xb5\x2f\xfd\x00\xf8" + b"\x01\x00\x00" + b"\0" * 100), True)
packed("zstd-truncated", lambda: ("x.jsonl.zst", zstd(good_line(BEFORE) + random.Random(4).randbytes(300000))[:-99]),
       True)
packed("zstd-frames", lambda: ("x.jsonl.zst", zstd(good_line(BEFORE)) + zstd(good_line(AFTER))), False, [BEFORE, AFTER])
packed("zstd-skippable", lambda: ("x.jsonl.zst", b"\x50\x2a\x4d\x18" + (MB).to_bytes(4, "little") + b"\0" * MB
       + zstd(good_line(AFTER))), True)
packed("bzip2", lambda: ("x.jsonl.bz2", bz2.compress(good_line(BEFORE))), False)
packed("tar-like", lambda: ("x.tgz", gzip.compress(b"\0" * MB)), False)


# ---- Files that are none ----

@kind("file-sparse-json", True, small=True)
def sparse_json(folder):
    write(folder, "x.jsonl", good_line(BEFORE))
    os.truncate(os.path.join(folder, "x.jsonl"), 4 << 30)


@kind("file-sparse-text", True)
def sparse_text(folder):
    write(folder, "x.txt", "a")
    os.truncate(os.path.join(folder, "x.txt"), 1 << 40)


@kind("file-newlines-300MiB", True)
def newlines(folder):
    write(folder, "x.jsonl", b"\n" * (300 * MB))


@kind("file-broken-lines", True, [BEFORE])
def broken_lines(folder):
    write(folder, "x.jsonl", good_line(BEFORE) + b"x\n" * (4 * MB))


@kind("link-out", False, small=True)
def link_out(folder):
    for i, target in enumerate(["/etc/passwd", "/etc/shadow", "../secret.txt", "/proc/self/environ", "/dev/zero"]):
        os.symlink(target, os.path.join(folder, "l%d.txt" % i))


@kind("link-out-beside", False, [AFTER])
def link_out_beside(folder):
    write(folder, "x.jsonl", good_line(AFTER))
    os.symlink("../secret.txt", os.path.join(folder, "x.jsonl.meta.json"))


@kind("link-out-rules", True)
def link_out_rules(folder):
    write(folder, "in/x.jsonl", good_line(AFTER))
    os.symlink("../../secret.txt", os.path.join(folder, "in", ".tracuuignore"))


@kind("link-folders", False, small=True)
def link_folders(folder):
    for name, target in [("up", ".."), ("self", "."), ("root", "/"), ("proc", "/proc"), ("out", "..")]:
        os.symlink(target, os.path.join(folder, name))


@kind("link-loop", True)
def link_loop(folder):
    os.symlink("b.txt", os.path.join(folder, "a.txt"))
    os.symlink("a.txt", os.path.join(folder, "b.txt"))


@kind("link-chain", True)
def link_chain(folder):
    write(folder, "l0.txt", "Tin chuỗi\n\nChữ.\n")
    for i in range(1, 200):
        os.symlink("l%d.txt" % (i - 1), os.path.join(folder, "l%d.txt" % i))


@kind("link-thousand", False, ["goodqonce"])
def link_thousand(folder):
    write(folder, ".store/x.bin", "Tin một\n\nChữ goodqonce.\n")
    for i in range(1000):
        os.symlink(".store/x.bin", os.path.join(folder, "l%d.txt" % i))


@kind("link-hanging", True)
def link_hanging(folder):
    os.symlink("none.txt", os.path.join(folder, "a.txt"))


@kind("pipe", False, small=True)
def pipe(folder):
    os.mkfifo(os.path.join(folder, "x.txt"))
    os.mkfifo(os.path.join(folder, "y.jsonl"))
    write(folder, "z.txt", "Tin có ống\n\nChữ.\n")
    os.mkfifo(os.path.join(folder, "z.txt.meta.json"))


@kind("pipe-rules", True)
def pipe_rules(folder):
    os.makedirs(os.path.join(folder, "in"))
    os.mkfifo(os.path.join(folder, "in", ".tracuuignore"))
    write(folder, "in/x.jsonl", good_line(AFTER))


@kind("socket", False)
def unix_socket(folder):
    here = os.getcwd()
    os.chdir(folder)
    s = socket.socket(socket.AF_UNIX)
    s.bind("x.txt")
    s.close()
    os.chdir(here)


@kind("name-newline", False, small=True)
def name_newline(folder):
    write(folder, b"a\n{\"action\":\"removed\"}.txt", "Tin xuống dòng\n\nChữ.\n")


@kind("name-escape", False)
def name_escape(folder):
    write(folder, b"\x1b]0;x\x07\x1b[2J.txt", "Tin thoát\n\nChữ.\n")


@kind("name-bytes", False)
def name_bytes(folder):
    for i in range(128, 256):
        write(folder, b"b" + bytes([i]) + b".txt", "Tin byte %d\n\nChữ.\n" % i)


@kind("name-long", False, ["goodqlong"])
def name_long(folder):
    write(folder, "n" * 251 + ".txt", "Tin tên dài\n\nChữ goodqlong.\n")


@kind("name-twins", False, small=True)
def name_twins(folder):
    for name in ["A.txt", "a.txt", "a.TXT", "é.txt", "e\u0301.txt"]:
        write(folder, name, "Tin %s\n\nChữ.\n" % name)


@kind("name-dots", True)
def name_dots(folder):
    for name in ["...txt", "a..txt", " .txt", "-.txt", "--help.txt", "a.meta.json", "#1.txt", "a#1.txt", "a:b.txt"]:
        write(folder, name, "Tin %s\n\nChữ.\n" % name if not name.endswith("json") else "{}")


@kind("path-deep", True)
def path_deep(folder):
    here = os.open(folder, os.O_RDONLY)
    for _ in range(150):
        os.mkdir("d", dir_fd=here)
        below = os.open("d", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(os.open("x.txt", os.O_CREAT | os.O_WRONLY, dir_fd=here))
    os.close(here)


@kind("path-long", True)
def path_long(folder):
    here = os.open(folder, os.O_RDONLY)
    for _ in range(40):
        os.mkdir("d" * 200, dir_fd=here)
        below = os.open("d" * 200, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)


@kind("files-20000", False)
def files_many(folder):
    os.makedirs(os.path.join(folder, "m"))
    for i in range(20000):
        os.close(os.open(os.path.join(folder, "m", "%d.jpg" % i), os.O_CREAT | os.O_WRONLY))


@kind("folders-empty", False)
def folders_empty(folder):
    for i in range(3000):
        os.makedirs(os.path.join(folder, "e", "%d" % (i // 50), "%d" % i))


@kind("extensions-many", False)
def extensions_many(folder):
    for i in range(3000):
        write(folder, "x.e%d" % i, "")


# ---- What is said beside, and what is left out ----

def ruled(name, data, skipped, small=False):
    @kind("rules-" + name, skipped, (), small)
    def make(folder):
        write(folder, "in/.tracuuignore", data() if callable(data) else data)
        for i in range(100):
            write(folder, "in/" + "a" * 200 + "%d.txt" % i, "Tin %d\n\nChữ.\n" % i)


ruled("large", lambda: b"a\n" * MB, True, small=True)
ruled("stars", lambda: ("*a" * 100 + "b\n") * 300, False, small=True)
ruled("star-stars", lambda: ("**/" * 100 + "b\n") * 200, False)
ruled("classes", lambda: ("[" * 200 + "\n") * 300, False)
ruled("class-open", lambda: ("[!a-z" * 60 + "\n") * 200, False)
ruled("line-long", lambda: b"a" * 5000, True)
ruled("binary", lambda: random.Random(6).randbytes(60000), True)


@kind("rules-nested", False)
def rules_nested(folder):
    path = folder
    for i in range(60):
        path = os.path.join(path, "d")
        write(path, ".tracuuignore", "*a*b*c*%d\n" % i * 40)
        write(path, "x.txt", "Tin tầng %d\n\nChữ.\n" % i)


def beside(name, data, skipped, small=False):
    @kind("beside-" + name, skipped, (), small)
    def make(folder):
        write(folder, "x.txt", "Tin có tệp bên\n\nChữ.\n")
        write(folder, "x.txt.meta.json", data() if callable(data) else data)


beside("large", lambda: b'{"title":"' + b"a" * (2 * MB) + b'"}', True, small=True)
beside("nested", b'{"title":' + b"[" * 100000, True)
beside("keys", lambda: b"{" + b",".join(b'"k%d":1' % i for i in range(60000)) + b"}", False)
beside("authors", lambda: json.dumps({"author": ["A B"] * 100000}).encode(), False)
beside("no-json", b"\0" * 1000, True)
beside("title-long", lambda: json.dumps({"title": "t " * 400000}).encode(), False)


@kind("beside-of-table", False, [AFTER])
def beside_of_table(folder):
    write(folder, "x.jsonl", b"".join(line(title="Tin %d" % i) for i in range(2000)) + good_line(AFTER))
    write(folder, "x.jsonl.meta.json", json.dumps({"author": ["Lê N%d" % i for i in range(300)]}))


@kind("beside-of-table-large", True, [AFTER])
def beside_of_table_large(folder):
    write(folder, "x.jsonl", b"".join(line(title="Tin %d" % i) for i in range(2000)) + good_line(AFTER))
    write(folder, "x.jsonl.meta.json", b"{" + b",".join(b'"k%d":1' % i for i in range(60000)) + b"}")


# ---- What must come of it ----

def good_articles(folder):
    write(folder, "tot/a.txt", "Tin goodqa\n\nBài tốt thứ nhất.\n")
    write(folder, "tot/b.jsonl", good_line("goodqb"))
    write(folder, "tot/c.md", "# Tin goodqc\n\nBài tốt thứ ba, **đậm**.\n")


def run(command, work, **more):
    def limit():
        resource.setrlimit(resource.RLIMIT_CPU, (120, 120))
    p = subprocess.Popen(command, cwd=work, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                         stderr=subprocess.STDOUT, preexec_fn=limit, **more)
    output = p.stdout.read()
    _, status, usage = os.wait4(p.pid, 0)
    p.returncode = os.waitstatus_to_exitcode(status)
    return p.returncode, output.decode(errors="replace"), usage


def reported(work):
    with open(os.path.join(work, "k/last-report.jsonl"), "rb") as f:
        return [json.loads(l) for l in f]


def check_run(build, work, skipped, limited):
    """One update; what is wrong with it."""
    status, output, usage = run([build + "/indexer/tracuu-index", "update", "--quiet", "--jobs=4",
                                 "--archive", "k", "s"], work)
    wrong = []
    if status not in (0, 1):
        return ["exit status %d: %s" % (status, output[-600:])], usage
    actions = [l["action"] for l in reported(work)]
    if status != ("skipped" in actions):
        wrong.append("exit status %d, the report says otherwise" % status)
    if status != skipped:
        wrong.append("exit status %d, not %d" % (status, skipped))
    if limited and usage.ru_maxrss * 1024 > MEMORY:
        wrong.append("%d MB of memory" % (usage.ru_maxrss * 1024 // 1000000))
    if limited and usage.ru_utime > CPU:
        wrong.append("%.1f s of CPU time" % usage.ru_utime)
    return wrong, usage


def find(build, work, word):
    status, output, _ = run([build + "/query/tracuu", "--archive", "k", "--format", "ids", word], work)
    return output.split() if status == 0 else []


def build_source(work, make):
    """By a process of its own: what ours takes would count as that of those that we begin."""
    write(work, "secret.txt", "Tin secretq\n\nKhông ai được đọc secretq, root:x:0.\n")
    os.mkdir(work + "/s")
    child = os.fork()
    if child == 0:
        try:
            make(work + "/s")
            good_articles(work + "/s")
            os._exit(0)
        finally:
            os._exit(1)
    assert os.waitpid(child, 0)[1] == 0, "the source could not be made"


def check(build, name, limited):
    make, skipped, words, _ = kinds[name]
    # In memory where the machine has such a place, since what is synced costs nothing there.
    shm = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    work = tempfile.mkdtemp(prefix="tracuu-hostile-", dir=shm)
    try:
        build_source(work, make)
        wrong, usage = check_run(build, work, skipped, limited)
        if not wrong:
            missing = [w for w in GOOD + words if not find(build, work, w)]
            if missing:
                wrong.append("not found: " + " ".join(missing))
            if len(find(build, work, "goodqonce")) > 1:
                wrong.append("a file twice")
            if find(build, work, "secretq") or find(build, work, '"root x 0"'):
                wrong.append("a file of another")
            again, _ = check_run(build, work, skipped, limited)
            wrong += ["again: " + w for w in again]
        return wrong, usage
    finally:
        subprocess.run(["rm", "-rf", work], check=True)


def main():
    build = os.path.abspath(sys.argv[1])
    options = [a for a in sys.argv[2:] if a.startswith("--")]
    names = [a for a in sys.argv[2:] if not a.startswith("--")]
    if not names:
        names = [n for n in kinds if "--all" in options or kinds[n][3]]
    failed, most, longest = 0, 0, 0
    for name in names:
        wrong, usage = check(build, name, "--unlimited" not in options)
        most, longest = max(most, usage.ru_maxrss), max(longest, usage.ru_utime)
        if "--all" in options or wrong:
            print("%s: %d MB, %.2f s%s" % (name, usage.ru_maxrss * 1024 // 1000000, usage.ru_utime,
                                          "".join("; " + w for w in wrong)), flush=True)
        failed += bool(wrong)
    print("hostile sources: %d of %d kinds, %d failed; at most %d MB, %.2f s" % (
        len(names), len(kinds), failed, most * 1024 // 1000000, longest))
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
