"""Dates: what days a text names, however they are written; periods.py has months and quarters.

Each is a term beside the words of the stretch that names it: ("day", 27, 3) and, with its
year, ("day", 27, 3, 2018) and ("month", 3, 2018). Lists and ranges name each of their days."""

import re
from collections import namedtuple

import periods
from periods import (AND, EACH, GLUED, LUNAR_AFTER, MONTH_WORD, MORE, SPACE, TO, WHICH, YEAR,
                     YEAR_OF, before, is_lunar)

DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
MOST = 31  # days of a range that are all named
NGÀY = re.compile(rf"\bngày{SPACE}$", re.I)  # in a query it is part of the date

# Words before a day and a month alone that say that they are a date, or that they are none.
DAY_WORD = "(?:ng[àa]y|sáng|trưa|chiều|tối|đêm|khuya|sớm|hôm)"
NAMED_DAY = ("(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật|vừa qua|"
             rf"(?!ngày nay){DAY_WORD} (?:nay|qua|kia|mai))")
CUE = re.compile(rf"(?<![^\W\d_])(?:{DAY_WORD}{SPACE}[(:]?|{NAMED_DAY}{SPACE}[(,:]?){SPACE}$", re.I)
FROM = re.compile(rf"(?<!\w)(?:t[ừu]|đến|tới|vào|trước|sau|dịp|lễ|hết){SPACE}$", re.I)
PLACE = re.compile(
    rf"(?<!\w)(?:số|nhà|ngõ|ngách|hẻm|kiệt|kiốt|tổ|thửa|lô|bản|{MONTH_WORD}){SPACE}$", re.I)

# One date from its first figure on, and what stands between two.
SIGN = rf"{SPACE}[/-]{SPACE}|\."
SIGNED = re.compile(
    rf"(?P<day>\d\d?)(?P<sign>{SIGN})(?P<month>\d\d?)"
    rf"(?:(?P<again>{SIGN})(?P<year>{YEAR})(?!\d|{MORE})"
    rf"|(?P<short>[/.-]\d\d)(?!\d|{GLUED})|(?!\d|{GLUED}|{SPACE}{MONTH_WORD}))", re.I)
SPELLED = re.compile(
    rf"(?P<day>\d\d?){SPACE}{MONTH_WORD}{SPACE}(?P<month>{WHICH})"
    rf"(?:{YEAR_OF}|(?!{GLUED}|-\d)(?={SPACE}(?P<span>ngày)?))", re.I)
JOINT = re.compile(
    rf"{SPACE}(?:(?P<to>[-–—]|{TO}(?!\w))|(?P<comma>[,;])(?:{SPACE}(?P<last>{AND})(?!\w))?|&"
    rf"|(?P<and>{AND})(?!\w)){SPACE}(?:(?:{DAY_WORD}|hết|rạng)(?!\w){SPACE}){{0,3}}", re.I)
ISO = re.compile(rf"({YEAR})([-/])(\d\d?)\2(\d\d?)(?!\d|{GLUED}|-\d)")
ESTIMATE = re.compile(rf"{SPACE}(?:lần|giờ|tiếng|viên|bữa|lít|triệu)(?!\w)", re.I)

# SURE where it is a date whatever stands before, WHOLE with its year in four figures.
Day = namedtuple("Day", "day month year sure whole end", defaults=(None, None, False, False, 0))


def is_valid(day):
    if not 1 <= (day.month or 0) <= 12:
        return False
    is_short = day.month == 2 and day.year and (
        day.year % 4 or (day.year % 100 == 0 and day.year % 400))
    return 1 <= day.day <= DAYS[day.month - 1] - bool(is_short)


def signed_day(text, at, is_expected):
    """27/3/2018, and with a word that says so, 27/3 and 27-3-18."""
    match = SIGNED.match(text, at)
    if not match:
        return None
    sign, again, short = match["sign"].strip(), (match["again"] or "").strip(), match["short"]
    day, month = int(match["day"]), int(match["month"])
    if sign == "-" and re.match(r"-\d", text[match.end():]):
        return None
    if match["year"]:
        is_one = again == sign or (sign == "/" and again == "-")
        return Day(day, month, int(match["year"]), True, True, match.end()) if is_one else None
    if match["sign"] != sign:
        return None
    if short:
        is_sure = sign == "/" and day > 12
        year = int(short[1:]) + (2000 if int(short[1:]) < 50 else 1900)
        return Day(day, month, year, is_sure, False, match.end()) if (
            short[0] == sign and (is_expected or is_sure)) else None
    is_estimate = sign == "-" and day < month <= day + 2 and ESTIMATE.match(text, match.end())
    return Day(day, month, end=match.end()) if is_expected and not is_estimate else None


def spelled_day(text, at, is_expected):
    """27 tháng 3 năm 2018, 2 tháng Chín; 9 tháng 10 ngày is a span of time."""
    match = SPELLED.match(text, at)
    if not match or match["month"].lower() in periods.ROMAN:
        return None
    year, is_name = int(match["year"] or 0) or None, match["month"].islower()
    if not (year or is_expected) and (match["span"] or is_name):
        return None
    return Day(int(match["day"]), periods.which_of(match["month"], True), year, True,
               year is not None, match.end())


def day_at(text, at, is_expected):
    for read in (signed_day, spelled_day):
        day = read(text, at, is_expected)
        if day and is_valid(day):
            return day
    return None


