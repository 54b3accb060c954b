"""An annotation as a Word document: the article as prose, with comments where an editor looks.

Word's own means only: a comment is anchored to its sentence, source and cue have a character
style each (an editor changes its look once for all), and nothing else is done to the text.
"""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Literal

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Inches, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

import accordingto
from accordingto.export import NO_XML
from accordingto.records import Annotation, Sentence, Span
from accordingto.report import view, wording
from accordingto.report.segments import without_turns
from accordingto.report.view import Line, Note, Page, Row

#: Which sentences get a comment: those that need an editor, or every one.
Comments = Literal["needed", "all"]

#: Below this confidence an attribution is as likely wrong as right.
UNSURE = 0.5

ARTICLE, SOURCE, CUE, SMALL = "Article text", "Article source", "Article cue", "Small print"

_AUTHOR, _INITIALS = "accordingto", "ac"


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Characters of the article with one look; ``number`` is that of their sentence, or None."""

    span: Span
    text: str
    role: str
    number: int | None


def render(
    annotation: Annotation,
    *,
    comments: Comments = "needed",
    written: datetime.datetime | None = None,
) -> bytes:
    """The article as a Word document (.docx) with comments on its sentences.

    The paragraphs of style ``ARTICLE`` are those of the article, to the character; what XML
    cannot hold (U+0000, U+000B, lone surrogates …) is U+FFFD there. ``written`` dates document
    and comments where it is given: the same annotation always gives the same bytes.
    """
    content = view.build(annotation, version=accordingto.__version__)
    document = docx.Document()
    _set_styles(document)
    _describe(document, content, written)
    _add_head(document, content, comments)
    runs = _add_article(document, annotation, content)
    _add_comments(document, annotation, content, runs, comments, written)
    _add_loose_findings(document, content)
    _add_sources(document, content)
    _add_text(
        document,
        f"Made by accordingto {content.version} with the model {content.model}. "
        f"SHA-256 of the text: {content.sha256}. A model read this article and can be wrong.",
    )
    return _packed(document)


def _set_styles(document: Document) -> None:
    styles = document.styles
    for name, font, size in ((ARTICLE, "Georgia", 11.5), (SMALL, "Calibri", 9.5)):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        style.font.name, style.font.size = font, Pt(size)
        style.paragraph_format.space_after = Pt(8)
        style.paragraph_format.line_spacing = 1.3 if name == ARTICLE else 1.1
    styles[SMALL].font.color.rgb = RGBColor(0x55, 0x55, 0x55)
    styles.add_style(SOURCE, WD_STYLE_TYPE.CHARACTER).font.bold = True
    styles.add_style(CUE, WD_STYLE_TYPE.CHARACTER).font.italic = True
    for name, size in (("Heading 1", 18), ("Heading 2", 13)):
        styles[name].font.color.rgb = RGBColor(0x22, 0x22, 0x22)
        styles[name].font.size = Pt(size)


def _describe(document: Document, content: Page, written: datetime.datetime | None) -> None:
    """The document's properties; those that the library's template brings along go."""
    properties = document.core_properties
    properties.author = properties.last_modified_by = f"{_AUTHOR} {content.version}"
    properties.title = _shown(content.title)[:255]  # the library's limit
    properties.comments, properties.keywords = content.verdict[:255], ""
    properties.language = "en"
    if written is not None:
        properties.created = properties.modified = written
        return
    element = properties._element
    for child in [each for each in element if each.tag.endswith(("}created", "}modified"))]:
        element.remove(child)


def _add_head(document: Document, content: Page, comments: Comments) -> None:
    document.add_heading(_shown(content.title), 1)
    origin = f"{_shown(content.origin)} · " if content.origin.strip() else ""
    _add_text(document, f"{origin}{content.verdict}")
    legend = _add_text(document, "Who says so? ")
    legend.add_run("Bold", style=SOURCE)
    legend.add_run(" words name a source, ")
    legend.add_run("italic", style=CUE)
    which = (
        " words attribute to it. Every sentence has a comment."
        if comments == "all"
        else " words attribute to it. A comment stands at every sentence that needs an editor: no "
        "source, a source in part only, one that is unknown or unsure, or a finding."
    )
    legend.add_run(which)


def _add_text(document: Document, text: str) -> Paragraph:
    return document.add_paragraph(text, SMALL)


def _add_article(document: Document, annotation: Annotation, content: Page) -> dict[int, list[Run]]:
    """Write the article's paragraphs; the runs of each sentence by its number."""
    runs: dict[int, list[Run]] = {}
    stretches = list(_stretches(content))
    styles = {"source": SOURCE, "cue": CUE}
    first = 0
    for whole in annotation.article.paragraphs:
        paragraph = document.add_paragraph(style=ARTICLE)
        while first < len(stretches) and stretches[first].span.end <= whole.start:
            first += 1
        for each in islice(stretches, first, None):
            if each.span.start >= whole.end:
                break
            start = max(whole.start - each.span.start, 0)
            text = each.text[start : whole.end - each.span.start]
            run = paragraph.add_run(_clean(text), style=styles.get(each.role))
            if each.number is not None:
                runs.setdefault(each.number, []).append(run)
    return runs


def _stretches(content: Page) -> Iterator[_Stretch]:
    """The whole article in order, from its first character to its last."""
    at = 0
    for text, role, number in _texts(content):
        if text:
            yield _Stretch(Span(at, at + len(text)), text, role, number)
            at += len(text)


def _texts(content: Page) -> Iterator[tuple[str, str, int | None]]:
    for paragraph in content.paragraphs:
        yield paragraph.gap, "", None
        for line in paragraph.lines:
            yield line.gap, "", None
            for piece in line.pieces:
                yield piece.text, piece.role, line.number
    yield content.tail, "", None


