"""Hypothesis strategies: whole annotations whose ids, numbers and offsets fit together."""

from __future__ import annotations

from typing import get_args

from hypothesis import strategies as st

from accordingto.records import (
    Annotation,
    Article,
    Attribution,
    Finding,
    Form,
    Kind,
    Label,
    ModelInfo,
    Query,
    Reason,
    Sentence,
    Severity,
    Source,
    SourceType,
    Span,
    Stance,
)

words = st.text(max_size=12)
maybe_words = st.none() | words
queries = st.builds(Query, st.sampled_from(get_args(Reason)), st.floats(0, 1))
texts = st.text(
    st.sampled_from("ab .,“”\"'\n\r\t\u2028\u00a0\u0301é漢🎈\u202e") | st.characters(),
    min_size=1,
    max_size=80,
).filter(lambda text: text.strip() != "")


def _spans(text: str) -> st.SearchStrategy[Span]:
    bounds = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
    return bounds.map(lambda pair: Span(min(pair), max(pair)))


def _some(items: st.SearchStrategy[Span]) -> st.SearchStrategy[tuple[Span, ...]]:
    return st.lists(items, max_size=3).map(tuple)


@st.composite
def annotations(draw: st.DrawFn) -> Annotation:
    """An annotation of random text: every reference in it names something."""
    article = Article(draw(texts), draw(words), draw(words))
    span = _spans(article.text)
    source_ids = [f"S{number}" for number in range(draw(st.integers(0, 3)))]
    ids = [f"A{number}" for number in range(draw(st.integers(0, 4)))]
    bounds = sorted(draw(st.lists(st.integers(0, len(article.text)), max_size=8)))
    places = [Span(*pair) for pair in zip(bounds[::2], bounds[1::2], strict=False)]
    count = len(places)
    some_ids = st.lists(st.sampled_from(ids), max_size=3) if ids else st.just([])
    return Annotation(
        article=article,
        sentences=tuple(
            Sentence(
                index,
                place,
                draw(st.integers(0, len(article.paragraphs) - 1)),
                draw(st.sampled_from(get_args(Kind))),
                draw(st.sampled_from(get_args(Label))),
                tuple(draw(some_ids)),
                draw(st.none() | st.integers(0, count - 1)),
                draw(st.none() | queries),
            )
            for index, place in enumerate(places)
        ),
        attributions=tuple(
            Attribution(
                id,
                draw(st.sampled_from([None, *source_ids])),
                draw(st.none() | span),
                draw(st.none() | span),
                draw(_some(span)),
                draw(st.sampled_from(get_args(Form))),
                draw(st.sampled_from(get_args(Stance))),
                draw(st.floats(0, 1)),
                draw(st.sampled_from([None, *ids])),
                draw(words),
            )
            for id in ids
        ),
        sources=tuple(
            Source(
                id,
                draw(words),
                draw(st.sampled_from(get_args(SourceType))),
                draw(maybe_words),
                draw(_some(span)),
                draw(maybe_words),
                draw(st.none() | span),
                draw(maybe_words),
            )
            for id in source_ids
        ),
        model=ModelInfo(draw(words), draw(words)),
        findings=tuple(
            draw(
                st.lists(
                    st.builds(
                        Finding,
                        words,
                        st.sampled_from(get_args(Severity)),
                        span,
                        words,
                        words,
                    ),
                    max_size=2,
                )
            )
        ),
    )
