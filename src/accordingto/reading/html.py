"""HTML: the article of a web page, without the page around it.

trafilatura (Barbaresi 2021) finds headline, names, date and paragraphs. What a script would show
later is looked for where pages keep it until then: in ``noscript``, and in the page's own
description of the article (schema.org's ``articleBody`` in JSON-LD).
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from accordingto.errors import InputError
from accordingto.reading import plain, prose
from accordingto.reading.inputs import Input
from accordingto.records import Article

if TYPE_CHECKING:
    from lxml.html import HtmlElement

#: The largest pages of newsrooms, their scripts included, have half of this.
LARGEST = 10_000_000
_MOST_ELEMENTS = 60_000
#: No element of a page that people wrote lies deeper.
_DEEPEST = 120

_CHARSET = re.compile(rb"""<meta[^>]{,200}?charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_BREAK = re.compile(r"</?(?:p|br|div|li|h[1-6]|blockquote)\b[^<>]{,500}>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{,500}>")
#: Lines that speak of the page and not of the news, wherever they stand.
_FURNITURE = re.compile(
    r"(?:Advertisement|Share|Share this (?:article|story)|Print|Listen|Save|Loading\W*"
    r"|(?:Article|Story) continues below.*|Skip to (?:main )?content|Already a subscriber\?.*"
    r"|Subscribe to (?:continue|keep) reading.*|Sign up for (?:our|the) .*newsletter.*)",
    re.IGNORECASE,
)
_JSON_LD = "application/ld+json"
#: trafilatura searches a description with patterns whose time grows with the square of its length.
_LONGEST_JSON = 200_000
#: A date that only the text mentions is not when it appeared.
_DATED_BY_THE_PAGE = {"original_date": True, "extensive_search": False}
#: How much longer than the text seen on the page the description's must be to be the whole.
_WHOLE = 1.2

_CELLS = frozenset({"cell", "td", "th"})
#: Blocks of what trafilatura finds, then of HTML.
_BLOCKS = _CELLS | frozenset(
    "p head item list quote code div body table row lb"
    " h1 h2 h3 h4 h5 h6 li ul ol blockquote pre tr br dt dd section figure".split()
)
#: No text of XML 1.0 holds these.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_WORD_PROCESSORS = re.compile(r"LibreOffice|OpenOffice|Microsoft Word", re.IGNORECASE)
_AS_TEXT = "Open it in a browser, and save or copy the article's text alone."


def read(given: Input, encoding: str | None = None) -> Article:
    """The article on a web page. Raises InputError, UsageError (no such encoding)."""
    if len(given.data) > LARGEST:
        raise InputError(
            f"{given.name} has {len(given.data):,} bytes: more than a page with an article.",
            _AS_TEXT,
        )
    text = plain.decode(given, encoding or _charset(given))
    if not text.strip():
        raise InputError(f"{given.name} is empty.", "Pass a page with an article.")
    document = _document(_parse(text, given.name))
    if not document.lines:
        raise InputError(f"{given.name} is a web page without an article.", _AS_TEXT)
    return prose.article(document, given.name)


def _charset(given: Input) -> str | None:
    """The encoding that the server or the page announces, where Python knows it."""
    announced = _CHARSET.search(given.data[:4096])
    name = given.charset or (announced[1].decode("ascii") if announced else "")
    if not name or given.data.startswith(
        (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    ):
        return None
    try:
        known = codecs.lookup(name).name
    except (LookupError, ValueError):
        return None
    if known in ("iso8859-1", "ascii"):  # they mean Windows-1252, as the Encoding Standard has it
        known = "cp1252"
    return known if _decodes(given.data, known) else None


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except (LookupError, ValueError):
        return False
    return True


def _parse(text: str, name: str) -> HtmlElement:
    import lxml.html
    from lxml.etree import ParserError, iterwalk

    parser = lxml.html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False
    )
    try:
        tree = lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except ParserError:
        raise InputError(f"{name} is an empty web page.", _AS_TEXT) from None
    elements = depth = deepest = 0
    for event, _ in iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        elements += event == "start"
        deepest = max(deepest, depth)
    if elements > _MOST_ELEMENTS or deepest > _DEEPEST:
        raise InputError(
            f"{name} has more tags, or deeper ones, than a page with an article.", _AS_TEXT
        )
    _without_control(tree)
    return tree


def _without_control(tree: HtmlElement) -> None:
    """Put blanks for characters that HTML lets through, also as numbers, and XML does not hold."""
    for element in tree.iter():
        if element.text and _CONTROL.search(element.text):
            element.text = _CONTROL.sub(" ", element.text)
        if element.tail and _CONTROL.search(element.tail):
            element.tail = _CONTROL.sub(" ", element.tail)
        for name, value in element.attrib.items():
            if _CONTROL.search(value):
                element.set(name, _CONTROL.sub(" ", value))


