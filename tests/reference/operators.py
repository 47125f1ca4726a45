"""OR, AND and NOT between words and quotes, in either language."""

import re

from spelling import spell

ITEM = re.compile(r'-?"[^"]*"|\|+|[^\s"|]+')
NAMES = {"or": "or", "hoac": "or", "hay": "or", "and": "and", "va": "and", "not": "not",
         "khong": "not behind", "tru": "not behind"}
NOT = "\x01"  # before what is not wanted, for without_operators alone
AND = "\x02"  # likewise, where what stands on both sides of it is not read together


def kind(item, has_small):
    """or, and, not, not behind; word: a word or what is quoted; other: what is neither."""
    if item.startswith("|"):
        return "or"
    if item.startswith('"'):
        return "word"
    word = item.strip("()")
    if not word or word.startswith("-"):
        return "other"
    if has_small and word.isalpha() and word.isupper() and len(word) > 1:
        return NAMES.get(spell(word).folded, "word")
    return "word"


def without_operators(query):
    """The query without its operators and choices, NOT before what is not wanted, AND in place of
    what stood between; and the choices, each a list of texts of which one will do."""
    if not re.search(r"[|]|\b[A-Z]", query):
        return query, []
    items = ITEM.findall(query)
    has_small = any(map(str.islower, query))
    kinds = [kind(item, has_small) for item in items] + ["other", "other"]
    rest, choices, i = [], [], 0
    while i < len(items):
        between = i > 0 and kinds[i - 1] == "word" and kinds[i + 1] == "word"
        if kinds[i] == "word" and kinds[i + 1] == "or" and kinds[i + 2] == "word":
            choice = [items[i]]
            while kinds[i + 1] == "or" and kinds[i + 2] == "word":
                i += 2
                choice.append(items[i])
            choices.append([item.strip('"()') for item in choice])
            rest.append(AND)
        elif (kinds[i] == "not" and kinds[i + 1] == "word") or (
                kinds[i] == "not behind" and between):
            i += 1
            rest.append(NOT + items[i])
        else:
            rest.append(AND if kinds[i] == "and" and between else items[i])
        i += 1
    return " ".join(rest), choices
