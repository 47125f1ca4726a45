#!/usr/bin/env python3
"""Finds circles between modules: chains of uses that come back to where they began.

    tests/circles.py BUILD_FOLDER

A module is a source with the header of its name. A source without one belongs to the
module of the header that declares what it defines (archive/lexicon_builder.c to
archive/lexicon.h); the C++ of a room is one module. A module uses another whose header it includes, or whose functions or
data it is linked with; so a declaration of one's own hides nothing. What is compiled, and
of which rooms, is taken from BUILD_FOLDER/compile_commands.json.
"""

import collections
import json
import os
import re
import shlex
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
NOT_ROOMS = ("bench", "tests", "build")
DEFINED = set("TDBRVWC")


def stem(path):
    return os.path.splitext(path)[0]


def read(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        return file.read()


def compiled(build):
    """The sources of the rooms, each with its object."""
    with open(os.path.join(build, "compile_commands.json"), encoding="utf-8") as file:
        commands = json.load(file)
    out = {}
    for command in commands:
        source = os.path.relpath(command["file"], ROOT)
        if source.split(os.sep)[0] not in NOT_ROOMS and not source.startswith(".."):
            words = shlex.split(command["command"])
            output = words[words.index("-o") + 1]
            out[source] = os.path.join(command["directory"], output)
    return out


def symbols(objects):
    """What each object defines and what it lacks, names of C++ without their arguments."""
    tables = {path: (set(), set()) for path in objects}
    for path in objects:
        if not os.path.exists(path):
            sys.exit(f"circles: {path} is not there; build first")
    lines = subprocess.run(["nm", "--extern-only", "--demangle", "--print-file-name", *objects],
                           check=True, capture_output=True, text=True).stdout.splitlines()
    for line in lines:
        found = re.match(r"(.*?\.o):[0-9a-f]* *([A-Za-z]) (.*)", line)
        defined, lacking = tables[found.group(1)]
        name = found.group(3).split("(")[0]
        if found.group(2) in DEFINED:
            defined.add(name)
        elif found.group(2) == "U":
            lacking.add(name)
    return tables


def includes(path):
    return re.findall(r'^#include "([^"]+)"', read(path), re.M)


def headers_of(sources):
    folders = {os.path.dirname(source) for source in sources}
    return [os.path.join(folder, name) for folder in sorted(folders)
            for name in sorted(os.listdir(os.path.join(ROOT, folder)))
            if name.endswith((".h", ".hh"))]


def module_of(source, headers, defined):
    """The module of SOURCE: its own header's, or that of the header that declares most of
    what it defines."""
    if source.endswith(".cc"):
        return os.path.dirname(source)
    if any(stem(header) == stem(source) for header in headers):
        return stem(source)
    best, most = stem(source), 0
    for header in includes(source):
        if header not in headers:
            continue
        words = set(re.findall(r"\w+", read(header)))
        count = len(words & {name.split("::")[-1] for name in defined})
        if count > most:
            best, most = stem(header), count
    return best


def uses(sources):
    """Each module with the modules that it uses."""
    headers = headers_of(sources)
    of_object = symbols(sorted(sources.values()))
    tables = {source: of_object[path] for source, path in sources.items()}
    modules = {source: module_of(source, headers, tables[source][0]) for source in sources}
    modules.update({header: os.path.dirname(header) if header.endswith(".hh") else stem(header)
                    for header in headers})
    home = {name: modules[source] for source, (defined, _) in tables.items() for name in defined}
    graph = collections.defaultdict(set)
    for path, module in modules.items():
        graph[module].update(modules[header] for header in includes(path) if header in modules)
    for source, (_, lacking) in tables.items():
        graph[modules[source]].update(home[name] for name in lacking if name in home)
    for module, used in graph.items():
        used.discard(module)
    return graph


def circles(graph):
    """The strongly connected parts of more than one module (Tarjan 1972)."""
    number, lowest, stack, found = {}, {}, [], []

    def visit(module):
        number[module] = lowest[module] = len(number)
        stack.append(module)
        for used in sorted(graph.get(module, ())):
            if used not in number:
                visit(used)
                lowest[module] = min(lowest[module], lowest[used])
            elif used in stack:
                lowest[module] = min(lowest[module], number[used])
        if lowest[module] == number[module]:
            part = stack[stack.index(module):]
            del stack[-len(part):]
            if len(part) > 1:
                found.append(sorted(part))

    for module in sorted(graph):
        if module not in number:
            visit(module)
    return found


def main():
    build = os.path.abspath(sys.argv[1])
    graph = uses(compiled(build))
    found = circles(graph)
    for circle in found:
        print("circle:", " ".join(circle))
        for module in circle:
            print("   ", module, "->", " ".join(sorted(graph[module] & set(circle))))
    if len(graph) < 2:
        sys.exit(f"circles: {build} has nothing compiled")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
