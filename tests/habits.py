#!/usr/bin/python3
"""What people expect of a command line: letters of options, languages, help that fits, and that
mistakes are told in words of ours.

    tests/habits.py BUILD_FOLDER"""

import os
import re
import sys
import tempfile
import unicodedata

from programs import Archive, run_program

TRACUU, INDEX = "query/tracuu", "indexer/tracuu-index"
TOPICS = ["options", "query", "dates", "filters", "output", "config", "tuỳ chọn", "TRUY VẤN", "ngày", "lọc",
          "ket qua"]
ENGLISH = {"LC_ALL": "en_US.UTF-8"}
VIETNAMESE = {"LC_ALL": "vi_VN.UTF-8"}


def columns(line):
    return sum(0 if unicodedata.combining(c) else 1 for c in unicodedata.normalize("NFC", line))


class Program:
    def __init__(self, build, archive):
        self.build, self.archive = build, archive

    def run(self, *arguments, program=TRACUU, status=(0,), env=ENGLISH):
        environment = {"PATH": os.environ["PATH"], "TRACUU_ARCHIVE": self.archive,
                       "HOME": self.archive, **env}
        done = run_program(self.build, program, *arguments, status=status, env=environment)
        return done.stdout.decode(), done.stderr.decode()

    def ids(self, *arguments, **options):
        return self.run("--format=ids", *arguments, **options)[0].split()


def check_help(p):
    for env in ENGLISH, VIETNAMESE:
        screen = p.run("--help", env=env)[0]
        assert len(screen.splitlines()) <= 24, "--help is more than a screen"
        assert p.run("-h", env=env)[0] == screen
        pages = [screen] + [p.run("--help=" + topic, env=env)[0] for topic in TOPICS]
        assert pages[1] == pages[7] and pages[3] == pages[9], "a topic has two names, one page"
        assert len(set(pages)) == 7, "every topic has a page of its own"
        for page in pages:
            wide = [line for line in page.splitlines() if columns(line) > 79]
            assert not wide, wide
        screen = p.run("--help", env=env, program=INDEX)[0]
        assert len(screen.splitlines()) <= 24, "tracuu-index --help is more than a screen"
        commands = [line.split()[0] for line in screen.splitlines() if line.startswith("  ")
                    and line[2] != " "]
        assert len(commands) > 10, commands
        for command in commands:
            screen += p.run(command, "--help", env=env, program=INDEX)[0]
        wide = [line for line in screen.splitlines() if columns(line) > 79]
        assert not wide, wide
        assert env is ENGLISH or not re.search("=(NAME|FILE|DATE|SIZE|DIR|SOURCE|ARCHIVE|WHICH|PERCENT)\\b", screen), "names of arguments in English"
    err = p.run("--help=nothing", status=(2,))[1]
    assert "options, query, dates" in err, err


def check_letters(p):
    many = p.ids("lũ")
    assert len(many) > 3
    for same in (["-n", "2"], ["-n2"], ["--limit", "2"], ["--limit=2"]):
        assert p.ids("lũ", *same) == many[:2], same
        assert p.ids(*same, "lũ") == many[:2], same
    assert p.ids("-n2", "-o", "1", "lũ") == many[1:3]
    assert p.ids("-o1", "-n", "2", "lũ") == many[1:3]
    assert p.run("-f", "ids", "lũ")[0].split() == many
    assert p.run("-c", "lũ")[0].strip().isdigit()
    assert p.ids("-s", "oldest", "lũ") == p.ids("--sort=oldest", "lũ") != many
    assert p.ids("-a", p.archive, "lũ", env={"TRACUU_ARCHIVE": "/nowhere"}) == many
    assert p.run("-V")[0] == p.run("--version")[0]
    # What is no letter of an option leaves out a word, as does everything in quotes or after --.
    assert p.ids("lũ", "-miền") == p.ids("lũ -miền") != many
    assert p.ids("lũ", "-nam") == p.ids("lũ -nam")
    assert p.ids("lũ", '-"n"') == many
    assert p.ids("--", "lũ", "-n") == p.ids('lũ -"n"')
    assert p.ids("lũ", "-z") == many, "no article has it, so it leaves out nothing"


