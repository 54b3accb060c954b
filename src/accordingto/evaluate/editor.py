"""Measure 7: every sentence of an article, against an editor's judgement of it.

The gold form is a JSON list of articles ``{"id", "sha256", "sentences", "sources"}``. A sentence
has ``start``, ``end``, ``label``, ``sources`` (names), ``type`` (of the first), ``carry`` (the
number, from 1, of the sentence it leans on), ``kind`` and ``bad`` (cut wrongly); a source has
``name``, ``type``, ``title`` and ``mentions``. The texts are files ID.txt, slashes and colons of
the id as ``_``. A gold sentence is compared with the predicted one that shares most characters
with it; headlines, bylines and badly cut units are left out, but where it is counted which
sentences are no body text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from accordingto.errors import InputError
from accordingto.evaluate.figures import Tally, percent, ratio, table
from accordingto.evaluate.files import filename, malformed, read_json, read_text, write_json
from accordingto.evaluate.names import DESCRIBED, same, words
from accordingto.evaluate.tool import Annotate, packaged
from accordingto.records import ACTS, Annotation, Article, Sentence, Source

UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class GoldSource:
    """A row of the editor's table of sources."""

    name: str
    type: str = ""
    title: str = ""
    mentions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GoldSentence:
    """An editor's judgement; ``counts`` is false for what is left out of most figures.

    ``content`` is the attributed clause of a partly attributed sentence, where the file has it.
    """

    start: int
    end: int
    label: str
    sources: tuple[str, ...] = ()
    type: str | None = None
    carry: int | None = None
    counts: bool = True
    content: str = ""
    kind: str = "body"


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An article that an editor judged, without its text.

    ``lists_chains``: of “A said that B said” it names B too, not the outermost speaker only.
    """

    id: str
    sha256: str
    sentences: tuple[GoldSentence, ...]
    sources: tuple[GoldSource, ...]
    lists_chains: bool = False


@dataclass(frozen=True, slots=True)
class ScoredSentence:
    """One gold sentence beside what was predicted for it; ``label`` is None where nothing was.

    ``source``: one of its sources is right (None where gold has none). ``type`` and ``title``:
    right or not, None where the source is wrong or gold has none.
    """

    article: str
    index: int
    gold: GoldSentence
    label: str | None
    names: tuple[str, ...]
    source: bool | None
    type: bool | None
    title: bool | None
    carry: Tally

    @property
    def attributed(self) -> bool:
        """Whether the prediction attributes anything in it."""
        return self.label in ("attributed", "partly")

    @property
    def right(self) -> bool:
        """Label right and, unless narration, the source right: nothing for an editor to mend."""
        return self.label == self.gold.label and self.source is not False


def read(path: Path) -> tuple[GoldArticle, ...]:
    """The articles of a gold file."""
    try:
        return tuple(_article(data) for data in read_json(path))
    except (KeyError, TypeError, AttributeError) as error:
        raise malformed(path, error) from error


def articles(gold_json: str | Path, text_dir: str | Path) -> Iterator[tuple[GoldArticle, Article]]:
    """The articles of an editor's file with their texts. Raises InputError."""
    return _texts(read(Path(gold_json)), Path(text_dir))


def is_named(predicted: str, gold: GoldSource) -> bool:
    """Whether a name is an editor's source's."""
    return same(predicted, gold.name, gold.mentions, gold.type in DESCRIBED)


def judge(article: GoldArticle, annotation: Annotation | None) -> tuple[ScoredSentence, ...]:
    """Every gold sentence that counts, compared; without annotation nothing was predicted."""
    return tuple(
        _scored(article, index, gold, annotation)
        for index, gold in enumerate(article.sentences)
        if gold.counts
    )


def match_furniture(article: GoldArticle, annotation: Annotation | None) -> Tally:
    """Which gold sentences are no body text, of all of them, badly cut ones too."""
    tally = Tally()
    for gold in article.sentences:
        best = _best(gold, annotation)
        given = best is not None and best.kind != "body"
        wanted = gold.kind != "body"
        tally += Tally(int(given and wanted), int(given), int(wanted))
    return tally


