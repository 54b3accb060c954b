"""Word: the text as it stands with all changes accepted, wherever Word keeps it."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document

from accordingto.errors import InputError
from accordingto.reading import docx
from accordingto.reading.inputs import Input
from accordingto.records import Article
from office import archive, paragraph, word


def _read(data: bytes, name: str = "draft.docx") -> Article:
    return docx.read(Input(name, data))


def _lines(body: str, **parts: str) -> list[str]:
    return _read(word(body, **parts)).text.split("\n")


@pytest.mark.parametrize(
    ("run", "text"),
    [
        ("<w:ins><w:r><w:t>new </w:t></w:r></w:ins>", "A new end."),
        ("<w:moveTo><w:r><w:t>new </w:t></w:r></w:moveTo>", "A new end."),
        ("<w:del><w:r><w:delText>old </w:delText></w:r></w:del>", "A end."),
        ("<w:del><w:r><w:t>old </w:t></w:r></w:del>", "A end."),
        ("<w:moveFrom><w:r><w:t>old </w:t></w:r></w:moveFrom>", "A end."),
        ("<w:hyperlink><w:r><w:t>linked </w:t></w:r></w:hyperlink>", "A linked end."),
        ("<w:sdt><w:sdtContent><w:r><w:t>held </w:t></w:r></w:sdtContent></w:sdt>", "A held end."),
        ("<w:r><w:instrText>PAGE</w:instrText></w:r>", "A end."),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden </w:t></w:r>", "A end."),
        ('<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>seen </w:t></w:r>', "A seen end."),
        ("<w:r><w:t>well</w:t><w:noBreakHyphen/><w:t>known </w:t></w:r>", "A well-known end."),
        ("<w:r><w:t>co\u00adoperative</w:t><w:tab/></w:r>", "A cooperative end."),
        ("<w:commentRangeStart/><w:r><w:commentReference/></w:r>", "A end."),
    ],
)
def test_what_of_a_paragraph_is_read(run: str, text: str) -> None:
    assert _lines(paragraph("A ", run, "end.")) == [text]


def test_a_line_break_begins_a_new_line() -> None:
    assert _lines(paragraph("One.", "<w:r><w:br/></w:r>", "Two.")) == ["One.", "Two."]


def test_a_paragraph_whose_mark_was_deleted_goes_on_in_the_next() -> None:
    deleted = paragraph("The city ", mark="del")
    assert _lines(deleted + paragraph("said no.")) == ["The city said no."]
    assert _lines(paragraph("Yes.") + deleted) == ["Yes.", "The city"]


def test_a_paragraph_that_was_inserted_or_deleted_as_a_whole() -> None:
    gone = paragraph("<w:del><w:r><w:delText>Gone.</w:delText></w:r></w:del>", mark="del")
    new = paragraph("<w:ins><w:r><w:t>New.</w:t></w:r></w:ins>", mark="ins")
    assert _lines(paragraph("One.") + gone + new + paragraph("Two.")) == ["One.", "New.", "Two."]


def test_a_text_box_is_read_once_and_below_its_paragraph() -> None:
    box = f"<w:txbxContent>{paragraph('In the box.')}</w:txbxContent>"
    both = (
        f"<w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback><w:pict><v:shape>"
        f"<v:textbox>{box}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    old = f"<w:r><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></w:r>"
    assert _lines(paragraph("A ", both, "line.")) == ["A line.", "In the box."]
    assert _lines(paragraph("A ", old, "line.")) == ["A line.", "In the box."]


def _cell(*paragraphs: str) -> str:
    return f"<w:tc>{''.join(map(paragraph, paragraphs))}</w:tc>"


def test_a_row_of_a_table_is_a_line_and_a_layout_is_none() -> None:
    data = f"<w:tbl><w:tr>{_cell('Route')}{_cell('9')}{_cell('')}</w:tr></w:tbl>"
    layout = f"<w:tbl><w:tr>{_cell('One.', 'Two.')}{_cell('Three.')}</w:tr></w:tbl>"
    deleted = f"<w:tr><w:trPr><w:del/></w:trPr>{_cell('Old')}{_cell('row')}</w:tr>"
    assert _lines(data + f"<w:tbl>{deleted}</w:tbl>") == ["Route | 9"]
    assert _lines(layout) == ["One.", "Two.", "Three."]
    assert _lines(f"<w:tbl><w:tr><w:tc>{layout}</w:tc></w:tr></w:tbl>") == [
        *("One.", "Two.", "Three."),
    ]


def test_notes_come_last_and_their_separators_not_at_all() -> None:
    notes = (
        f'<w:footnote w:type="separator">{paragraph("–")}</w:footnote>'
        f"<w:footnote>{paragraph('A note.')}</w:footnote>"
    )
    end = f"<w:endnote>{paragraph('At the end.')}</w:endnote>"
    marked = paragraph("The text.", "<w:r><w:footnoteReference/></w:r>")
    assert _lines(marked, footnotes=notes, endnotes=end) == ["The text.", "A note.", "At the end."]


def test_a_title_is_known_by_its_style_in_any_language() -> None:
    styles = '<w:style w:styleId="Titel"><w:name w:val="Title"/></w:style>'
    body = paragraph("WEATHER") + paragraph("The storm is over.", style="Titel") + paragraph("Yes.")
    article = _read(word(body, styles=styles))
    assert article.title == "The storm is over."
    assert article.text == "WEATHER\nThe storm is over.\nYes."


def test_what_word_writes_itself_is_read() -> None:
    document = Document()
    document.add_heading("A Heading", 0)
    document.add_paragraph("By Ann Roe")
    document.add_paragraph("The city said no.")
    data = io.BytesIO()
    document.save(data)
    article = _read(data.getvalue())
    assert article == Article(
        "A Heading\nBy Ann Roe\nThe city said no.", "A Heading", "draft.docx", byline="Ann Roe"
    )


def test_the_main_part_is_where_the_package_says() -> None:
    parts = {
        name: zipfile.ZipFile(io.BytesIO(word(paragraph("Here.")))).read(name)
        for name in ("[Content_Types].xml", "_rels/.rels", "word/document.xml")
    }
    parts["word/document2.xml"] = parts.pop("word/document.xml")
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"document.xml", b"document2.xml")
    assert _read(archive(parts)).text == "Here."


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"%PDF-1.7", "draft.docx is not a Word document (it starts with “%PDF-1.7”). Give"),
        (b"", "draft.docx is not a Word document (it starts with nothing)"),
        (archive({"a.txt": "Hello."}), "is not a Word document, though an archive."),
        (archive({"word/document.xml": "<w"}), "is damaged: word/document.xml is no XML ("),
        (word("")[:-60], "draft.docx is a damaged archive ("),
        (word(paragraph(" ")), "draft.docx is empty."),
    ],
)
def test_what_is_no_word_document(data: bytes, message: str) -> None:
    with pytest.raises(InputError) as caught:
        _read(data)
    assert message in str(caught.value)
