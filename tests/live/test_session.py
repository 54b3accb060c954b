"""A draft under review: read again, decided on, kept."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest

from accordingto.errors import InputError, OutputError
from accordingto.live.session import Session
from accordingto.records import Annotation
from accordingto.review import anchoring, apply, decisions
from accordingto.review.decisions import Decision, Review, Verdict
from annotations import plain
from live.serving import DRAFT, annotate, session_of

LINES = ("The bridge was closed.", "Nobody counted the lorries.", "The river rose all week.")


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "draft.txt"
    path.write_text(DRAFT, "utf-8")
    return path


def _session(draft: Path) -> Session:
    return session_of(draft, draft.with_name("draft.review.json"))


def _decide(session: Session, index: int, verdict: Verdict, before: Review | None = None) -> Review:
    """Decide as a page does that shows the draft as it is now."""
    before = session.review() if before is None else before
    anchors = anchoring.anchors(session.annotation)
    made = (*before.decisions, Decision.on(anchors[index], verdict))
    return session.save(before, dataclasses.replace(before, decisions=made, modified="2026"))


def test_nothing_is_written_before_something_is_decided(draft: Path) -> None:
    session = _session(draft)
    session.page()
    draft.write_text(DRAFT + "It snowed.", "utf-8")
    assert session.refresh()
    assert not session.record.exists()
    _decide(session, 0, "confirm")
    assert session.record.exists()


def test_what_is_kept_fits_the_draft_as_the_command_reads_it(draft: Path) -> None:
    session = _session(draft)
    _decide(session, 1, "skip")
    draft.write_text(f"It snowed. {DRAFT}", "utf-8")
    assert session.refresh()
    assert not session.refresh()  # as it was
    record = decisions.load(session.record)
    assert record.document.sha256 == session.sha256
    applied = apply.apply(session.annotation, record)
    assert (applied.lost, applied.doubtful) == ((), ())
    assert applied.review == record


def test_two_pages_that_start_from_the_same_lose_nothing(draft: Path) -> None:
    session = _session(draft)
    start = session.review()
    _decide(session, 1, "skip", start)
    kept = _decide(session, 3, "confirm", start)
    assert [decision.verdict for decision in kept.decisions] == ["confirm", "skip"]


def test_a_page_of_an_earlier_reading_saves_where_its_sentences_stand_now(draft: Path) -> None:
    session = _session(draft)
    start, before = session.review(), session.annotation
    for lead in ("It snowed.", "It hailed."):
        draft.write_text(f"{lead} {draft.read_text('utf-8')}", "utf-8")
        session.refresh()
    anchor = anchoring.anchors(before)[1]
    now = dataclasses.replace(start, decisions=(Decision.on(anchor, "skip"),))
    (decision,) = session.save(start, now).decisions
    assert decision.anchor == anchoring.anchors(session.annotation)[3]
    assert 'places":[2,3,4,5,6,7]' in session.page(0)
    assert 'places":[1,2,3,4,5,6,7]' in session.page(1).replace(
        "[1,2,3,4,5,6,7]", "[1,2,3,4,5,6,7]"
    )
    assert 'places":null' in session.page(2)


def test_a_page_of_a_text_that_was_never_here_is_refused(draft: Path) -> None:
    session = _session(draft)
    other = dataclasses.replace(
        session.review(), document=decisions.ReviewedArticle("0" * 64, "", "")
    )
    with pytest.raises(InputError, match="of another text"):
        session.save(other, other)


def test_more_than_half_of_a_draft_may_be_written_anew(draft: Path) -> None:
    session = _session(draft)
    for index in range(4):
        _decide(session, index, "skip")
    draft.write_text("All is new. The river rose all week.", "utf-8")
    assert session.refresh()
    assert len(session.review().decisions) == 4
    assert session.page().count("<q>") >= 4
    draft.write_text(DRAFT, "utf-8")
    session.refresh()
    anchors = anchoring.anchors(session.annotation)
    assert [decision.anchor for decision in session.review().decisions] == list(anchors[:4])


def test_the_review_of_another_document_is_refused_at_the_start(draft: Path) -> None:
    other = plain("Something else.", "And more of it.")
    article = other.article
    document = decisions.ReviewedArticle(article.sha256, "", "")
    made = tuple(Decision.on(anchor, "skip") for anchor in anchoring.anchors(other))
    record = draft.with_name("draft.review.json")
    record.write_bytes(decisions.dumps(Review(document, "1", "", "", "", made)))
    with pytest.raises(InputError, match="of another document"):
        _session(draft)


def test_a_file_that_is_damaged_meanwhile_is_not_overwritten(draft: Path) -> None:
    session = _session(draft)
    _decide(session, 0, "skip")
    start = session.review()
    session.record.write_text("{", "utf-8")
    with pytest.raises(InputError, match="is not JSON"):
        session.save(start, start)
    assert session.record.read_text("utf-8") == "{"
    session.record.unlink()  # gone: what was decided still holds
    assert _decide(session, 1, "skip", start).decisions[0] == start.decisions[0]


def test_a_draft_whose_review_cannot_be_written_is_not_taken_in(
    draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = _session(draft)
    _decide(session, 0, "skip")
    before = session.annotation
    draft.write_text(f"It snowed. {DRAFT}", "utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    with pytest.raises(OutputError, match="No space left"):
        session.refresh()
    monkeypatch.undo()
    assert (session.annotation, session.version) == (before, 0)
    assert session.refresh()
    assert session.version == 1


def test_a_file_that_cannot_be_read_is_told(draft: Path) -> None:
    session = _session(draft)
    session.record.mkdir()
    with pytest.raises(InputError, match="cannot be read"):
        session.page()


def test_where_nothing_can_be_written_the_save_fails_and_the_file_is_as_before(
    draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = _session(draft)
    _decide(session, 0, "skip")
    before = session.record.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    with pytest.raises(OutputError, match="No space left"):
        _decide(session, 1, "skip")
    monkeypatch.undo()
    assert session.record.read_bytes() == before
    assert {path.name for path in draft.parent.iterdir()} == {"draft.txt", "draft.review.json"}
    assert len(session.review().decisions) == 1


def test_a_saved_annotation_needs_no_annotating(tmp_path: Path) -> None:
    path = tmp_path / "draft.json"
    path.write_text(json.dumps(plain(*LINES).to_dict()), "utf-8")

    def never(article: object) -> Annotation:
        raise AssertionError

    from accordingto.reading import read_any

    session = Session(lambda: read_any(path), never, tmp_path / "draft.review.json")
    path.write_text(json.dumps(plain("A lead.", *LINES).to_dict()), "utf-8")
    assert session.refresh()


def test_the_annotator_of_the_tests_reads_the_draft(draft: Path) -> None:
    from accordingto.reading import read

    made = annotate(read(draft))
    assert [source.name for source in made.sources] == ["Ann Roe", "Bo Lee"]
    assert [sentence.label for sentence in made.sentences] == ["attributed", "narration"] * 3
