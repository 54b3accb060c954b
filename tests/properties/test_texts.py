"""Any text at all: it is annotated, saved and shown, and not one character of it is lost."""

from __future__ import annotations

import json
import warnings
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import accordingto
from accordingto.errors import AccordingtoError
from accordingto.language.annotator import Annotator
from accordingto.language.profile.affiliations import affiliated
from accordingto.reading import saved
from accordingto.reading.inputs import Input
from accordingto.records import Annotation, Article
from pages import showable, shown
from strategies import annotations

#: Words of news, and characters that are no words, in any order.
_PARTS = (
    *("said ", "told ", "according to ", "the ", "of ", "Jo Roe", "He ", "spokesman for "),
    *("AT&T", "Bank ", "report ", "reportedly ", "Q: ", "By ", "“", "”", '"', "’s ", "(", ")"),
    *("&", " & Co. ", "&amp;", ". ", ", ", ": ", "— ", "\n", "\r", "\n\n", "\t", " ", "\u2028"),
    *("\ud800", "\udfff", "\ud83d", "\0", "\x0b", "\x85", "\u202e", "e\u0301", "漢", "🙂🏽"),
)
texts = st.lists(
    st.sampled_from(_PARTS) | st.text(st.characters(), max_size=4), min_size=1, max_size=14
).map(lambda parts: _paired("".join(parts)))


def _paired(text: str) -> str:
    """The text with both halves of a surrogate pair as their one character, as JSON reads them."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


@pytest.mark.parametrize(
    "text",
    [
        *("&", "He said &", "The firm of Smith &", "Jo Roe, director of the Bank &", "AT&"),
        *("said Jo Roe, a spokesman for &", "It was over, said a lawyer for Smith & Co &"),
        *(
            "\ud800",
            "He said \ud800 it.",
            "Jo \udfff Roe said it was over.",
            "It left, said \ud83d",
        ),
        "“\ud800”, said Jo Roe, spokeswoman for \udc00 Bank.",
        "spokesman officials “ who Roe, 40%",  # an apposition of numbers alone ends the text
    ],
)
def test_an_odd_end_and_half_a_surrogate_pair_stop_nothing(annotator: Annotator, text: str) -> None:
    made = annotator(Article(text, text, text))
    assert shown(made) == showable(text)
    assert Annotation.from_dict(made.to_dict()) == made


@settings(max_examples=60)
@given(text=texts)
@example(text="Smith & Co. said it. \ud800 &")
def test_any_text_is_annotated_saved_and_shown(annotator: Annotator, text: str) -> None:
    made = annotator(Article(text))
    assert made.article.text == text
    assert saved.annotation(Input("it.json", json.dumps(made.to_dict()).encode())) == made
    assert shown(made) == showable(text)


@given(made=annotations())
def test_any_sources_are_asked_for_their_organization(made: Annotation) -> None:
    sources = affiliated(made.article.text, made.sources)
    assert [source.id for source in sources] == [source.id for source in made.sources]
    assert all(source.organization != "" for source in sources)


@settings(max_examples=15)
@given(text=texts, other=texts)
@example(text="Jo Roe said it rained. It rained.", other="It rained.")
def test_everything_public_takes_any_text(
    annotator: Annotator, tmp_path_factory: pytest.TempPathFactory, text: str, other: str
) -> None:
    """Each name of ``accordingto.__all__``: an answer that keeps the text, or an error of ours."""
    path = tmp_path_factory.getbasetemp() / "any.txt"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    with warnings.catch_warnings(), suppress(AccordingtoError):
        warnings.simplefilter("ignore")
        assert accordingto.read(path).text
    path = path.with_suffix(".json")
    (old, new) = accordingto.annotate_many([Article(text), Article(other)])
    assert isinstance(old, accordingto.Annotation)
    assert isinstance(new, accordingto.Annotation)
    assert old == accordingto.annotate(Article(text)) == annotator(Article(text))
    checked = accordingto.check(old)
    assert replace(checked, findings=()) == old
    assert all(finding.span.end <= len(text) for finding in checked.findings)
    path.write_text(json.dumps(checked.to_dict()), "utf-8")
    assert accordingto.load(path) == checked
    comparison = accordingto.compare(old, new)
    assert isinstance(comparison, accordingto.Comparison)
    assert not accordingto.compare(old, old).changes


def test_nothing_public_is_left_out() -> None:
    named = {"Annotation", "Article", "Comparison", "annotate", "annotate_many", "check"}
    # a Failure is what annotate_many gives where the pipeline itself raises: tests/corpus
    assert set(accordingto.__all__) == named | {"compare", "load", "read", "Failure"}
