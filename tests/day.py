#!/usr/bin/python3 -B
"""Runs the commands of docs/day.md one after the other in one terminal, as one person would, and
compares what it says they print.

    tests/day.py BUILD_FOLDER [--update]

A command finds the sample press releases in corpus/, a later article in moi/ and a list of searches
in ten.txt. Of more than LINES lines the page shows the first ones and a line "…". --update writes
the page anew."""

import json
import os
import re
import subprocess
import sys
import tempfile

import terminal

HERE = os.path.dirname(os.path.abspath(__file__))
PAGE = os.path.join(HERE, "..", "docs", "day.md")
BLOCK = re.compile(r"```console\n\$ (.*?)\n(.*?)```", re.S)
TASKS = 30
LINES = 10
LATER = {"id": "sb-1", "title": "Hải Lăng tập dượt sơ tán trước mùa lũ", "date": "2026-08-14",
         "place": "Quảng Trị", "source": "Thông tấn Sao Biển",
         "body": "Sáng 14-8, xã ven sông tập dượt đưa dân ra khỏi vùng lũ bằng xuồng máy."}
SEARCHES = "Bến Mộc\tcầu bến mộc\nHải Lăng\t\"hải lăng\"\nRô-bốt\trô bốt\n"


def prepare(build, work):
    environment = terminal.prepare(build, work)
    terminal.write_program(os.path.join(work, "bin", "less"), "#!/bin/sh\ncat\n")
    terminal.write_program(os.path.join(work, "bin", "xdg-open"), "#!/bin/sh\n")
    os.mkdir(os.path.join(work, "moi"))
    with open(os.path.join(work, "moi", "sao-bien.jsonl"), "w", encoding="utf-8") as file:
        file.write(json.dumps(LATER, ensure_ascii=False) + "\n")
    with open(os.path.join(work, "ten.txt"), "w", encoding="utf-8") as file:
        file.write(SEARCHES)
    environment.update(LANG="vi_VN.UTF-8", NO_COLOR="1", TRACUU_ARCHIVE=os.path.join(work, "kho"),
                       TRACUU_CONFIG="")
    return environment


def clean(shown, work):
    """What differs from run to run, in one way."""
    shown = re.sub(r"\d+,\d ms", "2,0 ms", shown.replace(work + "/", ""))
    shown = re.sub(r"\d{4}-\d\d-\d\dT[\d:]{8}Z", "2026-08-14T06:00:00Z", shown)
    shown = re.sub(r"kể từ \d+:\d\d ngày \d+/\d+/\d{4}", "kể từ 13:00 ngày 14/8/2026", shown)
    lines = [line.rstrip() for line in shown.strip("\n").split("\n")]
    if len(lines) <= LINES:
        return "\n".join(lines)
    return "\n".join(lines[:LINES]).rstrip("\n") + "\n…"


def run(build, commands):
    """What each of COMMANDS prints."""
    with tempfile.TemporaryDirectory() as work:
        work = os.path.realpath(work)
        environment = prepare(build, work)
        # The separator is no byte that any command prints.
        session = "".join(f"{command}; printf '\\036'\n" for command in commands)
        shown, _ = terminal.in_terminal(session, 80, work, environment)
        subprocess.run(["chmod", "-R", "u+w", work + "/kho", work + "/archive", work + "/other"],
                       check=True)
        return [clean(part, work) for part in shown.split("\036")[:-1]]


def main():
    build = os.path.abspath(sys.argv[1])
    with open(PAGE, encoding="utf-8") as file:
        page = file.read()
    blocks = BLOCK.findall(page)
    headings = re.findall(r"^### (\d+)\. .* – .*$", page, re.M)
    assert headings == [str(i + 1) for i in range(TASKS)], headings
    assert len(blocks) == TASKS, f"{len(blocks)} commands"
    printed = run(build, [command for command, _ in blocks])
    assert len(printed) == TASKS, printed
    if "--update" in sys.argv:
        rest = iter(printed)
        page = BLOCK.sub(lambda m: f"```console\n$ {m[1]}\n" + (next(rest) + "\n").lstrip("\n") + "```",
                         page)
        with open(PAGE, "w", encoding="utf-8") as file:
            file.write(page)
    for (command, wanted), got in zip(BLOCK.findall(page), printed):
        assert got.strip("\n") == wanted.strip("\n"), \
            f"$ {command}\n{got}\n--- docs/day.md says\n{wanted}"
    print(f"day: {len(blocks)} tasks: ok")


if __name__ == "__main__":
    main()
