"""Editorial checks: what an editor would ask of a story's sourcing, one rule a module.

They read a finished annotation and nothing else. `rule` says what a rule is, `story` how it reads
the annotation, `examples` how its examples are written; README.md lists the rules.
"""

from __future__ import annotations

from accordingto.checks.config import Config
from accordingto.checks.discovery import shipped
from accordingto.checks.run import check

__all__ = ["Config", "check", "origin"]


def origin(rule_id: str) -> str | None:
    """Where a rule comes from, in a few words; None where it is none of the package's."""
    return next((rule.origin for rule in shipped() if rule.id == rule_id), None)
