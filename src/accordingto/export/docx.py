"""An annotation as a Word document: the article as prose, with comments where an editor looks.

Word's own means only: a comment is anchored to its sentence, source and cue have a character
style each (an editor changes its look once for all), and nothing else is done to the text.
"""

from __future__ import annotations

import datetime
import io
import re
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
from accordingto.report.review_view import VERDICTS, DecisionView
from accordingto.report.segments import without_turns
from accordingto.report.source_view import SourceView
from accordingto.report.todo import Reason
from accordingto.report.view import AttributionView, Page, SentenceView
from accordingto.review.apply import Applied

#: Which sentences get a comment: those of the to-do list, or every one.
Comments = Literal["needed", "all"]

ARTICLE, SOURCE, CUE, SMALL = "Article text", "Article source", "Article cue", "Small print"

#: When a review was made last, in ISO 8601.
_TIME = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d+)?Z?)?")
#: Decisions after which a sentence needs nobody any more.
_SETTLED = frozenset(
    view.words for view in VERDICTS if view.verdict in ("confirm", "fine as narration", "skip")
)
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
    review: Applied | None = None,
) -> bytes:
    """The article as a Word document (.docx) with comments on its sentences.

    With a ``review`` each decision and note is a comment under the reviewer's name, dated when the
    review was; a settled sentence (confirmed, fine, skipped) without a note has none, and sources
    are those that it corrected.

    The paragraphs of style ``ARTICLE`` are those of the article, to the character; what XML
    cannot hold (U+0000, U+000B, lone surrogates …) is U+FFFD there. ``written`` dates document
    and comments where it is given: the same annotation always gives the same bytes.
    """
    content = view.build(annotation, version=accordingto.__version__, review=review)
    annotation = annotation if review is None else review.annotation
    document = docx.Document()
    _set_styles(document)
    _describe(document, content, written)
    _add_head(document, content, comments)
    runs = _add_article(document, annotation, content)
    reviewer = _Reviewer.of(review)
    for shown, sentence in zip(content.sentences, annotation.sentences, strict=True):
        if shown.number not in runs:
            continue
        place = runs[shown.number]
        decision = content.review.decisions.get(shown.number)
        if decision is not None:
            _add_decision(document, place, decision, shown, reviewer)
        if decision is None or shown.number not in content.settled or comments == "all":
            _add_reading(document, annotation, sentence, shown, place, comments, written)
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
    properties.title = _one_line(content.title)[:255]  # the library's limit
    properties.comments, properties.keywords = content.verdict[:255], ""
    properties.language = "en"
    if written is not None:
        properties.created = properties.modified = written
        return
    element = properties._element
    for child in [c for c in element if c.tag.endswith(("}created", "}modified"))]:
        element.remove(child)


def _add_head(document: Document, content: Page, comments: Comments) -> None:
    if not _stands_in_text(content):
        document.add_heading(_one_line(content.title), 1)
    origin = f"{_one_line(content.origin)} · " if content.origin.strip() else ""
    _add_text(document, f"{origin}{content.verdict}")
    legend = _add_text(document, "Who says so? ")
    legend.add_run("Bold", style=SOURCE)
    legend.add_run(" words name a source, ")
    legend.add_run("italic", style=CUE)
    which = (
        " words attribute to it. Every sentence has a comment."
        if comments == "all"
        else " words attribute to it. A comment stands at every sentence that needs an editor and "
        "says why. Everything else is nobody’s work."
    )
    legend.add_run(which)


def _stands_in_text(content: Page) -> bool:
    """Whether the article's first line is its title, which need not be written twice."""
    first = next(iter(content.sentences), None)
    words = "" if first is None else "".join(segment.text for segment in first.segments)
    return " ".join(words.split()) == " ".join(content.title.split())


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
        for stretch in islice(stretches, first, None):
            if stretch.span.start >= whole.end:
                break
            start = max(whole.start - stretch.span.start, 0)
            text = stretch.text[start : whole.end - stretch.span.start]
            run = paragraph.add_run(_clean(text), style=styles.get(stretch.role))
            if stretch.number is not None:
                runs.setdefault(stretch.number, []).append(run)
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
        for sentence in paragraph.sentences:
            yield sentence.gap, "", None
            for segment in sentence.segments:
                yield segment.text, segment.role, sentence.number
    yield content.tail, "", None


@dataclass(frozen=True, slots=True)
class _Reviewer:
    """Whose comments the decisions are, and of when."""

    name: str
    initials: str
    when: datetime.datetime | None

    @classmethod
    def of(cls, review: Applied | None) -> _Reviewer:
        record = None if review is None else review.review
        name = _one_line(record.reviewer if record else "") or "Reviewer"
        when = None
        if record is not None and _TIME.fullmatch(record.modified):
            when = datetime.datetime.fromisoformat(record.modified[:19])
        return cls(name[:255], "".join(word[0] for word in name.split())[:9], when)


