"""For whom a source speaks, against the editor's words for what it is.

The editor gave no employers, but titles that tell them. An organization that is named for somebody
is right where all its words stand in that title. It should have been named where the title holds
the name of another source of the table, an organization, countries and states among them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from accordingto.evaluate.editor import GoldArticle, GoldSource, articles, is_named
from accordingto.evaluate.figures import percent, ratio, table
from accordingto.evaluate.names import same, words
from accordingto.evaluate.tool import Annotate, packaged
from accordingto.records import Annotation, Source

_PEOPLE = frozenset({"named person", "unnamed person", "anonymous", "unnamed group"})


def run(gold_json: str | Path, text_dir: str | Path, annotate: Annotate | None = None) -> str:
    """Annotate the articles of an editor's file; return both figures.

    ``annotate``: another annotator than the packaged one. Raises InputError.
    """
    annotate = annotate or packaged()
    right: list[bool] = []
    told: list[bool] = []
    for article, text in articles(gold_json, text_dir):
        annotation = annotate(text)
        right += named_right(article, annotation)
        told += found(article, annotation)
    return table([("named, right", _share(right)), ("told, found", _share(told))], width=15)


def named_right(article: GoldArticle, annotation: Annotation) -> list[bool]:
    """Of the titled people for whom an organization is named, whether it is in their title."""
    return [
        _tells(_told(row), source.organization)
        for row, source in _people(article, annotation)
        if source.organization
    ]


def found(article: GoldArticle, annotation: Annotation) -> list[bool]:
    """Of the titles that name an organization of the table, whether it is named for the person."""
    organizations = [row for row in article.sources if row.type == "named organization"]
    return [
        source.organization is not None
        and any(same(source.organization, row.name, row.mentions) for row in told)
        for row, source in _people(article, annotation)
        if (told := [other for other in organizations if _tells(_told(row), other.name)])
    ]


def _share(right: Sequence[bool]) -> str:
    return f"{percent(ratio(sum(right), len(right)))}   ({len(right)})"


def _people(article: GoldArticle, annotation: Annotation) -> Iterator[tuple[GoldSource, Source]]:
    """The people of the table that have a title, beside the source of the annotation."""
    for row in article.sources:
        if row.type in _PEOPLE and row.title:
            named = (source for source in annotation.sources if is_named(source.name, row))
            source = next(named, None)
            if source is not None:
                yield row, source


def _told(row: GoldSource) -> str:
    return row.title if row.type == "named person" else f"{row.title} {row.name}"


def _tells(title: str, organization: str) -> bool:
    return set(words(organization)) <= set(words(title))
