"""Measure 8: each stage of the tool alone, so that every rule can show what it is worth.

The gold form is that of ``editor.py``; a sentence that is attributed or partly so may have three
more fields, words of the sentence copied as they stand (or null): ``who``, the whole phrase that
names the source there, ``cue``, and ``content``, the attributed clause of a sentence that is
partly attributed. What is asked, and of which sentences (bodies that are not badly cut):

- *mention*: is the tool's source phrase the editor's ``who``? Sentences with ``who`` and one
  source, since the editor copied one phrase a sentence; of the tool, every source phrase of a
  claim in it that no other claim relays.
- *resolution*: the editor's phrases of all sentences in place of the tagger's; is the source that
  the tool names for ``who`` one of the editor's? By kind of ``who``.
- *type* and *title*: of the sources that were resolved so, each once an article. A title is right
  where it shares a word with the editor's; its words are scored beside it.
- *stance*: of the editor's cues, how many are read as putting forward a claim (all do); and over
  the sentences in which the tool sees an attribution, whether one of a claim-bearing stance stands
  just in those that the editor calls attributed or partly. A stance is read from cue and content
  alone here; afterwards the tool lets the label of the sentence overrule it.
- *form*: the editor gave none. For his ``content``, the form that the tool tells from the
  quotations of the whole text is compared with the marks in the clause itself: direct where they
  enclose it, indirect where it has none, else mixed. Sentences without ``content`` are not asked.

An article without a single ``who`` is left out of all but the stance of sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from accordingto.evaluate import editor
from accordingto.evaluate.figures import Tally, percent, ratio, table, total
from accordingto.evaluate.files import malformed, read_json
from accordingto.evaluate.names import DESCRIBED, is_pronoun, same, words
from accordingto.evaluate.phrases import Phrase, Reader, Reading
from accordingto.records import ACTS, Annotation, Article, Form, Source, Span, Stance

#: The kinds of mention, in the order of the table.
KINDS = ("full name", "surname", "pronoun", "description", "institution", "document")
_OPENING = "“\"‘'«"
_CLOSING = "”\"’'»"
_MARK = re.compile(r"[“”\"«»]|(?<!\w)['‘]|['’](?!\w)")


@dataclass(frozen=True, slots=True)
class PhrasedArticle:
    """A judged article with its text, and for each of its sentences the editor's phrases.

    ``phrases[k]`` is None where the sentence does not count or is narration.
    """

    text: Article
    gold: editor.GoldArticle
    phrases: tuple[Phrase | None, ...]

    @property
    def counts(self) -> bool:
        """Whether the editor copied who speaks anywhere in it."""
        return any(phrase is not None and phrase.who is not None for phrase in self.phrases)


@dataclass(frozen=True, slots=True)
class Resolved:
    """A gold mention: its kind, its place in the article, and the source named for it, if any.

    ``gold`` are the editor's sources; ``hit`` is the row of the one that ``source`` is, None where
    it is none of them.
    """

    kind: str
    who: Span
    gold: tuple[editor.GoldSource, ...]
    source: Source | None
    hit: editor.GoldSource | None


@dataclass(frozen=True, slots=True)
class Profile:
    """What the tool says a source is, beside what the editor says it is."""

    type_right: bool
    gold_title: tuple[str, ...]
    title: tuple[str, ...]

    @property
    def words(self) -> Tally:
        """The words of both titles."""
        gold, given = set(self.gold_title), set(self.title)
        return Tally(len(gold & given), len(given), len(gold))


@dataclass(frozen=True, slots=True)
class Figures:
    """What was counted in one article, or in several together.

    ``phrased``: the articles that count for more than stances. ``cues``: whether each is read as
    putting forward a claim. ``forms``: by the marks, and by the tool.
    """

    articles: int = 0
    phrased: int = 0
    exact: Tally = field(default_factory=Tally)
    overlapping: Tally = field(default_factory=Tally)
    resolved: tuple[Resolved, ...] = ()
    profiles: tuple[Profile, ...] = ()
    cues: tuple[bool, ...] = ()
    claims: Tally = field(default_factory=Tally)
    acts: Tally = field(default_factory=Tally)
    forms: tuple[tuple[Form, Form], ...] = ()

    def __add__(self, other: Figures) -> Figures:
        return Figures(
            self.articles + other.articles,
            self.phrased + other.phrased,
            self.exact + other.exact,
            self.overlapping + other.overlapping,
            self.resolved + other.resolved,
            self.profiles + other.profiles,
            self.cues + other.cues,
            self.claims + other.claims,
            self.acts + other.acts,
            self.forms + other.forms,
        )


def read(gold_json: Path, text_dir: Path) -> Iterator[PhrasedArticle]:
    """The articles of a gold file with their texts.

    Raises InputError where the file is malformed, a text is missing or another one, or a phrase is
    not in its sentence.
    """
    articles = editor.read(gold_json)
    for gold, row in zip(articles, read_json(gold_json), strict=True):
        text = editor.text_of(gold, text_dir)
        try:
            phrases = tuple(
                _phrase(text.text, sentence, fields)
                for sentence, fields in zip(gold.sentences, row["sentences"], strict=True)
            )
        except (TypeError, ValueError) as error:
            raise malformed(gold_json, error) from error
        yield PhrasedArticle(text, gold, phrases)


def mentions(article: PhrasedArticle, annotation: Annotation) -> tuple[Tally, Tally]:
    """Source phrases that are the editor's to the letter, and that share a character with it."""
    exact, overlapping = Tally(), Tally()
    outer = [
        attribution
        for attribution in annotation.attributions
        if attribution.via is None and attribution.stance not in ACTS
    ]
    phrases = {attribution.source for attribution in outer if attribution.source is not None}
    for sentence, phrase in zip(article.gold.sentences, article.phrases, strict=True):
        if phrase is None or phrase.who is None or len(sentence.sources) != 1:
            continue
        unit = Span(sentence.start, sentence.end)
        here = [span for span in phrases if span.overlaps(unit)]
        exact += Tally(int(phrase.who in here), len(here), 1)
        hits = sum(phrase.who.overlaps(span) for span in here)
        overlapping += Tally(min(hits, 1), len(here), 1)
    return exact, overlapping


