#!/usr/bin/python3
"""libtracuu, as it is installed, and the examples, against what is installed:

- it offers what debian/libtracuu0.symbols says, and nothing else; its name is libtracuu.so.0;
- examples in C (by pkg-config and by CMake), Python and Node.js (tracuu --serve as a child and by
  its socket) find what tracuu finds;
- a host with many threads of small stacks has the same answers in each, and those of a batch;
  generations are published meanwhile, requests cancelled;
- tables, positions and words cut short under it: it lives, and what is damaged is told.

    tests/library.py BUILD_FOLDER
    tests/library.py BUILD_FOLDER --host    the last two alone, as under a sanitizer"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

from programs import run_program

here = os.path.dirname(os.path.abspath(__file__))
root = os.path.dirname(here)
corpus = os.path.join(root, "corpus")
PATIENCE = 120  # seconds that anything may take on a machine that does other things
QUERY = "lũ lụt"
QUERIES = [QUERY, "lu lut", '"quảng trị" -bão', "xử dụng", "zzyzx", "tác giả:Hưng", "toor quoocs",
           "lũ OR bão", "lũ NEAR/5 lụt", "tham*", "(((((((((lũ)))))))))", "", '"', "a" * 20000]
REQUESTS = [{"q": q} for q in QUERIES] + [
    {"q": "lũ", "limit": 3, "offset": 2, "sort": "newest", "facets": ["year", "author:3"]},
    {"q": "lũ", "explain": True}, {"q": "lũ", "lang": "en", "strict": True}, {"q": "lũ", "x": 1},
    {"op": "status"}, {"op": "suggest", "q": "xu dung"}, {"op": "analyse", "q": "UBND tỉnh"},
    {"op": "export", "q": "lũ", "limit": 2}, {"op": "show", "article": "none"},
    {"op": "cancel", "target": 1}]


def without_time(line):
    return re.sub(rb'"took_ms":[0-9.e-]+', b'"took_ms":', line)


def check(*command, **options):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False,
                          timeout=PATIENCE, **options)
    assert done.returncode == 0, (command, done.stdout.decode(), done.stderr.decode())
    return done.stdout.decode()


class Installed:
    """What cmake --install puts into PREFIX."""

    def __init__(self, build, prefix):
        check("cmake", "--install", build, "--prefix", prefix)
        self.prefix = prefix
        found = [os.path.join(folder, "libtracuu.so.0") for folder, _, files in os.walk(prefix)
                 if "libtracuu.so.0" in files]
        assert len(found) == 1, found
        self.library = found[0]
        self.folder = os.path.dirname(self.library)
        self.environment = dict(os.environ, LD_LIBRARY_PATH=self.folder,
                                PATH=f"{prefix}/bin:{os.environ['PATH']}",
                                PKG_CONFIG_PATH=self.folder + "/pkgconfig")

    def run(self, *command):
        return check(*command, env=self.environment)


def check_symbols(installed):
    lines = check("nm", "-D", "--defined-only", installed.library).splitlines()
    offered = sorted(line.split()[-1].replace("@@", "@") for line in lines)
    with open(os.path.join(root, "debian", "libtracuu0.symbols"), encoding="utf-8") as file:
        told = sorted(line.split()[0] for line in file if line.startswith(" "))
    told = [name.replace("TRACUU_0@TRACUU_0", "TRACUU_0") for name in told]
    assert offered == told, set(offered) ^ set(told)
    assert all(re.fullmatch(r"TRACUU_0|tracuu_[a-z_]+@TRACUU_0", name) for name in offered)
    assert "[libtracuu.so.0]" in check("readelf", "-d", installed.library)


def titles(build, archive, query):
    """What tracuu finds: the titles of the hits."""
    run = run_program(build, "query/tracuu", "--archive", archive, "--format=json", "--", query)
    return ["".join(piece["text"] for piece in hit["title"])
            for hit in json.loads(run.stdout)["hits"]]


def check_c(installed, archive, expected, work):
    flags = installed.run("pkg-config", "--define-variable=prefix=" + installed.prefix, "--cflags",
                          "--libs", "tracuu").split()
    source, program = os.path.join(root, "examples", "c"), os.path.join(work, "search")
    check("cc", "-Wall", "-Wextra", "-Werror", os.path.join(source, "search.c"), "-o", program, *flags)
    said = installed.run(program, archive, QUERY)
    assert re.findall(r"^\d+\. (.*) \(.*\)$", said, re.M) == expected, said
    assert "[lũ]" in said, said
    built = os.path.join(work, "by-cmake")
    check("cmake", "-S", source, "-B", built, "-DCMAKE_PREFIX_PATH=" + installed.prefix)
    check("cmake", "--build", built)
    assert installed.run(os.path.join(built, "search"), archive, QUERY) == said
    failed = subprocess.run([program, "/nowhere", QUERY], env=installed.environment, check=False,
                            stderr=subprocess.PIPE)
    assert failed.returncode == 1 and "/nowhere" in failed.stderr.decode()


def check_lists(said, expected):
    """Of examples that print three titles of each query."""
    found = [line.split(maxsplit=1)[1] for line in said.splitlines() if line.startswith("  ")]
    assert found == expected[:3] * (len(found) // 3) and len(found) == 6, said


def check_node(installed, build, archive, expected, work):
    if not shutil.which("node"):
        print("library: there is no node, whose example was not run")
        return
    program, path = os.path.join(root, "examples", "node", "search.mjs"), os.path.join(work, "socket")
    check_lists(installed.run("node", program, archive, QUERY, QUERY), expected)
    server = subprocess.Popen([build + "/query/tracuu", "--archive", archive, "--serve", "--workers=1",
                               "--socket", path])
    try:
        while not os.path.exists(path):
            assert server.poll() is None
        said = None
        for _ in range(PATIENCE):  # it may not listen yet
            done = subprocess.run(["node", program, "--socket", path, QUERY, QUERY], check=False,
                                  stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
            if done.returncode == 0:
                said = done.stdout.decode()
                break
        check_lists(said, expected)
    finally:
        server.terminate()
        assert server.wait(PATIENCE) == 0


class Host:
    """A library_driver that is talked with line by line."""

    def __init__(self, build, task, archive):
        self.process = subprocess.Popen([build + "/tests/library_driver", task, archive],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def tell(self):
        self.process.stdin.write(b"\n")
        self.process.stdin.flush()

    def read(self):
        return self.process.stdout.readline().decode().strip()

    def end(self):
        rest, _ = self.process.communicate(timeout=PATIENCE)
        assert self.process.returncode == 0, (self.process.returncode, rest.decode())


def update(build, archive, *sources):
    run_program(build, "indexer/tracuu-index", "update", "--quiet", "--archive", archive, *sources)


def check_same(build, archive, work):
    """In all threads, as a batch has it, in the language that is set."""
    driver = build + "/tests/library_driver"
    check(driver, "members", archive)
    lines = "".join(json.dumps(request) + "\n" for request in REQUESTS if len(str(request)) < 4000)
    check(driver, "threads", archive, input=lines.encode())


def check_reload(build, archive, source):
    host = Host(build, "reload", archive)
    host.tell()
    assert host.read() == "0"
    for number in range(3):
        with open(os.path.join(source, "more.txt"), "w", encoding="utf-8") as file:
            file.write("Tin ở Quảng Trị\n\n" + "Quảng Trị có lũ.\n\n" * (number + 1))
        update(build, archive)
        host.tell()
        assert host.read() == "1"
    current = os.path.join(archive, "current")
    old = os.readlink(current)
    os.remove(current)
    os.symlink("generations/999999", current)
    host.tell()
    assert host.read() == "-1"
    os.remove(current)
    os.symlink(old, current)
    host.end()


def files_of(archive, ending):
    for folder, _, names in os.walk(os.path.realpath(os.path.join(archive, "current"))):
        for name in names:
            if name.endswith(ending):
                yield os.path.join(folder, name)


def check_cut(build, archive, work):
    """Every file of a generation that is open, at once; each kind alone before it is opened."""
    copy = os.path.join(work, "copy")
    check("cp", "-r", archive, copy)
    check("chmod", "-R", "u+w", copy)
    host = Host(build, "cut", copy)
    assert host.read() == "open"
    for path in files_of(copy, ""):
        os.truncate(path, min(4096, os.path.getsize(path) // 2))
    host.tell()
    host.end()
    for ending in ("postlist.glass", "docdata.glass", "positions", "blocks"):
        shutil.rmtree(copy)
        check("cp", "-r", archive, copy)
        check("chmod", "-R", "u+w", copy)
        path = next(files_of(copy, ending))
        with open(path, "r+b") as file:
            file.seek(os.path.getsize(path) // 2 if ending != "blocks" else 20)
            byte = file.read(1)[0]
            file.seek(-1, os.SEEK_CUR)
            file.write(bytes([byte ^ 0x55]))
        said = check(build + "/tests/library_driver", "open", copy).splitlines()
        if ending == "positions":  # each page is looked at when it is read
            assert said == ["open"], said
        else:
            assert said[0] == "9" and os.path.basename(path) in said[1] and said[1] != said[2], said
    shutil.rmtree(copy)


def main():
    build = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory() as work:
        archive, source = os.path.join(work, "archive"), os.path.join(work, "source")
        os.makedirs(source)
        update(build, archive, corpus, source)
        check_same(build, archive, work)
        check_cut(build, archive, work)
        check_reload(build, archive, source)
        if "--host" not in sys.argv:
            installed = Installed(build, os.path.join(work, "prefix"))
            expected = titles(build, archive, QUERY)
            assert len(expected) >= 3
            check_symbols(installed)
            check_c(installed, archive, expected, work)
            check_lists(installed.run(sys.executable, os.path.join(root, "examples/python/search.py"),
                                      archive, QUERY, QUERY), expected)
            check_node(installed, build, archive, expected, work)
        check("chmod", "-R", "u+w", work)
    print("library: ok")


main()
