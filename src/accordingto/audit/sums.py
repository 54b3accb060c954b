"""The figures of an audit. DuckDB does the sums; each function asks for one figure.

A claim is a pair of a sentence of the body and a source that puts one forward in it, as in
`accordingto.analysis.measures`: a sentence with two sources counts once for each.
"""

from __future__ import annotations

from typing import Literal

from accordingto.audit.figures import (
    Cell,
    Figure,
    Panel,
    Row,
    Witnesses,
    number,
    percent,
    plain,
    share,
)
from accordingto.audit.tables import Tables

By = Literal["publisher", "section"]

#: So many sources and names are listed, and so many publishers or sections, the largest.
_LISTED = 20
_GROUPS = 30
#: With more months than this the years are told.
_MONTHS = 24
_TYPES = (
    *("named person", "named organization", "document", "anonymous"),
    *("unnamed person", "unnamed group", "unknown"),
)
_CLAIMS_OF = (
    "select c.article_id, c.sentence from claims c join people p using (article_id, source_id)"
)
_NO_DATE = "no date"


def overview(tables: Tables, witnesses: Witnesses) -> Figure:
    """How much there is, and who asserts it: a source, or nobody."""
    articles, words, sentences, *labels = tables.rows(
        "select count(*), coalesce(sum(words), 0), coalesce(sum(sentences), 0), "
        "coalesce(sum(attributed), 0), coalesce(sum(partly), 0), coalesce(sum(narration), 0) "
        "from articles"
    )[0]
    failures = tables.number("select count(*) from failures")
    rows = [
        Row("Articles", plain([number(articles), ""])),
        Row("Places without an article", plain([number(failures), ""])),
        Row("Words", plain([number(words), ""])),
        Row("Sentences of the body", plain([number(sentences), ""])),
    ]
    names = ("attributed", "partly", "narration")
    shown = ("Attributed", "Attributed in part", "No source")
    for name, label, count in zip(names, shown, labels, strict=True):
        question = "select article_id, sentence from sentences where kind = 'body' and label = ?"
        cell = witnesses.cell(number(count), label, question, name)
        part = share(count, sentences)
        rows.append(Row(label, (cell, Cell(percent(part))), share=part))
    return Figure(
        "overview",
        "What there is",
        "Sentences of the body of all articles: headlines, bylines and captions are not counted.",
        "What",
        ("Number", "Of the sentences"),
        tuple(rows),
        "bars",
    )


def sources(tables: Tables, witnesses: Witnesses) -> Figure:
    """Who is heard most, one person across articles where the articles bear it out."""
    whole = tables.number("select count(*) from claims")
    rows = []
    for key, name, role, kind, certain, articles, claims in _ranked(tables, _LISTED):
        told = witnesses.cell(number(claims), name, f"{_CLAIMS_OF} where key = ?", key)
        part = share(claims, whole)
        note = role if certain or articles == 1 else f"{role}; may be several people"
        cells = (Cell(kind), Cell(number(articles)), told, Cell(percent(part)))
        rows.append(Row(name, cells, note, part))
    return Figure(
        "sources",
        "Who is heard",
        "Named sources by their claims. Two articles mean one person where name and title or "
        "organization agree.",
        "Source",
        ("Type", "Articles", "Claims", "Of all claims"),
        tuple(rows),
        "bars",
    )


def concentration(tables: Tables, witnesses: Witnesses) -> Figure:
    """What share of all claims the most heard sources have."""
    whole = tables.number("select count(*) from claims")
    ranked = _ranked(tables, 50)
    rows: list[Row] = []
    for first in (1, 5, 10, 20, 50):
        if not ranked or (rows and first >= 2 * len(ranked)):
            break
        keys = [row[0] for row in ranked[:first]]
        claims = sum(row[-1] for row in ranked[:first])
        name = "The most heard source" if first == 1 else f"The {first} most heard sources"
        question = f"{_CLAIMS_OF} where list_contains(?, key)"
        part = share(claims, whole)
        cells = (witnesses.cell(number(claims), name, question, keys), Cell(percent(part)))
        rows.append(Row(name, cells, share=part))
    return Figure(
        "shares",
        "How much the most heard have",
        f"Of all {number(whole)} claims, those without a named source among them.",
        "Who",
        ("Claims", "Of all claims"),
        tuple(rows),
        "bars",
    )