def resolve(article: PhrasedArticle, named: Sequence[tuple[Source, ...]]) -> tuple[Resolved, ...]:
    """Every ``who`` with what was named for it; ``named[k]``: for the ``k``-th phrase."""
    rows = {source.name: source for source in article.gold.sources}
    answers = iter(named)
    resolved = []
    for sentence, phrase in zip(article.gold.sentences, article.phrases, strict=True):
        if phrase is None:
            continue
        sources = next(answers)
        if phrase.who is None or sentence.sources == (editor.UNKNOWN,):
            continue
        gold = tuple(rows.get(name, editor.GoldSource(name)) for name in sentence.sources)
        pairs = ((source, row) for source in sources for row in gold if _is(source, row))
        source, hit = next(pairs, (sources[0] if sources else None, None))
        kind = kind_of(phrase.who.of(article.text.text), gold[0])
        resolved.append(Resolved(kind, phrase.who, gold, source, hit))
    return tuple(resolved)


def kind_of(who: str, source: editor.GoldSource) -> str:
    """The kind of a mention, by its words and by who the editor says it is (one of KINDS)."""
    if is_pronoun(who):
        return "pronoun"
    if source.type == "document":
        return "document"
    if source.type == "named organization":
        return "institution"
    name, given = words(source.name), set(words(who))
    if source.type != "named person" or not name or name[-1] not in given:
        return "description"
    return "full name" if len(given & set(name)) > 1 else "surname"


def profiles(resolved: Iterable[Resolved]) -> tuple[Profile, ...]:
    """What the sources that were named right are said to be, each source once."""
    once = {
        (answer.hit.name, answer.source.id): (answer.hit, answer.source)
        for answer in resolved
        if answer.hit is not None and answer.source is not None
    }
    return tuple(
        Profile(hit.type == source.type, tuple(words(hit.title)), tuple(words(source.title or "")))
        for hit, source in once.values()
    )


def stances(gold: editor.GoldArticle, tool: Reading) -> tuple[Tally, Tally]:
    """Sentences with a claim-bearing attribution, and sentences with acts alone.

    Only sentences in which the tool sees an attribution count; gold are the attributed ones for
    the first figure, those of narration for the second.
    """
    claims, acts = Tally(), Tally()
    for sentence in gold.sentences:
        unit = Span(sentence.start, sentence.end)
        here = [
            _claims(tool.stance(Phrase(unit, part.source, part.cue, part.content)))
            for part in tool.annotation.attributions
            if any(unit.overlaps(span) for span in (*part.content, part.cue) if span is not None)
        ]
        if sentence.counts and here:
            claim, attributed = any(here), sentence.label != "narration"
            claims += Tally(int(claim and attributed), int(claim), int(attributed))
            acts += Tally(int(not claim and not attributed), int(not claim), int(not attributed))
    return claims, acts


def form_by_marks(clause: str) -> Form:
    """The form of a clause that stands alone, by the quotation marks in it."""
    marks = len(_MARK.findall(clause))
    bare = clause.strip().rstrip(".,;:")
    if not marks:
        return "indirect"
    enclosed = bare[:1] in _OPENING and bare[-1:] in _CLOSING and marks == 2
    return "direct" if enclosed else "mixed"


