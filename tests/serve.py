#!/usr/bin/python3
"""tracuu --serve, as programs use it:

- the same bytes as a batch for the same request, one line for each line, whatever is in it;
- workers killed at any time: one retryable error each, and the rest is answered;
- generations published meanwhile: no answer fails, none is mixed; one that can't be opened is told,
  and the old one stays;
- cancel, overload, a worker that hangs, SIGTERM, sockets, what systemd passes;
- workers are confined; memory and descriptors stay as they are.

    tests/serve.py BUILD_FOLDER             some of each
    tests/serve.py BUILD_FOLDER --all [N]   N requests, a million if it is not said, and fifty
                                            publications meanwhile"""

import contextlib
import json
import os
import random
import re
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import threading
import time

import jsonschema

from programs import run_program

here = os.path.dirname(os.path.abspath(__file__))
corpus = os.path.join(here, "..", "corpus")
PATIENCE = 120  # seconds that anything may take on a machine that does other things
TIMEOUT = "--timeout-ms=60000"  # no clock ends what is compared
QUERIES = ["lũ lụt", "lu lut", "quảng trị", '"quảng trị" -bão', "xử dụng", "zzyzx", "ubnd tỉnh",
           "nguồn:x", "…", "toor quoocs"]
REQUESTS = [{"q": q} for q in QUERIES] + [
    {"op": "status"}, {"op": "suggest", "q": "lu"}, {"op": "analyse", "q": "UBND"}, {"limit": 3},
    {"op": "export", "q": "lũ", "limit": 2}, {"op": "show", "article": "x"}, {"q": "lũ", "limit": 0},
    {"op": "cancel", "target": "none"}, {"op": "cancel"}, {"q": "lũ", "lang": "vi", "sort": "x"}]
LINES = [json.dumps(r, ensure_ascii=False).encode() for r in REQUESTS] + [
    b"", b" ", b"{", b"\xff", b"null", b"[]", b"{\"q\":\"a\",\"q\":1}", b"{\"q\":\"" + b"a" * 90000 + b"\"}"]


def without_time(line):
    return re.sub(rb'"took_ms":[0-9.e-]+', b'"took_ms":0', line)


class Server:
    """One tracuu --serve; with a SOCKET many clients, else this one."""

    def __init__(self, build, archive, *options, socket_path=None):
        self.socket = socket_path
        command = [build + "/query/tracuu", "--archive", archive, "--serve", *options]
        if socket_path:
            command += ["--socket", socket_path]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE)
        if socket_path:
            self.connect().close()

    def workers(self):
        with open(f"/proc/{self.process.pid}/task/{self.process.pid}/children",
                  encoding="ascii") as file:
            return [int(pid) for pid in file.read().split()]

    def connect(self):
        link = socket.socket(socket.AF_UNIX)
        link.settimeout(PATIENCE)
        wait_for(lambda: connects(link, self.socket))
        return link.makefile("rwb")

    def end(self, number=signal.SIGTERM):
        self.process.send_signal(number)
        rest, errors = self.process.communicate(timeout=PATIENCE)
        assert self.process.returncode == 0, (self.process.returncode, errors)
        return rest, errors.decode()


def connects(link, path):
    """Whether somebody listens already."""
    try:
        link.connect(path)
        return True
    except (ConnectionRefusedError, FileNotFoundError, PermissionError):
        return False


def wait_for(condition, forever=False):
    end = time.monotonic() + PATIENCE
    while not condition():
        assert forever or time.monotonic() < end, "it never happened"
        time.sleep(0.01)


def ask(link, **request):
    link.write(json.dumps(request).encode() + b"\n")
    link.flush()
    return json.loads(link.readline())


def check_same(build, archive, schema):
    """Over standard input and output, with one worker, so in order but for what no worker answers."""
    lines = [line for line in LINES if b'"cancel"' not in line]
    batch = [line for line in lines if line.strip().startswith(b"{")]
    expected = run_program(build, "query/tracuu", "--archive", archive, TIMEOUT, "--batch=-", status=None,
                           input=b"".join(line + b"\n" for line in batch)).stdout.splitlines()
    run = run_program(build, "query/tracuu", "--archive", archive, TIMEOUT, "--serve", "--workers=1",
                      input=b"\n".join(lines))
    answers = run.stdout.splitlines()
    assert len(answers) == len(lines), (len(answers), len(lines))
    for answer in answers:
        schema.validate(json.loads(answer))
    same = [a for a, line in zip(answers, lines) if line.strip().startswith(b"{")]
    assert len(same) == len(expected), (len(same), len(expected))
    differ = [(a, b) for a, b in zip(same, expected) if without_time(a) != without_time(b)]
    assert not differ, differ
    run = run_program(build, "query/tracuu", "--archive", archive, "--serve", input=b"")
    assert run.stdout == b""


