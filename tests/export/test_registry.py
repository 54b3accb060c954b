"""One shape for every format: found by name and by ending, the same bytes each time."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings

from accordingto.errors import UsageError
from accordingto.export import registry
from accordingto.export.registry import EXPORTERS, Exporter
from accordingto.records import Annotation
from annotations import harbour, plain
from strategies import annotations

by_name = pytest.mark.parametrize("exporter", EXPORTERS, ids=registry.names())
#: What has such a test of its own beside its tests.
TESTED = {"docx", "html", "docbin", "graphml", "gexf", "node-link", "dot"}


@by_name
def test_every_format_is_written(exporter: Exporter) -> None:
    for annotation in (harbour(), plain("It rained."), plain()):
        data = exporter(annotation)
        assert data
        assert exporter(annotation) == data


@by_name
def test_every_format_has_a_name_and_endings_of_its_own(exporter: Exporter) -> None:
    assert registry.named(exporter.name) is exporter
    for ending in exporter.endings:
        assert registry.by_ending(f"folder.d/An article{ending.upper()}") is exporter
        assert ending.startswith(".")
        assert ending == ending.lower()


def test_only_what_needs_spacy_is_written_where_spacy_is() -> None:
    elsewhere = {each.name for each in EXPORTERS if ".export." not in each.place}
    assert elsewhere == {"docbin"}


def test_the_longest_ending_decides() -> None:
    assert registry.by_ending("a.csv").name == "csv"
    assert registry.by_ending("a.sourcing.csv").name == "sourcing"
    assert registry.by_ending("a.graph.json").name == "node-link"
    assert registry.by_ending("a\\b.md").name == "markdown"


@pytest.mark.parametrize("file", ["a", "a.txt", "csv", ".csv", "x/.json", "folder.csv/a"])
def test_an_unknown_ending_names_the_known_ones(file: str) -> None:
    with pytest.raises(UsageError, match=r"does not tell the format. Pass --format, or use one"):
        registry.by_ending(file)


def test_an_unknown_name_names_the_known_ones() -> None:
    with pytest.raises(UsageError, match=r"There is no format xml\. Use one of json, jsonl, csv"):
        registry.named("xml")


@settings(max_examples=25)
@given(annotations())
def test_any_annotation_is_written_in_every_format(annotation: Annotation) -> None:
    for exporter in EXPORTERS:
        if exporter.name not in TESTED:
            assert exporter(annotation)


def test_the_readme_of_the_formats_names_every_one() -> None:
    text = (Path(registry.__file__).parent / "README.md").read_text("utf-8")
    named = {
        name
        for row in re.findall(r"^\| (`.*?) \|", text, re.MULTILINE)
        for name in re.findall(r"`([\w-]+)`", row)
    }
    assert named == set(registry.names())
