"""Numbers are one word; what stands behind a number is cut from it.

A number is ("number", text): its digits without signs of grouping, its decimals behind a comma.
Its parts are no words. There is no arithmetic."""

import re

from periods import before
from spelling import spell
from syllables import is_syllable

DECIMAL = r"\d+[.,]\d+"
GROUPED = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?"
NUMBER = rf"(?<!\d[.,])(?:{GROUPED}|{DECIMAL})(?![.,]?\d)|\d+"
# Groups that spaces part: see spaced().
SPACED = r"[1-9]\d{0,2}(?:[ \u00a0\u202f]\d{3}){1,4}(?:,\d+)?(?![\d/.,:-]*\d|[ \u00a0]+\d)"
# Number plates: the series has a letter, perhaps with a figure, or two of these.
SERIES = "[A-Za-z](?:\\d(?!\\d))?|(?i:ld|kt|da|mk|ng|qt|nn|hc|cv|rm|cd|aa)"
PLATE = re.compile(
    rf"(?!0)\d\d-?(?:{SERIES})(?:(?: ?[-.–] ?)?(?:\d{{3}}\.\d\d|\d{{4,5}})|\d{{6}}"
    r"|(?<=[A-Z0-9]) (?:\d{3}\.\d\d|\d{5}))(?!\w)")
GAP = re.compile(r"(?:\)[ \u00a0\u202f.-]?|[ \u00a0\u202f.-])(?=\d)")
DIGITS = re.compile(r"\d+")

# How units are spelled behind a number, in words.
BEHIND = {"₫": "đồng", "đ": "đồng", "tr": "triệu", "m": "mét", "oC": "độ c", "°": "độ", "h": "giờ"}
NUMBERING = set("""ngày tháng năm lớp số thứ khóa khoá quý phòng tổ điều khoản phường quận
    top""".split())


def is_spaced_number(before, text, after):
    """Whether spaces part the groups of one number and not several numbers: they end with 000, or
    stand behind punctuation or a word of prose that does not number things, before no capital. The
    word may have a capital where there are several groups."""
    if re.search(r"[\d/%] *$|[.,-]$", before):
        return False
    if text.endswith("000"):
        return True
    if after.lstrip()[:1].isupper():
        return False
    word = re.search(r"([^\W\d_]+)[ \u00a0]$", before)
    if not word:
        return re.search(r"(?:^|[\s:;,(\"])$", before.rstrip(" ")) is not None
    return (word[1].lower() not in NUMBERING and is_syllable(spell(word[1]))
            and (word[1].islower() or len(re.findall(r"[ \u00a0\u202f]", text)) > 1))


def is_year(digits):
    return len(digits) == 4 and "1500" <= digits < "2200"


def groups_at(text, at, most):
    """Groups of at most MOST figures in all, with a space, a point, a hyphen or a bracket between;
    where they end; and whether more go on there."""
    groups, end, total = [], at, 0
    while True:
        group = DIGITS.match(text, at).group()
        if total + len(group) > most:
            return groups, end, True
        groups.append(group)
        total, end = total + len(group), at + len(group)
        gap = GAP.match(text, end)
        if not gap:
            return groups, end, False
        at = gap.end()


def is_phone(groups):
    """Of a place ten figures or eleven, mobile ones ten, or once eleven with 01; not the numbers
    drawn in a lottery, 07-13-16-30-37."""
    digits = "".join(groups)
    if len(digits) not in (10, 11) or digits[0] != "0" or digits[1] == "0":
        return False
    if len(digits) == 11 and digits[1] == "9":
        return False
    return len(groups) == 1 or (len(groups) <= 5 and len(groups[0]) > 1 and (
        len(groups[0]) > 2 or len(groups[1]) > 2))


def is_account(groups):
    return (len(groups) > 1 and len(groups[0]) > 2 and max(map(len, groups)) > 3
            and len("".join(groups)) >= 10)


def is_service(groups):
    """1900 1234, 1800 558 868; years are none."""
    return (len(groups) > 1 and groups[0] in ("1800", "1900")
            and len("".join(groups)) in (8, 10)
            and not (len(groups) == 2 and is_year(groups[1])))


def code_at(text, at):
    """The number plate, telephone or account number that begins at the figure AT, as one word
    without its signs, and where it ends; None for none."""
    if re.search(r"\d[.,]$|[^\W\d_]$", before(text, at)):
        return None
    plate = PLATE.match(text, at)
    if plate:
        return re.sub(r"\W", "", plate.group()).lower(), plate.end()
    if before(text, at).endswith("+") and text.startswith("84", at):
        abroad = re.compile(r"84[ \u00a0.-]?(?:\(0\) ?)?0?").match(text, at)
        groups, end, more = (groups_at(text, abroad.end(), 10)
                             if text[abroad.end():abroad.end() + 1].isdigit() else ([], at, False))
        found = [("0" + "".join(groups), end, more)] if is_phone(["0" + "".join(groups)]) else []
    elif text[at] == "0":
        phone, account = groups_at(text, at, 11), groups_at(text, at, 24)
        found = [("".join(phone[0]), *phone[1:])] if is_phone(phone[0]) else []
        found += [("".join(account[0]), account[1], False)] if (
            is_account(account[0]) and not account[2]) else []
    else:
        service = groups_at(text, at, 10)
        found = [("".join(service[0]), service[1], False)] if (
            is_service(service[0]) and not service[2] and text[at + 4] == ".") else []
    for digits, end, more in found:
        if (not more or text[end] in " \u00a0\u202f") and not text[end:end + 1].isalnum():
            return digits, end
    return None


def both_ways(text, at):
    """1900 1234, 1903 1234 5678: one number besides its parts, and where it ends."""
    if len(DIGITS.match(text, at).group()) != 4:
        return None
    service, fours = groups_at(text, at, 10), groups_at(text, at, 24)
    *first, last = fours[0]
    is_fours = (len(fours[0]) > 2 and all(len(group) == 4 for group in first) and len(last) < 5
                and not all(map(is_year, first)))
    for is_one, (groups, end, more) in ((is_service(service[0]), service), (is_fours, fours)):
        if is_one and not more and not text[end:end + 1].isalnum():
            return "".join(groups), end
    return None


def value(text):
    """The number that TEXT is. A point before three figures parts a group, unless a 0 stands before
    it; a comma there is decimal, unless there are more groups or the last figure is 0."""
    text = re.sub(r"[ \u00a0\u202f]", "", text)
    signs = [c for c in text if c in ".,"]
    decimals = ""
    if signs:
        whole, sign, last = text.rpartition(signs[-1])
        is_group = len(last) == 3 and len(whole.split(sign)[0]) <= 3 and whole.strip("0") and len(set(signs)) == 1 and (
            sign == "." or len(signs) > 1 or last.endswith("0"))
        if not is_group:
            text, decimals = whole, "," + last
    digits = re.sub("[.,]", "", text)
    if len(digits) < 6 or decimals:
        digits = digits.lstrip("0") or "0"
    return ("number", digits + decimals)
