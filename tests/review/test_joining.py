"""Two versions of one review put together."""

from __future__ import annotations

import dataclasses

from hypothesis import given
from hypothesis import strategies as st

from accordingto.review import anchoring, decisions
from accordingto.review.decisions import Correction, Decision, Review, SourceReference, Verdict
from accordingto.review.joining import join
from annotations import harbour

PLACES = anchoring.anchors(harbour())
MARA = SourceReference("mara", "Mara Quill")


def _review(**decided: tuple[Verdict | None, SourceReference | None, str]) -> Review:
    article = harbour().article
    document = decisions.ReviewedArticle(article.sha256, "", "")
    made = tuple(Decision.on(PLACES[int(name[1:])], *fields) for name, fields in decided.items())
    return Review(document, "1", "", "", "", made)


EMPTY = _review()


def test_what_each_changed_is_kept_field_by_field() -> None:
    before = _review(s1=("skip", None, ""), s2=("confirm", None, ""), s3=("skip", None, "old"))
    ours = _review(s1=("skip", MARA, ""), s3=("skip", None, "new"), s4=("confirm", None, ""))
    theirs = _review(
        s1=("confirm", None, ""), s2=("confirm", None, ""), s3=("skip", None, "old"),
        s5=("skip", None, "theirs"),
    )  # fmt: skip
    assert join(before, ours, theirs).decisions == (
        *_review(s1=("confirm", MARA, ""), s3=("skip", None, "new")).decisions,
        *_review(s4=("confirm", None, ""), s5=("skip", None, "theirs")).decisions,
    )


def test_where_both_changed_the_same_ours_holds() -> None:
    ours, theirs = _review(s1=("skip", None, "")), _review(s1=("confirm", None, "x"))
    (decision,) = join(EMPTY, ours, theirs).decisions
    assert (decision.verdict, decision.note) == ("skip", "x")


def test_corrections_reviewer_and_times_go_together() -> None:
    ours = dataclasses.replace(
        EMPTY, corrections=(Correction("a", "A", "Al"),), created="2", modified="3"
    )
    theirs = dataclasses.replace(
        EMPTY,
        corrections=(Correction("a", "A", None, type="document"), Correction("b", "B", "Bo")),
        reviewer="Ann",
        created="1",
        modified="2",
    )
    joined = join(EMPTY, ours, theirs)
    assert joined.corrections == (
        Correction("a", "A", "Al", type="document"),
        Correction("b", "B", "Bo"),
    )
    assert (joined.reviewer, joined.created, joined.modified) == ("Ann", "1", "3")


decided = st.tuples(
    st.sampled_from(["skip", "confirm", None]),
    st.sampled_from([MARA, None]),
    st.text("ab", max_size=1),
)
versions = st.dictionaries(st.sampled_from(["s1", "s2", "s3"]), decided).map(
    lambda fields: _review(**fields)
)


@given(versions, versions)
def test_a_version_that_nobody_else_changed_stays_as_it_is(before: Review, ours: Review) -> None:
    assert join(before, ours, before).decisions == ours.decisions
    assert set(join(before, before, ours).decisions) == set(ours.decisions)
    assert set(join(before, ours, ours).decisions) == set(ours.decisions)
