"""The closed table of Vietnamese syllables: onsets, and the rimes that each takes."""

import unicodedata
from functools import lru_cache

BACK_ONSETS = " b c ch d đ g gi h kh l m n ng nh p ph r s t th tr v x".split(" ")
FRONT_ONSETS = " b ch d đ gh gi h k kh l m n ngh nh p ph r s t th tr v x".split(" ")
BACK = """a ac ach ai am an ang anh ao ap at au ay o oc oi om on ong ooc oong op ot u ua uc ui um
    un ung up ut uôc uôi uôm uôn uông uôt âc âm ân âng âp ât âu ây ô ôc ôi ôm ôn ông ôp ôt ăc ăm
    ăn ăng ăp ăt ơ ơi ơm ơn ơp ơt ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
    oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oem oen oeo oet uân
    uâng uât uây uê uêch uên uênh uêt uơ uy uya uych uyn uynh uyp uyt uyu uyên uyêt""".split()
FRONT = """e ec em en eng eo ep et i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu ê êch
    êm ên ênh êp êt êu""".split()
AFTER_QU = """a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt ân âng ât ây âc e ec en
    eng eo ep et ê êch ên ênh êt êu i ia ich in inh ip it iu iêt ơ ơn ơt ôc y ych yn ynh yt yp yu
    yên yêt""".split()
Y_INITIAL = "y yêm yên yêng yêt yêu".split()
GI = "gi gin giêng gim giêc gip git giêt giêp gich giêm giên giêu".split()


def decomposed(texts):
    return {unicodedata.normalize("NFD", text) for text in texts}


LETTERS = decomposed(
    [onset + rime for onset in BACK_ONSETS for rime in BACK] +
    [onset + rime for onset in FRONT_ONSETS for rime in FRONT] +
    ["qu" + rime for rime in AFTER_QU] + Y_INITIAL + GI +
    [onset + "y" for onset in "h k l m s t v".split()])
FOLDED = {"".join(c for c in text if not unicodedata.combining(c)).replace("đ", "d")
          for text in LETTERS}


@lru_cache(maxsize=None)
def is_syllable(spelling):
    """Whether it is one with just these marks: a stop at its end takes sắc or nặng only."""
    if spelling.letters not in LETTERS:
        return False
    stopped = spelling.letters.endswith(("c", "ch", "p", "t"))
    return spelling.tone in ("sắc", "nặng") or (
        not stopped and spelling.tone in ("", "huyền", "hỏi", "ngã"))


def may_be_syllable(spelling):
    """Whether it is one, or may be with marks that it lacks."""
    return is_syllable(spelling) or (spelling.unmarked and spelling.folded in FOLDED)


def letters_of(word):
    return [c.lower() for c in word if not unicodedata.combining(c)]


def may_meet(before, behind):
    """Whether a part may begin there: with a consonant, or a vowel that an i stands before and
    another letter behind (kiốt, not Niê). One letter alone begins a word (ôtô)."""
    letters = letters_of(behind)
    return letters[0] not in "aeiouy" or (len(letters) > 1 and letters_of(before)[-1] == "i")


def divide(word, is_part):
    """The parts of WORD of which IS_PART is true, the longest first; none where it does not
    divide. Those that begin with consonants are better."""
    for has_vowels in (False, True):
        parts = divide_from(word, 0, is_part, has_vowels)
        if len(parts) > 1:
            return parts
    return []


def divide_from(word, start, is_part, has_vowels, most=8):
    for end in range(len(word), start, -1):
        part, rest = word[start:end], word[end:]
        is_short = len(letters_of(part)) == 1
        if not is_part(part) or (is_short and (start or letters_of(part) == ["y"])):
            continue
        if not rest:
            return [part]
        if most == 1 or unicodedata.combining(rest[0]) or not may_meet(part, rest) or (
                not has_vowels and letters_of(rest)[0] in "aeiouy"):
            continue
        parts = divide_from(word, end, is_part, has_vowels, most - 1)
        if parts:
            return [part] + parts
    return []
