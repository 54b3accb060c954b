"""Pairs of drafts made by program: a story, edits of known effect, and what they did to it."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from accordingto.compare.alignment import AlignmentKind
from accordingto.compare.changes import ChangeKind
from accordingto.records import Annotation, Source
from annotations import Claim, Unit, compose

SOURCES = (
    Source("tran", "Lucille Tran", "named person"),
    Source("bell", "Marcus Bell", "named person"),
    Source("police", "Eastmere Police Department", "named organization"),
    Source("audit", "state audit", "document"),
    Source("aide", "an aide to the mayor", "anonymous"),
)

#: Who says what: the speaker, the words that name it, the cue, the claim.
CLAIMS = (
    ("tran", "Lucille Tran, the city engineer,", "said", "the bridge had carried 400 trucks a day"),
    ("bell", "Marcus Bell", "said", "his brother had reported cracks in the deck last winter"),
    ("police", "The Eastmere Police Department", "said", "no driver had been seen speeding there"),
    ("audit", "A state audit", "said", "inspections of nine older bridges were overdue"),
    ("tran", "Tran", "said", "repairs would close both lanes until the first week of May"),
    ("bell", "Bell", "said", "shopkeepers on the east bank had lost half of their customers"),
    ("police", "The department", "said", "detours along the river road were working well"),
    ("tran", "Lucille Tran", "said", "steel for the new beams would arrive within 20 days"),
)
#: What somebody said word for word.
QUOTES = (
    ("bell", "Bell", "Nobody asked the people who cross that bridge every morning"),
    ("tran", "Tran", "We would rather be late than bury somebody under concrete"),
)
#: What the article tells itself, in two parts that may be two sentences.
TOLD = (
    ("Rain kept workers from pouring the foundation", "the crane stood idle all day"),
    ("A crowd of onlookers gathered near the old ferry landing", "children waved paper flags"),
    ("The council meets again after the summer holidays", "its budget is nearly spent"),
    ("Two other crossings upstream remain open to pedestrians", "both are made of wood"),
    ("Flags flew at half staff outside the county courthouse", "nobody came out to talk"),
)


@dataclass(frozen=True)
class Line:
    """A line of a draft; ``claim`` is what somebody says in it, ``told`` what the article says."""

    source: str = ""
    who: str = ""
    cue: str = ""
    claim: str = ""
    told: str = ""
    quoted: bool = False

    def units(self) -> Iterator[Unit]:
        """Its sentences as an annotator would have them."""
        if self.told:
            yield Unit(self.told)
        elif self.quoted:
            content = f"“{self.claim},”"
            claim = Claim(self.source, self.who, self.cue, content, form="direct")
            yield Unit(f"{content} {self.cue} {self.who}.", "attributed", (claim,))
        else:
            stance = {"said": "says", "claimed": "asserts", "admitted": "concedes"}[self.cue]
            claim = Claim(self.source, self.who, self.cue, self.claim, stance=stance)  # type: ignore[arg-type]
            yield Unit(f"{self.who} {self.cue} {self.claim}.", "attributed", (claim,))


@dataclass(frozen=True)
class Edit:
    """What takes the place of a line, and what that does."""

    lines: tuple[Line, ...]
    change: ChangeKind | None = None
    alignment: AlignmentKind = "reworded"


def _lose(line: Line) -> Edit:
    return Edit((Line(told=f"{line.claim[0].upper()}{line.claim[1:]}."),), "lost")


def _hedge(line: Line) -> Edit:
    return Edit((replace(line, cue="claimed"),), "hedged")


def _harden(line: Line) -> Edit:
    return Edit((replace(line, cue="admitted"),), "hardened")


def _weaken(line: Line) -> Edit:
    return Edit((replace(line, source="aide", who="An aide to the mayor"),), "weakened")


def _give(line: Line) -> Edit:
    other = "police" if line.source != "police" else "bell"
    who = {"police": "The Eastmere Police Department", "bell": "Marcus Bell"}[other]
    return Edit((replace(line, source=other, who=who),), "re-sourced")


def _reword(line: Line) -> Edit:
    return Edit((replace(line, claim=f"{line.claim}, for now at least"),))


def _alter(line: Line) -> Edit:
    words = line.claim.split()
    altered = " ".join((*words[:3], "all", *words[4:]))
    return Edit((replace(line, claim=altered),), "quotation altered")


def _split(line: Line) -> Edit:
    parts = (
        f"{part[0].upper()}{part[1:]}." for part in line.told.removesuffix(".").split(", and ")
    )
    return Edit(tuple(Line(told=part) for part in parts), alignment="split")


def _remove(_line: Line) -> Edit:
    return Edit((), alignment="removed")


OF_CLAIMS: tuple[Callable[[Line], Edit], ...] = (
    *(_lose, _lose, _hedge, _harden, _weaken, _give, _reword, _remove),
)
OF_TOLD: tuple[Callable[[Line], Edit], ...] = (_split, _remove)


@dataclass(frozen=True)
class Pair:
    """Two drafts and what was done to the first: kinds of change by its sentences' indices."""

    old: Annotation
    new: Annotation
    changes: frozenset[tuple[ChangeKind, int]]
    alignments: frozenset[tuple[AlignmentKind, int]]


def pair(seed: int) -> Pair:
    """A story in an order of its own, a third of its lines edited, one moved and one added."""
    draw = random.Random(seed)
    lines = [Line(source, who, cue, claim) for source, who, cue, claim in CLAIMS]
    lines += [Line(source, who, "said", claim, quoted=True) for source, who, claim in QUOTES]
    lines += [Line(told=f"{one}, and {other}.") for one, other in TOLD]
    draw.shuffle(lines)
    moved = draw.randrange(1, len(lines) - 5)
    changes: set[tuple[ChangeKind, int]] = set()
    alignments: set[tuple[AlignmentKind, int]] = {("moved", moved)}
    drafted: list[list[Line]] = []
    for index, line in enumerate(lines):
        edit = None
        if index != moved and draw.random() < 0.4:
            edit = _edit(draw, line)
            alignments.add((edit.alignment, index))
            if edit.change is not None:
                changes.add((edit.change, index))
        drafted.append([line] if edit is None else [*edit.lines])
    drafted.insert(moved + 5, drafted.pop(moved))
    drafted.insert(draw.randrange(len(drafted)), [Line(told="Gulls circled above all of it.")])
    return Pair(
        _annotation(lines),
        _annotation([line for part in drafted for line in part]),
        frozenset(changes),
        frozenset(alignments),
    )


def _edit(draw: random.Random, line: Line) -> Edit:
    if line.quoted:
        return _alter(line)
    return draw.choice(OF_TOLD if line.told else OF_CLAIMS)(line)


def _annotation(lines: list[Line]) -> Annotation:
    return compose([[unit for line in lines for unit in line.units()]], SOURCES)
