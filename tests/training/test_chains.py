"""Texts with chains of mentions, of our own making: read, and what they teach."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from spacy.language import Language

from accordingto.errors import InputError
from accordingto.evaluate.mention_reader import MentionReader
from accordingto.language.annotator import Annotator
from accordingto.language.model import Model
from accordingto.records import Article, Span
from accordingto.training.chains import Chained, read
from accordingto.training.choices import Choice, choices_of_chains

_WORDS = (
    ("Mara", "(1-person-new-cf1-2-sgl"),
    ("Quill", "1)"),
    ("runs", ""),
    ("the", "(2-organization-new(4-event-new)"),
    ("harbor", ""),
    ("office", "2)"),
    (".", ""),
)
_BELOW = (
    ("She", "(1-person-giv-ana)"),
    ("likes", ""),
    ("the", "(3-place-new"),
    ("pier", "3)"),
    (".", ""),
)


def _rows(words: tuple[tuple[str, str], ...], joined: int) -> list[str]:
    rows = []
    for at, (word, entity) in enumerate(words, 1):
        told = [f"Entity={entity}"] if entity else []
        told += ["SpaceAfter=No"] if at == len(words) - 1 else []
        if at == joined:
            rows.append(f"{at}-{at + 1}" + "\t_" * 9)
        rows.append(f"{at}\t{word}" + "\t_" * 7 + f"\t{'|'.join(told) or '_'}")
    return rows


@pytest.fixture
def treebank(tmp_path: Path) -> Path:
    path = tmp_path / "gum.conllu.gz"
    lines = ["# newdoc id = one", "# newpar", *_rows(_WORDS, 0), ""]
    lines += ["# newpar", *_rows(_BELOW, 3), "", "# newdoc id = two", *_rows((("No", ""),), 0)]
    path.write_bytes(gzip.compress("\n".join(lines).encode()))
    return path


def test_people_and_organizations_are_read_with_the_text(treebank: Path) -> None:
    (chained,) = read(treebank)
    text = chained.article.text
    assert text == "Mara Quill runs the harbor office.\n\nShe likes thepier."
    chains = sorted(sorted(place.of(text) for place in chain) for chain in chained.chains)
    assert chains == [["Mara Quill", "She"], ["the harbor office"]]


def test_a_pronoun_and_the_names_it_means_are_a_chain(tmp_path: Path) -> None:
    path = tmp_path / "gap.tsv"
    head = "ID\tText\tPronoun\tPronoun-offset\tA\tA-offset\tA-coref\tB\tB-offset\tB-coref\tURL"
    text = "Jane Roe met Ann Doe. She left."
    rows = [f"x\t{text}\tShe\t22\tJane Roe\t0\t{it}\tAnn Doe\t13\tFALSE\t-" for it in ("TRUE", "F")]
    path.write_text("\n".join([head, *rows]), encoding="utf8")
    (chained,) = read(path)
    (chain,) = chained.chains
    assert sorted(place.of(text) for place in chain) == ["Jane Roe", "She"]


def test_a_file_that_is_none_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        list(read(tmp_path / "gum.conllu"))


def _choices(nlp: Language, model: Model, chained: Chained) -> list[Choice]:
    return list(choices_of_chains(MentionReader(Annotator(nlp, model)), chained))


def test_whoever_bears_a_name_of_the_chain_is_right(nlp: Language, model: Model) -> None:
    text = "Mara Quill met Clara Bloom in the town hall. She left. A guard saw them both."
    she, quill, guard = text.index("She"), text.index("Mara"), text.index("A guard")
    chains = (
        frozenset({Span(quill, quill + 10), Span(she, she + 3)}),
        frozenset({Span(guard, guard + 7)}),
    )
    pronoun, described = _choices(nlp, model, Chained(Article(text, origin="one"), chains))
    assert _right(pronoun) == ["Mara Quill"]
    assert described.right.tolist() == [False] * (len(described.right) - 1) + [True]


def _right(choice: Choice) -> list[str]:
    return [n for n, ok in zip(choice.question.names, choice.right, strict=True) if ok]