def list_at(text, at, has_commas):
    """The days of a list or range that begins there, up to the last that has its month, and the
    joints behind each. Whole dates with commas between are a list where "và" comes before the
    last."""
    days, joints, taken, is_doubtful = [], [], 0, False
    while number := re.compile(r"\d\d?(?!\d)").match(text, at):
        if not 1 <= int(number.group()) <= 31:
            break
        day = day_at(text, at, False) or day_at(text, at, True)
        if day:
            day = day._replace(sure=day_at(text, at, False) is not None)
        if day:
            days = [other if other.month else other._replace(month=day.month, year=day.year)
                    for other in days] + [day]
            if not all(map(is_valid, days)):
                break
            taken = taken if is_doubtful else len(days)
        else:
            day = Day(int(number.group()), end=number.end())
            days.append(day)
        joint = JOINT.match(text, day.end)
        if not joint or (joint["comma"] and not has_commas) or len(days) == 12:
            break
        is_doubtful = not (joint["and"] or joint["last"]) and (
            is_doubtful or (joint["comma"] is not None and day.month is not None))
        joints.append(joint)
        at = joint.end()
    return with_years(days[:taken]), joints


def with_years(days):
    """A year that is not written is that of the next date that has one, or the year before."""
    for at in range(len(days) - 2, -1, -1):
        day, after = days[at:at + 2]
        if day.year is None and after.year:
            days[at] = day._replace(year=after.year - (day.month > after.month))
    return days


def is_range(days, joints):
    """Whether they begin with a range that goes forward, in a year or into the next."""
    return len(days) > 1 and bool(joints[0]["to"]) and (
        (days[0].month, days[0].day) < (days[1].month, days[1].day)
        or (days[0].month, days[1].month) == (12, 1))


def is_meant(text, start, days, joints, is_query):
    """Whether words before a list of days, or its shape, make it one."""
    said, last = before(text, start), days[-1]
    if is_lunar(text, start, last.end) and (
            not last.whole or LUNAR_AFTER.match(text, last.end)):
        return False
    if says_day(said) or (is_query and re.match(r"\d\d?[/-]", text[start:])):
        return True
    if PLACE.search(said):
        return last.whole and len(days) == 1
    if FROM.search(said) and (is_range(days, joints) or re.match(r'[,.;:)"]|$', text[last.end:])):
        return True
    return last.sure or (len(days) == 2 and is_range(days, joints)
                         and max(days[0].day, days[1].day) > 12)


def says_day(said):
    """ngày, sáng, hôm qua; not mỗi ngày."""
    cue = CUE.search(said)
    return cue is not None and not EACH.search(said[:cue.start()])


def begins(text, at):
    """Whether figures at AT begin something, being no minutes: of letters before only ngày and
    the like lost their space."""
    said = before(text, at)
    if said[-1:].isalpha():
        return re.search(DAY_WORD + "$", said, re.I) is not None
    return re.search(r"[\d_]$|\d[.,:]$|[^\W_][/-]$|\d giờ $", said) is None


def terms_of(days, joints):
    """The terms of all that is named: of a range of at most MOST days those between, too."""
    dates = []
    for i, day in enumerate(days):
        if i and joints[i - 1]["to"]:
            between = list(days_between(dates[-1], day[:3]))
            dates += between if len(between) <= MOST - 2 else []
        dates.append(day[:3])
    return ([("day", day, month) for day, month, _ in dates]
            + [("day", *date) for date in dates if date[2]]
            + [("month", *date[1:]) for date in dates if date[2]])


def days_between(first, last):
    """The days between two, both left out; many where the second is not soon after."""
    day = Day(*first)
    for _ in range(MOST):
        day = day._replace(day=day.day + 1)
        if not is_valid(day):
            year = day.year and day.year + (day.month == 12)
            day = Day(1, day.month % 12 + 1, year)
        if day[:3] == tuple(last):
            return
        yield day[:3]


def month_of_pair(text):
    """The month that 5/2022 may be in a query."""
    match = re.fullmatch(rf"0?([1-9]|1[0-2])/({YEAR})", text)
    return ("month", int(match[1]), int(match[2])) if match else None


def find_days(text, is_query):
    at = 0
    while number := re.compile(r"\d+").search(text, at):
        start, at = number.span()
        if not begins(text, start):
            continue
        days, joints = list_at(text, start, is_query or says_day(before(text, start)))
        iso = ISO.match(text, start)
        if iso:
            day = Day(int(iso[4]), int(iso[3]), int(iso[1]), True, True, iso.end())
            days, joints = [day] if is_valid(day) else [], []
        if days and is_meant(text, start, days, joints, is_query):
            ngày = NGÀY.search(before(text, start)) if is_query else None
            at = days[-1].end
            yield ngày.start() if ngày else start, at, terms_of(days, joints)


def find(text, is_query=False):
    """(start, end, [term]) of each stretch of TEXT that names days, months or quarters."""
    days = list(find_days(text, is_query))
    yield from days
    yield from periods.find(text, lambda start, end: any(
        first < end <= last for first, last, _ in days))


def meant(terms):
    """Of what a stretch names, what a query with it means: the days, or else the months, with
    their year where it has one. A month without a year may also be found as its words."""
    days = [term for term in terms if term[0] == "day"]
    wanted = days or terms
    longest = max(map(len, wanted))
    return {term for term in wanted if len(term) == longest} if longest > 2 else set()
