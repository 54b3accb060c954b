"""Pronouns of GAP: a file of our own making, and what counts as right in it."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from accordingto.errors import InputError
from accordingto.evaluate import gap
from accordingto.records import Article, Span

_HEADER = "ID\tText\tPronoun\tPronoun-offset\tA\tA-offset\tA-coref\tB\tB-offset\tB-coref\tURL"
_SHE = "Jane Roe met Ann Doe. She left."
_HE = "Tom Roe met Ed Doe. He left."
_ROWS = (
    f"x-1\t{_SHE}\tShe\t22\tJane Roe\t0\tTRUE\tAnn Doe\t13\tFALSE\tnone",
    f"x-2\t{_HE}\tHe\t20\tTom Roe\t0\tFALSE\tEd Doe\t12\tTRUE\tnone",
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "gap.tsv.gz"
    path.write_bytes(gzip.compress("\n".join([_HEADER, *_ROWS]).encode()))
    return path


def test_a_snippet_is_read_with_its_places(file: Path) -> None:
    she, he = gap.read(file)
    assert (she.gender, he.gender) == ("feminine", "masculine")
    assert [name.of(she.text) for name in she.names] == ["Jane Roe", "Ann Doe"]
    assert she.pronoun.of(she.text) == "She"
    assert he.meant == (False, True)


def test_each_name_is_one_answer(file: Path) -> None:
    def first(article: Article, pronoun: Span) -> tuple[Span, ...]:
        """Whoever opens the text; nobody where a man is meant."""
        return (Span(0, 4),) if pronoun.of(article.text) == "She" else ()

    lines = gap.run(file, first).splitlines()
    assert lines[0] == "2 pronouns"
    assert lines[1].split() == ["overall", "P", "100.0", "R", "50.0", "F1", "66.7"]
    assert lines[2].split() == ["masculine", "P", "0.0", "R", "0.0", "F1", "0.0"]
    assert lines[3].split() == ["feminine", "P", "100.0", "R", "100.0", "F1", "100.0"]


def test_both_names_chosen_cost_precision(file: Path) -> None:
    (she, _) = gap.read(file)
    tally = gap.score(she, (Span(0, 8), Span(13, 20)))
    assert (tally.hits, tally.predicted, tally.gold) == (1, 2, 1)


def test_the_packaged_resolver_reads_a_pronoun(file: Path) -> None:
    assert gap.run(file).startswith("2 pronouns")


def test_another_file_is_told_of(tmp_path: Path) -> None:
    path = tmp_path / "notes.tsv"
    path.write_text("a\tb\n1\t2\n", encoding="utf8")
    with pytest.raises(InputError, match="no file of GAP"):
        gap.read(path)
    with pytest.raises(InputError, match="cannot be read"):
        gap.read(tmp_path / "none.tsv")
