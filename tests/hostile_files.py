#!/usr/bin/python3 -B
"""Files of foreign formats that are damaged, or mean harm, and what must come of each.

    tests/hostile_files.py BUILD_FOLDER [--all] [--unlimited] [NAME...]

Each kind is a source of its own, with good articles beside the harm: of each format that
tests/formats/ has a file of, that file cut short at 50 places and with bytes changed 50 times;
bombs; packs within packs; a gigabyte of nothing. After a run the good articles are found, what
could not be read is named in the report, and the run, its readers counted, took less than 512 MB of
memory and 20 s of CPU time. A second run reads nothing again that hung or crashed. --unlimited
leaves the bounds out, for programs that carry a sanitizer. Without --all and NAME, those that take
seconds."""
import bz2, io, json, lzma, os, random, resource, subprocess, sys, tarfile, tempfile, time, zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
MEMORY, SECONDS = 512 * 1000 * 1000, 20
MIB = 1 << 20
ENDINGS = ("html", "htm", "mht", "rss", "atom", "xml", "pdf", "docx", "odt", "xlsx", "pptx", "rtf",
           "doc", "xls", "ppt", "ods", "odp", "eml", "mbox", "mhtml", "zip", "tar", "tgz", "txz", "gz",
           "xz", "zst", "7z", "rar", "bz2", "warc")
kinds = {}  # name: (maker, must something be skipped, in the small set)


def kind(name, skipped=None, small=False):
    def add(make):
        kinds[name] = (make, skipped, small)
        return make
    return add


def write(folder, name, data):
    with open(os.path.join(folder, name), "wb") as file:
        file.write(data)


def article(word):
    return f"Tin về {word}\n\nNgày 4/2/2019, xã Phú Hải họp bàn về {word}.\n".encode()


# ---- Damage ----

def samples():
    """One file of each ending, the largest below 200 kB that is no locked one."""
    found = {}
    for folder, _, names in os.walk(os.path.join(HERE, "formats")):
        if os.path.basename(folder) == "locked-or-empty":
            continue
        for name in sorted(names):
            ending, path = name.rsplit(".", 1)[-1].lower(), os.path.join(folder, name)
            size = os.path.getsize(path)
            if ending in ENDINGS and size < 200000 and size > found.get(ending, ("", -1))[1]:
                found[ending] = (path, size)
    return {ending: path for ending, (path, _) in sorted(found.items())}


