"""Pages add up: whatever their size, in every order, each hit once and in the same place; and
the totals are those of what is listed."""

import calendar

ORDERS = ("relevance", "newest", "oldest")
PAGE = 1000  # the most that one page may have
SMALL = 7


def hits(answer):
    return answer.get("hits", [])


def is_full(hit):
    return "missing" not in hit


def full_hits(answer):
    return [hit for hit in hits(answer) if is_full(hit)]


def has_all_full(answer):
    """Whether it lists all hits with every word that there are by its own total: they may stand
    far behind others, where marks were restored otherwise."""
    return len(full_hits(answer)) >= answer["total"]["full"]


def ask_for_all(archive, queries, *options, size=PAGE, goes_on=lambda answer: True):
    """The answers to the queries, each with the hits of all its pages, as long as it GOES_ON, and
    the totals that its pages told."""
    answers = archive.ask_all(queries, f"--limit={size}", *options)
    for answer in answers:
        answer["totals"] = [answer.get("total")]
    unfinished = [i for i, answer in enumerate(answers)
                  if len(hits(answer)) == size and goes_on(answer)]
    offset = size
    while unfinished and offset <= 10000:
        pages = archive.ask_all([queries[i] for i in unfinished], f"--limit={size}",
                                f"--offset={offset}", *options)
        for i, page in zip(unfinished, pages):
            answers[i]["hits"] += hits(page)
            answers[i]["totals"].append(page.get("total"))
        unfinished = [i for i, page in zip(unfinished, pages)
                      if len(hits(page)) == size and goes_on(answers[i])]
        offset += size
    return answers


def last_day(date):
    """The last day of a day, month or year, as a date."""
    if date.count("-") == 2:
        return date
    year, month = map(int, (date + "-12")[:7].split("-"))
    return f"{year}-{month:02}-{calendar.monthrange(year, month)[1]}"


def misplaced(answer, order):
    """The first two dates that stand in the wrong order: by the last day that each may be, the
    undated last."""
    dates = [hit.get("date") for hit in hits(answer)]
    for before, after in zip(dates, dates[1:]):
        in_order = not after or (before and (last_day(before) >= last_day(after)
                                             if order == "newest"
                                             else last_day(before) <= last_day(after)))
        if not in_order:
            return before, after
    return None


def page_mismatches(archive, queries):
    """What does not add up: (query, order, what)."""
    for order in ORDERS:
        sort = f"--sort={order}"
        whole = ask_for_all(archive, queries, sort)
        small = ask_for_all(archive, queries, sort, size=SMALL)
        for query, one, many in zip(queries, whole, small):
            ids, listed = ([hit["id"] for hit in hits(answer)] for answer in (one, many))
            if ids != listed:
                at = next((i for i, (a, b) in enumerate(zip(ids, listed)) if a != b),
                          min(len(ids), len(listed)))
                yield query, order, (f"{len(ids)} hits on one page, {len(listed)} by {SMALL}; "
                                     f"rank {at + 1} is {ids[at:at + 3]} or {listed[at:at + 3]}")
            if len(set(ids)) != len(ids):
                yield query, order, "a hit is listed twice"
            if order != "relevance" and misplaced(one, order):
                yield query, order, f"not in order: {misplaced(one, order)}"
            totals = one["totals"] + many["totals"]
            if any(total != totals[0] for total in totals):
                other = next(total for total in totals if total != totals[0])
                yield query, order, f"totals differ: {totals[0]}, {other}"
