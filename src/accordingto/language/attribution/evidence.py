"""What speaks for an attribution as a whole: its link, who made it, how its source was named."""

from __future__ import annotations

from typing import Literal, get_args

from accordingto.language.attribution.claims import Claim
from accordingto.language.attribution.linking import Maker
from accordingto.language.tagging.confidence import EVIDENCE, Evidence, logit
from accordingto.records import SourceType, Stance

#: How the source of a claim was told: by its name in full, by a short form of it (or an acronym),
#: by a description of somebody known, by a pronoun, by a description of nobody known, as whoever
#: spoke before, or not at all.
Basis = Literal["name", "short form", "description", "pronoun", "new", "goes on", "nobody"]

#: The names of everything that can be evidence, in the order of the fitted weights.
NAMES: tuple[str, ...] = (
    *EVIDENCE,
    "chance of the antecedent",
    *(f"made by {maker}" for maker in get_args(Maker)),
    *(f"named by {basis}" for basis in get_args(Basis)),
    *(f"type {type_}" for type_ in get_args(SourceType)),
    *(f"stance {stance}" for stance in get_args(Stance)),
)


def evidence_of(claim: Claim, basis: Basis, chance: float, type_: SourceType) -> Evidence:
    """The evidence for a claim and its source, by name (see `NAMES`).

    ``chance``: 0 to 1, that the antecedent is the right one where one was chosen, else 1.
    """
    link = claim.link
    made_by = "nested" if claim.within is not None else link.made_by
    return {
        **(link.evidence or {"one": 1.0}),
        "chance of the antecedent": logit(chance) if chance < 1 else 0.0,
        f"made by {made_by}": 1.0,
        f"named by {basis}": 1.0,
        f"type {type_}": 1.0,
        f"stance {claim.stance}": 1.0,
    }
