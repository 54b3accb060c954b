"""Each sample against an edit of it made by hand, both read by the packaged model.

Every change that the editor made is found, and none is invented.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import accordingto
from accordingto.language.annotator import Annotator

SAMPLES = Path(__file__).parents[2] / "samples"
EDITS = Path(__file__).parent / "edits"

Aligned = set[tuple[str, tuple[int, ...], tuple[int, ...]]]

#: By sample: which sentences were moved, split …, by their numbers from 0 in both drafts, and what
#: that did: its kind, the sentence in both drafts, and the words in question.
EXPECTED: dict[str, tuple[Aligned, set[tuple[str, int, int, str, str]]]] = {
    "council-bike-lane": (
        {
            ("moved", (18,), (3,)),
            ("reworded", (3,), (4,)),
            ("reworded", (6,), (7,)),
            ("reworded", (7,), (8,)),
            ("reworded", (8,), (9,)),
            ("merged", (10, 11), (11,)),
            ("split", (19,), (18, 19)),
            ("reworded", (20,), (20,)),
        },
        {
            ("number changed", 3, 4, "14", "15"),
            (
                "quotation altered",
                6,
                7,
                "Nobody carries a water heater home on a bicycle,",
                "Nobody carries a refrigerator home on a bicycle,",
            ),
            ("lost", 7, 8, "Lucille Tran", ""),
            ("hedged", 8, 9, "said", "claimed"),
            ("gained", 11, 11, "", "study commissioned by the city"),
            ("weakened", 20, 20, "Owen Pike", "member"),
        },
    ),
    "court-harbor-contracts": (
        {
            ("split", (0,), (0, 1)),
            ("reworded", (1,), (2,)),
            ("merged", (6, 7), (7,)),
            ("moved", (22,), (8,)),
            ("moved", (23,), (9,)),
            ("reworded", (8,), (10,)),
            ("reworded", (9,), (11,)),
            ("reworded", (10,), (12,)),
            ("reworded", (21,), (23,)),
        },
        {
            (
                "quotation altered",
                1,
                2,
                "sold a public trust by the cubic yard.",
                "sold the public trust by the cubic yard.",
            ),
            ("number changed", 22, 8, "$640,000", "$604,000"),
            ("lost", 8, 10, "prosecutors", ""),
            ("hardened", 9, 11, "According to", "showed"),
            ("hedged", 10, 12, "testified", "alleged"),
            ("re-sourced", 21, 23, "Aaron Bell", "Maria Santos"),
        },
    ),
    "health-dialysis-inspections": (
        {
            ("merged", (3, 4), (3,)),
            ("moved", (23,), (4,)),
            ("reworded", (7,), (7,)),
            ("removed", (8,), ()),
            ("split", (9,), (8, 9)),
            ("reworded", (12,), (12,)),
            ("reworded", (15,), (15,)),
            ("reworded", (16,), (16,)),
            ("added", (), (22,)),
            ("reworded", (22,), (23,)),
        },
        {
            ("re-sourced", 7, 7, "Department of Public Health", "Carla Dunn"),
            ("lost", 12, 12, "federal audit", ""),
            ("weakened", 15, 15, "Tomas Reyes", "doctor there"),
            ("weakened", 16, 16, "Tomas Reyes", "doctor there"),  # “the doctor”, the same man
            ("weakened", 17, 17, "Tomas Reyes", "doctor there"),
            ("lost", 22, 23, "hearsay", ""),
        },
    ),
    "ontario-shooting": (  # its second half repeats the first; only the first was edited
        {
            ("split", (1,), (1, 2)),
            ("reworded", (2,), (3,)),
            ("merged", (4, 5), (5,)),
            ("reworded", (7,), (7,)),
            ("reworded", (10,), (10,)),
        },
        {
            ("lost", 2, 3, "Department of Homeland Security", ""),
            ("lost", 7, 7, "reports", ""),
            ("hedged", 10, 10, "emphasized", "claimed"),
        },
    ),
}


def test_every_sample_has_its_edit() -> None:
    names = {path.stem for path in SAMPLES.glob("*.txt")}
    assert names == {path.stem for path in EDITS.glob("*.txt")} == set(EXPECTED)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_every_change_is_found_and_none_invented(name: str, annotator: Annotator) -> None:
    old, new = (annotator(accordingto.read(folder / f"{name}.txt")) for folder in (SAMPLES, EDITS))
    comparison = accordingto.compare(old, new)
    aligned, changes = EXPECTED[name]
    rows = comparison.alignments
    assert {(row.kind, row.old, row.new) for row in rows if row.kind != "unchanged"} == aligned
    assert {(c.kind, c.old, c.new, c.before, c.after) for c in comparison.changes} == changes
