"""brat standoff, read again by a reader that knows nothing but brat's own description of it."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

from accordingto.evaluate.standoff import from_annotation, read_standoff
from accordingto.export import brat
from accordingto.records import Annotation
from annotations import Claim, Unit, compose, harbour, plain


@dataclass
class Read:
    """An .ann file beside its text, by brat.nlplab.org/standoff.html."""

    text: str
    spans: dict[str, tuple[str, str]] = field(default_factory=dict)
    events: dict[str, dict[str, str]] = field(default_factory=dict)
    attributes: dict[tuple[str, str], str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)


def read(annotation: Annotation) -> Read:
    archive = zipfile.ZipFile(io.BytesIO(brat.render(annotation)))
    assert archive.namelist() == ["article.txt", "article.ann", "annotation.conf"]
    result = Read(archive.read("article.txt").decode("utf-8"))
    for line in archive.read("article.ann").decode("utf-8").split("\n")[:-1]:
        id, *rest = line.split("\t")
        if id[0] == "T":
            kind, _, places = rest[0].partition(" ")
            pieces = [result.text[slice(*map(int, p.split()))] for p in places.split(";")]
            assert not any("\n" in piece or "\r" in piece for piece in pieces)
            assert " ".join(pieces).split() == rest[1].split()
            result.spans[id] = kind, " ".join(pieces)
        elif id[0] == "E":
            result.events[id] = dict(pair.split(":") for pair in rest[0].split(" "))
        elif id[0] == "A":
            name, event, value = rest[0].split(" ")
            result.attributes[event, name] = value
        else:
            assert id[0] == "#"
            result.notes[rest[0].split(" ")[1]] = rest[1]
    return result


def test_the_text_is_the_article() -> None:
    for annotation in (harbour(), plain("One\r\nTwo \x0b three \U0001f388."), plain()):
        assert read(annotation).text == annotation.article.text


def test_attributions_come_back_with_what_they_join() -> None:
    made = read(harbour())
    words = [
        {role: made.spans[id][1] for role, id in event.items() if id in made.spans}
        for event in made.events.values()
    ]
    assert words[0] == {
        "Attribution": "According to",
        "Source": "the Port Safety Office",
        "Cue": "According to",
        "Content": "the captain slowed the ship, but a gust turned it towards the pier",
    }
    assert len(words) == len(harbour().attributions)
    assert made.events["E6"]["Via"] == "E5"
    assert made.attributes["E3", "Stance"] == "orders"
    assert made.attributes["E4", "Form"] == "direct"
    assert set(made.notes.values()) == {source.name for source in harbour().sources}


def test_the_measures_read_it_as_polnears(tmp_path: Path) -> None:
    archive = zipfile.ZipFile(io.BytesIO(brat.render(harbour())))
    archive.extract("article.ann", tmp_path)
    marked = read_standoff(tmp_path / "article.ann").marked
    expected = from_annotation(harbour())
    outer = [m for m in marked if m.source != marked[5].source or m.cue != marked[5].cue]
    assert [(m.source, m.cue, m.content) for m in outer] == [
        (m.source, m.cue, m.content) for m in expected
    ]


def test_a_span_over_lines_is_written_line_by_line() -> None:
    claim = Claim(None, "Al", "said", "one\r\n two\u2028three")
    made = read(compose([[Unit("Al said one\r\n two\u2028three.", "attributed", (claim,))]]))
    assert ("Content", "one  two three") in made.spans.values()


def test_an_attribution_without_any_span_is_left_out() -> None:
    made = read(compose([[Unit("So it is.", "attributed", (Claim(None),))]]))
    assert made.events == {}


def test_every_type_is_in_the_settings() -> None:
    archive = zipfile.ZipFile(io.BytesIO(brat.render(harbour())))
    settings = archive.read("annotation.conf").decode()
    for kind in {kind for kind, _ in read(harbour()).spans.values()}:
        assert f"\n{kind}" in settings