def check_cancel(server, schema):
    link = server.connect()
    lines = [{"q": "quảng trị", "id": i} for i in range(40)] + [{"op": "cancel", "target": 39, "id": "c"},
             {"op": "cancel", "target": 1000, "id": "d"}]
    link.write(b"".join(json.dumps(line).encode() + b"\n" for line in lines))
    link.flush()
    answers = {}
    for _ in lines:
        answer = json.loads(link.readline())
        schema.validate(answer)
        answers[answer["id"]] = answer
    assert len(answers) == len(lines)
    assert answers["d"]["cancelled"] is False
    stopped = answers[39].get("error", {}).get("code") == "stopped"
    assert stopped == answers["c"]["cancelled"], (answers[39], answers["c"])
    assert all("hits" in answers[i] for i in range(39))


def check_pipeline(server):
    """All at once from one client: what is more than wait is not taken yet, and answered in time."""
    link, many = server.connect(), 600
    link.write(b"".join(b'{"q":"quang tri","count":true,"id":%d}\n' % i for i in range(many)))
    link.flush()
    answers = [json.loads(link.readline()) for _ in range(many)]
    assert sorted(a["id"] for a in answers) == list(range(many))
    assert not [a for a in answers if "error" in a], answers


def check_overload(server, schema):
    """More at once than wait: told so, and nothing is lost."""
    links = [server.connect() for _ in range(8)]
    for link in links:
        link.write(b"".join(b'{"q":"quang tri","id":%d}\n' % i for i in range(64)))
    for link in links:
        link.flush()
    codes = []
    for link in links:
        ids = set()
        for _ in range(64):
            answer = json.loads(link.readline())
            schema.validate(answer)
            ids.add(answer["id"])
            if "error" in answer:
                assert answer["error"]["retryable"], answer
                codes.append(answer["error"]["code"])
        assert ids == set(range(64))
    assert set(codes) <= {"overloaded"}, set(codes)
    return len(codes)


class Load(threading.Thread):
    """A client that asks until it is told to stop, and holds what it gets against what it must be."""

    def __init__(self, server, known, requests):
        super().__init__()
        self.server, self.known, self.least = server, known, requests
        self.stop, self.asked, self.errors, self.wrong = False, 0, [], []

    def run(self):
        chance = random.Random(self.name)
        link = self.server.connect()
        while not self.stop or self.asked < self.least:
            query = chance.choice(QUERIES[:5])
            answer = ask(link, q=query, id=self.asked)
            if "error" in answer:
                self.errors.append(answer["error"])
            else:
                key = answer["generation"], query
                seen = answer["articles"], json.dumps([h["id"] for h in answer["hits"]])
                if answer["id"] != self.asked or self.known.setdefault(key, seen) != seen:
                    self.wrong.append(answer)
            self.asked += 1
        link.close()


@contextlib.contextmanager
def load(server, known, clients=4, requests=0):
    """CLIENTS that ask until they are not needed any more, REQUESTS each at least."""
    all_of_them = [Load(server, known, requests) for _ in range(clients)]
    for client in all_of_them:
        client.start()
    yield all_of_them
    for client in all_of_them:
        client.stop = True
        client.join(None if requests else PATIENCE)
        assert not client.is_alive(), "a client was never answered"
        assert not client.wrong, client.wrong[:1]


def check_kills(server, kills):
    known = {}
    with load(server, known) as clients:
        for i in range(kills):
            asked = sum(client.asked for client in clients)
            wait_for(lambda at=asked: sum(client.asked for client in clients) > at + 20)
            workers = server.workers()
            if workers:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(workers[i % len(workers)], signal.SIGKILL)
    errors = [error for client in clients for error in client.errors]
    assert len(errors) <= kills, errors
    assert all(e["code"] == "lost" and e["retryable"] for e in errors), errors
    return len(errors)


def publish(build, archive, source, number):
    with open(os.path.join(source, "more.txt"), "w", encoding="utf-8") as file:
        file.write("Tin lũ lụt ở Quảng Trị\n\n" + "Quảng Trị lại có lũ lụt.\n\n" * number)
    run_program(build, "indexer/tracuu-index", "update", "--quiet", "--archive", archive)