def damage(ending, path):
    with open(path, "rb") as file:
        data = file.read()

    last = "txt." + ending if ending in ("xz", "zst") else ending  # what is read in what is packed

    @kind("cut-" + ending, small=ending in ("html", "zip", "pdf", "docx"))
    def cut(folder):
        for i in range(50):
            write(folder, f"cut{i:02}.{last}", data[:len(data) * i // 50])

    @kind("changed-" + ending)
    def change(folder):
        rng = random.Random(ending)
        for i in range(50):
            changed = bytearray(data)
            for _ in range(1 + i % 8):
                changed[rng.randrange(len(data))] = rng.randrange(256)
            write(folder, f"changed{i:02}.{last}", bytes(changed))


# ---- Packs ----

def zip_of(members, **options):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, **options) as pack:
        for name, data in members:
            pack.writestr(name, data)
    return out.getvalue()


def tar_of(members, mode="w"):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as pack:
        for name, data in members:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            pack.addfile(info, io.BytesIO(data))
    return out.getvalue()


def packed(packer, piece, count, before=b""):
    """COUNT times a PIECE, packed as they are made, so that this takes no memory."""
    parts = [packer.compress(before)] + [packer.compress(piece) for _ in range(count)]
    return b"".join(parts) + packer.flush()


def zip_of_zeros(names, mib):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as pack:
        for name in names:
            with pack.open(name, "w") as member:
                for _ in range(mib):
                    member.write(bytes(MIB))
    return out.getvalue()


@kind("zip-bomb", True, small=True)
def zip_bomb(folder):
    write(folder, "x.zip", zip_of_zeros(["a.txt", "b.html"], 256))


@kind("zip-bomb-unread", True)
def zip_bomb_unread(folder):
    write(folder, "x.zip", zip_of_zeros([f"{i}.jpg" for i in range(4)], 256))


@kind("docx-bomb", None)
def docx_bomb(folder):
    write(folder, "x.docx", zip_of_zeros(["[Content_Types].xml", "word/document.xml"], 256))


@kind("xz-bomb", True, small=True)
def xz_bomb(folder):
    for name in ("x.html.xz", "y.pdf.xz", "z.tar.xz", "t.txt.xz"):
        write(folder, name, packed(lzma.LZMACompressor(preset=1), bytes(MIB), 512))


@kind("tar-xz-bomb", True)
def tar_xz_bomb(folder):
    info = tarfile.TarInfo("a.jpg")
    info.size = 1024 * MIB
    write(folder, "x.tar.xz",
          packed(lzma.LZMACompressor(preset=1), bytes(MIB), 1024, info.tobuf()))


@kind("bz2-bomb", True)
def bz2_bomb(folder):
    write(folder, "x.html.bz2", packed(bz2.BZ2Compressor(1), random.Random(1).randbytes(1000) * 1000, 100))


@kind("nested-100", True, small=True)
def nested(folder):
    data = article("chotrong")
    for i in range(100):
        data = zip_of([("a.txt" if i == 0 else f"{i}.zip", data)])
    write(folder, "x.zip", data)


@kind("quine-like", True)
def many_levels(folder):
    """Each level holds the next ten times."""
    data = zip_of([("a.txt", article("chotrong"))])
    for i in range(6):
        data = zip_of([(f"{i}-{k}.zip", data) for k in range(10)])
    write(folder, "x.zip", data)


@kind("members-30000", False)
def many_members(folder):
    rng = random.Random(30000)
    write(folder, "x.tar.gz", tar_of([(f"{i}.jpg", rng.randbytes(100)) for i in range(30000)], "w:gz"))


@kind("names", None, small=True)
def names(folder):
    raw = zip_of([("../../../../tmp/tracuu-hostile.txt", article("thoatra")),
                  ("/etc/tracuu-hostile.txt", article("tuyetdoi")),
                  ("C:\\x\\..\\tracuu-hostile.txt", article("cuasowin")),
                  ("a" * 300 + ".txt", article("tendairong")), ("a/" * 2000 + "b.txt", article("quadai")),
                  ("\x1b]0;x\x07.txt", article("dieukhien")),
                  ("CÂU.txt", article("legacyname"))])
    write(folder, "x.zip", raw.replace("CÂU".encode(), b"C\xc2\xd2U"))
    links = io.BytesIO()
    with tarfile.open(fileobj=links, mode="w") as pack:
        for name, type_, target in (("l.txt", tarfile.SYMTYPE, "/etc/passwd"),
                                    ("h.txt", tarfile.LNKTYPE, "/etc/passwd"),
                                    ("p.txt", tarfile.FIFOTYPE, ""), ("d.txt", tarfile.CHRTYPE, "")):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = type_, target
            pack.addfile(info)
    write(folder, "y.tar", links.getvalue())


@kind("zeros", True)
def zeros(folder):
    """A gigabyte, written; one file by several names."""
    with open(os.path.join(folder, "x.zip"), "wb") as file:
        for _ in range(1024):
            file.write(bytes(MIB))
    for ending in ("html", "pdf", "docx", "doc", "rtf", "eml", "mbox", "tar"):
        os.link(os.path.join(folder, "x.zip"), os.path.join(folder, "x." + ending))


# ---- The run ----

class Trial:
    def __init__(self, build, name, unlimited):
        self.build, self.name, self.unlimited = os.path.abspath(build), name, unlimited
        self.faults = []

    def run(self, *arguments):
        return subprocess.run([os.path.join(self.build, arguments[0]), *arguments[1:]],
                              cwd=self.work, capture_output=True, env={**os.environ, "LC_ALL": "C"},
                              timeout=600, check=False)

    def fault(self, what):
        self.faults.append(what)

    def update(self):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        run = self.run("indexer/tracuu-index", "update", "--quiet", "--jobs=2", "--archive", "k", "s")
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        if run.returncode not in (0, 1):
            self.fault(f"exit status {run.returncode}: {run.stderr.decode()[:300]}")
        if not self.unlimited and seconds > SECONDS:
            self.fault(f"{seconds:.1f} s of CPU time")
        if not self.unlimited and after.ru_maxrss * 1024 > max(MEMORY, before.ru_maxrss * 1024):
            self.fault(f"{after.ru_maxrss * 1024 / 1e6:.0f} MB")
        with open(os.path.join(self.work, "k", "last-report.jsonl"), encoding="utf-8") as file:
            return run.returncode, seconds, [json.loads(line) for line in file]

    def check(self, make, skipped):
        with tempfile.TemporaryDirectory(prefix="tracuu-hostile-") as self.work:
            source = os.path.join(self.work, "s")
            os.mkdir(source)
            make(source)
            for name in ("0.txt", "m.txt", "zz.txt"):
                write(source, name, article("totlanh" + name[0]))
            status, seconds, report = self.update()
            told = [line for line in report if line["action"] == "skipped"]
            if skipped is not None and bool(told) != skipped:
                self.fault("something is skipped" if told else "nothing is skipped")
            if status != (1 if told else 0):
                self.fault(f"exit status {status}, {len(told)} skipped")
            for name in "0mz":
                found = self.run("query/tracuu", "--archive", "k", "--format=json", "totlanh" + name)
                if found.returncode != 0:
                    self.fault(f"the good article {name} is not found")
            again, _, second = self.update()
            if again != status or len(second) > len(report) + 1:
                self.fault(f"the second run ends with {again}")
            return seconds, told


def main():
    options = [a for a in sys.argv[1:] if a.startswith("--")]
    build, *names_asked = [a for a in sys.argv[1:] if not a.startswith("--")]
    for ending, path in samples().items():
        damage(ending, path)
    failed = 0
    for name, (make, skipped, small) in kinds.items():
        if names_asked and name not in names_asked:
            continue
        if not names_asked and not small and "--all" not in options:
            continue
        trial, began = Trial(build, name, "--unlimited" in options), time.time()
        seconds, told = trial.check(make, skipped)
        print(f"{'FAULT' if trial.faults else 'ok':5} {name:20} {seconds:6.2f} s CPU, "
              f"{len(told)} skipped, {time.time() - began:.1f} s")
        for line in told[:3] if "--all" in options or names_asked else []:
            print("      ", line.get("path"), line.get("why"))
        for fault in trial.faults:
            print("      ", fault)
        failed += bool(trial.faults)
    print(f"hostile files: {failed} failed")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
