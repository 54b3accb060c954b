"""Small documents of word processors, made of the XML that a test is about."""

from __future__ import annotations

import io
import zipfile

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns"


def archive(parts: dict[str, str | bytes]) -> bytes:
    """A ZIP archive of the parts."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, part in parts.items():
            opened.writestr(name, part)
    return data.getvalue()


def word(body: str, *, head: str = "", **parts: str) -> bytes:
    """A Word document: the XML inside ``w:body``, and that of other parts of ``word/``."""
    others = {f"word/{name}.xml": _part(name, part) for name, part in parts.items()}
    document = (
        f'{head}<w:document xmlns:w="{_WORD}" xmlns:mc="http://schemas.openxmlformats.org/'
        f'markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml">'
        f"<w:body>{body}</w:body></w:document>"
    )
    return archive(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" '
            'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
            'officeDocument" Target="word/document.xml"/></Relationships>',
            "word/document.xml": document,
            **others,
        }
    )


def _part(name: str, inside: str) -> str:
    return f'<w:{name} xmlns:w="{_WORD}">{inside}</w:{name}>'


def paragraph(*runs: str, style: str = "", mark: str = "") -> str:
    """A paragraph of Word: its runs (XML, or text), its style, and what became of its mark."""
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    marked = f"<w:rPr><w:{mark}/></w:rPr>" if mark else ""
    inside = "".join(run if run.startswith("<") else f"<w:r><w:t>{run}</w:t></w:r>" for run in runs)
    return f"<w:p><w:pPr>{styled}{marked}</w:pPr>{inside}</w:p>"


def opendocument(text: str, *, manifest: str = "", styles: str = "") -> bytes:
    """An OpenDocument text: the XML inside ``office:text`` and the automatic styles."""
    names = "".join(
        f' xmlns:{name}="{_OFFICE}:{full}:1.0"'
        for name, full in (
            *(("office", "office"), ("text", "text"), ("table", "table")),
            *(("draw", "drawing"), ("style", "style")),
        )
    )
    content = (
        f"<office:document-content{names}><office:automatic-styles>{styles}"
        "</office:automatic-styles>"
        f"<office:body><office:text>{text}</office:text></office:body></office:document-content>"
    )
    return archive(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "META-INF/manifest.xml": f"<manifest>{manifest}</manifest>",
            "content.xml": content,
        }
    )
