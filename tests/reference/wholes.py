"""What several words mean together besides what they are: spans (6-0), pairs (24/24), the numbers
of documents (12/2024/NĐ-CP), loanwords (Ma-đrít)."""

import re

import figures
from atoms import plain_text
from syllables import is_syllable
from spelling import spell

DASH = re.compile(r"[ \u00a0\u202f]?[-–][ \u00a0\u202f]?")


def is_number(atom):
    return atom.kind in ("number", "day") and atom.text[0].isdigit()


def sign_of(atom):
    """The sign of a span before ATOM."""
    return "-" if DASH.fullmatch(atom.glue) else ":" if atom.glue == ":" else None


def span(found, at):
    """6-0, 2010 - 2015, 3:2; their numbers stay words."""
    end = at + 1
    if at > 1 and found[at - 1].text in ("h", "g", "H", "G", "giờ") and is_number(found[at - 2]):
        return None  # minutes
    sign = sign_of(found[end]) if end < len(found) else None
    while sign and end < len(found) and is_number(found[end]) and sign_of(found[end]) == sign:
        end += 1
    if end == at + 1 or end - at > 8 or (
            end < len(found) and is_number(found[end]) and found[end].glue in ("/", ":", ".", ",")):
        return None
    return end, ("figures", sign.join(figures.value(atom.text)[1] for atom in found[at:end]))


def chain(found, at):
    """1.2.3, which is no number, as it stands."""
    end = at + 1
    while end < len(found) and is_number(found[end]) and found[end].glue in (".", ","):
        end += 1
    if end == at + 1 or found[at].kind == "day":
        return None
    return end, ("figures", "".join(atom.glue * (i > 0) + atom.text
                                    for i, atom in enumerate(found[at:end])))


def pair(found, at):
    """24/24, which is no date for all its words say."""
    if at + 1 == len(found) or found[at + 1].glue != "/" or not is_number(found[at + 1]):
        return None
    both = found[at:at + 2]
    after = found[at + 2] if at + 2 < len(found) else None
    if not all(atom.text.isdigit() and len(atom.text) <= 4 for atom in both):
        return None
    if (after and after.glue in ("/", "-", ".", ",", ":")) or found[at].glue.endswith(
            ("/", "-", ".", ",", ":")):
        return None
    return at + 2, ("figures", "/".join(figures.value(atom.text)[1] for atom in both))


def document(found, at):
    """12/2024/NĐ-CP, 1234/QĐ-UBND: (end, term), and with a year 12/NĐ-CP and 12/2024 besides."""
    has_year = (at + 2 < len(found) and found[at + 1].glue == found[at + 2].glue == "/"
                and re.fullmatch(r"\d{4}", found[at + 1].text) is not None)
    first = at + 1 + has_year
    if first >= len(found) or found[first].glue != "/":
        return
    end, capitals = first, 0
    while end < len(found) and (end == first or found[end].glue in ("-", "/", "&")):
        text = found[end].text
        upper = sum(c.isupper() for c in text)
        if not upper and not (end > first and any(c.isdigit() for c in text)):
            break
        capitals += upper
        end += 1
    if capitals < 2:
        return
    number = figures.value(found[at].text)[1]
    rest = "".join(("/" if atom.glue == "/" else "") + atom.text for atom in found[first:end])
    year = "/" + found[at + 1].text if has_year else ""
    yield end, ("document", (number + year + rest).lower())
    if has_year:
        yield end, ("document", (number + rest).lower())
        yield at + 2, ("figures", number + year)


def loanword(found, at):
    """Ma-đrít, vắc-xin, Mát-xcơ-va."""
    end = at
    while end < len(found) and (end == at or found[end].glue == "-"):
        text = found[end].text
        if found[end].kind != "word" or len(text) > 6 or (len(text) > 1 and text.isupper()):
            return None
        end += 1
    return (end, ("joined", spell(plain_text(found[at:end])))) if 2 <= end - at <= 5 else None


def wholes(found):
    """(first, end, term) of each, the atoms FIRST to END not included."""
    last = 0
    for at, atom in enumerate(found):
        if at < last:
            continue
        if is_number(atom):
            read = list(document(found, at)) or [
                span(found, at) or chain(found, at) or pair(found, at)]
        else:
            read = [loanword(found, at) if atom.glue or not at else None]
        for end, term in filter(None, read):
            last = max(last, end)
            yield at, end, term
