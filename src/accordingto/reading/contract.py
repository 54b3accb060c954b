"""Checks a JSON value against a JSON Schema, as far as the package's own schema goes.

It knows the keywords that ``schema.json`` uses and no others, which spares every installation a
validating library; the tests hold it against one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "null": (type(None),),
}


def violations(value: Any, schema: dict[str, Any]) -> Iterator[str]:
    """What in ``value`` breaks the schema, in words, each with its place (``sentences[3].label``).

    Keywords: $ref (into $defs), type, const, enum, minimum, maximum, required, properties,
    additionalProperties (false), items, minItems, maxItems.
    """
    yield from _violations(value, schema, schema["$defs"], "")


def _violations(
    value: Any, rule: dict[str, Any], defs: dict[str, Any], place: str
) -> Iterator[str]:
    if "$ref" in rule:
        rule = defs[rule["$ref"].removeprefix("#/$defs/")]
    here = place or "it"
    if "type" in rule and not _is_of(value, rule["type"]):
        yield f"{here} is not of type {_either(rule['type'])}"
        return
    if "const" in rule and value != rule["const"]:
        yield f"{here} is not “{rule['const']}”"
    if "enum" in rule and value not in rule["enum"]:
        yield f"{here} is none of {_either(rule['enum'])}"
    if isinstance(value, int | float) and not isinstance(value, bool):
        # written so that NaN, which Python's JSON lets in, is out of every range
        low, high = rule.get("minimum", float("-inf")), rule.get("maximum", float("inf"))
        if not low <= value <= high:
            yield f"{here} lies outside {low} to {high}"
    if isinstance(value, dict):
        yield from _in_object(value, rule, defs, place)
    if isinstance(value, list):
        if not rule.get("minItems", 0) <= len(value) <= rule.get("maxItems", len(value)):
            yield f"{here} has {len(value)} items"
        if "items" in rule:
            for number, item in enumerate(value):
                yield from _violations(item, rule["items"], defs, f"{place}[{number}]")


def _in_object(
    value: dict[str, Any], rule: dict[str, Any], defs: dict[str, Any], place: str
) -> Iterator[str]:
    known = rule.get("properties", {})
    for name in rule.get("required", ()):
        if name not in value:
            yield f"{place or 'it'} lacks “{name}”"
    for name, item in value.items():
        if name in known:
            yield from _violations(item, known[name], defs, f"{place}.{name}".lstrip("."))
        elif rule.get("additionalProperties") is False:
            yield f"{place or 'it'} has “{name}”, which the schema does not know"


def _is_of(value: Any, types: str | list[str]) -> bool:
    names = [types] if isinstance(types, str) else types
    if isinstance(value, bool):  # an int to Python, no number to JSON
        return "boolean" in names
    return any(isinstance(value, _TYPES[name]) for name in names)


def _either(names: str | list[Any]) -> str:
    return names if isinstance(names, str) else " or ".join(str(name) for name in names)