def match_sources(article: GoldArticle, annotation: Annotation | None) -> Tally:
    """One predicted source, among those that put forward a claim, for each gold source."""
    left = list(_claimants(annotation)) if annotation is not None else []
    predicted = len(left)
    hits = 0
    for gold in article.sources:
        named = next((source for source in left if is_named(source.name, gold)), None)
        if named is not None:
            left.remove(named)
            hits += 1
    return Tally(hits, predicted, len(article.sources))


def report(
    scored: Sequence[ScoredSentence], sources: Tally, furniture: Tally, articles: int
) -> str:
    """The table of figures."""
    attributed = Tally(
        sum(sentence.attributed for sentence in scored if sentence.gold.label != "narration"),
        sum(sentence.attributed for sentence in scored),
        sum(sentence.gold.label != "narration" for sentence in scored),
    )
    carried = sum((sentence.carry for sentence in scored), Tally())
    sourced = [
        sentence.source
        for sentence in scored
        if sentence.attributed and sentence.source is not None
    ]
    types = [sentence.type for sentence in scored if sentence.type is not None]
    titles = [sentence.title for sentence in scored if sentence.title is not None]
    return table(
        [
            (f"{articles} articles, {len(scored)} sentences", ""),
            ("sentence right", _share([sentence.right for sentence in scored])),
            ("label", _share([sentence.label == sentence.gold.label for sentence in scored])),
            ("attributed", attributed),
            ("source", f"{_share(sourced)}   ({len(sourced)})"),
            ("type", f"{_share(types)}   ({len(types)})"),
            ("title", f"{_share(titles)}   ({len(titles)})"),
            ("carry-over", carried),
            ("sources", sources),
            ("not body", furniture),
        ],
        width=15,
    )


def confusions(scored: Iterable[ScoredSentence]) -> str:
    """What goes wrong how often: wrong labels by pair, and right labels with a wrong source."""
    kinds: Counter[str] = Counter()
    for sentence in scored:
        if sentence.label != sentence.gold.label:
            kinds[f"{sentence.gold.label} taken for {sentence.label or 'nothing'}"] += 1
        elif not sentence.right:
            kinds[f"{sentence.gold.label}, {'wrong' if sentence.names else 'no'} source"] += 1
    rows = sorted(kinds.items(), key=lambda row: (-row[1], row[0]))
    return "What an editor would mend\n" + table(((name, f"{n:5d}") for name, n in rows), width=36)


def run(
    gold_json: str | Path,
    text_dir: str | Path,
    predictions: str | Path | None = None,
    *,
    breakdown: bool = False,
    annotate: Annotate | None = None,
) -> str:
    """Annotate the articles of an editor's file and return the table of figures.

    ``predictions``: a folder to write one annotation an article into, as JSON. ``breakdown``: the
    kinds of error with their counts too. ``annotate``: another annotator than the packaged one.
    Raises InputError, OutputError.
    """
    annotate = annotate or packaged()
    gold = read(Path(gold_json))
    scored: list[ScoredSentence] = []
    sources = furniture = Tally()
    for article, text in _texts(gold, Path(text_dir)):
        annotation = annotate(text)
        scored += judge(article, annotation)
        sources += match_sources(article, annotation)
        furniture += match_furniture(article, annotation)
        if predictions is not None:
            target = Path(predictions) / f"{filename(article.id)}.json"
            write_json(target, annotation.to_dict())
    figures = report(scored, sources, furniture, len(gold))
    return f"{figures}\n\n{confusions(scored)}" if breakdown else figures


