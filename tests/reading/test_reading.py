"""Reading: to the character, or a message that says what is the matter and what to do."""

from __future__ import annotations

import codecs
import io
import json
import sys
import warnings
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from accordingto.errors import AccordingtoError, InputError, UsageError
from accordingto.reading import DecodingWarning, load, prose, read, read_any, saved
from accordingto.reading import plain as plain_text
from accordingto.reading.inputs import Input
from accordingto.records import Annotation, Article
from annotations import harbour
from strategies import annotations, texts


def _file(folder: Path, data: bytes, name: str = "draft.txt") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@given(texts.filter(lambda text: "\0" not in text and any(c.isalnum() for c in text)))
def test_no_character_is_altered(text: str) -> None:
    data = text.encode()
    if text.startswith("\ufeff") or data.lstrip().lower().startswith((b"%pdf", b"gif8")):
        return
    assert plain_text.article(Input("draft.txt", data)).text == text


def test_line_ends_stay_as_they_are(tmp_path: Path) -> None:
    article = read(_file(tmp_path, b"One.\r\n\r\nTwo.\rThree.\nFour."))
    assert article.text == "One.\r\n\r\nTwo.\rThree.\nFour."
    assert article.origin == "draft.txt"
    assert len(article.paragraphs) == 4


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_is_no_part_of_the_text(
    tmp_path: Path, mark: bytes, encoding: str
) -> None:
    assert read(_file(tmp_path, mark + "“Ja”, 🎈.".encode(encoding))).text == "“Ja”, 🎈."
    assert read(_file(tmp_path, mark + "Ja.".encode(encoding)), encoding=encoding).text == "Ja."


def test_what_is_no_utf8_is_read_as_windows_1252_with_a_warning(tmp_path: Path) -> None:
    path = _file(tmp_path, "One.\nThe mayor’s “plan”.".encode("cp1252"))
    with pytest.warns(DecodingWarning, match=r"draft.txt is not UTF-8 \(byte 0x92 in line 2\)"):
        assert read(path).text == "One.\nThe mayor’s “plan”."


def test_the_encoding_given_is_taken_without_a_warning(tmp_path: Path) -> None:
    path = _file(tmp_path, "The mayor’s “plan”.".encode("mac-roman"))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert read(path, encoding="mac-roman").text == "The mayor’s “plan”."


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("Élan.\r\n".encode())))
    assert read("-") == Article("Élan.\r\n", origin="standard input")


def _refusal(kind: type[AccordingtoError], path: Path, **options: Any) -> str:
    with pytest.raises(kind) as caught:
        read(path, **options)
    assert caught.value.fact.endswith(".")
    assert caught.value.remedy
    return str(caught.value)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "draft.txt is empty."),
        (b"\xef\xbb\xbf", "draft.txt is empty."),
        (" \n\t\u00a0\r\n".encode(), "nothing but white space"),
        ("— … —\n* * *".encode(), "holds no words"),
        (b"PK\x03\x04\0\0", "looks like a Word document or another ZIP archive (it starts"),
        (b"\x89PNG\r\n\x1a\n\0", "looks like a PNG image, not"),
        (b"\x1f\x8b\x08\0", "looks like a gzip archive"),
        (b"Hello\0 world", "is a binary file"),
        ("Hello".encode("utf-16-le"), "pass --encoding utf-16"),
        (b"\xe9t\xe9 \x07\x02 caf\xe9", "is a binary file"),
        (b"caf\xe9 \x81", "neither UTF-8 (byte 0xe9 in line 1) nor Windows-1252"),
    ],
)
def test_what_holds_no_article(tmp_path: Path, data: bytes, message: str) -> None:
    assert message in _refusal(InputError, _file(tmp_path, data))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"%PDF-1.7\n\0\0", "looks like a PDF document (it starts with “%PDF”), not plain text."),
        (b"{\\rtf1 Hello}", "looks like a Rich Text document"),
        (b"\n <!DOCTYPE HTML><p>Hello", "looks like an HTML page (it starts with “<!doct"),
    ],
)
def test_a_document_is_no_plain_text_though_one_says_so(
    tmp_path: Path, data: bytes, message: str
) -> None:
    assert message in _refusal(InputError, _file(tmp_path, data), format="text")


def test_what_is_no_file(tmp_path: Path) -> None:
    missing = _refusal(InputError, tmp_path / "nope.txt")
    assert missing.endswith(
        "nope.txt does not exist. Check the path, or pass - to read standard input."
    )
    assert "is a directory" in _refusal(InputError, tmp_path)
    assert "cannot be read" in _refusal(InputError, tmp_path / ("x" * 300))
    assert "cannot be read" in _refusal(InputError, _file(tmp_path, b"Hello.") / "below")


