"""Where the sentences of a news text start: decided from the characters, before the parser runs.

The parser of a small model cuts inside brackets, after ellipses and at abbreviations. Here every
boundary is settled by rules on the text, so that the parser only builds trees.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc

from accordingto.lexicon import wordlist
from accordingto.records import Article, Span

COMPONENT = "accordingto_boundaries"

_CLOSERS = "\"'”’»›)\\]"
_OPENERS = "\"'“‘«‹(["
_DOTS = r"(?:…|\.{2,}|\.(?:[^\S\n]?\.){2,})"
#: A sentence may end at a terminator with the marks that close behind it, before white space …
_SPACED = re.compile(
    rf"(?<![.!?…])[.!?…]+(?:[{_CLOSERS}]|[^\S\n][”»](?=\s)|[^\S\n]+[.…]+(?=\s))*\s+"
)
#: … or where somebody forgot the space: “the market.The regulation”, “it is.”He said”.
_GLUED = re.compile(rf"(?<=[a-z]{{2}})[.!?][{_CLOSERS}]?(?=[“\"]?(?:[A-Z][a-z]+|I|A)[\s,’'])")
_LAST_WORD = re.compile(r"[\w.&'’/?-]*\Z")
_NEXT_WORD = re.compile(r"[\w'’]+")
_INITIALS = re.compile(r"(?:[A-Z]\.)*[A-Z]\Z|(?:[A-Za-z]\.)+[A-Za-z]{1,2}\Z")
_LIST_MARK = re.compile(r"[\s(]*(?:\d{1,3}|[A-Za-z]|[ivx]+)[.)]+\s*\Z")
_BRACKETS = re.compile(r"[(\[][^()\[\]]*(?:\([^()]*\)[^()\[\]]*)*[)\]]")
_DASH = re.compile(r"[-–—]+\s")
#: Under a post: “— Jo Doe (@jodoe) May 1, 2020”. Its line ends without a full stop.
_SIGNATURE = re.compile(r"[-–—]+\s?[A-Z][^\n]{0,200}(?<![.!?])(?:\n|\Z)")
_ELLIPSIS = re.compile(rf"\s{_DOTS}\s+")
_SPEAKER = re.compile(
    r"((?:[A-Z][\w'’.-]*\s+|the\s+[a-z]+\s+){1,3}|(?:he|she|they)\s+)([a-z]+)(?=[.,;]|\s+[a-zA-Z])"
    r"(?!\s+(?:that|he|she|it|they|the|there|his|her|their|if|how|why|what)\b)"
)
#: A bracket longer than this is a passage: sentences end in it as elsewhere.
_LONGEST_BRACKET = 400


def sentences(article: Article) -> tuple[Span, ...]:
    """The sentences of the article, in order, without outer white space; none where it has none."""
    text = article.text
    starts = sentence_starts(text, blocks(text, article.paragraphs))
    ends = [*starts[1:], len(text)] if starts else []
    return tuple(
        Span(start, start + len(text[start:end].rstrip()))
        for start, end in zip(starts, ends, strict=True)
    )


def blocks(text: str, paragraphs: tuple[Span, ...]) -> tuple[Span, ...]:
    """The paragraphs, with those joined that are visibly one sentence broken over several lines.

    A block reaches from the first to the last of its lines. Lines are joined when the later one
    follows without a blank line and the sentence plainly goes on: it starts in lower case within a
    run of such lines that shows a break (the line before ends in a comma or in a word such as
    “from”), it says who spoke the quotation before it, or the line before ends in a title.
    """
    joined: list[list[Span]] = []
    for run in _lower_case_runs(text, paragraphs):
        broken = any(_breaks_off(a.of(text), b.of(text)) for a, b in pairwise(run))
        if broken:
            joined.append(run)
        else:
            joined.extend([line] for line in run)
    return tuple(Span(run[0].start, run[-1].end) for run in joined)


def sentence_starts(text: str, blocks: tuple[Span, ...]) -> list[int]:
    """Offsets at which a sentence starts, in order; the start of every block is one."""
    return [start for block in blocks for start in _starts(text, block)]


def set_boundaries(doc: Doc) -> Doc:
    """spaCy component: sets ``is_sent_start`` of every token, for the parser to keep to."""
    article = Article(doc.text)
    starts = iter(sentence_starts(article.text, blocks(article.text, article.paragraphs)))
    start = next(starts, None)
    for token in doc:
        token.is_sent_start = token.i == 0
        while start is not None and start < token.idx + len(token):
            # A start inside a token (“market.The” the tokenizer left whole) is no boundary.
            token.is_sent_start = token.i == 0 or start == token.idx
            start = next(starts, None)
    return doc


# Registered for spaCy by name, as every component must be that a pipeline holds.
Language.component(COMPONENT, func=set_boundaries)


def _lower_case_runs(text: str, paragraphs: tuple[Span, ...]) -> Iterator[list[Span]]:
    """Runs of lines of which all but the first may continue the one before."""
    run: list[Span] = []
    for line in paragraphs:
        if run and _may_continue(text, run[-1], line):
            run.append(line)
        else:
            if run:
                yield run
            run = [line]
    if run:
        yield run


def _may_continue(text: str, above: Span, line: Span) -> bool:
    if len(text[above.end : line.start].splitlines()) != 1:
        return False
    return text[line.start].islower() or _unfinished(above.of(text), line.of(text))


def _breaks_off(above: str, line: str) -> bool:
    """Whether the sentence that ``above`` ends with goes on in ``line``."""
    if _unfinished(above, line):
        return True
    if not line[0].islower():
        return False
    if above[-1] in '"”’':
        return _names_speaker(line)
    last = above.rsplit(None, 1)[-1]
    return above.endswith((",", " —", " –")) or last in wordlist("running-on")


def _unfinished(above: str, line: str) -> bool:
    """Whether ``above`` ends in a title (“said Gov.”) or in “No.” before a number."""
    if not above.endswith("."):
        return False
    word = _word_before(above, len(above) - 1)
    if _listed(word, "abbreviations-titles"):
        return word != "St" and line[0].isupper()  # “48th St.” is a street
    return _listed(word, "abbreviations-numbers") and line[0].isdigit()


def _starts(text: str, block: Span) -> Iterator[int]:
    yield block.start
    passage = block.of(text)
    brackets = [m.span() for m in _BRACKETS.finditer(passage) if len(m[0]) <= _LONGEST_BRACKET]
    opened = [bracket[0] for bracket in brackets]
    last = 0
    gaps = [m.span() for pattern in (_SPACED, _GLUED) for m in pattern.finditer(passage)]
    for end, start in sorted(gaps):
        before = bisect_left(opened, start) - 1
        inside = before >= 0 and start < brackets[before][1]
        if start >= len(passage) or start <= last or inside:
            continue
        if _is_boundary(passage, last, end, start):
            yield block.start + start
            last = start


def _is_boundary(text: str, last: int, end: int, start: int) -> bool:
    """Whether a sentence of ``text`` ends at ``end`` (a terminator) and the next is at ``start``.

    ``last`` is where the current sentence started.
    """
    marks = text[end:start].rstrip()
    after = text[start : start + 100].lstrip(_OPENERS + " ")
    if not after or (after[0].islower() and not _camel_case(after)):
        return False
    if _LIST_MARK.fullmatch(text[last : end + len(marks)]):
        return False
    if _DASH.match(after) and not _SIGNATURE.match(text, start):
        return False
    if marks[-1] in '"”’' and after[:2] not in ("He", "Sh", "Th") and _names_speaker(after):
        return False
    if marks[-1] in ")]" and _bracket_in_sentence(text, last, end + len(marks)):
        return False
    if _ELLIPSIS.fullmatch(text, end - 1, start):
        # “Yeah ... I kept the cash.” Only a word that has no capital of its own tells.
        opener = _NEXT_WORD.match(after)
        return opener is not None and opener[0] != "I" and _opens_sentence(opener[0], "")
    return not marks.startswith(".") or marks.startswith("..") or _full_stop(text, end, after)


def _full_stop(text: str, end: int, after: str) -> bool:
    """Whether the dot at ``end`` ends a sentence rather than an abbreviation."""
    word = _word_before(text, end)
    if _listed(word, "abbreviations-titles"):
        return False
    if _listed(word, "abbreviations-numbers") and after[0].isdigit():
        return False
    if _listed(word, "abbreviations") or _INITIALS.fullmatch(word):
        opener = _NEXT_WORD.match(after)
        return opener is not None and _opens_sentence(opener[0], after[opener.end() :])
    return True


def _opens_sentence(word: str, rest: str) -> bool:
    """Whether ``word`` is capitalised because a sentence starts. “A.” is an initial, “I.” too."""
    if rest.startswith(".") and len(word) == 1:
        return False
    if word.isupper() and len(word) > 1:
        return False
    if word == "May" and re.match(r"\s\d", rest):
        return False
    return word.lower().replace("’", "'") in wordlist("sentence-openers")


def _listed(word: str, name: str) -> bool:
    """Whether a list has the word; a capital in the list asks for one, so “ill” is not “Ill.”"""
    entries = wordlist(name)
    return (
        word in entries
        or word.lower() in entries
        or (word.isupper() and len(word) > 1 and word.capitalize() in entries)
    )


def _word_before(text: str, end: int) -> str:
    match = _LAST_WORD.search(text, max(0, end - 30), end)
    return re.split(r"[-/]", match[0])[-1].lstrip("'’.") if match else ""


def _camel_case(word: str) -> bool:
    """iPhone, eBay: names that start a sentence in lower case."""
    return len(word) > 2 and word[1].isupper() and word[2].islower()


def _names_speaker(after: str) -> bool:
    """Whether what follows a quotation says who spoke it: “Graham asked.”, “she said later.”"""
    match = _SPEAKER.match(after)
    return match is not None and match[2] in wordlist("speech-verbs")


def _bracket_in_sentence(text: str, last: int, end: int) -> bool:
    """Whether the bracket that closes at ``end`` opened within the sentence: “(D-N.H.)”."""
    opened = max(text.rfind("(", last, end), text.rfind("[", last, end))
    return opened > last
