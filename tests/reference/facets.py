"""What is counted: each value of each facet, each bar of a timeline, is as many articles as the
reference counts itself; and so many as the query finds that is kept to it."""

import calendar

from fields import PRECISION, TEXTS, counted, dated, having, words_of

UNITS = ("year", "month", "day")


def mismatches(archive, articles, query, numbers):
    """What is otherwise of the answer to QUERY, a request, which finds the articles NUMBERS."""
    narrow = []  # members of a request, and what it finds
    facets = {"facets": [f"{name}:1000" for name in (*TEXTS, "year", "month")]}
    for asked in (facets, *({"timeline": unit} for unit in UNITS)):
        answer = archive.ask_all([{**query, "count": True, **asked}])[0]
        if "error" in answer:
            yield answer["error"]["message"]
            return
        if answer["total"]["full"] != len(numbers):
            yield f"count is {answer['total']}, not {len(numbers)}"
        for name, facet in [*answer["facets"].items(), ("timeline", answer.get("timeline"))]:
            if facet:
                yield from differences(name, facet, articles, numbers)
            if facet and name in TEXTS:
                narrow += [({"filters": [*query.get("filters", ()), f"{name}:{value['value']}"]},
                            having(articles, name, value["value"])) for value in facet["values"]]
            elif facet:
                narrow += [(days, dated(articles, days["from"], days["to"]))
                           for days in map(days_of_bar, facet["values"])]
    yield from miscounted(archive, query, numbers, narrow)


def key_of(name, value):
    """What a value is to the reference: a text is its words."""
    return tuple(map(repr, words_of(value["value"]))) if name in TEXTS else (
        value.get("value") or value["date"])


def differences(name, facet, articles, numbers):
    expected = counted(articles, numbers, facet.get("unit", name))
    found = {key_of(name, value): value["count"] for value in facet["values"] if value["count"]}
    off = {key: (found.get(key), expected.get(key)) for key in {**found, **expected}
           if found.get(key) != expected.get(key)}
    if off or facet["relation"] != "eq":
        yield f"{name}: {facet['relation']}, counted and expected {dict(list(off.items())[:5])}"


def days_of_bar(value):
    date = value.get("date") or value["value"]
    if len(date) == 10:
        return {"from": date, "to": date}
    year, first, last = int(date[:4]), date[5:] or "01", int(date[5:] or 12)
    return {"from": f"{year}-{first}-01",
            "to": f"{year}-{last:02}-{calendar.monthrange(year, last)[1]}"}


def miscounted(archive, query, numbers, narrow):
    """Narrower queries that find another number; of what the query is kept to already it would be
    an alternative."""
    kept = {text.split(":")[0] for text in query.get("filters", ())} | {
        "from" for name in ("from", "to") if name in query}
    narrow = [(members, there) for members, there in narrow if not kept & {
        "from" if "from" in members else members["filters"][-1].split(":")[0]}]
    answers = archive.ask_all([{**query, "count": True, **members} for members, _ in narrow])
    for (members, there), answer in zip(narrow, answers):
        if answer.get("total", {}).get("full") != len(there & numbers):
            yield f"with {members}: {answer.get('total', answer)}, not {len(there & numbers)}"
