#!/usr/bin/env python3
"""The rooms of the house, as their CMakeLists.txt declare them (cmake/Room.cmake).

    tests/rooms.py                names the rooms, one a line
    tests/rooms.py BUILD_FOLDER   checks them, says what is wrong and exits with 1

Nothing of what a room may include is repeated here or elsewhere: the compiler's include
paths, what the sources include and the table of docs/architecture.md are held against it.
"""

import json
import os
import re
import shlex
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PAGE = "docs/architecture.md"
MOST_SOURCES = 20
SOURCES = (".c", ".cc")
HEADERS = (".h", ".hh")


class Room:
    """A folder that is a library, with what its CMakeLists.txt says of it."""

    def __init__(self, path, text, arguments):
        self.path = path
        first = text.splitlines()[0]
        self.purpose = first[2:] if re.match(r"# \S.*\.$", first) else None
        self.may_include = []
        keyword = None
        for word in arguments.split():
            if word in ("SOURCES", "MAY_INCLUDE", "LIBRARIES"):
                keyword = word
            elif keyword == "MAY_INCLUDE":
                self.may_include.append(word)

    def files(self, endings):
        return sorted(os.path.join(self.path, name)
                      for name in os.listdir(os.path.join(ROOT, self.path))
                      if name.endswith(endings))


