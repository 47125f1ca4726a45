"""Where sentences end."""

import re

ABBREVIATIONS = set("TP Tp tp TX Tx TT Tt PGS GS TS ThS Ths TSKH BS Bs KS CN NSND NSƯT NGND NGƯT LS "
                    "ĐB Mr Mrs Ms Dr St Jr No Co Ltd tr vs".split())
VIETNAMESE = "A-Za-zÀ-ỹĐđ"
GAP = re.compile(r"[^\w²³]*$")
WORD_MAX = 40  # characters before the end of a sentence that tell an abbreviation


def sentence_at(articles, place):
    """The number in its paragraph of the sentence that a place is in."""
    paragraph = articles.paragraph_at[place]
    if paragraph not in articles.numbers:
        places = articles.places_of(paragraph)
        articles.numbers[paragraph] = sentences(
            articles.texts[paragraph], articles.offsets[places.start:places.stop])
    return articles.numbers[paragraph][place - articles.begins[paragraph]]


def sentences(text, offsets):
    """The number of the sentence that each place of a paragraph is in."""
    number, numbers = 0, []
    for i, start in enumerate(offsets):
        if i > 0 and start > offsets[i - 1]:
            before = text[offsets[i - 1]:start]
            gap = GAP.search(before).group()
            if len(gap) > 1 or gap in "\n\t":
                end = start - len(gap)
                number += ends_sentence(text[max(0, end - WORD_MAX):end], gap, text[start:start + 1])
        numbers.append(number)
    return numbers


def ends_sentence(word, gap, rest):
    """Whether a sentence ends in GAP, between WORD and REST of the text."""
    if re.search(r"[\n\t]", gap):
        return True
    last = re.search(r"(?:[^\x00-\x7f]|[A-Za-z0-9])*$", word).group()
    short = last in ABBREVIATIONS or re.fullmatch(f"[{VIETNAMESE}]", last)
    signs = gap[1:] if gap[:1] == "." and short else gap
    sign = re.search(r"[.!?…][^ ]* +", signs)
    if not sign:
        return False
    begin = (signs[sign.end():] + rest)[:1]
    return bool(re.match(r"[0-9\"'\-+“‘«–—(]", begin)) or (
        begin.isupper() and bool(re.match(f"[{VIETNAMESE}]", begin)))
