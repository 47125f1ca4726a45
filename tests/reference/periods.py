"""Months, quarters and what thứ numbers, in figures, words and Roman numerals."""

import re

SPACE = r"[ \u00a0]*"
YEAR = r"(?:1\d\d\d|2[01]\d\d)"
ROMAN = "i ii iii iv v vi vii viii ix x xi xii".split()
NAMES = "một hai ba tư năm sáu bảy tám chín mười mười_một mười_hai".split()
QUARTERS = "một hai ba bốn".split()
AMBIGUOUS = {"năm", "một"}  # without a capital or a year

MONTH_WORD, QUARTER_WORD = "th[áa]ng", "qu[ýíyi]"
AND, TO = "(?:và|va|hay|hoặc)", "(?:đến|den|tới|toi)"
MORE = r"[.,/]\d|/[^\W\d_]"  # behind figures, it makes more of them
GLUED = rf"{MORE}|[^\W\d_]|[%_]| %"
YEAR_OF = (rf"(?:,?{SPACE}n[ăa]m{SPACE}|{SPACE}[/-]{SPACE}|\.)(?P<year>{YEAR})(?!\d|{MORE})")
WORDS = "|".join([*reversed(NAMES), "bốn"]).replace("_", " ")
WHICH = rf"(?:\d\d?(?!\d)|(?:{WORDS}|[ivx]+(?!-[^\W\d_]))(?!\w))"

# Before a month or day, that it comes again and again; hàng may be a thing.
THINGS = "khách ngân cửa nhà bán mua giao mặt đơn xuất nhập".split()
EACH = re.compile(rf"(?<!\w)(?:mỗi|một|hằng|{''.join(f'(?<!{thing} )' for thing in THINGS)}hàng)"
                  rf"{SPACE}$", re.I)

LUNAR_BEFORE = re.compile(
    rf"(?<!\w)(?:mùng|mồng|rằm(?: ngày)?|âm lịch|ÂL){SPACE}"
    rf"(?:\d\d?{SPACE}(?:[,-]|{AND}|{TO}){SPACE})*$", re.I)
STEMS = "giáp|ất|bính|đinh|mậu|kỷ|canh|tân|nhâm|quý"
BRANCHES = "tý|sửu|dần|mão|thìn|tỵ|ngọ|mùi|thân|dậu|tuất|hợi"
LUNAR_AFTER = re.compile(
    rf"{SPACE}[(,]?{SPACE}(?:[ÂA]L(?!\w)|âm(?={SPACE}(?:lịch(?!\w)|[^\w\s]|$))"
    rf"|năm (?:{STEMS}) (?:{BRANCHES})(?!\w))", re.I)

PERIOD = re.compile(rf"(?<!\w)(?P<what>{MONTH_WORD}|{QUARTER_WORD})[ \u00a0]+(?P<which>{WHICH})",
                    re.I)
NEXT = re.compile(rf"{SPACE}(?:(?P<to>[-–]|{TO}(?!\w))|[,&]|{AND}(?!\w)){SPACE}"
                  rf"(?:(?P<what>{MONTH_WORD}|{QUARTER_WORD}){SPACE})?(?P<which>{WHICH})", re.I)
NUMBERS = "chục|mươi|trăm|nghìn|ngàn|triệu|tỷ"
COUNTED = re.compile(rf"{SPACE}(?:lần|buổi|kỳ|đợt|phiên|ngày|{NUMBERS})(?!\w)", re.I)
ORDINAL = re.compile(
    rf"(?<!\w)thứ[ \u00a0]+(?P<which>[2-7](?!\d|{GLUED})|(?:hai|ba|tư|năm|sáu|bảy)(?!\w))"
    rf"(?!{SPACE}(?:{NUMBERS})(?!\w))", re.I)


def before(text, at):
    """What stands close before AT: so much as can say what begins there."""
    return text[max(0, at - 80):at]


def is_lunar(text, start, end):
    """Whether what stands there is said to be of the lunar year."""
    return bool(LUNAR_BEFORE.search(before(text, start)) or LUNAR_AFTER.match(text, end))


