#!/usr/bin/python3
"""What zsh and fish do with completions/ when somebody presses Tab, as far as they are installed.

    tests/completions.py BUILD_FOLDER

A line is typed into each shell, with its completions and nobody's settings, and what the shell
offers must be seen: zsh is asked on a terminal, fish by "complete -C"; bash is tests/habits.py's."""

import os
import pty
import re
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from programs import Archive

HERE = os.path.dirname(os.path.abspath(__file__))
FOLDER = os.path.join(HERE, "..", "completions")
PATIENCE = 60
ARTICLES = [
    {"id": "1", "title": "Khánh thành cầu Bến Mộc", "place": "Kiên Giang", "source": "Báo Sông Hồng",
     "body": "Cầu Bến Mộc dài hai trăm mét. Cầu Bến Mộc nối hai xã."},
    {"id": "2", "title": "Đắp đê sông Lam", "place": "Nghệ An", "source": "Tin Biển",
     "body": "Đê sông Lam cao ba thước, dân hai xã cùng đắp."}]

# What is typed, and what is offered for it.
CASES = [
    ("tracuu --format=ni", ["--format=ninjs"]),
    ("tracuu --form", ["--format="]),
    ("tracuu --sort=", ["--sort=newest", "--sort=oldest"]),
    ("tracuu -f ni", ["ninjs"]),
    ("tracuu cau ben mo", ["moc"]),
    ("tracuu 'cau ben mo", ["ben moc"]),
    ("tracuu lam place:ngh", ["place:Nghệ An"]),
    ("tracuu --filter=source:ba", ["--filter=source:Bao Song Hong"]),
    ("tracuu-index veri", ["verify"]),
    ("tracuu-index update --allow-r", ["--allow-removals"]),
    ("tracuu-web --list", ["--listen"]),
    ("tracuu-web -- --forg", ["--forget="]),
    ("tracuu-web -- --sort=", ["--sort=newest", "--sort=oldest"]),
]


def plain(text):
    """TEXT without what moves the cursor and colours, and without signs that a shell quotes by."""
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>]|[\x00-\x09\x0b-\x1f\\]", "", text)


class Zsh:
    """An interactive zsh on a terminal of its own."""

    def __init__(self, env):
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.execvpe("zsh", ["zsh", "-f", "-i"], env)
        self.seen = ""
        self.type(f"fpath=({FOLDER} $fpath); autoload -U compinit; compinit -u -D; "
                  "unsetopt beep promptsp; PS1='sẵn''sàng> '\n")
        self.wait("sẵnsàng> ")

    def type(self, text):
        self.seen = ""
        os.write(self.fd, text.encode())

    def wait(self, wanted):
        """Until the terminal has shown WANTED."""
        end, pending = time.monotonic() + PATIENCE, b""
        while wanted not in plain(self.seen):
            assert time.monotonic() < end, (wanted, plain(self.seen))
            if not select.select([self.fd], [], [], 1)[0]:
                continue
            pending += os.read(self.fd, 65536)
            whole = pending.decode("utf-8", "ignore")
            self.seen += whole
            pending = pending[len(whole.encode()):]

    def check(self, line, offered):
        self.type(line + "\t")
        typed = line.rpartition("'" if "'" in line else " ")[2]
        for text in offered:
            # One way alone is written into the line, as far as it is another than what is there.
            self.wait(text if len(offered) > 1 else text[len(typed):])
        self.type("\x15\n")
        self.wait("sẵnsàng> ")

    def close(self):
        os.kill(self.pid, signal.SIGKILL)
        os.close(self.fd)
        os.waitpid(self.pid, 0)


def check_fish(env):
    """All lines in one process: to start fish takes longer than to ask it."""
    script = "".join(f"source {FOLDER}/{name}.fish\n"
                     for name in ("tracuu", "tracuu-index", "tracuu-web"))
    for line, _ in CASES:
        quoted = line.replace("'", "\\'")
        script += f"complete -C '{quoted}'\necho -----\n"
    done = subprocess.run(["fish", "--no-config", "-c", script], env=env, check=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8")
    answers = done.stdout.split("-----\n")
    for (line, offered), answer in zip(CASES, answers):
        # Of several words in quotes the others stand before it.
        found = [one.split("\t")[0] for one in answer.splitlines()]
        assert all(any(one.endswith(text) for one in found) for text in offered), (
            line, offered, answer)


def main():
    build = os.path.abspath(sys.argv[1])
    programs = ":".join(f"{build}/{name}" for name in ("query", "indexer", "web"))
    shells = [name for name in ("zsh", "fish") if shutil.which(name)]
    with tempfile.TemporaryDirectory() as work:
        archive = Archive(build, os.path.join(work, "kho"), ARTICLES)
        env = {**os.environ, "PATH": programs + ":" + os.environ["PATH"], "TERM": "xterm",
               "HOME": work, "XDG_CONFIG_HOME": work, "XDG_DATA_HOME": work, "LC_ALL": "C.UTF-8",
               "TRACUU_ARCHIVE": archive.folder, "TRACUU_CONFIG": ""}
        if "zsh" in shells:
            zsh = Zsh(env)
            for line, offered in CASES:
                zsh.check(line, offered)
            zsh.close()
        if "fish" in shells:
            check_fish(env)
    print("completions:", ", ".join(shells) or "neither zsh nor fish is installed")


if __name__ == "__main__":
    main()
