"""A cue that vouches for what it introduces: “acknowledged”, “revealed”, “pointed out”.

Origin: the AP Stylebook on verbs of attribution; linguists call such verbs factive (Kiparsky and
Kiparsky, 1970): whoever writes “she pointed out that” says that it is so.

Leaves alone: documents and organizations that tell of themselves, and cues inside quotation marks.
Each verb is told once an article. The word list may be changed.

Measured: 6 of 16 on raw news, so it does not run by default.
"""

from __future__ import annotations

from collections.abc import Iterator

from accordingto.checks.phrases import listed, pattern
from accordingto.checks.rule import Hit, House, Rule
from accordingto.checks.story import Story

WORDS = listed("""acknowledged, acknowledges, acknowledging, revealed, reveals, revealing,
    pointed out, points out, pointing out, exposed, exposes, realized, realised, recognized,
    recognised, conceded, concedes, conceding, noted, notes, noting""")


def find(story: Story, house: House) -> Iterator[Hit]:
    """The first use of each such verb as a cue of a person."""
    factive, seen = pattern(house.words), set()
    for claim in story.claims:
        cue = claim.attribution.cue
        if cue is None or claim.source is None or claim.source.type == "document":
            continue
        match = factive.search(story.own(cue))
        if match is None or claim.attribution.form == "direct":
            continue
        stem = match.group().lower()[:5]
        if stem not in seen:
            seen.add(stem)
            yield Hit(cue, f"“{story.words(cue)}” says that it is so: does the paper know that?")


RULE = Rule(
    id="presupposing-cue",
    severity="suggestion",
    origin="AP Stylebook on verbs of attribution; Kiparsky & Kiparsky (1970) on factive verbs",
    mend="Write “said”, unless the paper vouches for it.",
    find=find,
    default=False,
    words=WORDS,
    found=("[The mayor=Ann Roe] {pointed out/says} <that the bridge had always been unsafe>.",),
    passed=(
        "[The mayor=Ann Roe] {said} <that the bridge had always been unsafe>.",
        "[The audit/doc] {revealed/concedes} <that the bridge was unsafe>.",
    ),
    about=__doc__,
)
