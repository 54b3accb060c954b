"""The JSON form of a record, and its JSON Schema: both are derived from the record itself.

A frozen dataclass is written as an object of its fields, a tuple as an array, None as null. On
reading, every field must be there, no other may be, and each has its type; whole numbers count
from 0, fractions are probabilities. What a record says of its form in class variables:

- ``json_array``: it is written as the array of its fields (a span is a pair);
- ``json_tag``: the name and the value of a constant that stands before the fields;
- ``json_names``: other names for some fields, by the field's own;
- ``json_omits``: fields that are not written, since the others tell them;
- ``json_adds``: properties that are written behind the fields, and must agree when read;
- ``json_may_lack``: fields that are written only where they are not None, and may be lacking when
  read: files that were written before there was such a field stay good.

Words in ``Annotated[type, "words"]`` describe a field in the schema, the first line of a class's
docstring describes its object.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import msgspec

_Record = TypeVar("_Record")

#: What msgspec says of a misfit, and how it is said here, with the place before it.
_FACTS = (
    (r"Object missing required field `(.+)`", r"lacks “\1”"),
    (r"Object contains unknown field `(.+)`", r"has “\1”, which the schema does not know"),
    (r"Invalid enum value (.+)", r"is \1, which is none of its values"),
    (r"Expected `array` of length (\d+), got (\d+)", r"has \2 items, not \1"),
    (r"Expected `(.+)`, got `(.+)`", r"is of type \2, not \1"),
    (r"Expected `(?:int|float)` ([<>]=) ([\d.]+)", r"is not \1 \2"),
)


def to_json(record: Any) -> Any:
    """A record in its JSON form: dicts, lists, strings, numbers and None."""
    kind: Any = type(record)
    return _writer(kind)(record)


def from_json(kind: type[_Record], data: Any) -> _Record:
    """The record of that kind in a JSON value.

    Raises ValueError, which says what does not fit and where (``sentences[3].label``).
    """
    hint: Any = kind  # a key of the caches, which mypy wants to see hashable
    try:
        msgspec.convert(data, _form(hint))
    except msgspec.ValidationError as error:
        raise ValueError(in_words(str(error))) from None
    record: _Record = _reader(hint)(data, "")
    return record


def schema(kind: Any) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a record; its ``json_tag`` is its title."""
    title = _tag(kind)[kind.json_tag[0]]
    _, parts = msgspec.json.schema_components([_form(kind)], ref_template="#/$defs/{name}")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:{title.replace('/', ':')}",
        **parts.pop(kind.__name__),
        "title": title,
        "$defs": parts,
    }


@cache
def _fields(kind: type) -> tuple[tuple[str, str, Any], ...]:
    """Of each field that is written: its name, its name in JSON and its type."""
    hints = get_type_hints(kind, include_extras=True)
    names, omitted = getattr(kind, "json_names", {}), getattr(kind, "json_omits", ())
    return tuple(
        (field.name, names.get(field.name, field.name), hints[field.name])
        for field in dataclasses.fields(kind)
        if field.init and field.name not in omitted
    )


def _tag(kind: type) -> dict[str, str]:
    return dict([kind.json_tag]) if hasattr(kind, "json_tag") else {}


def _adds(kind: type) -> tuple[str, ...]:
    names: tuple[str, ...] = getattr(kind, "json_adds", ())
    return names


def _may_lack(kind: type) -> tuple[str, ...]:
    names: tuple[str, ...] = getattr(kind, "json_may_lack", ())
    return names


def _is_array(kind: type) -> bool:
    return getattr(kind, "json_array", False)


@cache
def _form(hint: Any) -> Any:
    """The type of JSON that msgspec checks, for a type of the records."""
    if dataclasses.is_dataclass(hint):
        return _object(hint)  # type: ignore[arg-type]
    if get_origin(hint) is Annotated:
        kind, *words = get_args(hint)
        return Annotated[_form(kind), msgspec.Meta(description=" ".join(words))]
    if get_origin(hint) is tuple:
        return list[_form(get_args(hint)[0])]  # type: ignore[misc]
    if _is_union(hint):
        return Union[tuple(_form(kind) for kind in get_args(hint))]  # noqa: UP007
    if hint is int:
        return Annotated[int, msgspec.Meta(ge=0)]
    if hint is float:
        return Annotated[float, msgspec.Meta(ge=0, le=1)]
    return hint


