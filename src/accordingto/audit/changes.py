"""What changed between two corpora: the same figures of both, side by side."""

from __future__ import annotations

from accordingto.audit.figures import Cell, Figure, Row, Witnesses, number, percent, plain, share
from accordingto.audit.tables import Tables

#: So many sources whose share changed most are listed.
_LISTED = 15

#: Of each measure: its name, the part and the whole in SQL; "" where it is a number by itself.
_MEASURES = (
    ("Articles", "select count(*) from articles", ""),
    ("Sentences of the body", "select sum(sentences) from articles", ""),
    ("Attributed", "select sum(attributed) from articles", "select sum(sentences) from articles"),
    (
        "Attributed in part",
        "select sum(partly) from articles",
        "select sum(sentences) from articles",
    ),
    ("No source", "select sum(narration) from articles", "select sum(sentences) from articles"),
    (
        "Claims of anonymous sources",
        "select sum(claims) from sources where type = 'anonymous'",
        "select sum(claims) from sources",
    ),
    (
        "Articles with a single source",
        "select count(*) from (select article_id from claims group by article_id "
        "having count(distinct source_id) = 1)",
        "select count(distinct article_id) from claims",
    ),
    (
        "Women among the named people who are told",
        "select count(*) from sources where type = 'named person' and claims > 0 "
        "and gender = 'woman'",
        "select count(*) from sources where type = 'named person' and claims > 0 "
        "and gender <> 'not told'",
    ),
    ("Findings", "select count(*) from findings", ""),
)
_HEARD = """
select key, min(shown), min(role), count(*) from claims
join people using (article_id, source_id) where key is not null group by key
"""


def changes(before: Tables, after: Tables, witnesses: Witnesses) -> list[Figure]:
    """The measures of both corpora, and the sources whose share of the claims changed most.

    Evidence is of the later corpus.
    """
    return [_measures(before, after), _sources(before, after, witnesses)]


def _measures(before: Tables, after: Tables) -> Figure:
    rows = []
    for name, part, whole in _MEASURES:
        numbers = [tables.number(part) for tables in (before, after)]
        if whole:
            shares = [
                share(count, tables.number(whole))
                for count, tables in zip(numbers, (before, after), strict=True)
            ]
            told = [f"{number(n)} ({percent(s)})" for n, s in zip(numbers, shares, strict=True)]
            difference = _points(shares[1] - shares[0])
        else:
            told = [number(count) for count in numbers]
            difference = f"{numbers[1] - numbers[0]:+,}"
        rows.append(Row(name, plain([*told, difference])))
    return Figure(
        "changes",
        "What changed",
        f"From {before.folder.name} to {after.folder.name}; shares change by percentage points.",
        "Measure",
        ("Before", "After", "Change"),
        tuple(rows),
    )


def _sources(before: Tables, after: Tables, witnesses: Witnesses) -> Figure:
    names: dict[str, tuple[str, str]] = {}
    shares: list[dict[str, float]] = []
    for tables in (before, after):
        whole = tables.number("select count(*) from claims")
        heard = tables.rows(_HEARD)
        names |= {key: (name, role) for key, name, role, _ in heard}
        shares.append({key: share(count, whole) for key, _, _, count in heard})
    moved = {key: shares[1].get(key, 0.0) - shares[0].get(key, 0.0) for key in names}
    rows = []
    for key in sorted(moved, key=lambda key: (-abs(moved[key]), key))[:_LISTED]:
        name, role = names[key]
        now = witnesses.cell(
            percent(shares[1].get(key, 0.0)),
            f"{name}, now",
            "select c.article_id, c.sentence from claims c "
            "join people using (article_id, source_id) where key = ?",
            key,
        )
        then = Cell(percent(shares[0].get(key, 0.0)))
        rows.append(Row(name, (then, now, Cell(_points(moved[key]))), role))
    return Figure(
        "moved",
        "Whose share changed most",
        "The share of all claims that a named source has, before and after.",
        "Source",
        ("Before", "After", "Change"),
        tuple(rows),
    )


def _points(difference: float) -> str:
    return f"{difference * 100:+.1f}"
