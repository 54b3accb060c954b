"""The report in words."""

from __future__ import annotations

import dataclasses

from accordingto.analysis import graph, measures
from accordingto.report import view, wording
from annotations import harbour, plain


def test_the_verdict_counts_sentences_and_sources() -> None:
    assert view.build(harbour(), version="1").verdict == (
        "5 of 8 sentences attributed, 1 of them in part · 2 named sources · 3 other"
    )
    assert view.build(plain("It rained."), version="1").verdict == (
        "0 of 1 sentence attributed · 0 named sources"
    )
    assert view.build(plain(), version="1").verdict == "No sentence to judge"


def test_the_spread_is_told_in_words() -> None:
    annotation = harbour()
    joined = graph.build(annotation)
    measured = measures.measure(annotation, joined)
    names = {"source/office": "Port Safety Office"}
    spread = wording.spread(measured, names)
    assert spread == view.build(annotation, version="1").spread
    assert spread == (
        "The largest source puts forward 33\u202f% of the attributed claims. Concentration "
        "(Herfindahl index, 1 = one source says everything): 0.22. By type of source: "
        "named person 33\u202f%, anonymous 17\u202f%, named organization 17\u202f%, "
        "document 17\u202f%, unknown 17\u202f%."
    )
    more = dataclasses.replace(
        measured,
        root=("source/office", 0.8),
        silent=("ICE", "Al Poe"),
        farthest=3,
        echoes=((7, 2),),
        repeats=1,
    )
    assert wording.spread(more, names).removeprefix(spread) == (
        " Of the claims with a named source 80\u202f% lead to Port Safety Office, directly, "
        "through its people or by relay. The farthest claim stands 3 sentences behind the name of "
        "its source. Talked about, but putting forward no claim: ICE, Al Poe. The article itself "
        "restates what another sentence attributes: 7 (2). 1 sentence said before, in the same "
        "words."
    )


def test_progress_counts_to_dos() -> None:
    told = [wording.progress(done) for done in ([], [False] * 2, [True, False], [True], [True] * 2)]
    assert told == [
        "Nothing to do",
        "2 to do",
        "1 of 2 to do",
        "The one to-do is decided",
        "All 2 to-dos are decided",
    ]
