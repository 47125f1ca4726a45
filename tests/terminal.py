#!/usr/bin/env python3
"""What a person at a terminal sees: tracuu under a pseudo-terminal of 40, 80 and 120 columns, with
the sample press releases.

    tests/terminal.py BUILD_FOLDER [--update] [NAME...]

Each case of CASES is a line of sh for one terminal, so that what one command shows, the next can
ask for by its number. All that comes out of the terminal must be tests/terminal/NAME.COLUMNS,
escape sequences with ^[ for their first byte. Pager and opener are our own, which tell how they
were started, but for the last case: less itself, where it is installed.
"""
import fcntl
import json
import os
import pty
import re
import select
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
import termios

HERE = os.path.dirname(os.path.abspath(__file__))
WIDTHS = (40, 80, 120)
ROWS = 16
PATIENCE = 60  # seconds without a byte

CASES = {
    "show": "tracuu --limit 3 lũ hải lăng >/dev/null; tracuu --show 2; tracuu --show=1 --no-pager",
    "show_deep": "tracuu --limit 1 '\"đỉnh vào đêm\"' >/dev/null; tracuu --show 1",
    "show_short": "tracuu --limit 2 quảng ninh cô tô >/dev/null; tracuu --show 1 | head -3",
    "no_such_hit": "tracuu --show 1; tracuu --limit 2 bão >/dev/null; tracuu --show 3; echo $?;"
                   "tracuu --cite id:3; tracuu --archive other --show 1",
    "cite": "tracuu --limit 3 lũ >/dev/null; tracuu --cite 1; tracuu --cite 2; tracuu --cite 3",
    "open": "tracuu --limit 1 bão >/dev/null; tracuu --open 1; echo $?",
    "other_session": "tracuu --limit 1 bão >/dev/null; setsid -w tracuu --show 1; echo $?",
    "page": "tracuu --limit 2 --offset 2 lũ >/dev/null; tracuu --cite 3; tracuu --cite 1",
    "charts": "tracuu --count --timeline year --facet place:4 lũ",
    "hits": "tracuu --limit 2 lũ hải lăng",
    # That there are more, in both languages; nothing on the last page.
    "more": "tracuu -n2 cầu | tail -1; tracuu --lang=vi -n2 -o2 cầu | tail -1;"
            "tracuu -n 60 cầu | grep -c -- -o; tracuu -o 20 cầu | grep -c 'add -o'",
    # Links: to the page and the file; a hostile address is text; none but on a terminal that wants
    # them.
    "links": "tracuu-index update --quiet --archive linked 'lạ%;x.jsonl'; tracuu -a linked bão;"
             "tracuu -a linked bão | grep -c '8;;file'; tracuu -a linked --color=never -n1 bão;"
             "NO_COLOR=1 tracuu -a linked -n1 bão; TERM=linux tracuu -a linked -n1 bão",
    "pager_gone": "tracuu --limit 1 bão >/dev/null; PAGER='no-such-pager -x' tracuu --show 1",
}

PAGER = """#!/bin/sh
echo "[less $* LESS=$LESS]"
cat
"""
OPENER = """#!/bin/sh
echo "[xdg-open $*]"
"""


