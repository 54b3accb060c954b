"""The JSON form of the records: derived, published as a schema, and refused where it misfits."""

from __future__ import annotations

import copy
import dataclasses
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

import accordingto
from accordingto import schemas
from accordingto.records import Annotation
from accordingto.review.decisions import Review
from accordingto.serialization import from_json, schema, to_json
from annotations import harbour
from strategies import annotations

VALIDATOR = jsonschema.Draft202012Validator(schema(Annotation))


@dataclass(frozen=True)
class Pair:
    """A pair."""

    json_array: ClassVar[Any] = True

    one: int
    two: float

    def __post_init__(self) -> None:
        if self.one > 7:
            raise ValueError(f"{self.one} is too much")


@dataclass(frozen=True)
class Whole:
    """What has one field of every sort.

    More about it.
    """

    json_tag: ClassVar[Any] = ("schema", "whole/1")
    json_names: ClassVar[Any] = {"pairs": "list"}
    json_omits: ClassVar[Any] = ("told",)
    json_adds: ClassVar[Any] = ("size",)
    json_may_lack: ClassVar[Any] = ("spare",)

    word: Annotated[Literal["a", "b"] | None, "Said in the schema."]
    pairs: tuple[Pair, ...]
    told: int = 5
    spare: int | None = None

    @property
    def size(self) -> int:
        """How many pairs there are."""
        return len(self.pairs)


WHOLE = Whole("a", (Pair(1, 0.5), Pair(2, 1.0)))
FORM = {"schema": "whole/1", "word": "a", "list": [[1, 0.5], [2, 1.0]], "size": 2}


def test_a_record_is_written_as_it_says() -> None:
    assert to_json(WHOLE) == FORM
    assert from_json(Whole, FORM) == WHOLE
    assert from_json(Whole, {**FORM, "word": None}) == dataclasses.replace(WHOLE, word=None)


def test_what_may_lack_is_written_only_where_it_says_something() -> None:
    spared = dataclasses.replace(WHOLE, spare=3)
    assert to_json(spared) == {**FORM, "spare": 3}
    assert from_json(Whole, {**FORM, "spare": 3}) == spared
    assert from_json(Whole, {**FORM, "spare": None}) == WHOLE


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ([], "it is of type array, not object"),
        ({}, "it lacks “schema”"),
        ({**FORM, "told": 5}, "it has “told”, which the schema does not know"),
        ({**FORM, "schema": "whole/2"}, "schema is 'whole/2', which is none of its values"),
        ({**FORM, "word": "c"}, "word is 'c', which is none of its values"),
        ({**FORM, "word": 1}, r"word is of type int, not str \| null"),
        ({**FORM, "list": [[1, 0.5], [1]]}, r"list\[1\] has 1 items, not 2"),
        ({**FORM, "list": [[True, 0.5]]}, r"list\[0\]\[0\] is of type bool, not int"),
        ({**FORM, "list": [[-1, 0.5]]}, r"list\[0\]\[0\] is not >= 0"),
        ({**FORM, "list": [[1, 1.5]]}, r"list\[0\]\[1\] is not <= 1.0"),
        ({**FORM, "list": [[1, float("nan")]]}, r"list\[0\]\[1\] is not >= 0.0"),
        ({**FORM, "list": [[0, 1], [9, 1]]}, r"list\[1\]: 9 is too much"),
        ({**FORM, "spare": "x"}, r"spare is of type str, not int \| null"),
        ({**FORM, "size": 3}, "it was altered: its “size” is now another"),
    ],
)
def test_what_does_not_fit_is_told_with_its_place(data: Any, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{message}$"):
        from_json(Whole, data)


def test_the_schema_says_what_the_record_says() -> None:
    made = schema(Whole)
    jsonschema.Draft202012Validator.check_schema(made)
    jsonschema.validate(FORM, made)
    assert (made["$id"], made["title"]) == ("urn:whole:1", "whole/1")
    assert made["description"] == "What has one field of every sort."
    assert made["properties"]["word"]["description"] == "Said in the schema."
    assert made["required"] == list(FORM)
    assert set(made["properties"]) == {*FORM, "spare"}
    assert made["additionalProperties"] is False


@pytest.mark.parametrize("name", schemas.PUBLISHED)
def test_the_published_schemas_are_up_to_date(name: str) -> None:
    published = Path(accordingto.__file__).with_name(name).read_text("utf-8")
    assert published == schemas.dumps(schemas.PUBLISHED[name]), (
        f"{name} is not what the records say. Write it again: python -m accordingto.schemas"
    )


def test_the_command_writes_the_schemas(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(schemas, "__file__", str(tmp_path / "schemas.py"))
    schemas.main()
    assert {path.name for path in tmp_path.iterdir()} == set(schemas.PUBLISHED)


@pytest.mark.parametrize(("kind", "objects"), [(Annotation, 7), (Review, 7)])
def test_every_object_of_a_schema_requires_all_that_may_not_lack(kind: type, objects: int) -> None:
    made = schema(kind)
    jsonschema.Draft202012Validator.check_schema(made)
    assert len(made["$defs"]) == objects
    for part in (made, *made["$defs"].values()):
        may_lack = [name for name, field in part["properties"].items() if "default" in field]
        assert part["required"] == [name for name in part["properties"] if name not in may_lack]
        assert part["additionalProperties"] is False


@given(annotations())
def test_an_annotation_fits_its_schema_and_reads_back_as_the_same(made: Annotation) -> None:
    data = json.loads(json.dumps(made.to_dict(), ensure_ascii=False))
    VALIDATOR.validate(data)
    assert Annotation.from_dict(data) == made


def _places(value: Any) -> list[tuple[Any, Any]]:
    """Every (container, key) in a JSON value."""
    places: list[tuple[Any, Any]] = []
    keys = (
        value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    )
    for key in keys:
        places.append((value, key))
        places.extend(_places(value[key]))
    return places


_JUNK = st.sampled_from(
    [None, True, -1, 0, 0.5, 7, "", "narration", "says", [], [0], [1, 2], [1, 2, 3], {}, 10**30]
)


@given(st.data())
def test_what_a_validator_refuses_is_refused_and_nothing_else_is_an_error(
    data: st.DataObject,
) -> None:
    value = copy.deepcopy(harbour().to_dict())
    container, key = data.draw(st.sampled_from(_places(value)))
    if data.draw(st.booleans()):
        container[key] = data.draw(_JUNK)
    elif isinstance(container, dict):
        del container[key]
    else:
        container.append(data.draw(_JUNK))
    try:
        Annotation.from_dict(value)
    except ValueError as error:
        told = any(words in str(error) for words in ("altered", "run forwards"))
        assert told == VALIDATOR.is_valid(value)
    else:
        assert VALIDATOR.is_valid(value)


def test_no_class_variable_is_bare() -> None:
    """Python 3.10 reads no type hints of a record that has a bare ``ClassVar``."""
    sources = (Path(__file__).parents[1] / "src").rglob("*.py")
    bare = [
        path for path in sources if re.search(r": ClassVar( =|$)", path.read_text("utf-8"), re.M)
    ]
    assert not bare
