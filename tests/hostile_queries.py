#!/usr/bin/python3 -B
"""Queries that mean harm, asked one after the other: none may crash the program, hang it, be
answered with anything but one line of JSON, or cost more than a query may.

    tests/hostile_queries.py BUILD_FOLDER [--all ARCHIVE [--table FILE]] [--no-timeout]
                             [--only KIND,KIND...]

Without --all a few hundred of them are asked of an archive of corpus/. With it 10,000 and more
are asked of ARCHIVE, and percentiles of what they cost are printed: CPU time, wall clock, and the
work that the program counts of itself; FILE gets a line for each query. The queries are the same
every time. With --no-timeout work alone ends them, and wall clock is not looked at."""

import json
import os
import random
import resource
import select
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
EACH = 270      # queries of a kind, with --all
EACH_FEW = 9    # without
MOST_SECONDS = 2.0   # of wall clock that one may take
UNTIMED = ["--timeout-ms=0"] if "--no-timeout" in sys.argv else []
ONLY = sys.argv[sys.argv.index("--only") + 1].split(",") if "--only" in sys.argv else []
MOST_WORDS = 200     # of a query
ALONE = "alone"      # among options: a process for each query, which no batch has

# Syllables of which most articles have several.
COMMON = """của và các là được có cho trong với một không người những đã này khi để về từ đến ra
tại vào năm ngày theo trên cũng nhiều sẽ như nhà đó lại còn làm phải sau thì qua hai bị nước ông
đồng việc thành phố việt nam hà nội công ty tỉnh quốc gia thể hơn mới trước rất bộ lý chính khu
vực đầu tư kinh tế hội nghị tháng giờ đang lên xuống đi nhất hành động quyết định điều khoản luật
pháp quy tổ chức cơ quan đơn vị nhân dân thực hiện quản dự án xã huyện thị trường bảo vệ an toàn
giao thông xây dựng học sinh giáo dục y bệnh viện khách hàng sản xuất doanh nghiệp ngân tiền giá
triệu tỷ phần trăm số liệu thông tin báo cáo trung ương địa phương chủ tịch phó giám đốc trưởng
ban đại biểu""".split()
BARE = """co la va cac cua cho trong voi mot khong nguoi nhung da nay khi de ve tu den ra tai vao
nam ngay theo tren cung nhieu se nhu nha do lai con lam phai sau thi qua hai bi nuoc ong dong viec
ma ba bo ca cha chi chu da dan gia giao ha ho hoa hop huong khac khoa ky lao lich linh loi luong
ly mau moi mua nghe ngoai ngu nhap phu quan sa sang so ta tan thanh thao thi thu tien tinh toan
tran trung truong tuong vien vu xa y""".split()
DATES = ["1900", "1999", "2016", "2017", "2018", "2025", "2026", "2100", "1/2017", "6/2017",
         "12/2024", "quý 1/2017", "quý 3/2025", "1/1/2017", "30/6/2017", "2025-02-28",
         "2017-01-01", "2025-12-31", "27 tháng 3 năm 2017"]
WILD = ["*", "?", "%", "_", "~", "^", "|", "&&", "||", "!", "OR", "AND", "NOT", "NEAR/5", "title:",
        "source:", "[a TO z]", "{1}", "(", ")", "((", "))", "\\", "/", "`", "$", "#", "@", "..",
        "…", "–", "—", "“", "”", "‘", "’", "''", '"', "<b>", "&amp;", "%20", "--", "-", "+"]
BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\u200c\u200d\u200e\u200f\ufeff"
VNI = ["to63", "quo61c", "vie65t", "na8m", "ngu7o7i2", "d9u7o7ng", "nha61t", "hoa2", "tru7o7ng2"]
TELEX = ["toor", "quoocs", "vieetj", "nawm", "nguwowif", "dduwowngf", "nhaats", "hoaf", "truwowngf"]

KINDS = []


def kind(function):
    """A kind of query: from a source of chance to options and the bytes of the query."""
    KINDS.append(function)
    return function


def words(r, count, of=None):
    return [r.choice(of or COMMON) for _ in range(count)]


def distinct(r, count, of=None):
    of = of or COMMON
    return r.sample(of, min(count, len(of)))