def _object(kind: type) -> Any:
    if _is_array(kind):
        return tuple[tuple(_form(hint) for _, _, hint in _fields(kind))]  # type: ignore[misc]
    parts = [
        (key, _form(hint), *((None,) if name in _may_lack(kind) else ()))
        for name, key, hint in _fields(kind)
    ]
    tag = [(name, Literal[value]) for name, value in _tag(kind).items()]
    adds = [(name, get_type_hints(getattr(kind, name).fget)["return"]) for name in _adds(kind)]
    return msgspec.defstruct(
        kind.__name__,
        [*tag, *parts, *adds],
        namespace={"__doc__": (kind.__doc__ or "").partition("\n")[0]},
        kw_only=True,
        forbid_unknown_fields=True,
    )


@cache
def _writer(hint: Any) -> Callable[[Any], Any]:
    """What makes JSON of a value of that type."""
    if dataclasses.is_dataclass(hint):
        return _record_writer(hint)  # type: ignore[arg-type]
    if get_origin(hint) is Annotated:
        return _writer(get_args(hint)[0])
    if get_origin(hint) is tuple:
        write = _writer(get_args(hint)[0])
        return lambda values: [write(value) for value in values]
    if _is_union(hint):
        write = _writer(_principal(hint))
        return lambda value: value if _is_itself(value) else write(value)
    return lambda value: value


def _record_writer(kind: type) -> Callable[[Any], Any]:
    parts = [(key, name, _writer(hint)) for name, key, hint in _fields(kind)]
    if _is_array(kind):
        return lambda record: [write(getattr(record, name)) for _, name, write in parts]
    tag, adds, may_lack = _tag(kind), _adds(kind), _may_lack(kind)

    def written(record: Any) -> dict[str, Any]:
        fields = {
            key: write(getattr(record, name))
            for key, name, write in parts
            if name not in may_lack or getattr(record, name) is not None
        }
        return {**tag, **fields, **{name: getattr(record, name) for name in adds}}

    return written


@cache
def _reader(hint: Any) -> Callable[[Any, str], Any]:
    """What makes a value of that type of JSON that has its form; also given its place."""
    if dataclasses.is_dataclass(hint):
        return _record_reader(hint)  # type: ignore[arg-type]
    if get_origin(hint) is Annotated:
        return _reader(get_args(hint)[0])
    if get_origin(hint) is tuple:
        read = _reader(get_args(hint)[0])
        return lambda values, place: tuple(
            [read(value, f"{place}[{number}]") for number, value in enumerate(values)]
        )
    if _is_union(hint):
        read = _reader(_principal(hint))
        return lambda value, place: value if _is_itself(value) else read(value, place)
    return lambda value, place: value


def _record_reader(kind: type) -> Callable[[Any, str], Any]:
    parts = [(name, key, _reader(hint)) for name, key, hint in _fields(kind)]
    adds, is_array = _adds(kind), _is_array(kind)

    def read(data: Any, place: str) -> Any:
        values = dict(zip((key for _, key, _ in parts), data, strict=True)) if is_array else data
        where = place or "it"
        made = {
            name: read_part(values[key], f"{place}.{key}".lstrip("."))
            for name, key, read_part in parts
            if key in values
        }
        try:
            record = kind(**made)
        except ValueError as error:
            raise ValueError(f"{where}: {error}") from None
        for name in adds:
            if getattr(record, name) != data[name]:
                raise ValueError(f"{where} was altered: its “{name}” is now another")
        return record

    return read


def _is_union(hint: Any) -> bool:
    return get_origin(hint) in (Union, UnionType)


def _principal(hint: Any) -> Any:
    """The one type of a union beside None and constants; NoneType where there are only such."""
    kinds = {kind for kind in get_args(hint) if get_origin(kind) is not Literal} - {NoneType}
    (kind,) = kinds or {NoneType}
    return kind


def _is_itself(value: Any) -> bool:
    """Whether a value of a union is the same in JSON: None and words are."""
    return value is None or isinstance(value, str)


def in_words(error: str) -> str:
    """What msgspec found, in our words: the place, then what is the matter with it."""
    fact, _, path = error.partition(" - at `$")
    place = path.strip("`.") or "it"
    for pattern, words in _FACTS:
        if match := re.fullmatch(pattern, fact):
            return f"{place} {match.expand(words)}"
    return f"{place}: {fact}"
