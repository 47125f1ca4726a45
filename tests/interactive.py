#!/usr/bin/env python3
"""What a person sees and does in tracuu -i, in a terminal (tmux) of 40, 80 and 120 columns, with the
sample press releases.

    tests/interactive.py BUILD_FOLDER [--update] [NAME...]

SCREENS are compared with tests/interactive/NAME.COLUMNS; the functions test_… do what people do and
look at what they promise each other. NAMEs choose of both.
"""
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCE = os.path.dirname(HERE)
WIDTHS = (40, 80, 120)
ROWS = 24
PATIENCE = 30  # seconds for what has to come


class Failed(Exception):
    pass


class Terminal:
    """A terminal with a program in it; there is one at a time."""
    now = None
    count = 0

    def __init__(self, work, command, columns=80, rows=ROWS, lang="en_US.UTF-8", more=None):
        if Terminal.now:
            Terminal.now.end()
        Terminal.now = self
        Terminal.count += 1
        self.socket = os.path.join(work, "tmux%d" % Terminal.count)
        environment = {"LANG": lang, "TERM": "tmux-256color", **(more or {})}
        given = [part for item in environment.items() for part in ("-e", "%s=%s" % item)]
        self.tmux("-f", "/dev/null", "new-session", "-d", "-x", str(columns), "-y", str(rows),
                  "-c", work, *given,
                  "sh -c 'stty -echo; echo ready; while read -r line; do eval \"$line\"; done'")
        self.wait("^ready")
        self.line("clear; " + command)

    def tmux(self, *arguments, check=True):
        done = subprocess.run(["tmux", "-S", self.socket, *arguments], text=True, check=check,
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        return done.stdout

    def line(self, text):
        self.tmux("send-keys", "-l", text)
        self.tmux("send-keys", "Enter")

    def type(self, text):
        self.tmux("send-keys", "-l", text)

    def keys(self, *keys):
        self.tmux("send-keys", *keys)

    def screen(self, styles=False):
        return self.tmux("capture-pane", "-p", *(["-e"] if styles else []))

    def wait(self, *wanted, absent=()):
        """The screen, once it has all that is WANTED, patterns, and nothing that is to be ABSENT."""
        end = time.monotonic() + PATIENCE
        while True:
            shown = self.screen()
            if all(re.search(w, shown, re.M) for w in wanted) and \
                    not any(re.search(a, shown, re.M) for a in absent):
                return shown
            if time.monotonic() > end:
                raise Failed("wanted %s, not %s; shown:\n%s" % (wanted, absent, shown))
            time.sleep(0.02)

    def end(self):
        self.tmux("kill-server", check=False)


def check(condition, message):
    if not condition:
        raise Failed(message)


# ---- Screens ----

def list_screen(t):
    t.type("cau ben moc")
    t.wait("cầu bến mộc", "Bến Mộc")
    t.keys("Enter", "Down")
    return t.wait("^▶ 2")


def line_screen(t):
    t.type("lũ OR")
    return t.wait("with all words", "left out", "^  1")


def empty_screen(t):
    return t.wait("68 articles")


def nothing_screen(t):
    t.type("tiêu đề:")
    t.type("xyzzy nguồn:VOVV")
    return t.wait("No articles", "no source “VOVV”")


def offers_screen(t):
    t.type("lũ quảng tr")
    t.wait("with all words|No articles")
    t.keys("Tab")
    return t.wait("^▶ ")


def reader_screen(t):
    t.type('"cầu bến mộc" khánh thành')
    t.wait("with all words", "^ *1\\. ")
    t.keys("Enter", "Enter")
    t.wait("mark 1/7")
    t.keys("n")
    return t.wait("mark 2/7")


def filters_screen(t):
    t.type("lũ")
    t.wait("with all words")
    t.keys("F2")
    t.wait("^Place")
    t.keys("Right")
    return t.wait("^▶ Bùi")


def help_screen(t):
    t.keys("F1")
    return t.wait("^Keys")


def cite_screen(t):
    t.type("cô tô quảng ninh")
    t.wait("with all words")
    t.keys("Enter", "c")
    return t.wait("Citation")


def date_screen(t):
    t.type("lũ")
    t.wait("with all words")
    t.keys("F4")
    t.type("10/2020")
    t.wait("10/2020")
    t.keys("Enter")
    return t.wait("2020-10-01 –", absent=["Dates"])


SCREENS = {name[:-len("_screen")]: function for name, function in list(globals().items())
           if name.endswith("_screen")}


def clean(shown):
    """What depends on where the test runs: the paths of files."""
    shown = re.sub(r"^(\s*)/\S.*$", r"\1PATH", shown, flags=re.M)
    return "\n".join(line.rstrip() for line in shown.rstrip().split("\n")) + "\n"


def compare(name, columns, shown, update):
    path = os.path.join(HERE, "interactive", "%s.%d" % (name, columns))
    if update:
        with open(path, "w", encoding="utf-8") as file:
            file.write(shown)
        return
    with open(path, encoding="utf-8") as file:
        wanted = file.read()
    check(wanted == shown, "%s: wanted\n%s\nshown\n%s" % (os.path.relpath(path, HERE), wanted, shown))


# ---- What people do ----

def test_typing_as_input_methods_do(work):
    """An input method takes back what it typed and types it anew: nothing jumps meanwhile."""
    t = Terminal(work, "tracuu -i")
    t.wait("68 articles")
    t.type("quang ninh")
    before = t.wait("with all words", "^  1\\. ")
    t.keys("BSpace", "BSpace", "BSpace", "BSpace")
    t.type("ninh")
    time.sleep(0.3)
    after = t.screen()
    check(before == after, "what was typed again changed the list:\n%s\n%s" % (before, after))
    # Decomposed letters are taken back and passed as a whole.
    t.keys("C-u")
    t.type("Bo\u0302\u0323 Y te\u0302\u0301")
    t.wait("^Find: B[^ ]* Y t[^ ]*$")
    t.keys("BSpace")
    t.wait("^Find: B[^ ]* Y t$")
    t.keys("Home", "Right", "Right", "BSpace")
    t.wait("^Find: B Y t$")


def test_paste(work):
    """A text of several lines is pasted as one query, and nothing in it is a key."""
    t = Terminal(work, "tracuu -i")
    t.wait("68 articles")
    text = os.path.join(work, "paste")
    with open(text, "w", encoding="utf-8") as file:
        file.write("cầu\nbến mộc\tq\x01")
    t.tmux("load-buffer", text)
    t.tmux("paste-buffer", "-p")
    t.wait("^Find: cầu bến mộc q")
    # More than a query may have: what there is room for.
    with open(text, "w", encoding="utf-8") as file:
        file.write("lũ lụt " * 4000)
    t.keys("C-u")
    t.tmux("load-buffer", text)
    t.tmux("paste-buffer", "-p")
    t.wait("^Find: .*lũ")
    t.keys("C-u")
    t.type("bão")
    t.wait("^Find: bão$", "with all words")


def test_history(work):
    """Queries that were used are there again, in another terminal too, for their owner alone."""
    t = Terminal(work, "tracuu -i")
    for query in ("bão", "lũ"):
        t.keys("C-u")
        t.type(query)
        t.wait("with all words", "^Find: %s$" % query)
        t.keys("Enter", "Escape")
    t.keys("C-c")
    path = os.path.join(work, ".local/state/tracuu/queries")
    check(os.stat(path).st_mode & 0o777 == 0o600, "others may read what was searched for")
    t = Terminal(work, "tracuu -i")
    t.wait("68 articles")
    t.type("mưa")
    t.keys("Up")
    t.wait("^Find: lũ$")
    t.keys("Up")
    t.wait("^Find: bão$", "with all words")
    t.keys("Down", "Down")
    t.wait("^Find: mưa$")


def test_filtering(work):
    t = Terminal(work, "tracuu -i lũ")
    all_of = t.wait(r"^8 articles with all words").split("\n")[1]
    t.keys("Enter", "f")
    t.wait("^▶ Quảng Trị  3")
    t.keys("Enter")
    t.wait("^3 articles .* · Place: Quảng Trị", "^▶ 1")
    # Taken back from the menu, then by its key.
    t.keys("f")
    t.wait("^Kept to", "^▶ place:Quảng Trị")
    t.keys("Enter")
    t.wait("^" + all_of + "$", "^▶ 1")
    t.keys("f")
    t.wait("^▶ Quảng Trị")
    t.keys("Right", "Down", "Down", "Enter")
    t.wait("Author: Lang Quốc Khánh", "^▶ 1")
    t.keys("x")
    t.wait("^" + all_of + "$")
    t.keys("x")
    t.wait("no filter to remove")
    t.keys("s")
    t.wait("newest first")
    t.keys("s")
    t.wait("oldest first")
    # A date that can't be read says so, and can be taken back.
    t.keys("d")
    t.type("hôm nào")
    t.keys("Enter")
    t.wait("“hôm nào”")
    t.keys("F4", "C-u", "Enter")
    t.wait("oldest first", "^8 articles with all words")


def test_reading(work):
    """Marks one after the other, articles one after the other, and back to the place in the list."""
    t = Terminal(work, "tracuu -i cầu", rows=12)
    t.wait("with all words")
    t.keys("Enter", "Enter")
    first = t.wait("mark 1/", "^1 · ")
    marks = int(re.search(r"mark 1/(\d+)", first).group(1))
    for _ in range(marks - 1):
        t.keys("n")
    t.wait("mark %d/%d" % (marks, marks))
    t.keys("n")
    t.wait("no more marks")
    t.keys("p")
    t.wait("mark %d/" % (marks - 1))
    t.keys("Right")
    t.wait("^2 · ", "mark 1/")
    t.keys("Right")
    t.wait("^3 · ")
    t.keys("Left")
    t.wait("^2 · ")
    t.keys("G")
    t.wait("100 %")
    t.keys("g")
    t.wait(" 0 %")
    t.keys("q")
    t.wait("^▶ 2\\.")


def test_paging(work):
    """All hits, one after the other, each once."""
    found = subprocess.run(["tracuu", "--format", "ids", "-n", "1000", "--duplicates", "show", "-a",
                            "archive", "và"], cwd=work, stdout=subprocess.PIPE, text=True, check=True)
    count = len(found.stdout.split())
    check(count > 40, "the sample is too small: %d" % count)
    t = Terminal(work, "tracuu -i --duplicates show và")
    t.wait("with all words")
    t.keys("Enter")
    for _ in range(4):
        t.keys("End")
        time.sleep(0.2)
    t.wait("^▶ *%d\\." % count)
    t.keys("Home")
    t.wait("^▶ *1\\.")


def test_offering(work):
    t = Terminal(work, "tracuu -i")
    t.wait("68 articles")
    t.type("lũ nơi:quả")
    t.keys("Tab")
    t.wait("^▶ .*Quảng", "  Place$")
    t.keys("Tab", "BTab", "Enter")
    t.wait("^Find: lũ nơi:.*Quảng", "Place: Quảng", absent=["^▶"])
    # What is meant instead, by its key.
    t.keys("C-u")
    t.type("lũ or bão")
    t.wait("Did you mean \\(Ctrl-Y\\): lũ OR bão")
    t.keys("C-y")
    t.wait("^Find: lũ OR bão$", absent=["Did you mean"])


def test_similar_open_cite(work):
    t = Terminal(work, "tracuu -i lũ; echo status $?")
    t.wait("with all words")
    t.keys("Enter", "Down")
    title = re.search(r"^▶ 2\. (.*)$", t.wait("^▶ 2"), re.M).group(1)
    t.keys("m")
    t.wait("like “" + re.escape(title[:20]) + "[^▶]*articles", absent=["all words"])
    t.keys("Down", "Escape")
    t.wait("^▶ 2\\. " + re.escape(title), absent=["like “"])
    t.keys("o")
    t.wait("opened by another")
    with open(os.path.join(work, "opened"), encoding="utf-8") as file:
        check(file.read().strip().startswith(os.path.join(work, "corpus")), "another file was opened")
    t.keys("c")
    t.wait("Citation", re.escape(title[:20]))
    t.keys("x", "C-c")
    shown = t.wait("status 0")
    check("“" + title[:20] in shown, "what was cited is not printed on leaving:\n" + shown)


def test_resize(work):
    t = Terminal(work, "tracuu -i cầu bến mộc")
    t.wait("with all words")
    for columns, rows in ((40, 10), (20, 5), (10, 3), (1, 1), (120, 40)):
        t.tmux("resize-window", "-x", str(columns), "-y", str(rows))
        time.sleep(0.1)
    t.wait("^Find: cầu bến mộc", "^  3\\.")
    t.keys("Enter", "Enter")
    t.wait("mark 1/")
    t.keys("n", "n", "n", "n")
    t.wait("mark 5/")
    t.tmux("resize-window", "-x", "44", "-y", "12")
    t.wait("mark 5/", "^1 · ")


def test_hostile(work):
    """Nothing of an article or its names steers the terminal."""
    t = Terminal(work, "tracuu -i -a hostile bão", more={"NO_COLOR": "1"})
    t.wait("with all words")
    shown = t.screen(styles=True)
    check("\x1b[31m" not in shown and "\u202e" not in shown, "it reached the terminal: %r" % shown)
    t.keys("Enter", "Enter")
    shown = t.wait("mark ", "mực nước", "sau số không")
    check("\u202e" not in shown and "PWNED" not in t.tmux("display-message", "-p", "#{pane_title}"),
          "it reached the terminal: %r" % shown)
    t.keys("q", "f")
    t.wait("^Source")


def test_looks(work):
    """Hits stand out with colours and without."""
    for command, more, colour in (("tracuu -i lũ", {}, True), ("tracuu -i lũ", {"NO_COLOR": "1"}, False),
                                  ("tracuu -i --color=never lũ", {}, False)):
        t = Terminal(work, command, more=more)
        t.wait("with all words", "^  1")
        shown = t.screen(styles=True)
        check(("\x1b[31m" in shown) == colour, "%s %s: %r" % (command, more, shown))
        check(colour or re.search(r"\x1b\[(1;)?4m", shown), "no hit stands out: %r" % shown)


def test_stopping(work):
    """Ctrl-Z leaves the terminal to the shell, which may go on with the program."""
    t = Terminal(work, "exec bash --norc -i")
    t.line("PS1='shell> '; clear; tracuu -i lũ")
    t.wait("with all words")
    t.keys("C-z")
    t.wait("^shell> $|Stopped")
    t.line("fg")
    t.wait("^Find: lũ$", "with all words")
    t.keys("Enter", "Enter")
    t.wait("mark 1/")


def test_any_keys(work):
    """Whatever is pressed, in whatever size, the program goes on, and the terminal is given back."""
    lot = random.Random(7)
    keys = ["Enter", "Escape", "Tab", "BTab", "Up", "Down", "Left", "Right", "PageUp", "PageDown",
            "Home", "End", "F1", "F2", "F3", "F4", "BSpace", "C-w", "C-u", "C-y", "C-a", "C-k",
            *"npfsdxumcyjkgG?/ []", "lũ", "bão", "ộ", "nguồn:", '"', "\u0301", "(", "OR", "-"]
    t = Terminal(work, "tracuu -i; echo status $?; stty -a | grep -c -- ' icanon'")
    t.wait("68 articles")
    for _ in range(60):
        t.keys(*[lot.choice(keys) for _ in range(10)])
        if lot.random() < 0.2:
            t.tmux("resize-window", "-x", str(lot.randint(1, 130)), "-y", str(lot.randint(1, 40)))
    t.tmux("resize-window", "-x", "80", "-y", "24")
    check("status" not in t.screen(), "it has ended: " + t.screen())
    t.keys("C-c")
    t.wait("^status 0", "^1$")


def leave(work, how):
    t = Terminal(work, "tracuu -i lũ; echo status $?; stty -a | grep -c -- ' icanon'")
    t.wait("with all words")
    how(t)
    shown = t.wait("^status", "^1$")
    return re.search("^status (.*)$", shown, re.M).group(1)


def program_of(t):
    pane = t.tmux("display-message", "-p", "#{pane_pid}").strip()
    tree = subprocess.run(["ps", "-o", "pid=", "--ppid", pane], stdout=subprocess.PIPE, text=True,
                          check=True).stdout.split()
    return int(tree[0])


def test_leaving(work):
    """However it ends, the terminal is as it was."""
    check(leave(work, lambda t: t.keys("C-c")) == "0", "Ctrl-C")
    check(leave(work, lambda t: t.keys("C-u", "C-d")) == "0", "Ctrl-D")
    check(leave(work, lambda t: t.keys("Enter", "q")) == "0", "q")
    check(leave(work, lambda t: os.kill(program_of(t), signal.SIGTERM)) == "143", "SIGTERM")
    with open(shutil.which("tracuu-interactive"), "rb") as file:
        sanitized = b"__asan_init" in file.read()
    # A sanitizer has handlers of its own.
    if not sanitized:
        check(leave(work, lambda t: os.kill(program_of(t), signal.SIGSEGV)) == "3", "SIGSEGV")


def test_crash(work):
    """A process that dies while it answers, or the whole server, costs nothing that was typed."""
    t = Terminal(work, "tracuu -i")
    t.wait("68 articles")
    time.sleep(2.2)
    server = subprocess.run(["ps", "-o", "pid=", "--ppid", str(program_of(t))],
                            stdout=subprocess.PIPE, text=True, check=True).stdout.split()[0]
    os.kill(int(server), signal.SIGKILL)
    t.wait("has ended")
    t.type("lũ")
    t.wait("^Find: lũ$", "with all words")
    t.keys("Enter")
    t.wait("^▶ 1")


def test_messages(work):
    """What can't be done is told with what to do, before the screen is taken."""
    def run(*arguments, **more):
        return subprocess.run(["tracuu", *arguments], cwd=work, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, text=True, stdin=subprocess.DEVNULL, **more)
    done = run("-i", "lũ")
    check(done.returncode == 2 and "needs a terminal" in done.stderr, "no terminal: %s" % done)
    done = run("-i", "--format", "json")
    check(done.returncode == 2 and "--format" in done.stderr, "a format: %s" % done)
    t = Terminal(work, "tracuu -i -a missing; echo status $?")
    t.wait("^tracuu: .*missing", "^status 3")
    t.line("TERM=dumb tracuu -i; echo again $?")
    t.wait("can't draw", "^again 2")


def test_several(work):
    t = Terminal(work, "tracuu -i -a archive -a hostile bão; echo status $?")
    t.wait("with all words")
    t.keys("Enter", "Enter")
    t.wait("mark 1/")
    t.keys("m")
    t.wait("like “")
    t.keys("q")
    t.wait("status 0")


def test_vietnamese(work):
    t = Terminal(work, "tracuu -i lũ or bão", lang="vi_VN.UTF-8")
    t.wait("bài đủ từ", "Có phải ý bạn")
    t.keys("Enter", "Enter")
    t.wait("dấu 1/", "n/p đánh dấu")


def keys_of_page():
    """The rows of the tables of docs/interactive.md: key, Vietnamese, English."""
    with open(os.path.join(SOURCE, "docs", "interactive.md"), encoding="utf-8") as file:
        rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", file.read(), re.M)
    return [row for row in rows if row[0].startswith("`")]


def help_of(work, lang):
    """What the help shows of keys, one line each."""
    t = Terminal(work, "tracuu -i", columns=200, rows=80, lang=lang)
    t.wait("68 ")
    t.keys("F1")
    shown = t.wait("^  Ctrl-Z")
    return re.findall(r"^  (\S.*?)  +(\S.*?)\s*$", shown, re.M)


def test_page_of_keys(work):
    """docs/interactive.md tells just the keys that the help tells, with the same words."""
    page = keys_of_page()
    for lang, column in (("vi_VN.UTF-8", 1), ("en_US.UTF-8", 2)):
        told = [(row[0].replace("`", ""), row[column]) for row in page]
        shown = help_of(work, lang)
        check(told == shown, "page: %s\nhelp: %s" % (
            [row for row in told if row not in shown], [row for row in shown if row not in told]))


TESTS = {name[len("test_"):]: function for name, function in list(globals().items())
         if name.startswith("test_")}


# ---- All of it ----

def write_hostile(work):
    articles = [{
        "id": "1", "title": "Bão \x1b[31mđỏ\x1b]0;PWNED\x07 \u202eogn", "source": "Nguồn\x1b[2J\u202e",
        "body": "Bão số 9.\x00 sau số không\x1b[?1049l\x9b31m \u202eđảo\n\n\nmực nước\r\n" * 30}]
    with open(os.path.join(work, "hostile.jsonl"), "w", encoding="utf-8") as file:
        file.writelines(json.dumps(a) + "\n" for a in articles)


def prepare(build, work):
    shutil.copytree(os.path.join(SOURCE, "corpus"), os.path.join(work, "corpus"))
    write_hostile(work)
    os.mkdir(os.path.join(work, "bin"))
    opener = os.path.join(work, "bin", "xdg-open")
    with open(opener, "w", encoding="utf-8") as file:
        file.write("#!/bin/sh\necho \"$1\" >'%s/opened'\n" % work)
    os.chmod(opener, 0o755)
    for name in list(os.environ):
        if name.startswith(("LC_", "XDG_", "TRACUU_", "NO_COLOR", "TMUX", "LANGUAGE")):
            del os.environ[name]
    os.environ.update(LANG="en_US.UTF-8", HOME=work, TRACUU_ARCHIVE=os.path.join(work, "archive"),
                      TZ="UTC", PATH=":".join([os.path.join(work, "bin"), build + "/query",
                                               build + "/indexer", os.environ["PATH"]]))
    for archive, source in (("archive", "corpus"), ("hostile", "hostile.jsonl")):
        subprocess.run(["tracuu-index", "update", "--quiet", "--archive", archive, source], cwd=work,
                       check=True)


def attempt(name, work, do):
    shutil.rmtree(os.path.join(work, ".local"), ignore_errors=True)
    try:
        do()
    except Failed as why:
        print("interactive: %s: %s" % (name, why))
        return 1
    return 0


def screen(name, columns, work, update):
    t = Terminal(work, "tracuu -i", columns=columns)
    t.wait("68 ")
    shown = SCREENS[name](t)
    compare(name, columns, clean(shown), update)


def main():
    if not shutil.which("tmux"):
        print("interactive: there is no tmux")
        return 77
    build = os.path.abspath(sys.argv[1])
    update = "--update" in sys.argv
    names = [a for a in sys.argv[2:] if a != "--update"] or [*SCREENS, *TESTS]
    os.makedirs(os.path.join(HERE, "interactive"), exist_ok=True)
    failed = 0
    with tempfile.TemporaryDirectory() as work:
        work = os.path.realpath(work)
        prepare(build, work)
        for name in names:
            began = time.monotonic()
            if name in SCREENS:
                for columns in WIDTHS:
                    failed += attempt(name, work, lambda: screen(name, columns, work, update))
            else:
                failed += attempt(name, work, lambda: TESTS[name](work))
            if os.environ.get("TIMES"):
                print("%-28s %.1f s" % (name, time.monotonic() - began))
        if Terminal.now:
            Terminal.now.end()
    print("interactive: %d cases, %d failed" % (len(names), failed))
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
