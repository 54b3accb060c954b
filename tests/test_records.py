"""The records, their JSON form and the schema that publishes it."""

from __future__ import annotations

import copy
import dataclasses
import json
from itertools import pairwise
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto import records
from accordingto.reading.contract import violations
from accordingto.reading.saved import schema
from accordingto.records import Annotation, Article, Span
from annotations import harbour
from strategies import annotations, texts

SCHEMA = schema()
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def test_the_schema_is_a_json_schema() -> None:
    VALIDATOR.check_schema(SCHEMA)


@given(annotations())
def test_the_json_form_fits_the_schema_and_reads_back_as_the_same(made: Annotation) -> None:
    data = json.loads(json.dumps(made.to_dict(), ensure_ascii=False))
    VALIDATOR.validate(data)
    assert list(violations(data, SCHEMA)) == []
    assert Annotation.from_dict(data) == made


def test_every_object_of_the_schema_names_all_its_fields() -> None:
    objects = [SCHEMA, *(each for each in SCHEMA["$defs"].values() if "properties" in each)]
    assert len(objects) == 7
    for each in objects:
        assert each["required"] == list(each["properties"])
        assert each["additionalProperties"] is False


@pytest.mark.parametrize(
    ("place", "values"),
    [
        (("sentence", "label"), records.Label),
        (("sentence", "kind"), records.Kind),
        (("attribution", "form"), records.Form),
        (("attribution", "stance"), records.Stance),
        (("source", "type"), records.SourceType),
        (("finding", "severity"), records.Severity),
    ],
)
def test_the_schema_has_the_values_that_the_records_have(
    place: tuple[str, str], values: Any
) -> None:
    definition, field = place
    assert SCHEMA["$defs"][definition]["properties"][field]["enum"] == list(values.__args__)


def _places(value: Any) -> list[tuple[Any, Any]]:
    """Every (container, key) in a JSON value."""
    found: list[tuple[Any, Any]] = []
    keys = (
        value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    )
    for key in keys:
        found.append((value, key))
        found.extend(_places(value[key]))
    return found


_JUNK = st.sampled_from(
    [None, True, -1, 0, 0.5, 7, "", "narration", "says", [], [0], [1, 2], [1, 2, 3], {}]
)


@given(st.data())
def test_our_checker_refuses_exactly_what_a_validator_refuses(data: st.DataObject) -> None:
    value = copy.deepcopy(harbour().to_dict())
    container, key = data.draw(st.sampled_from(_places(value)))
    if data.draw(st.booleans()):
        container[key] = data.draw(_JUNK)
    elif isinstance(container, dict):
        del container[key]
    else:
        container.append(data.draw(_JUNK))
    assert (next(violations(value, SCHEMA), None) is None) == VALIDATOR.is_valid(value)


def test_no_number_is_no_confidence() -> None:
    value = harbour().to_dict()
    value["attributions"][0]["confidence"] = float("nan")
    assert list(violations(value, SCHEMA)) == ["attributions[0].confidence lies outside 0 to 1"]


def test_an_altered_text_is_refused() -> None:
    data = harbour().to_dict()
    data["article"]["text"] += "!"
    with pytest.raises(ValueError, match="SHA-256"):
        Annotation.from_dict(data)


def test_another_schema_is_refused() -> None:
    with pytest.raises(ValueError, match="accordingto/1"):
        Annotation.from_dict({"schema": "accordingto/2"})


def test_records_are_frozen() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Span(0, 1).start = 5  # type: ignore[misc]


@pytest.mark.parametrize(("start", "end"), [(2, 1), (-1, 1)])
def test_a_span_runs_forwards(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="forwards"):
        Span(start, end)


def test_spans_that_touch_do_not_overlap() -> None:
    assert not Span(0, 2).overlaps(Span(2, 4))
    assert Span(0, 3).overlaps(Span(2, 4))
    assert Span(0, 4).contains(Span(2, 4))
    assert not Span(2, 4).contains(Span(0, 4))
    assert len(Span(2, 4)) == 2


def test_offsets_count_code_points() -> None:
    article = Article("🎈 Ann\r\n\r\n  said 漢.\n")
    assert [span.of(article.text) for span in article.paragraphs] == ["🎈 Ann", "said 漢."]
    assert article.paragraphs[1] == Span(11, 18)


@given(texts)
def test_paragraphs_hold_every_visible_character_once(text: str) -> None:
    paragraphs = Article(text).paragraphs
    assert "".join("".join(span.of(text).split()) for span in paragraphs) == "".join(text.split())
    assert all(a.end <= b.start for a, b in pairwise(paragraphs))


def test_claims_have_sources_and_acts_have_none() -> None:
    made = harbour()
    for sentence in made.sentences:
        claimed = made.claim_sources(sentence)
        assert not (sentence.label == "narration" and claimed)
        stances = {
            each.source_id: each.stance
            for each in made.attributions_of(sentence)
            if each.stance not in records.ACTS
        }
        assert all(source.id in stances for source in claimed)
    with pytest.raises(KeyError):
        made.attribution("none such")
    with pytest.raises(KeyError):
        made.source("none such")
