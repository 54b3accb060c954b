"""Who stands beside a sentence."""

from __future__ import annotations

import dataclasses

from accordingto.records import Annotation, Source
from accordingto.report.source_keys import gutter, source_keys
from annotations import Claim, Unit, compose

TEXT = "Al said that Bo had told him that it sank."
SOURCES = (Source("a", "Al", "named person"), Source("b", "Bo", "named person"))


def beside(annotation: Annotation) -> list[str]:
    """The keys beside the first sentence, “S2 via S1” where one relays another."""
    claims = annotation.claims_of(annotation.sentences[0])
    keys = gutter(annotation, claims, source_keys(annotation))
    return [f"{key.text} via {key.via}" if key.via else key.text for key in keys]


def relayed(content: str) -> Annotation:
    outer = Claim("a", "Al", "said", content, id="outer")
    inner = Claim("b", "Bo", "had told", "that it sank", via="outer")
    return compose([[Unit(TEXT, "attributed", (outer, inner))]], SOURCES)


def test_who_only_relays_stands_behind_via() -> None:
    assert beside(relayed("that Bo had told him that it sank")) == ["S1", "S2 via S1"]
    assert beside(relayed("that Bo had told")) == ["S2 via S1"]


def test_a_source_that_a_reviewer_added_goes_by_its_own_number() -> None:
    ids = ("a", "b", "R3", "R1")
    sources = tuple(Source(id, id, "unknown") for id in ids)
    annotation = dataclasses.replace(relayed("that it sank"), sources=sources)
    keys = source_keys(annotation)
    assert [keys[id].text for id in ids] == ["S1", "S2", "S5", "S3"]


def test_nobody_stands_twice_nor_relays_themselves() -> None:
    annotation = relayed("that it sank")
    outer, inner = annotation.attributions
    same = dataclasses.replace(inner, source_id="a")
    again = dataclasses.replace(annotation, attributions=(outer, same))
    assert beside(again) == ["S1"]
