"""What an edit did to the sourcing, on annotations made by hand."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given

import accordingto
from accordingto.compare.changes import FIRMNESS, KINDS, Comparison, compare
from accordingto.records import ACTS, Annotation, Source, Stance
from annotations import Claim, Unit, compose, crowd, harbour, plain, throng
from compare.edited import pair
from strategies import annotations

ROE = Source("roe", "Jane Roe", "named person")
DOE = Source("doe", "John Doe", "named person")
AIDE = Source("aide", "an aide", "anonymous")
CONTENT = "the ferry would sail on Friday morning"


def said(
    source: str | None = "roe",
    who: str | None = "Jane Roe",
    cue: str = "said",
    stance: Stance = "says",
    content: str = CONTENT,
) -> Annotation:
    """A story whose second sentence says who said that the ferry would sail."""
    frame = f"{who} {cue} {content}." if who else f"{content.capitalize()}, {cue}."
    claim = Claim(source, who, cue, content if who else content.capitalize(), stance=stance)
    return story(Unit(frame, "attributed", (claim,)))


def story(*units: Unit, sources: tuple[Source, ...] = (ROE, DOE, AIDE)) -> Annotation:
    first, last = Unit("Fog lay over the harbor for days."), Unit("The pier is old.")
    return compose([[first, *units, last]], sources)


def changes(comparison: Comparison) -> list[tuple[str, int, int, str, str]]:
    return [(c.kind, c.old, c.new, c.before, c.after) for c in comparison.changes]


@pytest.mark.parametrize("annotation", [harbour(), crowd(9), throng(12, 40), plain()])
def test_the_same_draft_changes_nothing(annotation: Annotation) -> None:
    comparison = compare(annotation, annotation)
    assert comparison.changes == ()
    claims = {c.id for s in annotation.sentences for c in annotation.claims_of(s)}
    assert comparison.kept >= len(claims) - 1  # one is of nobody


def test_what_was_attributed_and_is_narration_now_is_lost() -> None:
    comparison = compare(said(), story(Unit("The ferry would sail on Friday morning.")))
    assert changes(comparison) == [("lost", 1, 1, "Jane Roe", "")]
    assert comparison.kept == 0


def test_what_is_gone_altogether_is_not_lost() -> None:
    comparison = compare(said(), story())
    assert changes(comparison) == []
    assert [a.kind for a in comparison.alignments] == ["unchanged", "removed", "unchanged"]


def test_what_nobody_vouched_for_and_the_article_asserts_now_is_lost() -> None:
    comparison = compare(
        said(None, None, "reportedly", "hearsay"),
        story(Unit("The ferry would sail on Friday morning.")),
    )
    assert changes(comparison) == [("lost", 1, 1, "hearsay", "")]


def test_what_the_article_asserted_and_somebody_says_now_is_gained() -> None:
    comparison = compare(story(Unit("The ferry would sail on Friday morning.")), said())
    assert changes(comparison) == [("gained", 1, 1, "", "Jane Roe")]


def test_a_source_by_a_longer_name_is_kept() -> None:
    claim = Claim("roe", "Roe", "said", CONTENT)
    named = (Source("roe", "Roe", "named person"),)
    new = story(Unit(f"Roe said {CONTENT}.", "attributed", (claim,)), sources=named)
    comparison = compare(said(), new)
    assert changes(comparison) == []
    assert comparison.kept == 1


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        (("roe", "Jane Roe"), ("doe", "John Doe"), "re-sourced"),
        (("roe", "Jane Roe"), ("aide", "An aide"), "weakened"),
        (("aide", "An aide"), ("roe", "Jane Roe"), "strengthened"),
    ],
)
def test_another_source_is_told(old: tuple[str, str], new: tuple[str, str], kind: str) -> None:
    names = {"roe": "Jane Roe", "doe": "John Doe", "aide": "an aide"}
    assert changes(compare(said(*old), said(*new))) == [(kind, 1, 1, names[old[0]], names[new[0]])]


def test_hearsay_weakens_and_hedges() -> None:
    comparison = compare(said(), said(None, None, "reportedly", "hearsay"))
    assert [change.kind for change in comparison.changes] == ["weakened", "hedged"]


def test_a_cue_of_another_stance_hedges_or_hardens() -> None:
    claimed = said(cue="claimed", stance="asserts")
    (hedged,) = compare(said(), claimed).changes
    assert (hedged.kind, hedged.before, hedged.after) == ("hedged", "said", "claimed")
    assert hedged.why == (
        "“said” reports it without judging it, “claimed” keeps its distance from it"
    )
    (hardened,) = compare(claimed, said()).changes
    assert hardened.kind == "hardened"


def test_every_stance_that_puts_forward_a_claim_has_its_own_firmness() -> None:
    ranks = [rank for rank, _ in FIRMNESS.values()]
    assert sorted(ranks) == list(range(len(FIRMNESS)))
    assert not set(FIRMNESS) & ACTS
    assert len(FIRMNESS) + len(ACTS) == 8


def test_what_the_model_reads_otherwise_in_untouched_words_is_no_change() -> None:
    text = f"Jane Roe said {CONTENT}."
    claim = Claim("roe", "Jane Roe", "said", CONTENT)
    read = story(Unit(text, "attributed", (claim,)))
    for other in (
        story(Unit(text)),
        story(
            Unit(text, "attributed", (Claim("roe", "Jane Roe", "said", CONTENT, stance="asserts"),))
        ),
        story(Unit(text, "attributed", (Claim("doe", "Jane Roe", "said", CONTENT),))),
    ):
        assert compare(read, other).changes == ()
        assert compare(other, read).changes == ()


def test_a_pronoun_that_means_somebody_else_now_is_told() -> None:
    def draft(name: str, id: str) -> Annotation:
        return story(
            Unit(f"{name} came to the meeting."),
            Unit(f"She said {CONTENT}.", "attributed", (Claim(id, "She", "said", CONTENT),)),
        )

    comparison = compare(draft("Jane Roe", "roe"), draft("Kim Doe", "doe"))
    assert changes(comparison) == [("re-sourced", 2, 2, "Jane Roe", "John Doe")]


def test_a_quotation_whose_frame_is_cut_is_lost_in_the_sentence_behind_it_too() -> None:
    first, second = "“The ferry will sail at dawn,”", "“It will not wait for anybody.”"
    framed = compose(
        [
            [
                Unit(
                    f"{first} Jane Roe said.",
                    "attributed",
                    (Claim("roe", "Jane Roe", "said", first),),
                ),
                Unit(second, "attributed", (Claim("roe", None, None, second),)),
            ]
        ],
        [ROE],
    )
    cut = compose([[Unit(first), Unit(second, "attributed", (Claim(None, None, None, second),))]])
    lost = changes(compare(framed, cut))
    assert ("lost", 0, 0, "Jane Roe", "") in lost


def test_a_part_that_a_split_leaves_without_its_source_is_lost() -> None:
    old = said(content="the ferry would sail on Friday morning and the pier would close for good")
    new = story(
        Unit(
            f"Jane Roe said {CONTENT}.", "attributed", (Claim("roe", "Jane Roe", "said", CONTENT),)
        ),
        Unit("The pier would close for good."),
    )
    assert changes(compare(old, new)) == [("lost", 1, 2, "Jane Roe", "")]
    assert changes(compare(new, old)) == [("gained", 2, 1, "", "Jane Roe")]


def test_words_put_into_a_mouth_are_told() -> None:
    def draft(words: str) -> Annotation:
        claim = Claim("roe", "Jane Roe", "said", f"“{words},”", form="direct")
        return story(Unit(f"“{words},” Jane Roe said.", "attributed", (claim,)))

    old, new = "We never wait for the fog to lift", "We always wait for the fog to lift"
    assert changes(compare(draft(old), draft(new))) == [
        ("quotation altered", 1, 1, f"{old},", f"{new},")
    ]


def test_a_number_is_told_outside_quotations() -> None:
    def draft(number: int) -> Annotation:
        return story(Unit(f"The ferry carries {number} passengers and “all {number} of them” pay."))

    kinds = [(c.kind, c.before, c.after) for c in compare(draft(300), draft(200)).changes]
    assert kinds == [
        ("quotation altered", "all 300 of them", "all 200 of them"),
        ("number changed", "300", "200"),
    ]


def test_the_json_form_says_it_all() -> None:
    comparison = accordingto.compare(said(), story(Unit("The ferry would sail on Friday morning.")))
    form = json.loads(json.dumps(comparison.to_dict()))
    assert form["schema"] == "accordingto-comparison/1"
    assert form["old"]["sha256"] == comparison.old.article.sha256
    assert [row["kind"] for row in form["alignments"]] == ["unchanged", "reworded", "unchanged"]
    assert form["changes"] == [
        {"kind": "lost", "old": 1, "new": 1, "before": "Jane Roe", "after": "", "why": ""}
    ]
    assert form["kept"] == 0
    assert {change["kind"] for change in form["changes"]} <= set(KINDS)


@pytest.mark.parametrize("seed", range(20))
def test_of_edits_made_by_program_every_one_is_found_and_none_invented(seed: int) -> None:
    made = pair(seed)
    comparison = compare(made.old, made.new)
    assert {(change.kind, change.old) for change in comparison.changes} == made.changes
    aligned = {
        (row.kind, row.old[0])
        for row in comparison.alignments
        if row.old and row.kind != "unchanged"
    }
    assert aligned == made.alignments
    assert [row.kind for row in comparison.alignments].count("added") == 1


#: What each change is where the later draft is taken for the earlier one.
OPPOSITES = {
    **{"lost": "gained", "weakened": "strengthened", "hedged": "hardened", "split": "merged"},
    **{"hardened": "hedged", "added": "removed", "removed": "added"},
}


@pytest.mark.parametrize("seed", range(20))
def test_an_edit_taken_back_is_the_opposite(seed: int) -> None:
    made = pair(seed)
    there, back = compare(made.old, made.new), compare(made.new, made.old)
    assert {(c.new, c.old, OPPOSITES.get(c.kind, c.kind)) for c in there.changes} == {
        (c.old, c.new, c.kind) for c in back.changes
    }
    assert {(a.new, a.old, OPPOSITES.get(a.kind, a.kind)) for a in there.alignments} == {
        (a.old, a.new, a.kind) for a in back.alignments
    }


@given(annotations(), annotations())
def test_any_two_annotations_compare(old: Annotation, new: Annotation) -> None:
    comparison = compare(old, new)
    assert sorted(i for row in comparison.alignments for i in row.old) == list(
        range(len(old.sentences))
    )
    rows = {(i, j) for row in comparison.alignments for i in row.old for j in row.new}
    assert {(change.old, change.new) for change in comparison.changes} <= rows
    json.dumps(comparison.to_dict())


@given(annotations())
def test_no_annotation_differs_from_itself(annotation: Annotation) -> None:
    assert compare(annotation, annotation).changes == ()


def test_a_long_draft_reworded_throughout_is_compared_at_once() -> None:
    def draft(word: str) -> Annotation:
        lines = [f"Number {n} of the “{word} boats {n}” sank at pier {n * 7}." for n in range(1500)]
        return plain(*lines)

    started = time.process_time()
    comparison = compare(draft("rowing"), draft("sailing"))
    assert time.process_time() - started < 20  # seconds; it takes two
    assert len(comparison.alignments) == 1500
