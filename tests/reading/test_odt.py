"""OpenDocument: the text as it stands with all changes accepted."""

from __future__ import annotations

import pytest

from accordingto.errors import InputError
from accordingto.reading import odt
from accordingto.reading.inputs import Input
from accordingto.records import Article
from office import archive, opendocument


def _read(text: str, **options: str) -> Article:
    return odt.read(Input("draft.odt", opendocument(text, **options)))


def _p(inside: str, style: str = "Standard") -> str:
    return f'<text:p text:style-name="{style}">{inside}</text:p>'


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (_p("A<text:s/>word<text:tab/>here."), ["A word here."]),
        (_p("A <text:span>bold <text:a>link</text:a></text:span> here."), ["A bold link here."]),
        (_p("One.<text:line-break/>Two."), ["One.", "Two."]),
        (_p(f"A <office:annotation>{_p('Who?')}</office:annotation>word."), ["A word."]),
        (
            f"<text:tracked-changes>{_p('Old.')}</text:tracked-changes>"
            + _p("A <text:change-start/>new<text:change-end/> word."),
            ["A new word."],
        ),
        (
            _p(
                "A<text:note><text:note-citation>1</text:note-citation><text:note-body>"
            ).removesuffix("</text:p>")
            + f"{_p('Note.')}</text:note-body></text:note> word.</text:p>{_p('Two.')}",
            ["A word.", "Two.", "Note."],
        ),
        (
            _p(f"A <draw:frame><draw:text-box>{_p('Box.')}</draw:text-box></draw:frame>word."),
            ["A word.", "Box."],
        ),
        (
            f"<text:list><text:list-item>{_p('One.')}</text:list-item></text:list>"
            f"<text:section>{_p('Two.')}</text:section>",
            ["One.", "Two."],
        ),
        (
            f"<table:table><table:table-row><table:table-cell>{_p('Route')}</table:table-cell>"
            f"<table:table-cell>{_p('9')}</table:table-cell></table:table-row></table:table>",
            ["Route | 9"],
        ),
        (
            f"<table:table><table:table-row><table:table-cell>{_p('One.')}{_p('Two.')}"
            "</table:table-cell></table:table-row></table:table>",
            ["One.", "Two."],
        ),
        (f"<text:table-of-content>{_p('Contents')}</text:table-of-content>{_p('A.')}", ["A."]),
    ],
)
def test_what_of_a_document_is_read(text: str, lines: list[str]) -> None:
    assert _read(text).text.split("\n") == lines


def test_a_title_is_known_by_its_style_or_the_one_that_this_goes_back_to() -> None:
    styles = '<style:style style:name="P1" style:parent-style-name="Title"/>'
    for style in ("Title", "P1", "Heading_20_1"):
        article = _read(_p("The storm is over.", style) + _p("Yes."), styles=styles)
        assert article.title == "The storm is over."


def test_what_is_no_text() -> None:
    locked = opendocument(_p("A."), manifest="<encryption-data/>")
    with pytest.raises(InputError, match=r"draft.odt is locked with a password\. Save a copy"):
        odt.read(Input("draft.odt", locked))
    with pytest.raises(InputError, match="is not an OpenDocument text"):
        odt.read(Input("draft.odt", b"Hello."))
    with pytest.raises(InputError, match="is an OpenDocument file, but no text"):
        odt.read(Input("draft.odt", archive({"content.xml": "<sheet/>"})))
    with pytest.raises(InputError, match=r"lacks its part content\.xml"):
        odt.read(Input("draft.odt", archive({"a": "b"})))