def in_terminal(command, columns, folder, environment, keys=b""):
    """What COMMAND shows in a terminal, and its exit status."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(folder)
        # Not before the terminal has its size.
        os.read(0, 1)
        os.execvpe("sh", ["sh", "-c", command], environment)
    settings = termios.tcgetattr(terminal)
    settings[3] &= ~termios.ECHO
    termios.tcsetattr(terminal, termios.TCSANOW, settings)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, columns, 0, 0))
    os.write(terminal, b"\n")
    shown = b""
    while True:
        ready, _, _ = select.select([terminal], [], [], PATIENCE)
        if not ready:
            raise SystemExit("terminal: %s: nothing more came; so far: %r" % (command, shown))
        try:
            part = os.read(terminal, 65536)
        except OSError:
            part = b""
        if not part:
            break
        shown += part
        # less waits for a key behind its prompt.
        if keys and re.search(rb"(:|\(END\))(\x1b\[[0-9;?]*[a-zA-Z])*$", shown):
            os.write(terminal, keys)
    os.close(terminal)
    _, status = os.waitpid(child, 0)
    return shown.decode("utf-8").replace("\r\n", "\n"), os.waitstatus_to_exitcode(status)


def clean(shown, work):
    shown = re.sub(r"\d+[.,]\d ms", "0.0 ms", shown)
    shown = shown.replace("file://" + socket.gethostname(), "file://HOST")
    return shown.replace(work, "WORK").replace("\x1b", "^[")


def write_program(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    os.chmod(path, 0o755)


def write_links(work):
    """Articles of addresses that would break out of a link, in a file of such a name."""
    articles = [
        {"id": "1", "title": "Bão vào bờ", "url": "https://bao.example/tin/bão?so=1;2"},
        {"id": "2", "title": "Bão tan", "url": "https://bao.example/\x1b\\\x07x"},
        {"id": "3", "title": "Bão \x1b]8;;http://xau.example\x07 to", "url": "javascript:alert(1)"},
    ]
    with open(os.path.join(work, "lạ%;x.jsonl"), "w", encoding="utf-8") as file:
        file.writelines(json.dumps({**a, "body": "Bão số 9."}) + "\n" for a in articles)


def prepare(build, work):
    write_links(work)
    shutil.copytree(os.path.join(HERE, "..", "corpus"), os.path.join(work, "corpus"))
    os.mkdir(os.path.join(work, "bin"))
    write_program(os.path.join(work, "bin", "less"), PAGER)
    write_program(os.path.join(work, "bin", "xdg-open"), OPENER)
    environment = {key: value for key, value in os.environ.items()
                   if not key.startswith(("LC_", "XDG_", "TRACUU_", "LESS", "NO_COLOR", "PAGER"))}
    environment.update(LANG="en_US.UTF-8", LC_COLLATE="C", TERM="xterm", TZ="UTC", HOME=work,
                       TRACUU_ARCHIVE=os.path.join(work, "archive"),
                       PATH=":".join([os.path.join(work, "bin"), os.path.join(build, "query"),
                                      os.path.join(build, "indexer"), os.environ["PATH"]]))
    environment.pop("LANGUAGE", None)
    for archive in ("archive", "other"):
        subprocess.run(["tracuu-index", "update", "--quiet", "--archive", archive, "corpus"],
                       cwd=work, env=environment, check=True)
    return environment


def compare(name, columns, shown, update):
    path = os.path.join(HERE, "terminal", "%s.%d" % (name, columns))
    if update:
        with open(path, "w", encoding="utf-8") as file:
            file.write(shown)
        return True
    with open(path, encoding="utf-8") as file:
        wanted = file.read()
    if wanted == shown:
        return True
    print("terminal: %s: wanted\n%s\nshown\n%s" % (os.path.relpath(path, HERE), wanted, shown))
    return False


def real_less(work, environment):
    """The first hit is on the first screen of less, and q leaves."""
    less = shutil.which("less", path=os.environ["PATH"])
    if not less:
        return True
    os.remove(os.path.join(work, "bin", "less"))
    shown, status = in_terminal("tracuu --limit 1 '\"đỉnh vào đêm\"' >/dev/null; tracuu --show 1", 80,
                                work, environment, keys=b"q")
    ok = status == 0 and re.search(r"\x1b\[1;31m[^\x1b]*đêm", shown)
    if not ok:
        print("terminal: less: exit status %d, shown %r" % (status, shown))
    return ok


def main():
    build = os.path.abspath(sys.argv[1])
    update = "--update" in sys.argv
    names = [a for a in sys.argv[2:] if a != "--update"] or list(CASES)
    os.makedirs(os.path.join(HERE, "terminal"), exist_ok=True)
    failed = 0
    with tempfile.TemporaryDirectory() as work:
        work = os.path.realpath(work)
        environment = prepare(build, work)
        for name in names:
            for columns in WIDTHS:
                shutil.rmtree(os.path.join(work, ".local"), ignore_errors=True)
                shown, _ = in_terminal(CASES[name], columns, work, environment)
                failed += not compare(name, columns, clean(shown, work), update)
        failed += not real_less(work, environment)
    print("terminal: %d cases at %d widths, %d failed" % (len(names), len(WIDTHS), failed))
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