def read(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        return file.read()


def find_rooms():
    """By their paths."""
    rooms = {}
    for folder, inner, names in os.walk(ROOT):
        path = os.path.relpath(folder, ROOT)
        inner[:] = sorted(name for name in inner if not name.startswith(".")
                          and os.path.join(path, name) != "./build")
        if "CMakeLists.txt" not in names:
            continue
        text = read(os.path.join(path, "CMakeLists.txt"))
        call = re.search(r"^room\(([^)]*)\)", text, re.M)
        if call:
            rooms[path] = Room(path, text, call.group(1))
    return rooms


def inside(path, folder):
    return path == folder or path.startswith(folder + "/")


def shelves(room, rooms):
    """Entries of MAY_INCLUDE with the rooms and headers that each means for ROOM."""
    out = {room.path: [room.path]}
    for entry in room.may_include:
        inner = [path for path in rooms if inside(path, entry) and path != entry]
        out[entry] = [entry] + ([] if inside(room.path, entry) else inner)
    return out


def includes(path):
    return re.findall(r'^#include "([^"]+)"', read(path), re.M)


def included(room):
    """All headers of ours that the room's files include, and those that these do."""
    found = set()
    ahead = [header for path in room.files(SOURCES + HEADERS) for header in includes(path)]
    while ahead:
        header = ahead.pop()
        if header not in found and os.path.exists(os.path.join(ROOT, header)):
            found.add(header)
            ahead.extend(includes(header))
    return found


def include_paths(build):
    """The include paths of each source."""
    with open(os.path.join(build, "compile_commands.json"), encoding="utf-8") as file:
        commands = json.load(file)
    return {os.path.relpath(command["file"], ROOT):
            [word[2:] for word in shlex.split(command["command"]) if word.startswith("-I")]
            for command in commands}


def check_paths(room, rooms, paths, build):
    """The compiler finds the headers of just the rooms that ROOM names."""
    shelf = os.path.join(build, "include") + "/"
    allowed = {path for entry in shelves(room, rooms).values() for path in entry}
    for source in room.files(SOURCES):
        if source not in paths:
            yield f"{source} is not built; add it to {room.path}/CMakeLists.txt"
        for path in paths.get(source, []):
            if path.startswith(shelf):
                if path[len(shelf):] not in allowed:
                    yield f"{source} can include {path[len(shelf):]}, which {room.path} may not"
            elif inside(path, ROOT):
                yield f"{source} can include all of {path}; only rooms may be named"


def check_includes(room, rooms):
    """Headers are named by their whole paths and are of rooms that ROOM names, and it names
    no room that it does not need."""
    allowed = {path for entry in shelves(room, rooms).values() for path in entry}
    for path in room.files(SOURCES + HEADERS):
        for header in includes(path):
            if "/" not in header or "." in header.split("/") or ".." in header.split("/"):
                yield f'{path} includes "{header}" by less than its whole path'
            elif not os.path.exists(os.path.join(ROOT, header)):
                yield f'{path} includes "{header}", which is not there'
            elif header not in allowed and os.path.dirname(header) not in allowed:
                yield f'{path} includes "{header}", which {room.path} may not'
    needed = included(room)
    for entry, means in shelves(room, rooms).items():
        if entry != room.path and not any(
                header in means or os.path.dirname(header) in means for header in needed):
            yield f"{room.path} may include {entry} but does not: take it out of MAY_INCLUDE"


def check_room(room):
    if not room.purpose:
        yield f"{room.path}/CMakeLists.txt must begin with the room's purpose: one line, # …."
    count = len(room.files(SOURCES))
    if count > MOST_SOURCES:
        yield f"{room.path} has {count} sources, more than {MOST_SOURCES}: divide it"


def table():
    """Rooms of the table in the page, each with its purpose and what it may include."""
    rows = re.findall(r"^\| `([^`]+)/` \| ([^|]+) \| ([^|]*) \|$", read(PAGE), re.M)
    return {path: (purpose.strip(), re.findall(r"`([^`]+)`", may)) for path, purpose, may in rows}


def check_page(rooms):
    rows = table()
    for path in sorted(set(rows) - set(rooms)):
        yield f"{PAGE} has a room {path}, which is none"
    for path, room in sorted(rooms.items()):
        if path not in rows:
            yield f"{PAGE} lacks the room {path}"
        elif rows[path] != (room.purpose, room.may_include):
            wanted = ", ".join(f"`{entry}`" for entry in room.may_include)
            yield (f"{PAGE} says something else of {path} than its CMakeLists.txt; it must be\n"
                   f"| `{path}/` | {room.purpose} | {wanted} |")


def check_steps():
    """The functions that the page names, file:function, are defined in those files."""
    steps = re.findall(r"`([\w/]+\.\w+):(\w+)`", read(PAGE))
    if not steps:
        yield f"{PAGE} names no step of a query or of an article, as `file:function`"
    for path, function in steps:
        if not os.path.exists(os.path.join(ROOT, path)):
            yield f"{PAGE} names {path}, which is not there"
        elif not re.search(rf"^\w[^;\n]*\b{function}\([^;]*?^\{{", read(path), re.M):
            yield f"{PAGE} names {function}, which {path} does not define"


def check_mentions(rooms):
    """Files of the rooms that pages and comments speak of are there."""
    houses = "|".join(sorted({path.split("/")[0] for path in rooms}))
    name = re.compile(rf"(?<![\w/.-])(?:{houses})/[\w/]+\.(?:cc|hh|c|h)\b")
    pages = ["README.md", "CONTRIBUTING.md"]
    pages += [os.path.join("docs", page) for page in sorted(os.listdir(os.path.join(ROOT, "docs")))
              if page.endswith(".md")]
    pages += [path for room in rooms.values() for path in room.files(SOURCES + HEADERS)]
    for page in pages:
        for path in name.findall(read(page)):
            if not os.path.exists(os.path.join(ROOT, path)):
                yield f"{page} speaks of {path}, which is not there"


def check(build):
    rooms = find_rooms()
    paths = include_paths(build)
    for room in rooms.values():
        yield from check_room(room)
        yield from check_paths(room, rooms, paths, build)
        yield from check_includes(room, rooms)
    yield from check_page(rooms)
    yield from check_steps()
    yield from check_mentions(rooms)


def main():
    if len(sys.argv) < 2:
        print("\n".join(find_rooms()))
        return
    problems = list(check(os.path.abspath(sys.argv[1])))
    for problem in problems:
        print(f"rooms: {problem}")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