def is_month(word):
    return re.fullmatch(MONTH_WORD, word, re.I) is not None


def which_of(text, is_of_months):
    """The number of a month or quarter in figures, Roman figures or words; 0 for none."""
    word = text.lower().replace(" ", "_")
    names = NAMES if is_of_months else [*QUARTERS[:3], "tư"]
    if word.isdigit():
        number = int(word)
    elif word in ROMAN and (not is_of_months or text[0].isupper()):
        number = ROMAN.index(word) + 1
    elif word in names:
        number = names.index(word) + 1
    else:
        number = 4 if word == "bốn" and not is_of_months else 0
    return number if number <= (12 if is_of_months else 4) else 0


def is_doubtful(text, end, word, is_of_months):
    """Whether WORD, before END, may mean something else than a month or quarter."""
    if word[0].isdigit() or word.lower() in ROMAN:
        return False
    return not is_of_months or (not word[0].isupper() and (
        word.lower() in AMBIGUOUS or COUNTED.match(text, end) is not None))


def year_at(text, at):
    """The year of the month that ends there, if one follows, and where it ends."""
    match = re.compile(YEAR_OF, re.I).match(text, at)
    return (int(match["year"]), match.end()) if match else (None, at)


def list_at(text, first):
    """The numbers of months or quarters that begin with the match FIRST, their year, and where
    they end, and where all that looks like the list ends. Several are taken with a year behind
    them, or as a range."""
    of_months = is_month(first["what"])
    numbers = [which_of(first["which"], of_months)]
    year, end = year_at(text, first.end())
    taken, at, listed = (numbers, year, end), end, list(numbers)
    while year is None and (match := NEXT.match(text, at)) and (
            not match["what"] or is_month(match["what"]) == of_months):
        number = which_of(match["which"], of_months)
        if not number:
            break
        listed += range(listed[-1] + 1, number) if match["to"] else []
        listed.append(number)
        year, at = year_at(text, match.end())
        is_plain = match["to"] and not re.match(GLUED, text[at:]) and not COUNTED.match(
            text, at) and not is_doubtful(text, at, match["which"], of_months)
        if year or is_plain:
            taken = (list(listed), year, at)
    return taken, at


def period_at(text, first):
    """(start, end, terms) of the months or quarters that the match FIRST begins; None for none."""
    start, (taken, list_end) = first.start(), list_at(text, first)
    numbers, year, end = taken
    of_months, word = is_month(first["what"]), first["which"]
    if not all(numbers) or is_lunar(text, start, end) or is_lunar(text, start, list_end):
        return None
    if not year and (re.match(GLUED, text[first.end():]) or first["what"][2:].lower() in ("y", "i")
                     or is_doubtful(text, first.end(), word, of_months)
                     or re.search(rf"\d{SPACE}$", before(text, start))):
        return None
    if EACH.search(before(text, start)):
        return None
    kind, years = "month" if of_months else "quarter", [(), (year,)] if year else [()]
    return start, end, [(kind, number, *y) for number in numbers for y in years]


# Q1/2023, as companies write it.
SHORT_QUARTER = re.compile(rf"(?<!\w)Q(?P<which>[1-4])/(?P<year>{YEAR})(?!\d|{MORE})")


def find(text, is_taken):
    """(start, end, terms) of each stretch that names months, quarters or what thứ numbers, but
    for those of which IS_TAKEN."""
    for match in PERIOD.finditer(text):
        found = None if is_taken(match.start(), match.end()) else period_at(text, match)
        if found:
            yield found
    for match in SHORT_QUARTER.finditer(text):
        number, year = int(match["which"]), int(match["year"])
        yield match.start(), match.end(), [("quarter", number), ("quarter", number, year)]
    for match in ORDINAL.finditer(text):
        which = match["which"].lower()
        number = NAMES.index(which) + 1 if which in NAMES else int(which)
        yield match.start(), match.end(), [("ordinal", number)]