def check_languages(p):
    for arguments in (["--lang=vi", "--no-such"], ["--no-such", "--lang", "vi"]):
        assert "không hiểu" in p.run(*arguments, status=(2,))[1], arguments
    assert "makes no sense" in p.run("--lang=en", "--no-such", status=(2,), env=VIETNAMESE)[1]
    assert "vi, en" in p.run("--lang=fr", "lũ", status=(2,))[1]
    for arguments in (["--lang", "vi", "status", "--no"], ["status", "--no", "--lang=vi"]):
        assert "không hiểu" in p.run(*arguments, program=INDEX, status=(2,))[1], arguments
    assert "--jobs=N" in p.run("update", "-j", program=INDEX, status=(2,))[1]
    assert "vi" in p.run("status", "--lang=fr", program=INDEX, status=(2,))[1]
    for mistake, said in ((["--f", "x"], "--from, --filter"), (["--all=3"], "takes no value"),
                          (["lũ", "-n"], "needs a value"), (["-n", "x", "lũ"], "from 1 to")):
        assert said in p.run(*mistake, status=(2,))[1], mistake


def check_config(p, work):
    """What outranks what, and what is wrong where."""
    os.makedirs(work + "/config/tracuu")
    path = work + "/config/tracuu/config"
    env = {**ENGLISH, "XDG_CONFIG_HOME": work + "/config", "TRACUU_ARCHIVE": ""}

    def write(text):
        with open(path, "w", encoding="utf-8") as out:
            out.write(text)

    many = p.ids("lũ")
    write(f"""# two archives\n\n; and so on\r
  archive = {p.archive}
limit=2
sort = newest
lang = vi
[another-one]
archive = /nowhere
[gốc]
limit = "3"
sort = oldest
filter = year
""".replace("filter = year\n", ""))
    newest = p.ids("-s", "newest", "lũ")
    assert p.ids("lũ", env=env) == newest[:2]
    assert p.ids("-n", "1", "lũ", env=env) == newest[:1]
    assert p.ids("-p", "gốc", "lũ", env=env) == p.ids("-s", "oldest", "-n3", "lũ")
    assert p.ids("--profile=gốc", "-s", "relevance", "lũ", env=env) == many[:3]
    assert "/nowhere" in p.run("-p", "another-one", "lũ", env=env, status=(3,))[1]
    assert "kho" in p.run("-p", "another-one", "lũ", env=env, status=(3,))[1], "lang = vi"
    assert "archive" in p.run("--lang=en", "-p", "another-one", "lũ", env=env, status=(3,))[1]
    assert p.ids("-p", "another-one", "-a", p.archive, "lũ", env=env) == newest[:2]
    elsewhere = {**env, "TRACUU_ARCHIVE": "/elsewhere"}
    assert "/elsewhere" in p.run("lũ", env=elsewhere, status=(3,))[1]
    assert "/nowhere" in p.run("-p", "another-one", "lũ", env=elsewhere, status=(3,))[1]
    assert "another-one gốc" in p.run("-p", "none", "lũ", env=env, status=(2,))[1]
    assert "another-one gốc" in p.run("-p", "", "lũ", env=env, status=(2,))[1]
    assert p.ids("lũ", env={**env, "TRACUU_ARCHIVE": p.archive, "TRACUU_CONFIG": ""}) == many
    write(f"archive = ~/{os.path.basename(p.archive)}\n")
    assert p.ids("lũ", env={**env, "HOME": os.path.dirname(p.archive)}) == many
    for text, line, said in (("limit = 0", 1, "from 1 to"), ("\nlimits = 3", 2, "“limits”"),
                             ("[p\nlimit = 3", 1, "[name]"), ("limit", 1, "key = value"),
                             ("\n\nsort = best", 3, "newest"), ("lang = fr", 1, "vi, en"),
                             ("a b = 1", 1, "key = value"), ("sort = \x07", 1, "control"),
                             ("format = json", 1, "“format”")):
        write(text)
        err = p.run("lũ", env=env, status=(2,))[1]
        assert f"{path}:{line}: " in err and said in err, (text, err)
        assert p.run("--help", env=env)[0], "help is there whatever the file says"
    write("limit = 1\n" * 20000)
    assert path in p.run("lũ", env=env, status=(2,))[1], "too large"
    err = p.run("lũ", env={**env, "TRACUU_CONFIG": "/no/such"}, status=(3,))[1]
    assert "/no/such" in err, "the file that was named"