def test_encodings_that_do_not_fit(tmp_path: Path) -> None:
    path = _file(tmp_path, b"One.\nCaf\xe9.")
    assert "not utf-8: byte 0xe9 in line 2" in _refusal(InputError, path, encoding="utf-8")
    for name in ("klingon", "rot13", "", "nul\0"):
        assert "no encoding" in _refusal(UsageError, path, encoding=name)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Harbour bridge closes\nThe bridge was closed on Monday, the city said.", None),
        ("Will the bridge close?\n\nThe bridge was closed on Monday, the city said.", None),
        ("The bridge was closed.\nThe bridge was closed on Monday, the city said.", ""),
        ("By Ann Roe\nThe bridge was closed on Monday, the city said.", ""),
        ("Q. and A.:\nThe bridge was closed on Monday, the city said.", ""),
        ("Harbour bridge closes", ""),
        ("Harbour bridge closes\nThe city", ""),
        ("word " * 21 + "\n" + "word " * 40, ""),
    ],
)
def test_a_headline_is_a_short_line_above_prose(
    tmp_path: Path, text: str, title: str | None
) -> None:
    expected = text.splitlines()[0] if title is None else title
    assert read(_file(tmp_path, text.encode())).title == expected


@given(annotations(tiled=True))
def test_a_saved_annotation_is_read_back(made: Annotation) -> None:
    data = json.dumps(made.to_dict()).encode()
    assert saved.looks_like_annotation(data)
    assert saved.annotation(Input("draft.json", data)) == made


def test_a_file_is_an_annotation_by_its_name_or_its_beginning(tmp_path: Path) -> None:
    data = json.dumps(harbour().to_dict()).encode()
    assert load(_file(tmp_path, data, "draft.json")) == harbour()
    assert read_any(_file(tmp_path, data, "draft.json")) == harbour()
    assert read_any(_file(tmp_path, data, "draft.txt")) == harbour()
    assert read_any(_file(tmp_path, b"{Hello} world.")) == Article(
        "{Hello} world.", origin="draft.txt"
    )


FORMER = Path(__file__).with_name("harbour.v1.json")


def test_an_annotation_of_the_schema_before_is_read() -> None:
    assert json.loads(FORMER.read_bytes())["schema"] == "accordingto/1"
    assert load(FORMER) == read_any(FORMER) == harbour()


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda data: data["sentences"][0].pop("start"), "sentences[0] has “end”, which"),
        (lambda data: data["sentences"][1].update(end="44"), "sentences[1].span[1] is of type str"),
        (lambda data: data["sentences"].append(5), "sentences[10] is of type int, not object"),
        (lambda data: data.update(sources=None), "sources is of type null, not array"),
        (lambda data: data.pop("findings"), "it lacks “findings”"),
        (lambda data: data.update(more=1), "it has “more”, which the schema does not know"),
    ],
)
def test_a_damaged_annotation_of_the_schema_before_is_refused(
    tmp_path: Path, damage: Any, message: str
) -> None:
    data = json.loads(FORMER.read_bytes())
    damage(data)
    with pytest.raises(InputError) as caught:
        load(_file(tmp_path, json.dumps(data).encode(), "old.json"))
    assert str(caught.value).startswith("old.json is damaged: ")
    assert message in str(caught.value)


def _without_source(data: dict[str, Any]) -> None:
    data["sources"] = []


def _outside(data: dict[str, Any]) -> None:
    data["sentences"][-1]["span"][1] = len(data["article"]["text"]) + 1


def _backwards(data: dict[str, Any]) -> None:
    data["sentences"][0]["span"].reverse()


def _far_out(data: dict[str, Any]) -> None:
    data["attributions"][0]["cue"] = [0, 10**30]


def _overlapping(data: dict[str, Any]) -> None:
    data["sentences"][2]["span"][0] -= 2


def _gap_between(data: dict[str, Any]) -> None:
    data["sentences"][3]["span"][0] += 2


def _gap_at_the_end(data: dict[str, Any]) -> None:
    data["sentences"].pop()


def _gap_at_the_start(data: dict[str, Any]) -> None:
    data["sentences"][0]["span"][0] = 1


def _empty_sentence(data: dict[str, Any]) -> None:
    length = len(data["article"]["text"])
    data["sentences"].append({**data["sentences"][-1], "index": 10, "span": [length, length]})


def _huge_mention(data: dict[str, Any]) -> None:
    data["sources"][0]["mentions"] = [[2, 10**30]]