def _scored(
    article: GoldArticle, index: int, gold: GoldSentence, annotation: Annotation | None
) -> ScoredSentence:
    best = _best(gold, annotation)
    given = _sources(annotation, best) if annotation is not None and best is not None else ()
    names = tuple(predicted.name for predicted in given)
    source = kind = title = None
    if gold.label != "narration":
        by_name = {row.name: row for row in article.sources}
        rows = [by_name.get(name, GoldSource(name)) for name in gold.sources if name != UNKNOWN]
        hit = next((one for one in given for row in rows if is_named(one.name, row)), None)
        source = hit is not None or (gold.sources == (UNKNOWN,) and not given)
        if hit is not None:
            kind = hit.type == gold.type
            wanted = next((row.title for row in rows if row.title), None)
            if wanted:
                title = bool(set(words(wanted)) & set(words(hit.title or "")))
    return ScoredSentence(
        article.id,
        index,
        gold,
        best.label if best is not None else None,
        names,
        source,
        kind,
        title,
        _carry(article, gold, best, annotation),
    )


def _best(gold: GoldSentence, annotation: Annotation | None) -> Sentence | None:
    """The predicted sentence that shares most characters, None where none shares any."""
    if annotation is None:
        return None
    best = max(annotation.sentences, key=lambda sentence: _shared(sentence, gold), default=None)
    return best if best is not None and _shared(best, gold) > 0 else None


def _shared(sentence: Sentence, gold: GoldSentence) -> int:
    return min(sentence.span.end, gold.end) - max(sentence.span.start, gold.start)


def _sources(annotation: Annotation, sentence: Sentence) -> tuple[Source, ...]:
    """Who puts forward a claim in it, whatever its label, so that labels and sources show apart."""
    claims = (a for a in annotation.attributions_of(sentence) if a.stance not in ACTS)
    return tuple(annotation.source(claim.source_id) for claim in claims if claim.source_id)


def _claimants(annotation: Annotation) -> tuple[Source, ...]:
    ids = {a.source_id for a in annotation.attributions if a.stance not in ACTS}
    return tuple(source for source in annotation.sources if source.id in ids)


def _carry(
    article: GoldArticle,
    gold: GoldSentence,
    best: Sentence | None,
    annotation: Annotation | None,
) -> Tally:
    """Carry-over counts as found where the sentence leant on is the same one."""
    given = best.carries_over_from if best is not None else None
    predicted = given is not None and gold.label == "narration"
    hit = False
    if gold.carry and given is not None and annotation is not None:
        hit = 0 <= given < len(annotation.sentences) and (
            _shared(annotation.sentences[given], article.sentences[gold.carry - 1]) > 0
        )
    return Tally(int(hit), int(predicted), int(bool(gold.carry)))


def text_of(gold: GoldArticle, text_dir: Path) -> Article:
    """The text that was judged, from the folder of texts.

    Raises InputError where it is missing or another one.
    """
    path = text_dir / f"{filename(gold.id)}.txt"
    text = Article(read_text(path), origin=gold.id)
    if text.sha256 != gold.sha256:
        raise InputError(
            f"{path} is not the text that was judged (its SHA-256 differs).",
            "Give the texts that belong to this gold file.",
        )
    return text


def _texts(gold: Sequence[GoldArticle], text_dir: Path) -> Iterator[tuple[GoldArticle, Article]]:
    for article in gold:
        yield article, text_of(article, text_dir)


def _share(right: Sequence[bool]) -> str:
    return percent(ratio(sum(right), len(right)))


def _article(data: dict[str, Any]) -> GoldArticle:
    return GoldArticle(
        data["id"],
        data["sha256"],
        tuple(
            GoldSentence(
                row["start"],
                row["end"],
                row["label"],
                tuple(row["sources"]),
                row["type"],
                row["carry"],
                row["kind"] == "body" and not row["bad"],
                row.get("content") or "",
                row["kind"],
            )
            for row in data["sentences"]
        ),
        tuple(
            GoldSource(
                row["name"],
                row["type"],
                row.get("title") or "",
                tuple(row.get("mentions") or ()),
            )
            for row in data["sources"]
        ),
        any("who" in row for row in data["sentences"]),
    )
