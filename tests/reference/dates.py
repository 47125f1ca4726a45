"""Dates: what days, months and quarters a text names, however they are written.

Each is a term beside the words of the stretch that names it: ("day", 27, 3) and, with its
year, ("day", 27, 3, 2018) and ("month", 3, 2018). Lists and ranges name each of their days."""

import re

SPACE = r"[ \u00a0]*"
DAY = r"(?:0?[1-9]|[12]\d|3[01])"
MONTH = r"(?:0?[1-9]|1[0-2])"
YEAR = r"(?:1[5-9]\d\d|20\d\d|2100)"
ROMAN = "i ii iii iv v vi vii viii ix x xi xii".split()
NAMES = "một hai ba tư năm sáu bảy tám chín mười mười_một mười_hai".split()
NGÀY = re.compile(rf"\bngày{SPACE}$", re.I)  # in a query it is part of the date
DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

# A word before a day and a month alone that says that they are a date.
CUE = re.compile(
    r"(?<![^\W\d_])(?:ngày|hôm|hôm nay|hôm qua|hôm kia|ngày mai|mai|sớm nay|vừa qua|"
    r"(?:sáng|trưa|chiều|tối|đêm|khuya)(?: sớm)?(?: nay| qua| mai)?|"
    r"thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)[ \u00a0,(]*$", re.I)
LUNAR_BEFORE = re.compile(r"(?:\bmùng|\bmồng|\brằm)(?: tháng)?[ \u00a0]*$", re.I)
LUNAR_AFTER = re.compile(r"[ \u00a0]*[(,]?[ \u00a0]*(?:ÂL\b|AL\b|âm\b)", re.I)

TO = rf"{SPACE}(?:[-–]|(?:đến|tới)(?: hết)?(?: ngày)?){SPACE}"
AND = rf"(?:{SPACE}[,;][ \u00a0]+|{SPACE}(?:và(?: ngày)?|hoặc){SPACE})"
WHICH = rf"(?:{MONTH}|[ivx]+|{'|'.join(reversed(NAMES)).replace('_', ' ')})"
ITEM = (rf"{DAY}(?:(?P<sign%d>[/.-]){MONTH}(?:(?P=sign%d)(?:{YEAR}|\d\d)"
        rf"|(?![/.]?\d|(?P=sign%d)\d|{SPACE}tháng))"
        rf"|{SPACE}tháng{SPACE}{WHICH}(?!\w)(?:(?:{SPACE}năm{SPACE}|[/-]){YEAR})?)?(?!\d)")
STRETCH = re.compile(rf"(?<![\d.,/-])(?:{ITEM % (0, 0, 0)})(?:(?:{TO}|{AND})(?:{ITEM % (1, 1, 1)}))*"
                     r"(?![/.,-]?\d|/[^\W\d_])", re.I)
PARTS = re.compile(
    rf"(?P<sign>{TO}|{AND})?(?P<day>{DAY})(?:"
    rf"(?P<part>[/.-])(?P<month>{MONTH})(?:(?P=part)(?P<year>{YEAR}|\d\d)"
    rf"|(?![/.]?\d|(?P=part)\d|{SPACE}tháng))"
    rf"|{SPACE}tháng{SPACE}(?P<named>{WHICH})(?!\w)(?:(?:{SPACE}năm{SPACE}|[/-])(?P<of>{YEAR}))?)?(?!\d)",
    re.I)
MONTH_OF = re.compile(
    rf"\b(?P<what>tháng|quý){SPACE}"
    rf"(?P<which>{WHICH}(?:(?:{TO}(?:tháng )?|{AND}){WHICH})*)(?!\w|[.,]\d{{3}}(?!\d))"
    rf"(?:(?:{SPACE}năm{SPACE}|{SPACE}[/.-]{SPACE})(?P<year>{YEAR})(?!\d))?", re.I)
ORDINAL = re.compile(
    rf"\bthứ{SPACE}(?P<which>[2-7](?![\d%]|[.,/-]\d)|hai|ba|tư|năm|sáu|bảy)(?!\w)"
    rf"(?!{SPACE}(?:lần|buổi|kỳ|đợt|phiên|chục|mươi|trăm|nghìn|ngàn|triệu|tỷ|ngày)\b)", re.I)
COUNTED = re.compile(
    rf"{SPACE}(?:lần|buổi|kỳ|đợt|phiên|chục|mươi|trăm|nghìn|ngàn|triệu|tỷ|ngày)\b", re.I)
AMBIGUOUS = {"năm", "một"}  # without a capital or a year


def full_year(text):
    return int(text) + (0 if len(text) == 4 else 2000)


def days_of(stretch):
    """(day, month, year or None) of each day of a list or range, and where the last of them
    ends; nothing where one is none."""
    items = []
    for part in PARTS.finditer(stretch):
        named = which_of(part["named"] or "", "month", True)
        year = part["year"] or part["of"]
        items.append([part["sign"] or "", int(part["day"]),
                      int(part["month"]) if part["month"] else named or None,
                      full_year(year) if year else None, part.end()])
    if not re.search(r"(?<!\w)và(?!\w)", stretch, re.I):
        for at in range(1, len(items)):
            if items[at - 1][2] and re.fullmatch(AND, items[at][0], re.I):
                del items[at:]  # whole dates with commas are a list where "và" ends it
                break
    while items and items[-1][2] is None:
        items.pop()
    for item, after in zip(items[-2::-1], items[:0:-1]):
        later_month = item[2] and after[2] and item[2] > after[2]
        if item[2] is None:
            item[2] = after[2]
        if item[3] is None and after[3] is not None:
            item[3] = after[3] - 1 if later_month else after[3]
    if any(month is None or day > DAYS[month - 1] for _, day, month, _, _ in items):
        return [], 0
    days = []
    for before, (sign, day, month, year, _) in zip([None] + items, items):
        if before and re.fullmatch(TO, sign, re.I):
            between = list(range_between(before[1:4], (day, month, year)))
            days += between if len(between) <= 29 else []
        days.append((day, month, year))
    return days, items[-1][4] if items else 0


