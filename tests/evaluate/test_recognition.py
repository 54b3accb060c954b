"""Names against words tagged by hand: a file of our own making, and what counts as right in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from accordingto.errors import InputError
from accordingto.evaluate import recognition
from accordingto.records import Article, Span

_GOLD = """The O
Guardian B-organisation
asked O
Jane B-politician
Roe I-politician
. O

She O
left O
Ghent I-LOC
in O
spring B-misc
. O
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "gold.txt"
    path.write_text(_GOLD, "utf-8")
    return path


def _span(article: Article, words: str) -> Span:
    at = article.text.index(words)
    return Span(at, at + len(words))


def test_sentences_become_a_text_with_its_names(file: Path) -> None:
    ((article, names),) = recognition.texts(file)
    assert article.text == "The Guardian asked Jane Roe . \nShe left Ghent in spring . \n"
    assert [(kind, span.of(article.text)) for kind, span in names] == [
        *(("organisation", "Guardian"), ("politician", "Jane Roe")),
        *(("LOC", "Ghent"), ("misc", "spring")),
    ]


def test_long_files_come_in_several_texts(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("Ghent I-LOC\n\n" * 25, "utf-8")
    assert [len(names) for _, names in recognition.texts(path)] == [12, 12, 1]


def test_a_name_is_right_whose_ends_and_kind_are(file: Path) -> None:
    def recognize(article: Article) -> Iterator[recognition.Name]:
        yield "ORG", _span(article, "The Guardian")
        yield "ORG", _span(article, "Jane Roe")
        yield "GPE", _span(article, "Ghent in")
        yield "DATE", _span(article, "asked")
        yield "PERSON", _span(article, "spring")

    lines = recognition.run(file, {"mine": recognize}).splitlines()
    assert lines[0] == "4 names"
    assert [line.split() for line in lines[1:]] == [
        ["mine", "P", "33.3", "R", "33.3", "F1", "33.3"],
        ["person", "P", "0.0", "R", "0.0", "F1", "0.0"],
        ["organization", "P", "50.0", "R", "100.0", "F1", "66.7"],
        ["place", "P", "0.0", "R", "0.0", "F1", "0.0"],
    ]


def test_the_model_finds_names_beside_spacy(file: Path) -> None:
    lines = recognition.run(file).splitlines()
    assert [line.split()[0] for line in lines if not line.startswith(" ")] == [
        *("4", "accordingto", "spaCy")
    ]


def test_another_file_is_told_of(tmp_path: Path) -> None:
    path = tmp_path / "prose.txt"
    path.write_text("Ghent I-LOC\nShe left Ghent.\n", "utf-8")
    with pytest.raises(InputError, match="no file of tagged words \\(line 2\\)"):
        recognition.run(path)
    with pytest.raises(InputError, match="cannot be read"):
        recognition.run(tmp_path / "nothing.txt")
