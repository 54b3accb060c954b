"""Chains of a CoNLL file of our own making, and the three measures by hand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from accordingto.errors import InputError
from accordingto.evaluate import coreference
from accordingto.evaluate.cluster_scores import b_cubed, ceaf, muc
from accordingto.records import Article, Span

_ROWS = [
    ("0", "Jane", "(PER1"),
    ("0", "Roe", "PER1)"),
    ("0", "of", "-"),
    ("0", "Calder", "(ORG1| (ORG2"),
    ("0", "Bank", "ORG1)| ORG2)"),
    ("1", "She", "(PER1)"),
    ("1", "signed", "(EVE1)"),
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "news.conll"
    lines = [f"x/1\t{row[0]}\t{at}\t{row[1]}\t{row[2]}" for at, row in enumerate(_ROWS)]
    text = "\n".join(["#begin document x/1", *lines[:5], "", *lines[5:], "#end document"])
    path.write_text(text, encoding="utf8")
    return path


def test_chains_of_people_and_organizations_are_read(file: Path) -> None:
    (document,) = coreference.read(file)
    assert document.text == "Jane Roe of Calder Bank\nShe signed"
    chains = [sorted(span.of(document.text) for span in chain) for chain in document.chains]
    assert sorted(chains) == [["Calder Bank"], ["Jane Roe", "She"]]


def test_mentions_are_joined_by_whom_they_mean(file: Path) -> None:
    def all_one(article: Article, mentions: Sequence[Span]) -> list[tuple[Span, ...]]:
        return [(Span(0, 8),) for _ in mentions]

    (document,) = coreference.read(file)
    assert [len(cluster) for cluster in coreference.clusters(document, all_one)] == [3]
    lines = coreference.run(file, all_one).splitlines()
    assert lines[0] == "1 documents, 3 mentions"
    assert lines[1].split() == ["MUC", "P", "50.0", "R", "100.0", "F1", "66.7"]


def test_the_packaged_resolver_joins_a_name_and_its_pronoun(file: Path) -> None:
    lines = coreference.run(file).splitlines()
    assert lines[-1].split() == ["CoNLL", "F1", "100.0"]


def test_the_measures_of_the_example_of_the_conll_scorer() -> None:
    """Key {a b c} {d e f g}, response {a b} {c d} {f g h i} (Pradhan et al., ACL 2014)."""
    key = [frozenset("abc"), frozenset("defg")]
    response = [frozenset("ab"), frozenset("cd"), frozenset("fghi")]
    links = muc(key, response)
    assert (round(links.recall, 3), round(links.precision, 3)) == (0.4, 0.4)
    mentions = b_cubed(key, response)
    assert (round(mentions.recall, 3), round(mentions.precision, 3)) == (0.417, 0.5)
    entities = ceaf(key, response)
    assert (round(entities.recall, 3), round(entities.precision, 3)) == (0.65, 0.433)


def test_a_short_line_is_told_of(tmp_path: Path) -> None:
    path = tmp_path / "news.conll"
    path.write_text("x/1\t0\t0\tJane\n", encoding="utf8")
    with pytest.raises(InputError, match="fewer than five columns"):
        coreference.read(path)
