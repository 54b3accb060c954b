"""What a house says of the checks: which rules run, how severe they are, with which words."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path

from accordingto.checks.discovery import shipped
from accordingto.checks.rule import House, Rule
from accordingto.errors import UsageError
from accordingto.records import Article, Severity

#: Severities from the mildest to the gravest.
LEVELS: tuple[Severity, ...] = ("suggestion", "warning", "error")
#: In place of a rule's name: all of them.
ALL = "all"


@dataclass(frozen=True, slots=True)
class Config:
    """What runs, and how. The names of rules are not checked here but by `ensure_known`.

    ``select``: the rules that run (None: those that do by default, and ``extend``), less
    ``ignore``. ``words`` are added to a rule's list, ``allow`` taken from it. ``paths``: patterns
    of paths below the folder ``root``, each with the rules that are silent there. ``own``: a
    house's own rules. ``notes``: what quotations are compared with. ``fail_on``: the mildest
    severity that makes a run fail.
    """

    select: frozenset[str] | None = None
    extend: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()
    severity: Mapping[str, Severity] = field(default_factory=dict)
    words: Mapping[str, frozenset[str]] = field(default_factory=dict)
    allow: Mapping[str, frozenset[str]] = field(default_factory=dict)
    thresholds: Mapping[str, float] = field(default_factory=dict)
    paths: tuple[tuple[str, frozenset[str]], ...] = ()
    own: tuple[Rule, ...] = ()
    notes: tuple[Article, ...] = ()
    fail_on: Severity | None = "warning"
    root: str = ""

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Every rule that there is: those of the package, then the house's own."""
        return shipped() + self.own

    def running(self) -> Iterator[Rule]:
        """The rules that run."""
        for rule in self.rules:
            chosen = rule.default or rule.id in self.extend or ALL in self.extend
            if self.select is not None:
                chosen = rule.id in self.select or ALL in self.select
            if chosen and rule.id not in self.ignore and ALL not in self.ignore:
                yield rule

    def house(self, rule: Rule) -> House:
        """The words and the threshold that hold for a rule."""
        words = (rule.words | self.words.get(rule.id, frozenset())) - self.allow.get(
            rule.id, frozenset()
        )
        return House(words, self.thresholds.get(rule.id, rule.threshold or 0.0))

    @property
    def reads_text_alone(self) -> bool:
        """Whether none of the rules that run needs an annotation."""
        return all(rule.reads_text_alone for rule in self.running())

    def at(self, path: str) -> Config:
        """The configuration for the article at a path, which a pattern may match below ``root``."""
        names = {path, Path(os.path.relpath(path, self.root or os.curdir)).as_posix()}
        silent = [
            rules for pattern, rules in self.paths if any(fnmatch(name, pattern) for name in names)
        ]
        return dataclasses.replace(self, ignore=self.ignore.union(*silent)) if silent else self


def ensure_known(config: Config) -> None:
    """Raise UsageError where a name in the configuration is no rule's, or a rule lacks what is set.

    A word list or a threshold can be set only where the rule has one.
    """
    rules = {rule.id: rule for rule in config.rules}
    silent = frozenset().union(*(names for _, names in config.paths))
    named = (config.select or frozenset()) | config.extend | config.ignore | silent
    settings = {*config.severity, *config.words, *config.allow, *config.thresholds}
    for name in sorted((named - {ALL}) | settings):
        if name not in rules:
            raise UsageError(
                f"There is no rule {name}.", "“accordingto rules” lists the rules that there are."
            )
    for name in sorted({*config.words, *config.allow}):
        if not rules[name].words:
            raise UsageError(f"The rule {name} has no list of words.", "Leave it out.")
    for name in sorted(config.thresholds):
        if rules[name].threshold is None:
            raise UsageError(f"The rule {name} has no threshold.", "Leave it out.")
