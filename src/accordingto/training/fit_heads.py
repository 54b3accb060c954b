"""Fit what is no body text and what leans on what, on an editor's judgement of sentences.

    python -m accordingto.training.fit_heads --config FILE [--ENTRY VALUE]…

``accordingto/training/configs/heads.toml`` is the run of the packaged model. First the weights of
lines are fitted, then, of articles read with these, those of leaning (``training.stacking`` says
how). A headline that opens an article teaches once more with a full stop behind it. The figures are
cross-fitted on the articles that are fresh to the tagger: every one is judged by weights that
others taught. The weights go into the configuration of ``paths.model``.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from accordingto.errors import AccordingtoError
from accordingto.evaluate import editor
from accordingto.evaluate.calibration import Prediction, figures
from accordingto.evaluate.editor import GoldArticle, GoldSentence
from accordingto.evaluate.figures import Tally
from accordingto.language.annotator import Steps, assembled, read_doc, steps
from accordingto.language.leaning import evidence as leaning
from accordingto.language.leaning.leans import LEAST, may_lean, opens
from accordingto.language.lines import evidence as lines
from accordingto.language.lines.kinds import NOT_BODY
from accordingto.language.model import CONFIGURATION, Model, configuration
from accordingto.language.model import load as load_model
from accordingto.language.pipeline import load, parse
from accordingto.language.segmentation.line_types import kinds
from accordingto.language.tagging.tagger import SentenceScores
from accordingto.records import Annotation, Article, Sentence, Span
from accordingto.training.regression import Case
from accordingto.training.settings import HeadPaths, HeadSettings, from_command_line
from accordingto.training.stacking import Stack
from accordingto.writing import write

#: The kind of cases that nobody judged: headlines that got a full stop.
CLOSED = "closed"


def main(arguments: Sequence[str] | None = None) -> None:
    """Parse the command line, fit, print the figures and write the weights."""
    try:
        run(from_command_line(arguments, __doc__.partition("\n")[0], HeadSettings).paths)
    except AccordingtoError as error:
        sys.exit(str(error))


def run(paths: HeadPaths) -> None:
    """Fit both, print the figures and write the weights."""
    model = load_model(paths.model)
    of_lines = _stack(paths, lines.TAGGER, lambda gold: _cases_of_lines(gold, paths.texts, model))
    print(f"no body text\n{told(of_lines, NOT_BODY)}\n")
    model = replace(model, lines=of_lines.weights())
    of_leaning = _stack(
        paths, leaning.TAGGER, lambda gold: _cases_of_leaning(gold, paths.texts, model)
    )
    print(f"leans on an account\n{told(of_leaning, LEAST)}")
    changed = replace(configuration(paths.model), lines=model.lines, leaning=of_leaning.weights())
    write(paths.model / CONFIGURATION, changed.to_json(paths.model).encode())


def told(stack: Stack, least: float) -> str:
    """The figures of the fresh cases, cross-fitted; from the chance ``least`` on one is said."""
    every = zip(stack.cross_fitted(), stack.fresh, strict=True)
    judged = [(chance, case) for chance, case in every if case.kind != CLOSED]
    said = [
        Tally(int(case.right and chance >= least), int(chance >= least), int(case.right))
        for chance, case in judged
    ]
    predictions = [Prediction("", float(chance), case.right) for chance, case in judged]
    return f"from {least} on: {sum(said, Tally())}\n{figures(predictions)}"


def cases_of_lines(
    number: int,
    gold: GoldArticle,
    article: Article,
    spans: Sequence[Span],
    scores: Sequence[SentenceScores],
    judged: Mapping[int, GoldSentence] | None = None,
) -> Iterator[Case]:
    """Every judged sentence of one article: right where it is no body text."""
    ruled = kinds(article.text, spans, article.paragraphs)
    found = lines.evidence(article.text, spans, article.paragraphs, scores, ruled)
    for index, sentence in (judged or judged_of(gold, spans)).items():
        yield Case(number, found[index], sentence.kind != "body")


def closed_headline(gold: GoldArticle, article: Article) -> Article | None:
    """The article with a full stop behind the headline that opens it, as some archives print it.

    None where no headline is its first line, or one that ends in a mark.
    """
    first, text = gold.sentences[0], article.text
    opens = first.kind == "headline" and not text[: first.start].strip()
    if not opens or not text[first.end - 1].isalnum() or text[first.end : first.end + 1] != "\n":
        return None
    return Article(f"{text[: first.end]}.{text[first.end :]}", origin=article.origin)


def cases_of_leaning(
    number: int, gold: GoldArticle, annotation: Annotation, made: Steps
) -> Iterator[Case]:
    """The narration of one article that could lean: right where the editor has it lean there.

    As where it is used, an account ends where the editor sees narration that does not lean on it.
    What he has lean on another sentence teaches nothing.
    """
    sentences = annotation.sentences
    judged = judged_of(gold, [sentence.span for sentence in sentences])
    account = leaning.Account(
        annotation.article.text,
        sentences,
        made.tagging.sentences,
        annotation.attributions,
        annotation.sources,
    )
    last: int | None = None
    for index, sentence in enumerate(sentences):
        if opens(sentence):
            last = index
        elif (
            last is None or index not in judged or not may_lean(sentence, index - last, made.turns)
        ):
            last = None
        else:
            right = _leans(gold, judged[index], sentences[last])
            if right is not None:
                yield Case(number, leaning.evidence(account, index, last), right)
            last = None if right is False else last


def judged_of(gold: GoldArticle, spans: Sequence[Span]) -> dict[int, GoldSentence]:
    """The editor's judgement of each sentence, by its index; the first where there are several."""
    judged: dict[int, GoldSentence] = {}
    for sentence in gold.sentences:
        shared = [min(s.end, sentence.end) - max(s.start, sentence.start) for s in spans]
        best = max(range(len(spans)), key=shared.__getitem__, default=None)
        if best is not None and shared[best] > 0:
            judged.setdefault(best, sentence)
    return judged


def _leans(gold: GoldArticle, judged: GoldSentence | None, last: Sentence) -> bool | None:
    """Whether a sentence leans on that one; None where it leans on another, or is no narration."""
    if judged is None or judged.label != "narration":
        return None
    if not judged.carry:
        return False
    leant_on = gold.sentences[judged.carry - 1]
    return True if last.span.overlaps(Span(leant_on.start, leant_on.end)) else None


def _stack(
    paths: HeadPaths, tagger: Sequence[str], cases: Callable[[Path], Iterable[Case]]
) -> Stack:
    return Stack(list(cases(paths.known)), list(cases(paths.fresh)), tagger)


def _cases_of_lines(gold_json: Path, texts: Path, model: Model) -> Iterator[Case]:
    nlp = load()
    for number, (gold, article) in enumerate(editor.articles(gold_json, texts)):
        spans, tagging = read_doc(parse(nlp, article), article, model)
        yield from cases_of_lines(number, gold, article, spans, tagging.sentences)
        closed = closed_headline(gold, article)
        if closed is not None:
            spans, tagging = read_doc(parse(nlp, closed), closed, model)
            first = judged_of(gold, spans[:1])
            (case,) = cases_of_lines(number, gold, closed, spans, tagging.sentences, first)
            yield replace(case, kind=CLOSED)


def _cases_of_leaning(gold_json: Path, texts: Path, model: Model) -> Iterator[Case]:
    nlp = load()
    for number, (gold, article) in enumerate(editor.articles(gold_json, texts)):
        made = steps(parse(nlp, article), article, model)
        yield from cases_of_leaning(number, gold, assembled(article, made, model), made)


if __name__ == "__main__":
    main()
