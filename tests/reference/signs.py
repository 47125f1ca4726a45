"""Slugs, addresses and the signs of other programs: what is no word of a query is blanked out
before it is read."""

import re

from syllables import FOLDED

ADDRESS = re.compile(r"\b(?:https?|ftp)://(?:www\.)?|\bwww\.")
FOREIGN_SIGNS = re.compile(r"\b(?:OR|AND|NOT)\b|\b[a-z]+:(?=\w)|\*|(?<!\S)--?[a-z]+(?:[ =]\d+)(?!\S)")
SLUG = re.compile(r"(?<!\S)(\w+(?:[-_]\w+)+?)(?:-\d{5,})?(?:\.html?)?(?!\S)")


def slug(match):
    """A line of words without marks, with spaces; what is none stays as it is."""
    text = match.group(1)
    words = re.split("[-_]", text)
    syllables = sum(word.lower() in FOLDED for word in words)
    if not text.isascii() or not text.islower() or not ("_" in text or (
            syllables >= 2 if len(words) == 2 else 2 * syllables >= len(words))):
        return match.group()
    return " ".join(words)


def without_signs(query):
    query = ADDRESS.sub("", query.replace("''", '"'))
    parts = query.split('"')
    if not query.isupper():
        parts[::2] = [FOREIGN_SIGNS.sub(" ", part) for part in parts[::2]]
    parts[::2] = [SLUG.sub(slug, part) for part in parts[::2]]
    return '"'.join(parts)
