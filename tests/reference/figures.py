"""Numbers are one word; a unit glued to its number is that number and that unit.

A number is ("number", text): its digits without signs of grouping, its decimals behind a comma.
Its parts are no words. There is no arithmetic."""

import re

# Groups of three after a first one, all parted by the same sign; then decimals by the other.
GROUPED = r"\d{1,3}(?:(?:\.\d{3})+(?:,\d+)?|(?:,\d{3}){2,}(?:\.\d+)?|(?:[ \u00a0\u202f]\d{3})+(?:,\d+)?)(?![\d])"
DECIMAL = r"\d+[.,]\d+(?![.,]?\d)"
NUMBER = rf"(?:{GROUPED}|{DECIMAL}|\d+)"

# Signs and names of units, each row one unit: the first is what it is read as.
UNITS = [row.split("|") for row in """\
%|phần trăm
°c|độ c
đ|đồng
tr|triệu
ha|héc ta|hecta|hécta
h|giờ
m|mét
km|ki lô mét|kilômét
cm|xăng ti mét
mm|mi li mét
kg|ki lô gam|kilôgam
g|gam|gram
m2|mét vuông
m3|mét khối
km2|ki lô mét vuông
l|lít""".split("\n")]

UNIT_OF = {name: row[0] for row in UNITS for name in row}
UNIT_SIGN = r"%|°\s?[CF]\b|\b(?<=\d)(?:m|km|cm|dm|mm)[23²³](?!\w)|\b(?:m|km|cm|dm|mm)[23²³](?!\w)"
GLUED_LETTERS = set("mglhsđkgtw")


def unit(text):
    return ("unit", text.lower().replace(" ", "").replace("²", "2").replace("³", "3"))


def value(text):
    """The number that TEXT is. In "1.234" the point groups, in "1,5" and "1.5" it does not."""
    text = re.sub(r"[ \u00a0\u202f]", "", text)
    signs = [c for c in text if c in ".,"]
    if not signs:
        return ("number", text.lstrip("0") or "0" if len(text) < 4 else text)
    whole, decimals = text, ""
    last = signs[-1]
    groups = re.split("[.,]", text)
    if len(set(signs)) == 2 or not all(len(group) == 3 for group in groups[1:]) or (
            last == "," and len(signs) == 1):
        whole, decimals = text[:text.rindex(last)], text[text.rindex(last) + 1:]
    whole = re.sub("[.,]", "", whole).lstrip("0") or "0"
    return ("number", whole + ("," + decimals if decimals else ""))
