"""A live review for the tests: a reader that needs no model, and a server in a thread."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from accordingto.live.server import Server
from accordingto.live.session import Session
from accordingto.reading import read_any
from accordingto.records import Annotation, Article, Attribution, Sentence, Source, Span
from annotations import MODEL

DRAFT = (
    "Ann Roe said the bridge was unsafe. It closed on Monday for repairs.\n"
    "Bo Lee said the detour would cost an hour. Nobody had counted the lorries.\n"
    "Ann Roe said the county would pay for it. The river rose all week.\n"
)


def annotate(article: Article) -> Annotation:
    """Every “NAME said” is an attribution, every full stop ends a sentence."""
    sentences: list[Sentence] = []
    attributions: list[Attribution] = []
    mentions: dict[str, list[Span]] = {}
    for paragraph, whole in enumerate(article.paragraphs):
        for found in re.finditer(r"[^.\s][^.]*\.?", whole.of(article.text)):
            span = Span(whole.start + found.start(), whole.start + found.end())
            said = re.match(r"([A-Z]\w+ [A-Z]\w+) (said) ", found[0])
            ids: tuple[str, ...] = ()
            if said is not None:
                source = Span(span.start, span.start + len(said[1]))
                mentions.setdefault(said[1], []).append(source)
                ids = (f"A{len(attributions)}",)
                cue = Span(source.end + 1, source.end + 5)
                content = (Span(cue.end + 1, span.end),)
                made = (ids[0], said[1], source, cue, content, "indirect", "says", 0.9, None, "")
                attributions.append(Attribution(*made))
            label = "attributed" if ids else "narration"
            sentences.append(Sentence(len(sentences), span, paragraph, "body", label, ids))
    order = {name: f"S{number}" for number, name in enumerate(mentions, start=1)}
    return Annotation(
        article,
        tuple(sentences),
        tuple(_of(attribution, order) for attribution in attributions),
        tuple(
            Source(order[name], name, "named person", None, tuple(spans))
            for name, spans in mentions.items()
        ),
        MODEL,
    )


def _of(attribution: Attribution, order: dict[str, str]) -> Attribution:
    import dataclasses

    return dataclasses.replace(attribution, source_id=order[str(attribution.source_id)])


@dataclass
class Serving:
    """A running server, its draft and its review's file."""

    server: Server
    session: Session
    draft: Path
    record: Path

    @property
    def address(self) -> str:
        return self.server.address


def session_of(draft: Path, record: Path) -> Session:
    return Session(lambda: read_any(draft), annotate, record)


@contextmanager
def serving(draft: Path) -> Iterator[Serving]:
    """Serve a draft until the end of the block."""
    record = draft.with_name(f"{draft.stem}.review.json")
    session = session_of(draft, record)
    server = Server(session, draft)
    thread = threading.Thread(target=server.serve_until_ended)
    thread.start()
    try:
        yield Serving(server, session, draft, record)
    finally:
        server.end()
        thread.join(20)
        assert not thread.is_alive()
