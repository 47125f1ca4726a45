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


def divide(word, is_part):
    """The fewest parts of WORD of which IS_PART is true, all but the first with a consonant before
    their vowel; none where it does not divide."""
    best = {0: []}
    for end in range(1, len(word) + 1):
        if end < len(word) and unicodedata.combining(word[end]):
            continue
        for start in range(max(0, end - 14), end):
            has_onset = not start or word[start].lower() not in "aeiouy"
            if start in best and has_onset and is_part(word[start:end]):
                if end not in best or len(best[start]) + 1 < len(best[end]):
                    best[end] = best[start] + [word[start:end]]
    return best.get(len(word), [])