def _document(tree: HtmlElement) -> prose.Document:
    """What is on the page; the tree is used up."""
    import trafilatura

    described = _described(tree)
    for script in [*tree.iter("script")]:
        if script.get("type", "").lower() != _JSON_LD or len(script.text or "") > _LONGEST_JSON:
            script.drop_tree()
    metadata = trafilatura.extract_metadata(tree, date_config=_DATED_BY_THE_PAGE)
    headings = [" ".join(heading.text_content().split()) for heading in tree.iter("h1")]
    document = prose.Document(
        (),
        title=_title(metadata.title or "", headings),
        byline=_names(_signed(tree) or (metadata.author or "").split(";")),
        date=prose.as_iso(metadata.date or ""),
        credit=True,
    )
    lines = _visible(tree)
    lines = lines[prose.title_at(lines, document.title) or 0 :]  # above it stand section labels
    if len(" ".join(described).split()) > _WHOLE * len(" ".join(lines).split()):
        lines = described
    return replace(document, lines=lines)


def _visible(tree: HtmlElement) -> tuple[str, ...]:
    """The paragraphs of the article on the page, those of ``noscript`` among them.

    What a word processor saved as a page is the article and nothing else.
    """
    for element in [*tree.iter("noscript")]:
        if "javascript" in element.text_content().lower():
            element.drop_tree()
        else:
            element.drop_tag()
    for element in [*tree.iter("script", "style", "template", "del", "title")]:
        element.drop_tree()
    for link in [*tree.iter("a")]:
        if _points_to_note(link):
            link.drop_tree()
    body = tree.find("body") if _is_from_word_processor(tree) else _extracted(tree)
    if body is None:
        return ()
    lines = prose.cleaned(["".join(_marked(body))])
    return tuple(line for line in lines if not _FURNITURE.fullmatch(line))


def _points_to_note(link: HtmlElement) -> bool:
    target, shown = link.get("href", ""), link.text_content()
    return bool(target[:1] == "#" and shown.strip(" []").isdigit())


def _is_from_word_processor(tree: HtmlElement) -> bool:
    programs = [
        meta.get("content", "")
        for meta in tree.iter("meta")
        if meta.get("name", "").lower() == "generator"
    ]
    return any(_WORD_PROCESSORS.match(program) for program in programs)


def _extracted(tree: HtmlElement) -> Any:
    """The element that trafilatura makes of the article; None where it sees none."""
    import trafilatura

    return getattr(
        trafilatura.bare_extraction(
            tree, include_comments=False, include_tables=True, config=_settings()
        ),
        "body",
        None,
    )


def _settings() -> Any:
    """trafilatura's own, save that a short article is an article too.

    Below its thresholds it falls back on all of the page's text as one paragraph.
    """
    from copy import deepcopy

    from trafilatura.settings import DEFAULT_CONFIG

    settings = deepcopy(DEFAULT_CONFIG)
    for threshold in ("MIN_EXTRACTED_SIZE", "MIN_OUTPUT_SIZE"):
        settings.set("DEFAULT", threshold, "1")
    return settings


def _marked(element: Any) -> Iterator[str]:
    """The text of an element, with a line break around each block; a row of cells is one line."""
    cells = [child for child in element if child.tag in _CELLS]
    if len(cells) > 1 and all(len(cell) < 2 for cell in cells):
        shown = (" ".join("".join(cell.itertext()).split()) for cell in cells)
        yield f"\n{' | '.join(filter(None, shown))}\n"
        return
    edge = "\n" if element.tag in _BLOCKS else ""
    yield edge + _inline(element.text)
    for child in element:
        yield from _marked(child)
        yield _inline(child.tail)
    yield edge


def _inline(text: str | None) -> str:
    """Text in which the lines of the page's source are no lines of the article."""
    return re.sub(r"\s+", " ", text or "")


def _title(title: str, headings: list[str]) -> str:
    """The headline: as the page shows it, where its title is that with the site's name added."""
    shown = next((heading for heading in headings if heading and heading in title), "")
    return shown or title or (headings[0] if headings else "")


def _signed(tree: HtmlElement) -> list[str]:
    """Those whom the page links to as authors, where they are several."""
    linked = (link.text_content() for link in tree.iter("a") if link.get("rel") == "author")
    names = [*dict.fromkeys(filter(None, map(prose.clean, linked)))]
    return names if len(names) > 1 else []


def _names(authors: Sequence[str]) -> str:
    """Names as a byline has them."""
    *others, last = [name.strip() for name in authors]
    return f"{', '.join(others)} and {last}" if others else last


def _described(tree: HtmlElement) -> tuple[str, ...]:
    """The paragraphs of the longest ``articleBody`` that the page describes itself with."""
    bodies = [""]
    for script in tree.iter("script"):
        if script.get("type", "").lower() == _JSON_LD:
            try:
                bodies += _bodies(json.loads(script.text or ""))
            except (ValueError, RecursionError):  # a description no browser could read either
                continue
    body = max(bodies, key=len)
    return prose.cleaned([_TAG.sub("", _BREAK.sub("\n", body))])


def _bodies(value: Any) -> Iterator[str]:
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, dict):
            body = item.get("articleBody")
            if isinstance(body, str):
                yield body
            waiting += item.values()
        elif isinstance(item, list):
            waiting += item