def _add_decision(
    document: Document,
    runs: list[Run],
    decision: DecisionView,
    shown: SentenceView,
    reviewer: _Reviewer,
) -> None:
    """What a reviewer decided, unless the sentence is settled and nothing more is to be said."""
    settled = decision.words in _SETTLED and not decision.note
    if settled:
        return
    comment = document.add_comment(runs, "", reviewer.name, reviewer.initials)
    comment._comment_elm.date = reviewer.when
    head = _one_line(decision.words)
    comment.paragraphs[0].add_run(_clean(head[:1].upper() + head[1:])).bold = True
    for line in decision.note.splitlines():
        comment.add_paragraph(_clean(without_turns(line)))
    if shown.todo is not None and decision.words not in _SETTLED:
        for reason in shown.todo.reasons:
            comment.add_paragraph(_why(reason))


def _add_reading(
    document: Document,
    annotation: Annotation,
    sentence: Sentence,
    shown: SentenceView,
    runs: list[Run],
    comments: Comments,
    written: datetime.datetime | None,
) -> None:
    """What the tool read, where a sentence needs an editor, or everywhere."""
    if shown.todo is None and comments != "all":
        return
    comment = document.add_comment(runs, "", _AUTHOR, _INITIALS)
    comment._comment_elm.date = written  # the library would put the time of the run
    reasons = () if shown.todo is None else shown.todo.reasons
    words = dict.fromkeys(
        "leans on another" if _leans(reason, shown) else reason.word for reason in reasons
    )
    head = " · ".join(words) or ", ".join(_asserters(shown)) or shown.label_words
    comment.paragraphs[0].add_run(_one_line(head[:1].upper() + head[1:])).bold = True
    for text in _remarks(annotation, sentence, shown, reasons):
        comment.add_paragraph(_clean(text))


def _leans(reason: Reason, shown: SentenceView) -> bool:
    """Whether a reason is that of a carry-over: Word numbers no sentences, it is told in words."""
    return reason.word == f"leans on {shown.leans_on}"


def _asserters(shown: SentenceView) -> list[str]:
    return [
        f"{key.text} {_one_line(key.name)}" + (f" via {key.via}" if key.via else "")
        for key in shown.source_keys
    ]


def _remarks(
    annotation: Annotation, sentence: Sentence, shown: SentenceView, reasons: tuple[Reason, ...]
) -> Iterator[str]:
    """What a comment says below its head, a paragraph each."""
    for reason in reasons:
        if not _leans(reason, shown):
            yield _why(reason)
    if shown.explanation and not reasons:
        yield shown.explanation
    if sentence.carries_over_from is not None:
        other = annotation.sentences[sentence.carries_over_from].span
        words = _one_line(wording.shorten(other.of(annotation.article.text), 60))
        who = ", ".join(f" {key.text} {_one_line(key.name)}" for key in shown.leans_on_keys)
        yield f"It seems to go on with the account of{who} (“{words}”), but does not say so."
    several = len(shown.attributions) > 1 or shown.label == "partly"
    for attribution in shown.attributions:
        yield from _facts(attribution, several)


def _facts(attribution: AttributionView, several: bool) -> Iterator[str]:
    """One attribution in short lines, by the names that the report gives them."""
    here = f", here “{_one_line(attribution.mention)}”" if attribution.mention else ""
    via = f", via {_one_line(attribution.via)}" if attribution.via else ""
    yield f"Who: {_one_line(attribution.who)}{here}{via}"
    cue = f"“{_one_line(attribution.cue)}”" if attribution.cue else "none"
    yield f"Cue: {cue} ({attribution.stance}); sure: {attribution.sure}"
    if several and attribution.content:
        yield f"Content: “{_one_line(wording.shorten(attribution.content, 200))}”"
    if attribution.why:
        yield f"Why: {_one_line(attribution.why)}"


def _why(reason: Reason) -> str:
    """A reason in one paragraph: what is the matter, what would mend it, which rule says so."""
    told = _one_line(f"{reason.told} {reason.mend}")
    if not reason.rule:
        return told
    origin = f"; {_one_line(reason.origin)}" if reason.origin else ""
    return f"{told} ({reason.severity}, rule {_one_line(reason.rule)}{origin})"


def _add_loose_findings(document: Document, content: Page) -> None:
    """Findings that belong to no sentence, which no comment can hold."""
    loose = [todo for todo in content.todos if todo.number is None]
    if loose:
        document.add_heading("Findings on no single sentence", 2)
    for todo in loose:
        for reason in todo.reasons:
            _add_text(document, _why(reason))


def _add_sources(document: Document, content: Page) -> None:
    document.add_heading("Sources", 2)
    rows = [("", "Source", "Type", "Sentences"), *map(_cells, content.sources)]
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


def _cells(source: SourceView) -> tuple[str, str, str, str]:
    title = f", {_one_line(source.title)}" if source.title else ""
    reason = f". Not named: {_one_line(source.reason)}" if source.reason else ""
    acts = " (acts only)" if source.acts and not source.count else ""
    return (
        source.key,
        f"{_one_line(source.name)}{title}{reason}",
        source.type,
        f"{source.count}{acts}",
    )


def _clean(text: str) -> str:
    return NO_XML.sub("\ufffd", text)


def _one_line(text: str) -> str:
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
