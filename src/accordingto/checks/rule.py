"""What a rule is: one immutable record, made in the module that holds its function.

The module's docstring is what the rule says of itself. Its first line says what is found; a
paragraph ``Origin:`` where the rule comes from, ``Leaves alone:`` what it deliberately does not
find, ``Measured:`` how many of its findings on raw news were worth an editor's look.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from accordingto.records import Severity, Span

if TYPE_CHECKING:
    from accordingto.checks.story import Story


@dataclass(frozen=True, slots=True)
class Hit:
    """One place that a rule finds, and what an editor would say of it, in one sentence.

    ``mend`` and ``severity`` stand in for the rule's own where they say more.
    """

    span: Span
    message: str
    mend: str = ""
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class House:
    """What holds for one rule in one house: its word list and its threshold."""

    words: frozenset[str] = frozenset()
    threshold: float = 0.0


#: What finds: a pure function of the story and of what the house says.
Find = Callable[["Story", House], Iterator[Hit]]


@dataclass(frozen=True, slots=True)
class Rule:
    """An editorial rule.

    ``origin`` names the stylebook, ``mend`` says what would mend a finding. ``found`` and
    ``passed`` are examples, in the notation of `examples`, that must and must not be found.
    ``default`` is whether it runs unless told otherwise, ``reads_text_alone`` whether it needs
    no annotation. A house may change ``words`` and
    ``threshold``, which the docstring explains where the rule has them.
    """

    id: str
    severity: Severity
    origin: str
    mend: str
    find: Find
    found: tuple[str, ...]
    passed: tuple[str, ...]
    about: str | None
    default: bool = True
    words: frozenset[str] = frozenset()
    threshold: float | None = None
    reads_text_alone: bool = False

    @property
    def summary(self) -> str:
        """What the rule finds, in one sentence: the first of its docstring."""
        head, _, _ = (self.about or "").strip().partition("\n\n")
        return " ".join(head.split())

    def part(self, name: str) -> str:
        """A paragraph of the docstring by its first word: “Origin”, “Leaves alone”, “Measured”."""
        match = re.search(rf"^{name}:(.+?)(?:\n\n|\Z)", self.about or "", re.DOTALL | re.MULTILINE)
        return " ".join(match[1].split()) if match else ""