def _huge_finding(data: dict[str, Any]) -> None:
    data["findings"][0]["span"] = [10**30, 10**31]


def _huge_number(data: dict[str, Any]) -> None:
    data["sentences"][1]["paragraph"] = 10**30


def _out_of_order(data: dict[str, Any]) -> None:
    first, second, *_ = data["sentences"]
    first["span"], second["span"] = second["span"], first["span"]


def _twice(data: dict[str, Any]) -> None:
    data["sources"].append(data["sources"][0])


def _renumbered(data: dict[str, Any]) -> None:
    data["sentences"][1]["index"] = 5


def _elsewhere(data: dict[str, Any]) -> None:
    data["sentences"][1]["paragraph"] = 999


def _leaning_on_nothing(data: dict[str, Any]) -> None:
    data["sentences"][1]["carries_over_from"] = 999


def _unknown_attribution(data: dict[str, Any]) -> None:
    data["sentences"][1]["attributions"] = ["none such"]


def _unknown_via(data: dict[str, Any]) -> None:
    data["attributions"][0]["via"] = "none such"


def _edited(data: dict[str, Any]) -> None:
    data["article"]["text"] = data["article"]["text"].replace("a", "b")


def _mislabelled(data: dict[str, Any]) -> None:
    data["sentences"][0]["label"] = "true"


def _unlabelled(data: dict[str, Any]) -> None:
    del data["sentences"][0]["label"]


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (_without_source, "attributions[0].source_id names office, which does not exist"),
        (_outside, "sentences[9].span [564, 612] ends outside the text of 611"),
        (_backwards, "must run forwards"),
        (_twice, "sources: an id is given twice"),
        (_renumbered, "sentences[1].index is 5"),
        (_elsewhere, "sentences[1].paragraph is one that the text does not have"),
        (_leaning_on_nothing, "sentences[1].carries_over_from is the number of no sentence"),
        (_unknown_attribution, "sentences[1].attributions names none such, which does not exist"),
        (_unknown_via, "attributions[0].via names none such, which does not exist"),
        (_edited, "article was altered: its “sha256” is now another"),
        (_far_out, f"attributions[0].cue [0, {10**30}] ends outside the text"),
        (_huge_mention, f"sources[0].mentions[0] [2, {10**30}] ends outside the text"),
        (_huge_finding, f"findings[0].span [{10**30}, {10**31}] ends outside the text"),
        (_huge_number, "sentences[1].paragraph is one that the text does not have"),
        (_overlapping, "sentences[2].span starts before the end of the sentence before it"),
        (_out_of_order, "sentences[0].span leaves a gap: no sentence holds the words from 0 to 31"),
        (_gap_between, "sentences[3].span leaves a gap: no sentence holds the words from 122 to"),
        (_gap_at_the_end, "sentences leave a gap: none holds the words from 563 on"),
        (_gap_at_the_start, "sentences[0].span leaves a gap: no sentence holds the words from 0"),
        (_empty_sentence, "sentences[10].span holds no words"),
        (_mislabelled, "sentences[0].label is 'true', which is none of its values"),
        (_unlabelled, "sentences[0] lacks “label”"),
    ],
)
def test_a_damaged_annotation_is_refused(tmp_path: Path, damage: Any, message: str) -> None:
    data = harbour().to_dict()
    damage(data)
    path = _file(tmp_path, json.dumps(data).encode(), "draft.json")
    with pytest.raises(InputError) as caught:
        load(path)
    assert "draft.json is damaged: " in str(caught.value)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"Hello.", "is not JSON"),
        (b"", "is not JSON"),
        (b"\xff\xfe\xfd", "is not JSON"),
        (b"[" * 100_000, "is not JSON"),
        (b"[]", "is no annotation of schema accordingto/2"),
        (b"{}", "is no annotation of schema accordingto/2"),
        (b'{"schema": "accordingto/3"}', "is no annotation of schema accordingto/2"),
    ],
)
def test_what_is_no_annotation(tmp_path: Path, data: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message):
        load(_file(tmp_path, data, "draft.json"))


def test_more_text_than_an_article_has_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "book.txt"
    path.write_text("word " * (prose.LONGEST // 5), encoding="utf8")
    assert len(read(path).text) == prose.LONGEST
    path.write_text("word " * (prose.LONGEST // 5) + "more", encoding="utf8")
    with pytest.raises(InputError, match=r"500,004 characters.*Split it"):
        read(path)


def test_standard_input_may_be_no_longer_than_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"word " * 1_000_000)))
    assert _refusal(InputError, Path("-")).startswith(
        "standard input holds 5,000,000 characters: more than an article. Split it"
    )