def types(tables: Tables, witnesses: Witnesses) -> Figure:
    """The types of sources over time: by month, or by year where that is long."""
    months = tables.number(
        "select count(distinct date[:7]) from articles where regexp_matches(date, '^\\d{4}-\\d\\d')"
    )
    length = 7 if months <= _MONTHS else 4
    period = (
        f"case when regexp_matches(date, '^\\d{{4}}') then date[:{length}] else '{_NO_DATE}' end"
    )
    counted = tables.rows(
        f"select {period} as period, type, count(*) from claims "
        "join people using (article_id, source_id) join articles using (article_id) "
        "group by all order by period"
    )
    counts = {(told, kind): count for told, kind, count in counted}
    periods = sorted({told for told, *_ in counted})
    rows = []
    for told in periods:
        whole = sum(counts.get((told, kind), 0) for kind in _TYPES)
        cells = [Cell(number(whole))]
        for kind in _TYPES:
            question = (
                f"{_CLAIMS_OF} join articles using (article_id) where p.type = ? and {period} = ?"
            )
            part = percent(share(counts.get((told, kind), 0), whole))
            cells.append(witnesses.cell(part, f"{kind}, {told}", question, kind, told))
        rows.append(Row(told, tuple(cells)))
    panels = tuple(
        Panel(
            kind,
            tuple(
                share(counts.get((told, kind), 0), sum(counts.get((told, k), 0) for k in _TYPES))
                for told in periods
            ),
        )
        for kind in _TYPES
    )
    return Figure(
        "types",
        "Types of sources over time",
        "Of the claims of each period, the share that each type of source has.",
        "Period",
        ("Claims", *_TYPES),
        tuple(rows),
        "panels",
        panels,
    )


def anonymous(tables: Tables, witnesses: Witnesses, by: By) -> Figure:
    """Where stories lean on sources that are not named."""
    rows = []
    for told, articles, with_any, claims, reasons in tables.rows(
        f"select {by} as told, count(distinct a.article_id), "
        "count(distinct a.article_id) filter (s.type = 'anonymous' and s.claims > 0), "
        "coalesce(sum(s.claims) filter (s.type = 'anonymous'), 0), "
        "count(*) filter (s.type = 'anonymous' and s.reason_for_anonymity is not null) "
        "from articles a left join sources s using (article_id) group by told "
        "order by count(distinct a.article_id) desc, told limit ?",
        _GROUPS,
    ):
        question = (
            f"{_CLAIMS_OF} join articles a using (article_id) "
            f"where p.type = 'anonymous' and a.{by} = ?"
        )
        part = share(with_any, articles)
        cell = witnesses.cell(number(claims), f"Anonymous, {_told(told)}", question, told)
        cells = (Cell(number(articles)), Cell(number(with_any)), Cell(percent(part)), cell)
        rows.append(Row(_told(told), (*cells, Cell(number(reasons))), share=part))
    return Figure(
        "anonymous",
        "Stories with anonymous sources",
        "Sources whose name the article withholds, and for how many of them it says why.",
        by.capitalize(),
        ("Articles", "With an anonymous source", "Share", "Their claims", "Reason given"),
        tuple(rows),
        "bars",
    )


def single(tables: Tables, witnesses: Witnesses, by: By) -> Figure:
    """Stories in which one source alone puts forward claims."""
    alone = "select article_id from claims group by article_id having count(distinct source_id) = 1"
    rows = []
    for told, articles, ones in tables.rows(
        f"select a.{by} as told, count(*), count(*) filter (a.article_id in ({alone})) "
        "from articles a where a.article_id in (select article_id from claims) "
        "group by told order by count(*) desc, told limit ?",
        _GROUPS,
    ):
        question = (
            "select article_id, min(sentence) as sentence from claims join articles a "
            f"using (article_id) where a.{by} = ? and article_id in ({alone}) group by article_id"
        )
        part = share(ones, articles)
        cell = witnesses.cell(number(ones), f"One source, {_told(told)}", question, told)
        cells = (Cell(number(articles)), cell, Cell(percent(part)))
        rows.append(Row(_told(told), cells, share=part))
    return Figure(
        "single",
        "Stories with a single source",
        "Of the articles in which a source puts forward a claim, those where only one does.",
        by.capitalize(),
        ("Articles with a source", "With only one", "Share"),
        tuple(rows),
        "bars",
    )