def range_between(first, last):
    """The days between two, both left out."""
    day, month, year = first
    while (day, month) != last[:2]:
        day += 1
        if day > DAYS[month - 1] - (month == 2 and year is not None and year % 4 > 0):
            day, month = 1, month % 12 + 1
            year = year + 1 if year and month == 1 else year
        if (day, month) != last[:2]:
            yield day, month, year


def which_of(text, kind, has_year):
    """The number of a month or quarter in figures, Roman figures or words; 0 for none."""
    word = text.lower().replace(" ", "_")
    if word.isdigit():
        number = int(word)
    elif word in ROMAN:
        number = ROMAN.index(word) + 1
    elif word in NAMES and kind == "month" and (
            has_year or not text.islower() or word not in AMBIGUOUS):
        number = NAMES.index(word) + 1
    else:
        return 0
    return number if kind == "month" or number <= 4 else 0


def numbers_of(text, kind, has_year):
    """The numbers of a list of months or quarters: without a year of the first alone, unless
    it is a range of figures."""
    numbers, range_ends = [], False
    for part in re.split(f"({TO}|{AND})", text, flags=re.I):
        if re.fullmatch(f"{TO}|{AND}", part, re.I):
            range_ends = bool(re.fullmatch(TO, part, re.I))
            if not has_year and not range_ends:
                break
            continue
        part = re.sub("^tháng ", "", part, flags=re.I)
        if range_ends and not has_year and not part.isdigit():
            break
        number = which_of(part, kind, has_year)
        numbers += range(numbers[-1] + 1, number) if range_ends else []
        numbers.append(number)
    return numbers


def is_date(text, start, end, days, is_query):
    """Whether a day and month alone are a date: a word before says so, or the shape of a
    range, or that of a year of four figures."""
    stretch = text[start:end]
    if not days or is_lunar(text, start, end):
        return False
    if text[:start][-1:].isalpha() and not CUE.search(text[:start]):
        return False
    if re.search(YEAR + "$", stretch) or "tháng" in stretch.lower() or CUE.search(text[:start]):
        return True
    if is_query:
        return "/" in stretch
    if re.search(r"/\d\d$", stretch) and len(re.findall(r"\d+", stretch)) == 3:
        return int(re.search(r"\d+", stretch).group()) > 12
    ascending = [day[1::-1] for day in days] == sorted(day[1::-1] for day in days)
    shape = SPACE + "[-–]" + SPACE
    if re.search(rf"(?<!\w)(?:từ|đến|tới|vào|trước|sau|dịp|lễ){SPACE}$", text[:start], re.I):
        if re.match(r'[,.;:)"\n]|$', text[end:]):
            return True
        shape = TO
    return ascending and bool(re.match(
        rf"{DAY}(?:[-–]{DAY}/|[/.-]{MONTH}{shape}{DAY}[/.-]){MONTH}", stretch, re.I))


def is_lunar(text, start, end):
    """Whether what stands there is said to be of the lunar year."""
    return bool(LUNAR_BEFORE.search(text[:start]) or LUNAR_AFTER.match(text, end))


def month_of_pair(text):
    """The month that 5/2022 may be in a query."""
    match = re.fullmatch(r"0?([1-9]|1[0-2])/((?:1\d|2[01])\d\d)", text)
    return ("month", int(match[1]), int(match[2])) if match else None


def find(text, is_query=False):
    """(start, end, [term]) of each stretch of TEXT that names days, months or quarters."""
    spans, at = [], 0
    while match := STRETCH.search(text, at):
        start = match.start()
        days, length = days_of(match.group())
        at = start + length if length else match.end()
        if is_date(text, start, start + length, days, is_query):
            terms = [("day", day, month) for day, month, _ in days]
            terms += [("day", *date) for date in days if date[2]]
            terms += [("month", *date[1:]) for date in days if date[2]]
            ngày = NGÀY.search(text[:start]) if is_query else None
            spans.append((start, start + length))
            yield ngày.start() if ngày else start, start + length, terms
    for match in MONTH_OF.finditer(text):
        if any(start < match.end() <= end for start, end in spans) or (
                LUNAR_BEFORE.search(text[:match.start()]) or LUNAR_AFTER.match(text, match.end())):
            continue
        kind = "month" if match["what"].lower() == "tháng" else "quarter"
        counted = match["which"].islower() and COUNTED.match(text, match.end())
        numbers = numbers_of(match["which"], kind, match["year"])
        if all(numbers) and not (counted and not match["year"]):
            years = [(int(match["year"]),)] if match["year"] else []
            yield match.start(), match.end(), [
                (kind, number, *year) for number in numbers for year in [(), *years]]

    for match in ORDINAL.finditer(text):
        which = match["which"].lower()
        number = NAMES.index(which) + 1 if which in NAMES else int(which)
        yield match.start(), match.end(), [("ordinal", number)]


def meant(terms):
    """Of what a stretch names, what a query with it means: the days, or else the months, with
    their year where it has one. A month without a year may also be found as its words."""
    days = [term for term in terms if term[0] == "day"]
    wanted = days or terms
    longest = max(map(len, wanted))
    return {term for term in wanted if len(term) == longest} if longest > 2 else set()