def score(article: PhrasedArticle, tool: Reading) -> Figures:
    """Everything that one article tells."""
    claims, acts = stances(article.gold, tool)
    if not article.counts:
        return Figures(1, claims=claims, acts=acts)
    phrases = [phrase for phrase in article.phrases if phrase is not None]
    exact, overlapping = mentions(article, tool.annotation)
    resolved = resolve(article, tool.sources(phrases))
    return Figures(
        1,
        1,
        exact,
        overlapping,
        resolved,
        profiles(resolved),
        tuple(_claims(tool.stance(phrase)) for phrase in phrases if phrase.cue is not None),
        claims,
        acts,
        tuple(
            (form_by_marks(clause.of(article.text.text)), tool.form(phrase))
            for phrase in phrases
            for clause in phrase.content
        ),
    )


def report(figures: Figures) -> str:
    """The table of figures; what the file has no gold for is left out."""
    rows: list[tuple[str, object]] = [
        ("articles", f"{figures.articles}, {figures.phrased} with phrases")
    ]
    if figures.exact.gold:
        rows += [("mention, exact", figures.exact), ("mention, overlapping", figures.overlapping)]
        rows += list(_resolution(figures.resolved))
        rows += list(_profile(figures.profiles))
    rows += [("claims", figures.claims), ("acts", figures.acts)]
    if figures.cues:
        rows.append(("stance of gold cues", _share(figures.cues)))
    rows += list(_forms(figures.forms))
    return table(rows, width=22)


def run(gold_json: str | Path, text_dir: str | Path, *, reader: Reader | None = None) -> str:
    """Score the stages on an editor's file and return the table of figures.

    ``reader``: another tool than the packaged one. Raises InputError.
    """
    reader = reader or _packaged()
    figures = Figures()
    for article in read(Path(gold_json), Path(text_dir)):
        figures += score(article, reader(article.text))
    return report(figures)


def _packaged() -> Reader:
    # Imported late, since to score predictions needs no model.
    from accordingto.evaluate.stage_reader import packaged

    return packaged()


def _resolution(resolved: Sequence[Resolved]) -> Iterator[tuple[str, str]]:
    for kind in ("resolution", *KINDS):
        asked = [answer for answer in resolved if kind in ("resolution", answer.kind)]
        right = [answer.hit is not None for answer in asked]
        unnamed = ratio(sum(answer.source is None for answer in asked), len(asked))
        indent = "" if kind == "resolution" else "  "
        yield f"{indent}{kind}", f"{_share(right)}  nobody named {percent(unnamed)}"


def _profile(given: Sequence[Profile]) -> Iterator[tuple[str, object]]:
    titled = [profile for profile in given if profile.gold_title]
    yield "type", _share([profile.type_right for profile in given])
    yield "title", _share([profile.words.hits > 0 for profile in titled])
    yield "title, words", total(profile.words for profile in given)


def _forms(pairs: Sequence[tuple[Form, Form]]) -> Iterator[tuple[str, str]]:
    if pairs:
        yield "form", _share([gold == given for gold, given in pairs])
    for form in dict.fromkeys(sorted(gold for gold, _ in pairs)):
        yield f"  {form}", _share([gold == given for gold, given in pairs if gold == form])


def _share(right: Sequence[bool]) -> str:
    return f"{percent(ratio(sum(right), len(right)))}  of {len(right):5d}"


def _claims(stance: Stance) -> bool:
    return stance not in ACTS


def _is(source: Source, gold: editor.GoldSource) -> bool:
    return same(source.name, gold.name, gold.mentions, gold.type in DESCRIBED)


def _phrase(text: str, sentence: editor.GoldSentence, row: dict[str, Any]) -> Phrase | None:
    if not sentence.counts or sentence.label == "narration":
        return None
    unit = Span(sentence.start, sentence.end)
    who, cue = _nearest(_places(text, unit, row.get("who")), _places(text, unit, row.get("cue")))
    content = _places(text, unit, row.get("content"))
    return Phrase(unit, who, cue, tuple(content[:1]))


def _places(text: str, unit: Span, phrase: str | None) -> list[Span]:
    """Where a phrase stands in a sentence as whole words; nowhere if it is None.

    Raises ValueError where it is no part of the sentence.
    """
    if not phrase:
        return []
    pattern = re.compile(rf"(?<!\w){re.escape(phrase)}(?!\w)")
    places = [Span(*match.span()) for match in pattern.finditer(text, unit.start, unit.end)]
    at = text.find(phrase, unit.start, unit.end)
    if at < 0:
        raise ValueError(f"“{phrase}” is not in “{unit.of(text)}”")
    return places or [Span(at, at + len(phrase))]


def _nearest(whos: Sequence[Span], cues: Sequence[Span]) -> tuple[Span | None, Span | None]:
    """Of the places of two phrases those that stand closest together; the first of one alone."""
    if not whos or not cues:
        return next(iter(whos), None), next(iter(cues), None)
    return min(
        ((who, cue) for who in whos for cue in cues),
        key=lambda pair: max(pair[0].start - pair[1].end, pair[1].start - pair[0].end),
    )
