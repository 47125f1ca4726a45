"""Numbers are one word; what stands behind a number is cut from it.

A number is ("number", text): its digits without signs of grouping, its decimals behind a comma.
Its parts are no words. There is no arithmetic."""

import re

DECIMAL = r"\d+[.,]\d+"
GROUPED = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?"
NUMBER = rf"(?:{GROUPED}|{DECIMAL})(?![.,]?\d)|\d+"
# Groups that spaces part: see spaced().
SPACED = r"[1-9]\d{0,2}(?:[ \u00a0\u202f]\d{3}){1,4}(?:,\d+)?(?![\d/.,:-]*\d|[ \u00a0]\d)"
# Number plates; telephone numbers; accounts that begin with 0.
PLATE = r"\d\d-?[A-Za-z](?:\d|[A-Z])?[ -]?(?:\d{3}\.\d\d|\d{4,5})(?!\d)"
PHONE = r"(?:\+84[ .-]?|\(0\d{1,3}\) ?|0\d{1,4}[ .-])\d{2,4}(?:[ .-]\d{2,4}){1,3}(?!\d)"
CODE = rf"(?<![\w.,/-])(?:{PLATE}|{PHONE})"

# How units are spelled behind a number, in words.
BEHIND = {"đ": "đồng", "tr": "triệu", "m": "mét", "oc": "độ c", "°c": "độ c", "°": "độ", "h": "giờ"}
NUMBERING = set("""ngày tháng năm lớp số thứ khóa khoá quý phòng tổ điều khoản phường quận
    top""".split())


def is_spaced_number(before, text, after):
    """Whether spaces part the groups of one number and not several numbers: they end with 000, or
    stand behind a word of prose that does not number things, before no capital."""
    if re.search(r"[\d/.,:-]$", before.rstrip(" ")):
        return False
    if text.endswith("000"):
        return True
    word = re.search(r"([^\W\d_]+)[ \u00a0]$", before)
    return bool(word) and word[1].islower() and word[1] not in NUMBERING and not (
        after.lstrip()[:1].isupper())


def code(text):
    """A code is one word without its signs."""
    signless = re.sub(r"^\+84", "0", re.sub(r"[^\w+]", "", text))
    return signless.lower()


def value(text):
    """The number that TEXT is. A point before three figures parts a group, unless a 0 stands before
    it; a comma there is decimal, unless there are more groups or the last figure is 0."""
    text = re.sub(r"[ \u00a0\u202f]", "", text)
    signs = [c for c in text if c in ".,"]
    decimals = ""
    if signs:
        whole, sign, last = text.rpartition(signs[-1])
        is_group = len(last) == 3 and whole.strip("0") and len(set(signs)) == 1 and (
            sign == "." or len(signs) > 1 or last.endswith("0"))
        if not is_group:
            text, decimals = whole, "," + last
    digits = re.sub("[.,]", "", text)
    if len(digits) < 6 or decimals:
        digits = digits.lstrip("0") or "0"
    return ("number", digits + decimals)
