"""Slugs, addresses and the signs of other programs: what is no word of a query is blanked out
before it is read."""

import re

from syllables import FOLDED

ADDRESS = re.compile(r"\b(?:https?|ftp)://(?:www\.)?|\bwww\.")
FOREIGN_SIGNS = re.compile(r"\b(?:OR|AND|NOT)\b|\b[a-z]+:(?=\w)|\*"
                           r"|(?<!\S)--?[a-z]+(?:[ =]\d+)(?!\S)")
SLUG = re.compile(r"(?<!\S)(\w+(?:[-_]\w+)+?)(?:-\d{5,})?(?:\.html?)?(?!\S)")


# The host and folders before the title that an address ends with.
FOLDERS = re.compile(r"(?<!\S)[^\s/\"]*\.[^\s/\"]+/(?:[^\s/\"]+/)*(?=(\w+(?:[-_]\w+){2,})[^\s/]*(?!\S))")


def without_folders(match):
    return "" if " " in SLUG.sub(slug, match.group(1)) else match.group()


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
    parts[::2] = [SLUG.sub(slug, FOLDERS.sub(without_folders, part)) for part in parts[::2]]
    return without_dashes('"'.join(parts))


MINUS = re.compile(r'(?P<before>[^\s"]+)(?P<quote>"?)\s+'
                   r'-(?P<word>[^\W_][^\s"]*)(?P<behind>\s+[^\s"-])?')


def without_dashes(query):
    """A minus that stands for a dash, as it joins two names or two figures, or stands before a
    name or amid other words where nothing else is a sign, is none. Where all are capitals, they
    tell no name."""
    telling = not query.isupper()
    alone = '"' not in query and len(re.findall(r"(?<!\S)-[^\W_]", query)) == 1

    def read(match):
        before, word = match["before"], match["word"]
        if match["quote"] or before.startswith("-"):
            return match.group()
        is_name, after_name = telling and word[0].isupper(), telling and before[0].isupper()
        is_acronym = telling and len(word) > 1 and word.isupper()
        joins = (is_name and after_name) or (word[0].isdigit() and before[-1].isdigit())
        if joins or (alone and ((is_name and not is_acronym) or match["behind"] or (
                after_name and word[0].isdigit()))):
            return f"{before} {word}{match['behind'] or ''}"
        return match.group()

    return MINUS.sub(read, query)
