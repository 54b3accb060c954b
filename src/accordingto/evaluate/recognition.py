"""Names: which people, organizations and places a text names, against words tagged by hand.

The gold form is a word and its tag a line, a blank line behind each sentence, as in wikigold and
CrossNER. A name is right when both its ends are and its kind is; “the” before it and “’s” behind
it count for nothing. Names of other kinds, and what is found at their places, are left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from accordingto.errors import InputError
from accordingto.evaluate.figures import Tally, table, total
from accordingto.language.annotator import Annotator, read_doc
from accordingto.language.pipeline import load, parse
from accordingto.language.tagging.tagger import joined
from accordingto.records import Article, Span

#: A name: its kind and its place.
Name = tuple[str, Span]
#: Finds the names of a text, by the kinds of OntoNotes.
Recognize = Callable[[Article], Iterable[Name]]

_OF_GOLD = {
    **dict.fromkeys(("PER", "person", "politician"), "person"),
    **dict.fromkeys(("ORG", "organisation", "politicalparty"), "organization"),
    **dict.fromkeys(("LOC", "country", "location"), "place"),
}
_OF_ONTONOTES = {
    "PERSON": "person",
    "ORG": "organization",
    **dict.fromkeys(("GPE", "LOC", "FAC"), "place"),
}
_BEFORE, _BEHIND = ("the ", "a ", "an "), ("'s", "’s")
#: Sentences that make one text: they stand in the order of their articles.
_TEXT = 12


def texts(path: Path) -> Iterator[tuple[Article, list[Name]]]:
    """The texts of a gold file with their names, by its own kinds. Raises InputError."""
    for sentences in _sentences(path):
        words, article = joined([[word for word, _ in sentence] for sentence in sentences])
        names: list[Name] = []
        at = 0
        for sentence in sentences:
            spans = words.spans[at : at + len(sentence)]
            names += _named(spans, [tag for _, tag in sentence])
            at += len(sentence)
        yield article, names


def score(text: str, gold: Sequence[Name], found: Iterable[Name]) -> dict[str, Tally]:
    """How many names of each kind were found."""
    wanted = {(_OF_GOLD[kind], _bare(text, span)) for kind, span in gold if kind in _OF_GOLD}
    others = {_bare(text, span) for kind, span in gold if kind not in _OF_GOLD}
    given = {
        (_OF_ONTONOTES[kind], place)
        for kind, span in found
        if kind in _OF_ONTONOTES and (place := _bare(text, span)) not in others
    }
    return {
        kind: Tally(
            sum(one[0] == kind for one in wanted & given),
            sum(one[0] == kind for one in given),
            sum(one[0] == kind for one in wanted),
        )
        for kind in ("person", "organization", "place")
    }


def run(file: str | Path, systems: Mapping[str, Recognize] | None = None) -> str:
    """Find the names of a gold file; return the figures of each kind.

    ``systems``: who finds them, if not the packaged model and, beside it, spaCy's own recognizer.
    Raises InputError.
    """
    gold = list(texts(Path(file)))
    rows: list[tuple[str, object]] = [(f"{sum(len(names) for _, names in gold)} names", "")]
    for system, recognize in (systems or _packaged()).items():
        tallies: dict[str, Tally] = defaultdict(Tally)
        for article, names in gold:
            for kind, tally in score(article.text, names, recognize(article)).items():
                tallies[kind] += tally
        rows.append((system, total(tallies.values())))
        rows += [(f"  {kind}", tally) for kind, tally in tallies.items()]
    return table(rows)


def _packaged() -> dict[str, Recognize]:
    annotator, stock = Annotator.load(), load(names=True)

    def ours(article: Article) -> Iterator[Name]:
        doc = parse(annotator.nlp, article)
        read_doc(doc, article, annotator.model)
        return _entities(doc)

    return {"accordingto": ours, "spaCy": lambda article: _entities(parse(stock, article))}


def _entities(doc: Any) -> Iterator[Name]:
    for entity in doc.ents:
        yield entity.label_, Span(entity.start_char, entity.end_char)


def _bare(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    name = text[start:end]
    start += next((len(word) for word in _BEFORE if name.lower().startswith(word)), 0)
    end -= next((len(ending) for ending in _BEHIND if name.endswith(ending)), 0)
    kept = text[start:end].rstrip()
    return Span(start, start + len(kept)) if kept else span


def _sentences(path: Path) -> Iterator[list[list[tuple[str, str]]]]:
    """The sentences of a gold file, a few at a time, each word with its tag."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read ({error}).", "Check the path.") from error
    group: list[list[tuple[str, str]]] = [[]]
    for number, line in enumerate((*lines, ""), start=1):
        columns = line.split()
        if len(columns) == 2:
            group[-1].append((columns[0], columns[1]))
        elif columns:
            raise InputError(
                f"{path} is no file of tagged words (line {number}).",
                "A line of it holds a word and its tag, or nothing.",
            )
        elif group[-1]:
            if len(group) == _TEXT:
                yield group
                group = []
            group.append([])
    if any(group):
        yield group[:-1]


def _named(spans: Sequence[Span], tags: Sequence[str]) -> Iterator[Name]:
    """The names in a sentence; a tag I behind another kind begins one too."""
    kind, start, end = "", 0, 0
    for span, tag in zip((*spans, Span(0, 0)), (*tags, "O"), strict=True):
        place, _, here = tag.partition("-")
        if kind and (place != "I" or here != kind):
            yield kind, Span(start, end)
            kind = ""
        if here and not kind:
            kind, start = here, span.start
        end = span.end
