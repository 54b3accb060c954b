"""What speaks for narration going on with an account is read as it is."""

from __future__ import annotations

from accordingto.language.leaning.evidence import TAGGER, Account, evidence
from accordingto.language.tagging.tagger import SentenceScores
from accordingto.records import Annotation, Source
from annotations import Claim, Unit, compose, harbour

ROE = Source("roe", "Ann Roe", "named person")
SAID = Unit(
    "Roe said the bridge is cracked.", "attributed", (Claim("roe", "Roe", "said", "cracked"),)
)


def account(annotation: Annotation) -> Account:
    scores = SentenceScores((0.8, 0.1, 0.1), (0.9, 0.05, 0.05), 0.25, None, None)
    return Account(
        annotation.article.text,
        annotation.sentences,
        [scores] * len(annotation.sentences),
        annotation.attributions,
        annotation.sources,
    )


def test_names_are_the_same_for_every_pair() -> None:
    read = account(harbour())
    found = [evidence(read, index, 3) for index in (4, 6)]
    assert list(found[0]) == list(found[1])
    assert set(TAGGER) < set(found[0])


def test_how_near_the_account_stands_and_whose_it_is() -> None:
    made = compose([[SAID, Unit("Two pillars moved.")], [Unit("It is old.")], [SAID]], [ROE])
    read = account(made)
    near, far = evidence(read, 1, 0), evidence(read, 2, 0)
    assert (near["next"], near["same paragraph"], near["distance"]) == (1, 1, 1)
    assert (far["next"], far["next paragraph"], far["distance"]) == (0, 1, 2)
    assert near["source type named person"] == near["source stance says"] == 1
    assert near["source count"] > 0
    assert (near["same source after"], near["told after"]) == (1, 0)
    assert far["told after"] == 1


def test_shared_words_count_without_their_endings() -> None:
    made = compose([[SAID, Unit("The cracks in the bridge grew."), Unit("It rained.")]], [ROE])
    read = account(made)
    assert evidence(read, 1, 0)["shared"] == 2
    assert evidence(read, 1, 0)["shared with the content"] == 1
    assert evidence(read, 2, 0)["shared"] == 0


def test_whoever_is_named_is_told_from_whoever_is_new() -> None:
    other = Source("lee", "Bo Lee", "named person")
    made = compose(
        [[SAID, Unit("Everybody likes Roe."), Unit("It was Lee."), Unit("It was Zed in Rome.")]],
        [ROE, other],
    )
    read = account(made)
    first, second, third = (evidence(read, index, 0) for index in (1, 2, 3))
    assert (first["names the source"], first["names another"]) == (1, 0)
    assert (second["names the source"], second["names another"]) == (0, 1)
    assert (first["new names"], third["new names"]) == (0, 2)


def test_an_account_of_nobody_has_no_source() -> None:
    heard = Unit("Reportedly it fell.", "attributed", (Claim(None, None, "Reportedly", "it fell"),))
    found = evidence(account(compose([[heard, Unit("It was late.")]])), 1, 0)
    assert (found["no source"], found["source type unknown"], found["cue first"]) == (1, 0, 1)
