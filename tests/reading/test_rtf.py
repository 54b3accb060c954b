"""Rich Text: control words heeded, the text in every character set, changes accepted."""

from __future__ import annotations

import pytest

from accordingto.errors import InputError
from accordingto.reading import rtf
from accordingto.reading.inputs import Input


def _text(inside: str | bytes) -> str:
    data = inside.encode("ascii") if isinstance(inside, str) else inside
    return rtf.read(Input("draft.rtf", b"{\\rtf1\\ansi " + data + b"}")).text


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (r"One.\par Two.", "One.\nTwo."),
        ("One \r\n{\\b bold} word.", "One bold word."),
        (r"\ldblquote Ja,\rdblquote  she said \emdash  once.", "“Ja,” she said — once."),
        (r"Caf\'e9 \'93Ja\'94", "Café “Ja”"),
        (r"\ansicpg1251 \'cc\'ee\'f1\'ea\'e2\'e0", "Москва"),
        (r"{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset204 B;}}\f1 \'c4\'e0", "Да"),
        (r"{\fonttbl{\f0\fcharset128 A;}}\f0 \'93\'fa\'96\'7b", "日本"),
        (r"\u8220?Ja\u8221\'94", "“Ja”"),
        (r"\uc2\u8220??Ja", "“Ja"),
        (r"\uc0\u8220 Ja", "“Ja"),
        (r"\u-10179?\u-9164? A", "🐴 A"),
        (r"A\~b\_c co\-op", "A b-c coop"),
        (r"\{a\} \\", "{a} \\"),
        (r"A {\deleted old }end.", "A end."),
        (r"A \deleted old \deleted0 end.", "A end."),
        (r"A {\v hidden }end.", "A end."),
        (r"A {\*\annotation {Who?}}end.", "A end."),
        (r"A {\field{\*\fldinst HYPERLINK x}{\fldrslt link}} end.", "A link end."),
        (r"{\header Courier}{\info{\title T}}{\stylesheet{\s1 Normal;}}A.", "A."),
        (r"A{\footnote \pard Note.\par } word.\par Two.", "A word.\nTwo.\nNote."),
        (r"A {\shp{\*\shpinst{\sp{\sn a}{\sv 1}}{\shptxt Box.\par}}}b.\par C.", "A b.\nBox.\nC."),
        (r"\trowd Route\cell 9\cell\row\pard A.", "Route | 9\nA."),
        (r"{\pict\pngblip 89504e47}A.", "A."),
        (r"{\*\unheard of}A.", "A."),
        (r"{\listtext\'b7\tab}One.", "One."),
        ("A }}} b {{{ c", "A b c"),
    ],
)
def test_what_of_a_document_is_read(inside: str, text: str) -> None:
    assert _text(inside) == text


def test_raw_data_is_stepped_over() -> None:
    assert _text(b"A {\\pict\\bin4 }}{{}end.") == "A end."
    assert _text(b"A.\\bin99999 b") == "A."


def test_the_encoding_asked_for_goes_first() -> None:
    data = b"{\\rtf1\\ansi\\ansicpg1252 \\'c4\\'e0}"
    assert rtf.read(Input("draft.rtf", data), "cp1251").text == "Да"


def test_what_is_no_rich_text(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputError, match=r"is not a Rich Text document"):
        rtf.read(Input("draft.rtf", b"Hello."))
    with pytest.raises(InputError, match=r"draft.rtf is empty"):
        rtf.read(Input("draft.rtf", b"{\\rtf1 }"))
    monkeypatch.setattr(rtf, "LARGEST", 10)
    with pytest.raises(
        InputError, match=r"has 17 bytes without its pictures: more than an article"
    ):
        rtf.read(Input("draft.rtf", b"{\\rtf1 Too long.}"))
