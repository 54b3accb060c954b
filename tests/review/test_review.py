"""Reviews: their file, how they follow an edited article, and two reviewers' reviews as one."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any, get_args

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.errors import InputError
from accordingto.records import Annotation, Source, SourceType, Span
from accordingto.report import view
from accordingto.report.html import render
from accordingto.review import anchoring, apply, decisions, merge
from accordingto.review.anchoring import Anchor
from accordingto.review.decisions import (
    Correction,
    Decision,
    Review,
    ReviewedArticle,
    Side,
    SourceReference,
    Verdict,
)
from accordingto.serialization import schema
from annotations import Claim, Unit, compose, crowd, harbour, plain
from conftest import Run

VALIDATOR = jsonschema.Draft202012Validator(schema(Review))
LINES = (
    "On Monday the first ferry left the old pier at noon.",
    "Nobody at the harbour had seen the old captain for two days.",
    "A gust threw the bow against the second lamp.",
    "Passengers waited in the rain while divers looked at the hull.",
    "The mayor of Eastmere closed the crossing until the summer.",
    "By evening all were home.",
)


def make(annotation: Annotation, *verdicts: Any, **fields: Any) -> Review:
    """A review of an annotation; the verdicts are those of its sentences, in order."""
    article = annotation.article
    decisions = tuple(
        Decision.on(anchor, verdict)
        for anchor, verdict in zip(anchoring.anchors(annotation), verdicts, strict=False)
        if verdict is not None
    )
    document = ReviewedArticle(article.sha256, article.title, article.origin)
    made = Review(document, "1", "Ann", "2026-01-01T10:00:00Z", "2026-01-01T11:00:00Z", decisions)
    return dataclasses.replace(made, **fields)


def where(annotation: Annotation, given: Review) -> dict[str, int]:
    """On which sentence (by index) each verdict stands after the review was applied."""
    numbers = {anchor: at for at, anchor in enumerate(anchoring.anchors(annotation))}
    decisions = apply.apply(annotation, given).review.decisions
    return {
        str(decision.verdict): numbers[decision.anchor]
        for decision in decisions
        if decision.anchor in numbers
    }


references = st.builds(SourceReference, st.none() | st.text(max_size=3), st.text(max_size=8))
spans = st.tuples(st.integers(0, 9), st.integers(0, 9)).map(lambda pair: Span(*sorted(pair)))
places = st.builds(Anchor, st.text(max_size=9), st.text(max_size=3), st.text(max_size=3), spans)
decided = st.builds(
    Decision.on,
    places,
    st.sampled_from([None, *get_args(Verdict)]),
    st.sampled_from([None, "none", "unknown"]) | references,
    st.text(max_size=9),
)
corrections = st.builds(
    Correction,
    st.text(max_size=3),
    st.text(max_size=8),
    st.none() | st.text(max_size=5),
    st.none() | references,
    st.sampled_from([None, *get_args(SourceType)]),
    st.none() | st.text(max_size=5),
)
sides = st.builds(Side, st.text(max_size=5), decided, st.none()) | st.builds(
    Side, st.text(max_size=5), st.none(), corrections
)
reviews = st.builds(
    Review,
    st.builds(ReviewedArticle, *[st.text(max_size=8)] * 3),
    *[st.text(max_size=8)] * 4,
    st.lists(decided, max_size=3).map(tuple),
    st.lists(corrections, max_size=3).map(tuple),
    st.lists(st.tuples(sides, sides), max_size=2).map(tuple),
)


@given(reviews)
def test_the_json_form_fits_the_schema_and_reads_back_as_the_same(made: Review) -> None:
    data = json.loads(decisions.dumps(made))
    VALIDATOR.validate(data)
    assert Review.from_dict(data) == made


def test_the_form_before_is_still_read() -> None:
    made = make(harbour(), "skip", "confirm").to_dict()
    made["schema"] = "accordingto-review/1"
    made["decisions"][1] |= {"decision": "change source", "source": {"id": None, "name": "Cy"}}
    made["sources"] = [{"id": "mara", "name": "Mara Quill", "rename": "M. Q.", "merge_into": None}]
    read = Review.from_dict(made)
    assert [(decision.verdict, decision.source) for decision in read.decisions] == [
        ("skip", None),
        (None, SourceReference(None, "Cy")),
    ]
    assert read.corrections == (Correction("mara", "Mara Quill", "M. Q."),)
    made["decisions"][1]["source"] = None
    with pytest.raises(ValueError, match="names none"):
        Review.from_dict(made)


def test_a_file_is_saved_and_loaded(tmp_path: Path) -> None:
    made = make(harbour(), "skip", None, "confirm")
    path = tmp_path / "a.review.json"
    path.write_bytes(decisions.dumps(made))
    assert decisions.load(path) == made


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda data: data.update(schema="accordingto/1"), "is no review of schema"),
        (lambda data: data.pop("sources"), "lacks “sources”"),
        (lambda data: data["decisions"][0].update(decision="burn"), r"decisions\[0\].decision is"),
        (lambda data: data["decisions"][0].update(source="me"), r"decisions\[0\].source is"),
        (lambda data: data["decisions"][0]["position"].update(start=999), "run forwards"),
        (lambda data: data["decisions"][0]["position"].update(start=10**30), "run forwards"),
        (lambda data: data["decisions"][0]["quote"].pop("type"), r"decisions\[0\].quote lacks"),
        (lambda data: data["sources"].append({"id": 1}), r"sources\[0\]"),
        (lambda data: data["conflicts"].append([]), "fewer than two sides"),
        (lambda data: data.update(more=1), "has “more”, which the schema does not know"),
    ],
)
def test_a_damaged_file_is_told(tmp_path: Path, change: Any, message: str) -> None:
    data = make(harbour(), "skip").to_dict()
    change(data)
    path = tmp_path / "a.json"
    path.write_text(json.dumps(data), "utf-8")
    with pytest.raises(InputError, match=message):
        decisions.load(path)
    path.write_text("{", "utf-8")
    with pytest.raises(InputError, match="not JSON"):
        decisions.load(path)


def test_decisions_follow_their_sentences_through_edits_elsewhere() -> None:
    given = make(plain(*LINES), None, "confirm", None, None, "skip")
    assert where(plain("A new lead.", *LINES), given) == {"confirm": 2, "skip": 5}
    assert where(plain(*LINES[1:]), given) == {"confirm": 0, "skip": 3}
    assert where(plain(LINES[4], *LINES[:4], LINES[5]), given) == {"confirm": 2, "skip": 0}


def test_a_sentence_that_was_edited_is_found_and_told() -> None:
    given = make(plain(*LINES), "confirm", "skip")
    edited = plain(LINES[0], LINES[1].replace("old", "very old"), *LINES[2:])
    applied = apply.apply(edited, given)
    assert applied.edited == (1,)
    assert not applied.lost
    assert applied.review.decisions[1].anchor.exact == edited.sentences[1].span.of(
        edited.article.text
    )
    assert apply.apply(edited, applied.review).edited == ()


def test_what_finds_no_place_is_kept_and_told() -> None:
    given = make(plain(*LINES), "confirm", "skip", None, "needs attribution")
    applied = apply.apply(plain(LINES[0], "Nothing like it.", *LINES[2:]), given)
    assert [decision.verdict for decision in applied.lost] == ["skip"]
    assert applied.review.decisions[1] == given.decisions[1]
    made = render(applied.annotation, review=applied)
    assert "Decisions that found no place in this article" in made
    assert LINES[1] in made


def test_the_order_of_the_article_tells_equal_sentences_apart() -> None:
    refrain = ["The bells rang.", "The bells rang.", "The bells rang."]
    before = plain(*LINES[:2], *refrain, *LINES[2:])
    given = make(before, None, None, "confirm", "skip", "needs attribution")
    moved = plain("A lead.", *LINES[:2], *refrain, *LINES[2:])
    assert where(moved, given) == {"confirm": 3, "skip": 4, "needs attribution": 5}
    cut = apply.apply(plain("A lead.", *LINES[:2], *refrain[1:], *LINES[2:]), given)
    assert len(cut.lost) == 1  # any of the three may be the one that was cut


def test_of_twins_none_is_taken_by_guess() -> None:
    before = plain(*LINES, *LINES)
    given = make(before, *[None] * 7, "skip")
    apart = plain(*LINES, "It rained.", *LINES)
    assert apply.apply(apart, given).doubtful == ((given.decisions[0], (1, 8)),)
    known = apply.apply(apart, given, of=anchoring.anchors(before))
    assert known.review.decisions[0].anchor == anchoring.anchors(apart)[8]
    edited = plain(*[line.replace("captain", "skipper") for line in LINES] * 2)
    applied = apply.apply(edited, given)
    assert applied.review.decisions == given.decisions
    assert applied.lost == ()
    assert applied.doubtful == ((given.decisions[0], (1, 7)),)
    placed = apply.apply(edited, given, of=anchoring.anchors(before))
    assert [decision.anchor for decision in placed.review.decisions] == [
        anchoring.anchors(edited)[7]
    ]


@pytest.mark.parametrize(
    ("line", "twin"),
    [
        ("He declined to comment.", "He declined to comment."),
        ("Ward 3 gave the mayor 412 votes.", "Ward 4 gave the mayor 415 votes."),
    ],
)
def test_a_decision_on_a_sentence_that_is_gone_never_moves_to_a_look_alike(
    line: str, twin: str
) -> None:
    before = plain(*LINES[:2], line, *LINES[2:4], twin, *LINES[4:])
    given = make(before, "confirm", None, "skip")
    cut = plain(*LINES[:4], twin, *LINES[4:])
    applied = apply.apply(cut, given)
    assert applied.review.decisions[1] == given.decisions[1]
    assert applied.doubtful == ((given.decisions[1], (4,)),)
    known = apply.apply(cut, given, of=anchoring.anchors(before))
    assert (known.doubtful, known.lost) == ((), (given.decisions[1],))


def test_of_two_corrections_that_an_edit_made_meet_the_exact_one_holds() -> None:
    after = harbour()
    for order in (1, -1):
        known = Correction("mara", "Mara Quill", type="document")
        other = Correction("quill", "Quill", "Mara Quille")
        given = make(after, "confirm", corrections=(known, other)[::order])
        applied = apply.apply(after, given)
        assert applied.unknown == (other,)
        assert applied.annotation.source("mara").type == "document"
        assert applied.annotation.source("mara").name == "Mara Quill"


def test_a_doubtful_decision_is_told_by_the_command_and_on_the_page(
    run: Run, tmp_path: Path
) -> None:
    before = plain(*LINES[:2], "No comment.", *LINES[2:4], "No comment.", *LINES[4:])
    record, article = tmp_path / "a.review.json", tmp_path / "a.json"
    record.write_bytes(decisions.dumps(make(before, "confirm", None, "skip")))
    after = plain("No comment.", "It rained.", LINES[0], "No comment.", "It hailed.", *LINES[2:])
    article.write_text(json.dumps(after.to_dict()), "utf-8")
    ran = run("report", article, "--review", record, "-o", tmp_path / "a.html")
    assert ran.code == 0
    assert "Warning: “No comment.” may be sentence 1 or 4 (skipped). Decide there." in ran.err
    page = (tmp_path / "a.html").read_text("utf-8")
    assert "Decisions that are doubtful" in page
    assert '<a href="#s1">1</a>, <a href="#s4">4</a>' in page


def test_a_source_that_an_edit_gave_another_name_keeps_its_correction() -> None:
    before = harbour()
    given = make(
        before,
        "confirm",
        corrections=(
            Correction("mara", "Mara Quill", "Mara Quille", type="document"),
            Correction("crew", "a member of the crew", None, SourceReference("mara", "Mara Quill")),
        ),
    )
    for name in ("Quill", "Mara Quille"):  # a mention of the article, and the right name
        sources = tuple(
            dataclasses.replace(source, id="S9", name=name) if source.id == "mara" else source
            for source in before.sources
        )
        attributions = tuple(
            dataclasses.replace(a, source_id="S9") if a.source_id == "mara" else a
            for a in before.attributions
        )
        after = dataclasses.replace(before, sources=sources, attributions=attributions)
        applied = apply.apply(after, given)
        assert applied.unknown == ()
        source = applied.annotation.source("S9")
        assert (source.name, source.type) == ("Mara Quille", "document")
        assert applied.kept["crew"] == "S9"
        assert applied.review.corrections[0].name == name


@given(st.permutations(range(6)), st.integers(0, 6), st.text("ab \U0001f469é", max_size=5))
def test_no_sentence_has_two_decisions_and_no_decision_is_dropped(
    order: list[int], size: int, lead: str
) -> None:
    given = make(plain(*LINES), *["skip"] * 6)
    lines = [line for line in (lead.strip(), *(LINES[at] for at in order[:size])) if line]
    new = plain(*lines)
    placed = anchoring.place(
        [decision.anchor for decision in given.decisions], anchoring.anchors(new)
    )
    assert len(set(placed.at.values())) == len(placed.at)
    assert set(order[:size]) <= set(placed.at)


def test_another_document_is_refused_and_an_edited_one_is_not() -> None:
    given = make(plain(*LINES[:4]), *["skip"] * 4)
    half = plain(*LINES[:2], "It rained.", "They slept on it.")
    assert len(apply.apply(half, given).lost) == 2
    for other in (crowd(3), plain(LINES[0], "It rained.", "They slept on it.")):
        with pytest.raises(InputError, match="another document") as caught:
            apply.apply(other, given)
        assert given.document.sha256 in str(caught.value)
        assert other.article.sha256 in str(caught.value)
    with pytest.raises(InputError, match="0 of its 0 corrections"):
        apply.apply(crowd(3), make(plain(*LINES)))


def correct(annotation: Annotation, *made: Correction) -> apply.Applied:
    return apply.apply(annotation, make(annotation, corrections=made))


def test_a_source_is_renamed_everywhere() -> None:
    applied = correct(harbour(), Correction("mara", "Mara Quill", "Mara Quille"))
    assert applied.annotation.source("mara").name == "Mara Quille"
    made = render(applied.annotation, review=applied)
    assert "S2 Mara Quille" in made
    assert "S2 Mara Quill<" not in made


def test_type_and_title_of_a_source_are_corrected() -> None:
    applied = correct(
        harbour(),
        Correction("mara", "Mara Quill", title=""),
        Correction("office", "Port Safety Office", type="document", title="a ledger"),
    )
    assert applied.annotation.source("mara").title is None
    office_now = applied.annotation.source("office")
    assert (office_now.type, office_now.title) == ("document", "a ledger")


def test_codes_do_not_shift_after_a_merge_and_added_sources_come_last() -> None:
    annotation = harbour()
    anchor = anchoring.anchors(annotation)[2]
    given = make(
        annotation,
        corrections=(
            Correction("office", "Port Safety Office", None, SourceReference("mara", "Mara Quill")),
        ),
        decisions=(Decision.on(anchor, None, SourceReference("R1", "The diver")),),
    )
    page = view.build(annotation, version="1", review=apply.apply(annotation, given))
    assert [(source.key, source.name) for source in page.sources] == [
        ("S2", "Mara Quill"),
        ("S3", "a member of the crew"),
        ("S4", "reports"),
        ("S5", "The diver"),
        ("S?", "unknown source"),
    ]
    assert [key.text for key in page.sentences[2].source_keys] == ["S5"]


def test_verdict_source_and_note_of_two_reviewers_go_together() -> None:
    made = harbour()
    mara = SourceReference("mara", "Mara Quill")
    one = make(made, "confirm")
    other = make(made, None, reviewer="Bo")
    sourced = dataclasses.replace(one.decisions[0], verdict=None, source=mara, note="See minutes.")
    both = merge.merge(one, dataclasses.replace(other, decisions=(sourced,)))
    assert both.conflicts == ()
    (decision,) = both.decisions
    assert (decision.verdict, decision.source, decision.note) == ("confirm", mara, "See minutes.")


def test_merged_sources_are_one_in_all_attributions() -> None:
    before = harbour()
    applied = correct(
        before,
        Correction("crew", "a member of the crew", None, SourceReference("mara", "Mara Quill")),
        Correction("mara", "Mara Quill", "M. Quill"),
        Correction("reports", "reports", None, SourceReference("crew", "a member of the crew")),
    )
    made = applied.annotation
    assert [source.name for source in made.sources] == ["Port Safety Office", "M. Quill"]
    assert {attribution.source_id for attribution in made.attributions} == {"office", "mara", None}
    merged = {span for id in ("mara", "crew", "reports") for span in before.source(id).mentions}
    assert made.source("mara").mentions == tuple(sorted(merged))
    assert made.source("mara").reason_for_anonymity == "because the case is open"
    assert applied.kept == {"office": "office", "mara": "mara", "crew": "mara", "reports": "mara"}


def _employed() -> Annotation:
    """Ann speaks for the Port Office, which the model also calls the harbour office."""
    return compose(
        [[Unit("It rained.")]],
        [
            Source("port", "Port Office", "named organization"),
            Source("harbour", "Harbour Office", "named organization"),
            Source("ann", "Ann Roe", "named person", organization="Harbour Office"),
            Source("bo", "Bo Lee", "named person", organization="Coast Guard"),
        ],
    )


@pytest.mark.parametrize(
    ("correction", "organization"),
    [
        (Correction("harbour", "Harbour Office", "Harbor Office"), "Harbor Office"),
        (
            Correction("harbour", "Harbour Office", None, SourceReference("port", "Port Office")),
            "Port Office",
        ),
        (Correction("ann", "Ann Roe", "Anne Roe"), "Harbour Office"),
    ],
)
def test_an_organization_keeps_the_name_of_the_source_that_it_is(
    correction: Correction, organization: str
) -> None:
    made = correct(_employed(), correction).annotation
    assert made.source("ann").organization == organization
    assert made.source("bo").organization == "Coast Guard"


def test_whoever_is_merged_brings_the_organization_and_none_speaks_for_itself() -> None:
    ann, bo = SourceReference("ann", "Ann Roe"), SourceReference("bo", "Bo Lee")
    harbour = SourceReference("harbour", "Harbour Office")
    before = _employed()
    nobody = dataclasses.replace(before.source("bo"), organization=None)
    alone = dataclasses.replace(before, sources=(*before.sources[:3], nobody))
    made = correct(alone, Correction("ann", "Ann Roe", None, bo)).annotation
    assert made.source("bo").organization == "Harbour Office"
    made = correct(before, Correction("ann", "Ann Roe", None, harbour)).annotation
    assert made.source("harbour").organization is None
    made = correct(before, Correction("harbour", "Harbour Office", None, ann)).annotation
    assert made.source("ann").organization is None


def test_sources_merged_in_a_circle_are_one() -> None:
    one, two = (
        SourceReference("office", "Port Safety Office"),
        SourceReference("mara", "Mara Quill"),
    )
    applied = correct(
        harbour(), Correction(one.id, one.name, None, two), Correction(two.id, two.name, None, one)
    )
    assert [source.id for source in applied.annotation.sources] == ["office", "crew", "reports"]


def test_a_correction_follows_its_source_by_name_and_is_told_where_there_is_none() -> None:
    applied = correct(
        harbour(),
        Correction("other id", "reports", "two reports"),
        Correction("mara", "Somebody Else", "X"),
    )
    assert applied.annotation.source("reports").name == "two reports"
    assert applied.annotation.source("mara").name == "Mara Quill"
    assert [correction.source.name for correction in applied.unknown] == ["Somebody Else"]
    assert "renamed X" in render(applied.annotation, review=applied)


def test_the_page_shows_what_was_decided() -> None:
    annotation = harbour()
    given = make(annotation, "confirm", None, "needs attribution")
    anchor = anchoring.anchors(annotation)[4]
    changed = Decision.on(anchor, "confirm", SourceReference("mara", "Mara Quill"), "</script>&")
    applied = apply.apply(
        annotation, dataclasses.replace(given, decisions=(*given.decisions, changed))
    )
    made = render(applied.annotation, review=applied)
    assert "1 of 3 to do" in made
    assert "confirmed, source: S2 Mara Quill" in made
    assert "&lt;/script&gt;&amp;" in made
    assert made.count("</script>") == 2
    assert "Reviewed by Ann, last on 2026-01-01: decisions on 3 sentences." in made


def test_a_changed_source_goes_by_the_name_that_it_has_now() -> None:
    annotation = harbour()
    crew, mara = (
        SourceReference("crew", "a member of the crew"),
        SourceReference("mara", "Mara Quill"),
    )
    changed = Decision.on(anchoring.anchors(annotation)[2], None, crew)
    given = make(
        annotation,
        corrections=(
            Correction(crew.id, crew.name, None, mara),
            Correction(mara.id, mara.name, "M. Q."),
        ),
    )
    applied = apply.apply(annotation, dataclasses.replace(given, decisions=(changed,)))
    assert "source: S2 M. Q." in render(annotation, review=applied)
    assert applied.review.decisions == (changed,)


def test_reviews_that_agree_become_one() -> None:
    made = plain(*LINES)
    one, other = make(made, "confirm", "skip", None, "skip"), make(made, None, "skip", "skip")
    noted = dataclasses.replace(one.decisions[1], note="Ask.")
    one = dataclasses.replace(one, decisions=(one.decisions[0], noted, one.decisions[2]))
    other = dataclasses.replace(other, reviewer="Bo", modified="2026-02-01")
    both = merge.merge(one, other)
    assert (both.reviewer, both.modified, both.conflicts) == ("Ann, Bo", "2026-02-01", ())
    assert {decision.anchor.exact: decision.verdict for decision in both.decisions} == {
        LINES[0]: "confirm",
        LINES[1]: "skip",
        LINES[2]: "skip",
        LINES[3]: "skip",
    }
    assert [decision.note for decision in both.decisions if decision.note] == ["Ask."]


def test_conflicts_keep_both_sides() -> None:
    made = harbour()
    who = ("mara", "Mara Quill")
    one = make(made, "confirm", "skip", corrections=(Correction(*who, "A"),))
    other = make(made, "skip", "skip", corrections=(Correction(*who, "B"),), reviewer="Bo")
    both = merge.merge(one, other)
    assert [decision.verdict for decision in both.decisions] == ["skip"]
    assert both.corrections == ()
    assert [[side.reviewer for side in sides] for sides in both.conflicts] == [["Ann", "Bo"]] * 2
    assert [side.decision for side in both.conflicts[0]] == [one.decisions[0], other.decisions[0]]
    assert [side.correction for side in both.conflicts[1]] == [*one.corrections, *other.corrections]
    again = merge.merge(both, dataclasses.replace(both, reviewer="Cy"))
    assert again.conflicts == both.conflicts
    shown = render(made, review=apply.apply(made, both))
    assert '<a href="#s1">sentence 1</a>: <bdi>Ann: confirmed; Bo: skipped</bdi>' in shown


@given(st.lists(st.sampled_from([None, *get_args(Verdict)]), max_size=6), st.data())
def test_merging_loses_nothing(verdicts: list[Any], data: st.DataObject) -> None:
    made = plain(*LINES)
    others = data.draw(st.permutations(verdicts))
    one, other = make(made, *verdicts), make(made, *others, reviewer="Bo")
    both = merge.merge(one, other)
    kept = list(both.decisions)
    kept += [side.decision for sides in both.conflicts for side in sides if side.decision]
    assert {*one.decisions, *other.decisions} == set(kept)


def test_reviews_of_different_texts_are_not_merged() -> None:
    with pytest.raises(InputError, match="different texts"):
        merge.merge(make(plain(*LINES), "skip"), make(plain(*LINES[1:]), "skip"))


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """An annotation and a review of it, on disk."""
    story, reviewed = tmp_path / "harbour.json", tmp_path / "harbour.review.json"
    story.write_text(json.dumps(harbour().to_dict()), "utf-8")
    correction = Correction("mara", "Mara Quill", "Mara Quille")
    given = make(harbour(), "confirm", "skip", corrections=(correction,))
    reviewed.write_bytes(decisions.dumps(given))
    return story, reviewed


def test_the_command_applies_a_review(run: Run, files: tuple[Path, Path]) -> None:
    story, reviewed = files
    ran = run("report", story, "--review", reviewed)
    assert (ran.code, ran.err) == (0, "")
    assert "Mara Quille" in ran.out
    assert "decisions on 2 sentences" in story.with_suffix(".html").read_text("utf-8")


def test_the_command_tells_what_found_no_place(run: Run, files: tuple[Path, Path]) -> None:
    story, reviewed = files
    text = reviewed.read_text("utf-8").replace("By Tomas Reed", "By A. N. Other").replace(
        '"name": "Mara Quill"', '"name": "Cara Quill"'
    )  # fmt: skip
    reviewed.write_text(text, "utf-8")
    ran = run("report", story, "--review", reviewed)
    assert ran.code == 0
    assert ran.err.splitlines() == [
        "Warning: no place in this article for “By A. N. Other” (skipped).",
        "Warning: no place in this article for “Cara Quill” (renamed Mara Quille).",
    ]


def test_the_command_refuses_what_would_do_harm(run: Run, files: tuple[Path, Path]) -> None:
    story, reviewed = files
    before = reviewed.read_bytes()
    assert run("report", story, "--review", reviewed, "-o", reviewed).code == 2
    assert run("report", "-", "--review", "-", stdin=b"x").code == 2
    assert run("merge", "-", "-").code == 2
    assert run("merge", reviewed, reviewed, "-o", reviewed).code == 2
    assert run("report", story, "--review", story).code == 3
    assert reviewed.read_bytes() == before
    other = story.with_name("other.json")
    other.write_text(json.dumps(crowd(3).to_dict()), "utf-8")
    ran = run("report", other, "--review", reviewed)
    assert ran.code == 3
    assert crowd(3).article.sha256 in ran.err
    assert harbour().article.sha256 in ran.err
    assert not other.with_suffix(".html").exists()


def test_the_command_merges_two_reviews(run: Run, files: tuple[Path, Path], tmp_path: Path) -> None:
    _, reviewed = files
    second, out = tmp_path / "bo.json", tmp_path / "both.json"
    second.write_bytes(decisions.dumps(make(harbour(), "skip", "skip", "skip", reviewer="")))
    ran = run("merge", reviewed, second, "-o", out)
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.splitlines()[0] == "2 decisions, 1 conflict"
    assert "Ann: confirmed; bo.json: skipped" in " ".join(ran.err.split())
    made = decisions.load(out)
    assert made.reviewer == "Ann, bo.json"
    assert len(made.conflicts) == 1
    assert run("merge", reviewed, second).stdout == out.read_bytes()


def test_positions_count_code_points() -> None:
    made = compose(
        [[Unit("\U0001f469\u200d\U0001f469 ran."), Unit("So.", "attributed", (Claim("a"),))]],
        [Source("a", "\U00010348", "unknown")],
    )
    anchor = anchoring.anchors(made)[1]
    assert (anchor.span, anchor.prefix) == (Span(9, 12), "\U0001f469\u200d\U0001f469 ran. ")