def tell(clients, publications, figures):
    """How far a long run is."""
    print(f"serve: {sum(client.asked for client in clients)} requests, {publications} publications, "
          f"{sum(len(client.errors) for client in clients)} failed, "
          f"{sum(len(client.wrong) for client in clients)} mixed; descriptors and KB of the server, of its "
          f"workers at most: {figures}", flush=True)


def check_publications(build, archive, source, server, count, requests=0):
    """COUNT of them, while clients ask; where it is said how many REQUESTS each, all along that."""
    known = {}
    before = taken(server)
    with load(server, known, requests=requests) as clients:
        for number in range(1, count + 1):
            if requests:
                part = requests * len(clients) * number // (count + 1)
                wait_for(lambda: sum(client.asked for client in clients) >= part, forever=True)
            publish(build, archive, source, number)
            link = server.connect()
            newest = os.path.basename(os.readlink(os.path.join(archive, "current")))
            wait_for(lambda: ask(link, op="status")["generation"] == newest)
            link.close()
            if requests:
                wait_for(lambda: len(server.workers()) == 3)
                tell(clients, number, taken(server))
    assert not any(client.errors for client in clients), clients[0].errors
    generations = {generation for generation, _ in known}
    assert len(generations) > count // 2, generations
    if not requests:
        return
    after = taken(server)
    assert after[0] <= before[0] + 1 and after[2] == before[2], (before, after)
    assert after[1] < before[1] + 4096 and after[3] < before[3] + 8192, (before, after)
    print(f"serve: {sum(client.asked for client in clients)} requests, {count} publications, "
          f"descriptors and KB {before} before, {after} after")


def check_bad_generation(archive, server):
    """What is published and can't be opened: the old one answers on, and the log says why."""
    link = server.connect()
    before = ask(link, op="status")
    current = os.path.join(archive, "current")
    old = os.readlink(current)
    bad = os.path.join(archive, "generations", "999999")
    os.makedirs(bad)
    os.remove(current)
    os.symlink("generations/999999", current)
    wait_for(lambda: read_log(server, "old one stays"))
    assert ask(link, op="status") == before
    assert "hits" in ask(link, q="lũ")
    for pid in server.workers()[:1]:
        os.kill(pid, signal.SIGKILL)
    os.remove(current)
    os.symlink(old, current)
    os.rmdir(bad)
    wait_for(lambda: ask(link, op="status") == before)


def read_log(server, wanted):
    """Whether the server has said WANTED."""
    log = getattr(server, "log", "")
    os.set_blocking(server.process.stderr.fileno(), False)
    log += (server.process.stderr.read() or b"").decode()
    server.log = log
    return wanted in log


def check_hang(build, archive):
    server = Server(build, archive, "--workers=1", "--timeout-ms=100")
    server.process.stdin.write(b'{"op":"status"}\n')
    server.process.stdin.flush()
    assert json.loads(server.process.stdout.readline())["status"]
    os.kill(server.workers()[0], signal.SIGSTOP)
    server.process.stdin.write(b'{"q":"x","id":1}\n{"q":"y","id":2}\n')
    server.process.stdin.close()
    answers = [json.loads(line) for line in server.process.stdout]
    assert [a["id"] for a in answers] == [1, 2]
    assert answers[0]["error"]["code"] == "lost" and "hits" in answers[1], answers
    assert server.process.wait(PATIENCE) == 0


def check_drain(build, archive, path):
    server = Server(build, archive, "--workers=2", socket_path=path)
    link = server.connect()
    link.write(b"".join(b'{"q":"quang tri","id":%d}\n' % i for i in range(30)))
    link.flush()
    first = link.readline()
    server.process.send_signal(signal.SIGTERM)
    rest = link.read()
    answers = [json.loads(line) for line in (first + rest).splitlines()]
    assert rest == b"" or rest.endswith(b"\n")
    assert len({a["id"] for a in answers}) == len(answers) == 30, len(answers)
    assert all("hits" in a for a in answers)
    assert server.process.wait(PATIENCE) == 0 and not os.path.exists(path)