def quoted(*parts):
    return '"' + " ".join(parts) + '"'


def up_to(r, most):
    """Mostly at the bound, sometimes just past it."""
    return r.choice([most, most, most - 1, most - 2, most + 1, r.randint(2, most)])


@kind
def one_word_in_a_phrase(r):
    return [], quoted(*[r.choice(BARE)] * up_to(r, MOST_WORDS))


@kind
def one_marked_word_in_a_phrase(r):
    return [], quoted(*[r.choice(COMMON)] * up_to(r, MOST_WORDS))


@kind
def two_words_in_turns(r):
    return [], quoted(*(distinct(r, 2, r.choice([BARE, COMMON])) * (up_to(r, MOST_WORDS) // 2)))


@kind
def few_words_in_a_phrase(r):
    return [], quoted(*words(r, up_to(r, MOST_WORDS), distinct(r, 5, r.choice([BARE, COMMON]))))


@kind
def one_word_again_and_again(r):
    return [], " ".join([r.choice(BARE + COMMON)] * up_to(r, MOST_WORDS))


@kind
def one_phrase_again_and_again(r):
    return [], " ".join([quoted(*words(r, 2))] * (up_to(r, MOST_WORDS) // 2))


@kind
def many_phrases(r):
    of = r.choice([BARE, COMMON])
    return [], " ".join(quoted(*words(r, 2, of)) for _ in range(up_to(r, MOST_WORDS) // 2))


@kind
def long_phrases(r):
    size = r.randint(3, 9)
    of = r.choice([BARE, COMMON])
    return [], " ".join(quoted(*words(r, size, of)) for _ in range(MOST_WORDS // size))


@kind
def excluded_pairs(r):
    of = r.choice([BARE, COMMON])
    return [], r.choice(COMMON) + " " + " ".join(
        "-" + quoted(*words(r, 2, of)) for _ in range(up_to(r, MOST_WORDS - 2) // 2))


@kind
def excluded_pairs_alone(r):
    of = r.choice([BARE, COMMON])
    return [], " ".join("-" + quoted(*words(r, 2, of)) for _ in range(MOST_WORDS // 2))


@kind
def one_exclusion_again_and_again(r):
    return [], r.choice(COMMON) + (" -" + quoted(*words(r, 2))) * (up_to(r, MOST_WORDS) // 2 - 1)


@kind
def excluded_words(r):
    return [], r.choice(COMMON) + "".join(
        " -" + w for w in words(r, up_to(r, MOST_WORDS) - 1, r.choice([BARE, COMMON])))


@kind
def excluded_long_phrases(r):
    size = r.randint(3, 30)
    return [], r.choice(COMMON) + "".join(
        " -" + quoted(*words(r, size, r.choice([BARE, COMMON])))
        for _ in range((MOST_WORDS - 1) // size))


@kind
def common_words_by_date(r):
    return ["--sort=" + r.choice(["newest", "oldest"])], " ".join(
        distinct(r, up_to(r, MOST_WORDS), r.choice([COMMON, BARE, COMMON + BARE])))


@kind
def common_phrases_by_date(r):
    return ["--sort=" + r.choice(["newest", "oldest"])], " ".join(
        quoted(*words(r, r.randint(2, 4))) for _ in range(40))


@kind
def exclusions_by_date(r):
    return ["--sort=" + r.choice(["newest", "oldest"])], " ".join(
        "-" + quoted(*words(r, 2)) for _ in range(90))


@kind
def within_dates(r):
    return [r.choice(["--from=", "--to="]) + r.choice(DATES)], " ".join(
        distinct(r, r.choice([1, 2, 6, 7, 30, 31, 180]), r.choice([COMMON, BARE])))


@kind
def phrases_within_dates(r):
    return ["--from=" + r.choice(DATES[:6]), "--to=" + r.choice(DATES[5:8])], " ".join(
        quoted(*words(r, r.randint(2, 5))) for _ in range(r.choice([1, 10, 40])))


@kind
def common_words(r):
    return [], " ".join(distinct(r, r.choice([2, 3, 4, 5, 6, 7, 30, 31, 150]),
                                 r.choice([COMMON, BARE])))


@kind
def bare_words(r):
    return ["--diacritics=" + r.choice(["auto", "ignore"])], " ".join(
        words(r, up_to(r, MOST_WORDS), BARE))


@kind
def bare_phrases_ignoring_marks(r):
    return ["--diacritics=ignore"], " ".join(
        quoted(*words(r, r.randint(2, 6), BARE)) for _ in range(r.choice([1, 5, 33])))


@kind
def plain_ranking(r):
    return ["--ranking=bm25"], " ".join(words(r, up_to(r, MOST_WORDS), r.choice([BARE, COMMON])))


@kind
def limits_at_their_bounds(r):
    return [f"--limit={r.choice([1, 999, 1000])}", f"--offset={r.choice([0, 1, 9999, 10000])}"], \
        " ".join(distinct(r, r.choice([1, 2, 5, 12, 60]), r.choice([COMMON, BARE])))


@kind
def far_pages_of_exclusions(r):
    return ["--limit=1000", "--offset=10000"], r.choice(COMMON) + "".join(
        " -" + quoted(*words(r, 2)) for _ in range(r.choice([1, 10, 90])))


@kind
def signs(r):
    return [], "".join(r.choice(WILD) + r.choice(["", " ", r.choice(COMMON)])
                       for _ in range(r.choice([5, 50, 500, 3000])))[:16000]


@kind
def words_with_signs(r):
    return [], " ".join(r.choice(COMMON + BARE) + r.choice(WILD) for _ in range(up_to(r, 180)))


@kind
def minus_signs(r):
    return [], " ".join(["-" * r.choice([1, 2, 1000])] * r.choice([1, 10, 4000]))[:16380] + " co"


@kind
def deep_quotes(r):
    return [], (r.choice(['"', "''", "“", "-\"", "\"\"", "\"'"]) * r.choice([1, 3, 101, 5000])
                )[:8000] + " " + " ".join(words(r, r.choice([1, 20, 100])))


@kind
def quotes_between_words(r):
    return [], '"'.join(words(r, up_to(r, MOST_WORDS), r.choice([BARE, COMMON])))


@kind
def telex(r):
    return [], r.choice(["", " "]).join(words(r, r.choice([2, 30, 150, 190]), TELEX))


@kind
def vni(r):
    return [], r.choice(["", " "]).join(words(r, r.choice([2, 30, 150, 190]), VNI))


@kind
def misread(r):
    text = " ".join(words(r, r.choice([3, 30, 150])))
    return [], text.encode("utf-8").decode("cp1252", "replace").replace("\ufffd", "?")[:8000]


@kind
def bidi(r):
    return [], "".join(r.choice(BIDI) * r.choice([1, 2, 30]) + r.choice(COMMON)
                       for _ in range(r.choice([3, 50, 190])))[:5000]


@kind
def invalid_bytes(r):
    text = " ".join(words(r, r.choice([1, 10, 150]))).encode("utf-8")
    broken = bytearray(text)
    for _ in range(r.choice([1, 5, 300])):
        broken[r.randrange(len(broken))] = r.choice(b"\x00\x01\x1b\x7f\x80\x9b\xc0\xed\xf8\xff")
    return [], bytes(broken)


@kind
def chance(r):
    return [], bytes(r.randrange(256) for _ in range(r.choice([1, 100, 16000])))


@kind
def marks_upon_marks(r):
    return [], "".join(r.choice("aeiouyđ") + r.choice("\u0300\u0301\u0303\u0309\u0323\u0302\u031b"
                                                       ) * r.choice([1, 3, 500])
                       for _ in range(r.choice([1, 8])))[:7000]


@kind
def figures(r):
    return [], " ".join("".join(r.choice("0123456789") for _ in range(r.choice([1, 9, 20, 4000]))) +
                        r.choice(["", "/", ".", ",", "-", "m²", "%", "/NĐ-CP"])
                        for _ in range(r.choice([1, 20, 150])))[:16000]


@kind
def figures_with_signs(r):
    return [], "".join(r.choice("0123456789") + r.choice("./,-: ")
                       for _ in range(r.choice([10, 300, 8000])))


@kind
def one_long_word(r):
    return [], r.choice(["a", "ư", "x", "Đ", "1", "-", "'", "co", "𝐀", "語"]) * r.choice(
        [200, 4000, 5000])


@kind
def as_long_as_it_may_be(r):
    text = " ".join(words(r, 6000)).encode("utf-8")
    return [], text[:r.choice([16383, 16384, 16385, 40000, 70000])]


@kind
def acronyms(r):
    return [], " ".join(r.choice(["UBND", "TP.HCM", "HĐND", "BGDĐT", "THCS", "CP", "NĐ 168", "Q.1",
                                  "U.23", "27/3", "tháng 3", "18h30", "50kg", "Kontum", "LHQ"])
                        for _ in range(r.choice([3, 12, 60, 100])))


FIELDS = ["tác giả", "tacgia", "nơi", "place", "nguồn", "source", "cơ quan", "loại", "số hiệu",
          "ngày", "tháng", "quý", "năm", "từ", "đến", "trước", "sau"]
FACETS = ["author", "place", "source", "issuer", "kind", "year", "month", "day", "source:1000"]


def value_for(r, field):
    if field in FIELDS[9:]:
        return r.choice(["2017", "3/2017", "27/3/2017", "1/2017", "2026", "99/99", "3", "x"])
    return r.choice([*words(r, 1), *words(r, 1, BARE), quoted(*words(r, r.randint(2, 20))),
                     "VnExpress", "Hà Nội", "*", "a" * 200])


def a_filter(r):
    field = r.choice(FIELDS)
    return r.choice(["", "", "-"]) + field + ":" + value_for(r, field)


@kind
def filters(r):
    return [], " ".join(r.choice([a_filter(r), a_filter(r), *words(r, 1), quoted(*words(r, 2))])
                        for _ in range(r.choice([1, 2, 8, 16, 17, 60])))


@kind
def filters_with_exclusions(r):
    of = r.choice([BARE, COMMON])
    return [], a_filter(r) + "".join(" -" + quoted(*words(r, 2, of))
                                     for _ in range(r.choice([1, 20, 95])))


@kind
def filters_as_options(r):
    return ["--filter=" + r.choice(["source:VnExpress", "place:Hà Nội", "author:a", "kind:Luật"])
            for _ in range(r.choice([1, 3]))], " ".join(distinct(r, r.choice([1, 5, 100])))


@kind
def choices(r):
    operands = lambda: r.choice([r.choice(COMMON), r.choice(BARE), quoted(*words(r, 2)),
                                 quoted(*words(r, 9, r.choice([BARE, COMMON])))])
    sign = lambda: r.choice([" OR ", " HOẶC ", " | ", "|", " || "])
    return [], " ".join("(" * r.choice([0, 0, 1]) + sign().join(
        operands() for _ in range(r.choice([2, 5, 16, 17]))) for _ in range(r.choice([1, 4, 8, 9])))


@kind
def operators_in_chains(r):
    return [], "".join(r.choice(COMMON) + r.choice([" OR ", " AND ", " NOT ", " TRỪ ", " KHÔNG ",
                                                    " VÀ ", " | ", " -", " "])
                       for _ in range(up_to(r, 180)))


@kind
def what_is_not_wanted_in_words(r):
    return [], r.choice(COMMON) + "".join(" NOT " + quoted(*words(r, 2, r.choice([BARE, COMMON])))
                                          for _ in range(r.choice([1, 8, 60, 99])))


def any_query(r):
    of = r.choice([BARE, COMMON])
    return r.choice([
        r.choice(of), " ".join(distinct(r, r.choice([2, 7, 60]), of)),
        quoted(*words(r, r.choice([2, 3, 9]), of)), a_filter(r),
        " ".join("-" + quoted(*words(r, 2, of)) for _ in range(r.choice([1, 30, 99]))),
        r.choice(of) + "".join(" -" + w for w in words(r, r.choice([1, 30, 150]), of)),
        " | ".join(words(r, 16, of))])


@kind
def counted(r):
    return ["--count"], any_query(r)


@kind
def by_value(r):
    return ["--facet=" + one for one in distinct(r, r.choice([1, 3]), FACETS)] + r.choice(
        [[], ["--count"]]), any_query(r)


@kind
def by_time(r):
    return ["--timeline=" + r.choice(["year", "month", "day"])] + r.choice(
        [[], ["--count"], ["--from=2017"]]), any_query(r)


@kind
def all_of_them(r):
    return [ALONE, "--format=" + r.choice(["ids", "csv", "tsv", "jsonl"]), "--all"], any_query(r)


@kind
def mixtures(r):
    parts = []
    options = []
    for _ in range(r.randint(2, 5)):
        more, text = r.choice(KINDS[:-1])(r)
        options = options or more
        data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
        parts.append(data[:r.choice([50, 500, 3000])])
    r.shuffle(parts)
    return options, b" ".join(parts)


def make(each):
    """[kind, options, bytes], the same every time."""
    for function in KINDS:
        if ONLY and function.__name__ not in ONLY:
            continue
        r = random.Random(function.__name__)
        for _ in range(each):
            options, text = function(r)
            data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
            yield function.__name__, options, data.replace(b"\n", b" ").replace(b"\r", b" ")


class Export:
    """tracuu that writes all that a query finds, which takes as long as there is much of it."""

    def __init__(self, build, archive, options):
        self.arguments = [os.path.join(build, "query/tracuu"), "--archive", archive, *UNTIMED,
                          *options, "-"]

    def ask(self, text):
        """As that of Program; the answer has nothing but what is wrong with it."""
        start = time.monotonic()
        with tempfile.TemporaryFile() as query:
            query.write(text)
            query.seek(0)
            run = subprocess.Popen(self.arguments, stdin=query, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(run.pid, 0)
        run.returncode = os.waitstatus_to_exitcode(status)
        assert run.returncode in (0, 1, 2), ("ended with", run.returncode, text)
        return ({"format": 1, "error": {"code": "limit"}}, usage.ru_utime + usage.ru_stime,
                time.monotonic() - start)

    def close(self):
        pass


class Program:
    """tracuu that answers queries of one set of options."""

    def __init__(self, build, archive, options):
        self.errors = tempfile.TemporaryFile()
        self.run = subprocess.Popen(
            [os.path.join(build, "query/tracuu"), "--archive", archive, "--explain", *UNTIMED,
             *options, "--batch=-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.errors)
        self.rest = b""

    def cpu(self):
        """Seconds so far."""
        with open(f"/proc/{self.run.pid}/schedstat", encoding="ascii") as stat:
            return int(stat.read().split()[0]) / 1e9

    def line(self, most):
        """The next line that it prints, within MOST seconds; None: it printed none."""
        end = time.monotonic() + most
        while b"\n" not in self.rest:
            ready, _, _ = select.select([self.run.stdout], [], [], max(0, end - time.monotonic()))
            more = os.read(self.run.stdout.fileno(), 1 << 20) if ready else b""
            if not more:
                return None
            self.rest += more
        line, _, self.rest = self.rest.partition(b"\n")
        return line

    def ask(self, text):
        """The answer, and what it cost: seconds of CPU, of wall clock."""
        cpu, start = self.cpu(), time.monotonic()
        self.run.stdin.write(b"q\t" + text + b"\n")
        self.run.stdin.flush()
        line = self.line(60)
        wall = time.monotonic() - start
        assert line is not None, ("no answer", self.run.poll(), self.said(), text)
        return json.loads(line), self.cpu() - cpu, wall

    def said(self):
        """What it printed as errors."""
        self.errors.seek(0)
        return self.errors.read()

    def is_confined(self):
        """Whether the kernel says so."""
        with open(f"/proc/{self.run.pid}/status", encoding="ascii") as status:
            lines = dict(line.split(":\t", 1) for line in status.read().splitlines() if ":\t" in line)
        return lines["NoNewPrivs"] == "1" and lines["Seccomp"] == "2"

    def close(self):
        self.run.stdin.close()
        self.run.stdout.close()
        status = self.run.wait(60)
        said = self.said()
        self.errors.close()
        assert status in (0, 1, 2), ("ended with", status, said)
        assert not said, said


def work_of(answer):
    return answer.get("query", {}).get("explain", {}).get("work", {"done": 0, "most": 0})


def check(text, answer, wall):
    """What is wrong with ANSWER, in words."""
    if answer.get("format") != 1 or ("error" in answer) == ("hits" in answer):
        yield "neither an answer nor an error"
    if "error" in answer and answer["error"]["code"] not in ("query", "limit", "usage", "input"):
        yield f"an error of another kind: {answer['error']}"
    work = work_of(answer)
    if work["done"] > 2 * work["most"]:
        yield f"work of {work['done']}, {work['most']} are allowed"
    codes = {w["code"] for w in answer.get("warnings", [])}
    if answer.get("partial", False) != bool(codes & {"work_limit", "time_limit"}):
        yield "partial without a warning, or the reverse"
    if answer.get("partial") and "eq" in (answer["total"]["relation"],
                                          answer["total"]["full_relation"]):
        yield "partial, and yet the total is exact"
    if wall > MOST_SECONDS and not UNTIMED:
        yield f"{wall:.1f} s of wall clock"


def percentile(values, part):
    values = sorted(values)
    return values[min(len(values) - 1, int(part * len(values)))]


def report(rows):
    print(f"{'kind':32} {'queries':>7} {'cpu ms p50':>10} {'p99':>8} {'max':>8} {'wall max':>8}"
          f" {'work p50':>10} {'max':>10} {'partial':>7}")
    names = list(dict.fromkeys(row[0] for row in rows)) + [None]
    for name in names:
        of = [row for row in rows if name in (None, row[0])]
        cpu, wall, work = ([row[i] for row in of] for i in (1, 2, 3))
        print(f"{name or 'all':32} {len(of):7} {1e3 * percentile(cpu, .5):10.1f}"
              f" {1e3 * percentile(cpu, .99):8.1f} {1e3 * max(cpu):8.1f} {1e3 * max(wall):8.1f}"
              f" {percentile(work, .5):10} {max(work):10} {sum(row[4] for row in of):7}")


def ask_all(build, archive, queries):
    """[kind, cpu, wall, work, whether partial, the query]; what was wrong."""
    rows, wrong = [], []
    groups = {}
    for name, options, text in queries:
        groups.setdefault(tuple(options), []).append((name, text))
    for options, of in groups.items():
        alone = ALONE in options
        program = (Export(build, archive, options[1:]) if alone
                   else Program(build, archive, options))
        for name, text in of:
            answer, cpu, wall = program.ask(text)
            rows.append([name, cpu, wall, work_of(answer)["done"], answer.get("partial", False),
                         " ".join(options) + " " + ascii(text)])
            wrong += [f"{name}: {what}: {text[:200]!r} {options}"
                      for what in check(text, answer, 0 if alone else wall)]
        if alone:
            continue
        if not program.is_confined() and os.uname().machine in ("x86_64", "aarch64"):
            wrong.append("the process is not confined")
        said = subprocess.run([program.run.args[0], "--version"], stdout=subprocess.PIPE, check=True)
        if (b"seccomp" in said.stdout) != program.is_confined():
            wrong.append("--version says otherwise of what confines it")
        program.close()
    return rows, wrong


def main():
    build = os.path.abspath(sys.argv[1])
    few = "--all" not in sys.argv
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with tempfile.TemporaryDirectory() as work:
        archive = work + "/archive"
        if few:
            subprocess.run([build + "/indexer/tracuu-index", "update", "--quiet", "--archive",
                            archive, os.path.join(HERE, "..", "corpus")], check=True)
        else:
            archive = sys.argv[sys.argv.index("--all") + 1]
        rows, wrong = ask_all(build, archive, make(EACH_FEW if few else EACH))
        subprocess.run(["chmod", "-R", "u+w", work], check=True)
    if "--table" in sys.argv:
        with open(sys.argv[sys.argv.index("--table") + 1], "w", encoding="utf-8") as table:
            for name, cpu, wall, done, partial, text in rows:
                table.write(f"{name}\t{1e3 * cpu:.2f}\t{1e3 * wall:.2f}\t{done}\t{partial:d}"
                            f"\t{text[:300]}\n")
    if not few:
        report(rows)
    if wrong:
        sys.exit("hostile queries: " + "\nhostile queries: ".join(wrong[:40]))
    print(f"hostile queries: {len(rows)} passed, 0 failed")


main()
