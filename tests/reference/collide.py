"""Small archives made to have collisions: few words, the same with other marks, few numbers,
dates near one another; in them the same words stand in every order and distance."""

import random

WORDS = """ma má mà mả Ma Mà hoa hòa hoà hóa thanh thành Thanh Thành nam năm Nam lý lí bí thư
    tỉnh tình người đồng tỷ vụ ha""".split()
FIGURES = """5 1,5 15 6.000 6000 6-0 0-6 3.005 500 10.500 0,5 5,5""".split()
DATES = """27/3/2018 28/3/2018 27/4/2018 27/3/2017 27-3-2018""".split() + [
    "ngày 27/3", "27 tháng 3 năm 2018", "ngày 28 tháng 3", "ngày 27-29/3", "ngày 26, 28/3/2018"]
NAMES = "TP.HCM TPHCM UBND GD-ĐT GDĐT Đ/C".split()
ENDS = [". ", ", ", " - ", "\n", "; ", " (", ") "]
GIVEN_DATES = [None, "2018", "2018-03", "2018-03-27", "2018-03-28", "2018-04", "2017", "2017-12-31"]

QUERY_DATES = ["27/3", "27/3/2018", "28/3/2018", "27 tháng 3", "26/3", "29/3",
               "27 tháng 3 năm 2018"]


class Collisions:
    """Archives and queries by a seed."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def piece(self):
        kinds = [WORDS, FIGURES, DATES, NAMES]
        return self.random.choice(self.random.choices(kinds, [8, 2, 1, 1])[0])

    def text(self, pieces):
        text = ""
        for _ in range(pieces):
            text += self.piece() + (self.random.choice(ENDS) if self.random.random() < .15 else " ")
        return text.strip()

    def articles(self, count):
        """COUNT articles; the first has every word, so that no query has a strange one."""
        articles = [{"id": "a0", "body": "\n".join(
            ", ".join(pieces) for pieces in (WORDS, FIGURES, NAMES, DATES))}]
        for i in range(1, count):
            article = {"id": f"a{i}", "title": self.text(3), "body": self.text(14)}
            date = self.random.choice(GIVEN_DATES)
            articles.append({**article, "date": date} if date else article)
        return articles

    def queried(self):
        kinds = [WORDS, FIGURES, QUERY_DATES, NAMES]
        return self.random.choice(self.random.choices(kinds, [8, 2, 1, 1])[0])

    def query(self):
        """A query of one to four words, some of them quoted or excluded."""
        parts = []
        for i in range(self.random.randint(1, 3)):
            shape = self.random.random()
            if shape < .3:
                words = [self.queried() for _ in range(self.random.randint(2, 3))]
                part = '"' + " ".join(words) + '"'
            else:
                part = self.queried()
            if i and self.random.random() < .25 and (shape < .3 or " " not in part):
                part = "-" + part
            parts.append(part)
        return " ".join(parts)