def check_sockets(build, archive, path):
    server = Server(build, archive, "--workers=1", "--socket-mode=660", socket_path=path)
    assert stat.S_IMODE(os.stat(path).st_mode) == 0o660
    second = run_program(build, "query/tracuu", "--archive", archive, "--serve", "--socket", path,
                         status=(3,))
    assert path in second.stderr.decode()
    server.process.kill()  # leaves its socket behind
    server.process.wait(PATIENCE)
    assert os.path.exists(path)
    server = Server(build, archive, "--workers=1", socket_path=path)
    assert ask(server.connect(), op="status")["status"]
    server.end()
    with open(path, "w", encoding="ascii") as file:
        file.write("not a socket")
    run_program(build, "query/tracuu", "--archive", archive, "--serve", "--socket", path, status=(3,))
    assert open(path, encoding="ascii").read() == "not a socket"
    os.remove(path)
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(path)
    listening.listen()
    script = 'exec 3<&%d; LISTEN_PID=$$ LISTEN_FDS=1 exec "$0" --archive "$1" --serve --workers=1'
    process = subprocess.Popen(
        ["sh", "-c", script % listening.fileno(), build + "/query/tracuu", archive],
        pass_fds=[listening.fileno()], stdin=subprocess.DEVNULL)
    link = socket.socket(socket.AF_UNIX)
    link.settimeout(PATIENCE)
    link.connect(path)
    assert ask(link.makefile("rwb"), op="status")["status"]
    process.terminate()
    assert process.wait(PATIENCE) == 0 and os.path.exists(path)


def confinement(pid):
    with open(f"/proc/{pid}/status", encoding="ascii") as file:
        return re.search(r"^Seccomp:\s*(\d)", file.read(), re.M).group(1)


def taken(server):
    """Descriptors and memory in KB of the server, of its workers at most."""
    def of(pid):
        with open(f"/proc/{pid}/status", encoding="ascii") as file:
            memory = int(re.search(r"^RssAnon:\s*(\d+)", file.read(), re.M).group(1))
        return len(os.listdir(f"/proc/{pid}/fd")), memory
    workers = [of(pid) for pid in server.workers()]
    own = of(server.process.pid)
    return own[0], own[1], max(w[0] for w in workers), max(w[1] for w in workers)


def check_flat(server, requests, sanitized, clients=4):
    known = {}
    with load(server, known, clients, requests // 4):
        pass
    before = taken(server)
    with load(server, known, clients, requests):
        pass
    wait_for(lambda: taken(server)[0] <= before[0])
    after = taken(server)
    # Clients that left are noticed a little later: more may have been counted before.
    assert after[0] <= before[0] and after[2] == before[2], (before, after)
    if sanitized:  # which keeps for a while what was freed
        return before, after
    # A few megabytes more for what the allocator keeps apart; a leak of a byte a request is more.
    assert after[1] < before[1] + 4096 and after[3] < before[3] + 8192, (before, after)
    return before, after


def main():
    build = os.path.abspath(sys.argv[1])
    whole = "--all" in sys.argv
    requests = int(sys.argv[3]) if whole and len(sys.argv) > 3 else 1000000
    with open(f"{build}/query/tracuu", "rb") as program:
        sanitized = b"__asan_init" in program.read()
    with open(os.path.join(here, "..", "docs", "answer.schema.json"), encoding="utf-8") as file:
        schema = jsonschema.Draft7Validator(json.load(file))
    with tempfile.TemporaryDirectory() as work:
        archive, source = os.path.join(work, "archive"), os.path.join(work, "source")
        path = os.path.join(work, "socket")
        os.makedirs(source)
        run_program(build, "indexer/tracuu-index", "update", "--quiet", "--archive", archive, corpus,
                    source)
        check_same(build, archive, schema)
        check_hang(build, archive)
        check_drain(build, archive, path)
        check_sockets(build, archive, os.path.join(work, "other"))
        server = Server(build, archive, TIMEOUT, "--workers=3", socket_path=path)
        if os.path.exists(build + "/CMakeCache.txt") and "TRACUU_SANITIZE:BOOL=ON" not in open(
                build + "/CMakeCache.txt", encoding="utf-8").read():
            wait_for(lambda: all(confinement(pid) == "2" for pid in server.workers()))
        check_cancel(server, schema)
        check_pipeline(server)
        overloaded = check_overload(server, schema)
        lost = check_kills(server, 200 if whole else 12)
        check_publications(build, archive, source, server, 50 if whole else 4,
                           requests // 4 if whole else 0)
        check_bad_generation(archive, server)
        figures = check_flat(server, 20000 if whole else 400, sanitized)
        server.end()
        subprocess.run(["chmod", "-R", "u+w", archive], check=True)
    print(f"serve: {overloaded} overloaded, {lost} lost by kills, descriptors and KB {figures}: ok")


main()