def check_completion(p):
    """Ways to go on with a line: words behind words, values of fields, options, their values."""
    def ways(line, **options):
        out = p.run("--complete=" + line, status=(0, 1), **options)[0]
        return [tuple(way.split("\t")) for way in out.splitlines()]

    def texts(line, **options):
        return [way[0] for way in ways(line, **options)]

    assert texts("lũ l")[0] == "lụt", "not in front of it in the alphabet, but behind lũ"
    assert texts("lu l")[0] == texts("'lu l")[0] == texts("--sort=newest lu l")[0] == "lụt"
    assert texts("Lũ L")[0] == "Lụt" and texts('lũ "l')[0] == "lụt" and texts("lũ -l")[0] == "-lụt"
    assert texts("LŨ LỤ") == ["LỤT"], "capitals stay"
    assert texts("lũ OR l") == texts("lũ VÀ l") == texts("lũ NEAR/5 l") == texts("lũ) l") == texts("l")
    for line in ("lũ|l", "tít:l", "lũ tit:l", "lũ -(l", "x|tiêu đề:(l", "!l", "lũ NOT +l"):
        last = line.split(" ")[-1]
        assert last[:-1] + "lụt" in texts(line), (line, texts(line))
    assert texts("x|nguồn:H")[0].split(":")[1] == "Hà Nội Mới" and not texts("foo:l")
    assert ("lu", "lũ") in ways("lu"), "what was typed without marks stays so"
    assert texts("lũ") == ["lũ"] and not texts("lù") and not texts("zz") and not texts("")
    for line in ("source:h", "nguồn:h", "lũ nguồn:H", "--filter=source:h", "--filter source:h"):
        assert [t.split(":")[1] for t in texts(line)] == ["Hà Nội Mới", "hồng"], line
    assert texts("nguồn:Hà N") == ["Nội Mới"] and texts("nguồn:Ha Noi m") != ["Mới"]
    assert texts("nguồn:đ") == ['nguồn:"đại đoàn kết"'], "no capital that a shell would know"
    assert texts("nguồn:d") == ["nguồn:Dai Doan Ket"] and not texts("place:h")
    assert texts("--sor") == ["--sort="] and texts("--cou") == ["--count"]
    assert texts("--sort=ne") == ["--sort=newest"] and texts("-s ne") == ["newest"]
    assert texts("--f")[0].startswith("--f") and texts("--lang=") == ["--lang=vi", "--lang=en"]
    assert texts("--facet=au") == ["--facet=author"] and texts("--filter au") == ["author:"]
    assert texts("--timeline m") == ["month"] and "--help=dates" in texts("--help=")
    assert not texts("-n 1") and not texts("-- --sor")
    # Each word that is offered is one, and all that are accepted are offered.
    for option in "sort", "format", "color", "ranking", "diacritics":
        offered = texts(f"--{option}=")
        told = p.run(f"--{option}=?", "lũ", status=(2,))[1].strip().rsplit(": ", 1)[1]
        assert [way.split("=")[1] for way in offered] == told.split(", "), option
    elsewhere = {"TRACUU_ARCHIVE": "/nowhere"}
    assert texts(f"-a {p.archive} lũ l", env=elsewhere)[0] == "lụt"
    assert texts(f"--archive={p.archive} lũ l", env=elsewhere)[0] == "lụt"
    assert texts("--sor", env=elsewhere) == ["--sort="], "for which no archive is needed"
    p.run("--complete=lũ l", env=elsewhere, status=(3,))
    for hostile in ("x" * 10000, "a " * 5000 + "b", ":" * 3000, "nguồn:" * 500, "\x01", "'\"" * 99):
        p.run("--complete=" + hostile, status=(0, 1))


def main():
    build = os.path.abspath(sys.argv[1])
    words = ["lũ lụt miền trung", "lũ quét", "lũ ống ở miền núi", "lũ nam bộ", "bão"]
    sources = ["Hà Nội Mới", "Hà Nội mới", "hồng", "Đại đoàn kết", "Hà Nội Mới"]
    articles = [{"id": f"a{i}", "title": text, "body": f"{text}. {i}. " + "Lũ lụt. " * i,
                 "date": f"201{i}-01-02", "source": sources[i]} for i, text in enumerate(words)]
    with tempfile.TemporaryDirectory() as work:
        archive = Archive(build, work + "/kho", articles)
        p = Program(build, archive.folder)
        check_help(p)
        check_letters(p)
        check_languages(p)
        check_completion(p)
        check_config(p, work)
        archive.remove()
    print("habits: ok")


if __name__ == "__main__":
    main()