def _add_comments(
    document: Document,
    annotation: Annotation,
    content: Page,
    runs: dict[int, list[Run]],
    comments: Comments,
    written: datetime.datetime | None,
) -> None:
    lines = [line for paragraph in content.paragraphs for line in paragraph.lines]
    for line, sentence in zip(lines, annotation.sentences, strict=True):
        needs = _needs(annotation, sentence, line)
        if line.number not in runs or not (needs or comments == "all"):
            continue
        comment = document.add_comment(runs[line.number], "", _AUTHOR, _INITIALS)
        comment._comment_elm.date = written  # the library would put the time of the run
        head = " · ".join(needs) or ", ".join(_named(line)) or line.label.capitalize()
        comment.paragraphs[0].add_run(_clean(head)).bold = True
        for text in _remarks(annotation, sentence, line, content):
            comment.add_paragraph(_clean(text))


def _needs(annotation: Annotation, sentence: Sentence, line: Line) -> list[str]:
    """Why an editor should look at a sentence, each reason in a word or two."""
    found = []
    if sentence.kind == "body":
        told = sentence.label != "narration"
        found += ["No source"] if not told else []
        found += ["In part"] if sentence.label == "partly" else []
        found += ["Unknown source"] if told and "unknown" in line.keys else []
        found += (
            ["Unsure"] if any(a.confidence < UNSURE for a in annotation.claims_of(sentence)) else []
        )
    found += [wording.count(len(line.flags), "finding")] if line.flags else []
    found += ["Turned text"] if line.literal else []
    return found


def _named(line: Line) -> list[str]:
    return [
        f"{code.text} {_shown(code.name)}" + (f" via {code.via}" if code.via else "")
        for code in line.codes
    ]


def _remarks(
    annotation: Annotation, sentence: Sentence, line: Line, content: Page
) -> Iterator[str]:
    """What a comment says below its head, a paragraph each."""
    if line.explanation:
        yield line.explanation
    if sentence.carries_over_from is not None:
        other = annotation.sentences[sentence.carries_over_from].span
        words = _shown(wording.shorten(other.of(annotation.article.text), 60))
        who = ", ".join(f" {code.text} {_shown(code.name)}" for code in line.leans_on_codes)
        yield f"It seems to go on with the account of{who} (“{words}”), but does not say so."
    if line.literal:
        yield "It holds characters that turn the direction of writing: it may not read as it shows."
    several = len(line.notes) > 1 or line.status == "partly"
    for note in line.notes:
        yield from _facts(note, several)
    for flag in content.flags:
        if flag.number in line.flags:
            yield f"{flag.severity.capitalize()}: {_finding(flag)}"


def _facts(note: Note, several: bool) -> Iterator[str]:
    """One attribution in short lines, by the names that the report gives them."""
    here = f", here “{_shown(note.mention)}”" if note.mention else ""
    via = f", via {_shown(note.via)}" if note.via else ""
    yield f"Who: {_shown(note.who)}{here}{via}"
    cue = f"“{_shown(note.cue)}”" if note.cue else "none"
    yield f"Cue: {cue} ({note.stance}); sure: {note.sure}"
    if several and note.content:
        yield f"Content: “{_shown(wording.shorten(note.content, 200))}”"
    if note.why:
        yield f"Why: {_shown(note.why)}"


def _finding(flag: view.Flag) -> str:
    return _shown(f"{flag.message} {flag.suggestion}").strip() + f" (rule {_shown(flag.rule)})"


def _add_loose_findings(document: Document, content: Page) -> None:
    """Findings that belong to no sentence, which no comment can hold."""
    loose = [flag for flag in content.flags if flag.sentence is None]
    if loose:
        document.add_heading("Findings on no single sentence", 2)
    for flag in loose:
        _add_text(document, f"{flag.severity.capitalize()}: {_finding(flag)}")


def _add_sources(document: Document, content: Page) -> None:
    document.add_heading("Sources", 2)
    rows = [("", "Source", "Type", "Sentences"), *map(_cells, content.rows)]
    rows.append(("", "No source", "", str(len(content.unsourced))))
    table = document.add_table(rows=len(rows), cols=4, style="Table Grid")
    table.autofit = False
    for column, inches in zip(table.columns, (0.5, 2.9, 1.6, 1.0), strict=True):
        column.width = Inches(inches)
    cells = iter(table._cells)  # asking a row for its cells takes the square of their number
    for at, text in enumerate(text for row in rows for text in row):
        paragraph = next(cells).paragraphs[0]
        paragraph.style = SMALL
        paragraph.paragraph_format.space_after = Pt(2)
        paragraph.add_run(text).bold = at < 4 or None
    document.add_paragraph()


def _cells(row: Row) -> tuple[str, str, str, str]:
    title = f", {_shown(row.title)}" if row.title else ""
    reason = f". Not named: {_shown(row.reason)}" if row.reason else ""
    acts = " (acts only)" if row.acts and not row.count else ""
    return row.code, f"{_shown(row.name)}{title}{reason}", row.type, f"{row.count}{acts}"


def _clean(text: str) -> str:
    return NO_XML.sub("\ufffd", text)


def _shown(text: str) -> str:
    """Words of the article in the midst of ours: on one line, turning no direction of writing."""
    return _clean(without_turns(" ".join(text.split())))


def _packed(document: Document) -> bytes:
    """The document's bytes, packed again: the library stamps each part with the time of the run."""
    saved, packed = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name)  # its time is the format's first: 1 January 1980
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, old.read(name))
    return packed.getvalue()