def findings(tables: Tables, witnesses: Witnesses, by: By) -> Figure:
    """What editorial rules found, and where."""
    rows = []
    asked = (
        f"select f.rule, a.{by} as told, count(*), count(distinct article_id) from findings f "
        "join articles a using (article_id) group by all order by count(*) desc, rule, told"
    )
    most = 0
    for rule, told, count, articles in tables.rows(asked)[: 3 * _LISTED]:
        most = max(most, count)
        question = (
            "select article_id, f.sentence from findings f join articles a using (article_id) "
            f"where f.rule = ? and a.{by} = ? and f.sentence is not null"
        )
        cell = witnesses.cell(number(count), f"{rule}, {_told(told)}", question, rule, told)
        cells = (Cell(_told(told)), cell, Cell(number(articles)))
        rows.append(Row(rule, cells, share=share(count, most)))
    return Figure(
        "findings",
        "Findings of the rules",
        "What the editorial rules have to say; a bar is as long as its number of findings.",
        "Rule",
        (by.capitalize(), "Findings", "Articles"),
        tuple(rows),
        "bars",
    )


def silent(tables: Tables, witnesses: Witnesses) -> Figure:
    """Who is talked about and never speaks."""
    rows = []
    asked = (
        "with named as (select article_id, unnest(silent) as name from articles) "
        "select n.name, count(distinct n.article_id) as articles, "
        "(select count(distinct s.article_id) from sources s "
        "where s.name = n.name and s.claims > 0) as elsewhere "
        "from named n group by n.name order by articles desc, elsewhere, n.name limit ?"
    )
    most = 0
    for name, articles, elsewhere in tables.rows(asked, _LISTED):
        most = max(most, articles)
        question = (
            "select s.article_id, s.sentence from sentences s join articles a using (article_id) "
            "where s.kind = 'body' and list_contains(a.silent, ?) and contains(s.text, ?)"
        )
        cell = witnesses.cell(number(articles), name, question, name, name.split()[-1])
        rows.append(Row(name, (cell, Cell(number(elsewhere))), share=share(articles, most)))
    return Figure(
        "silent",
        "Talked about, never heard",
        "Names that stand in an article again and again and put forward no claim in it. It leaves "
        "many out: a name is only known for one by how the article writes it.",
        "Name",
        ("Articles in which it never speaks", "Articles in which it does"),
        tuple(rows),
        "bars",
    )


def gender(tables: Tables, witnesses: Witnesses) -> Figure:
    """Women and men among the named people, as the articles themselves tell."""
    whole, claims_of_all = tables.rows(
        "select count(*), coalesce(sum(claims), 0) from sources "
        "where type = 'named person' and claims > 0"
    )[0]
    shown = {"woman": "Women", "man": "Men", "not told": "Not told"}
    rows = []
    for kind, name in shown.items():
        people, claims = tables.rows(
            "select count(*), coalesce(sum(claims), 0) from sources "
            "where type = 'named person' and claims > 0 and gender = ?",
            kind,
        )[0]
        question = f"{_CLAIMS_OF} where p.type = 'named person' and p.gender = ?"
        part = share(people, whole)
        cells = (Cell(number(people)), Cell(percent(part)))
        heard = (
            witnesses.cell(number(claims), name, question, kind),
            Cell(percent(share(claims, claims_of_all))),
        )
        rows.append(Row(name, (*cells, *heard), share=part))
    return Figure(
        "gender",
        "Women and men among the named people",
        "Named people who put forward a claim, once an article. Only pronouns and honorifics of "
        "the articles tell; who is called by name alone is “not told”.",
        "Who",
        ("People", "Of the people", "Claims", "Of their claims"),
        tuple(rows),
        "bars",
    )


def failures(tables: Tables) -> Figure:
    """What stood in the inputs and is in no table, by reason."""
    rows = tables.rows(
        "select reason, count(*) as number, min(article_id) from failures "
        "group by reason order by number desc, reason limit ?",
        _LISTED,
    )
    return Figure(
        "failures",
        "Places without an article",
        "What could not be read or annotated, and the first place of each reason.",
        "Reason",
        ("Places", "The first"),
        tuple(Row(reason, plain([number(count), place])) for reason, count, place in rows),
    )


def _ranked(tables: Tables, first: int) -> list[tuple[str, str, str, str, bool, int, int]]:
    """The named sources with most claims: key, name, role, type, certain, articles, claims."""
    return tables.rows(
        "select key, min(shown), min(role), min(type), bool_and(certain), "
        "count(distinct article_id), count(*) as heard from claims "
        "join people using (article_id, source_id) where key is not null "
        "group by key order by heard desc, key limit ?",
        first,
    )


def _told(group: str) -> str:
    return group or "not told"
