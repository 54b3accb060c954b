"""The answer to “who is meant?”: the referents, what that rests on, and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass

from accordingto.language.attribution.evidence import Basis


@dataclass(frozen=True, slots=True)
class Antecedent:
    """Whom a source phrase means.

    ``referents`` by their index in the discourse (none: unknown; several: together); ``why`` tells
    in words what that rests on, ``basis`` of what kind it is. ``chance``, 0 to 1, is that of the
    one chosen among several, else 1.
    """

    referents: tuple[int, ...] = ()
    why: str = ""
    basis: Basis = "nobody"
    chance: float = 1.0
