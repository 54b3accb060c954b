"""Where rules come from: the modules of `rules`, and a folder of a house's own."""

from __future__ import annotations

import importlib.util
import pkgutil
from functools import cache
from importlib import import_module
from pathlib import Path

from accordingto.checks import rules
from accordingto.checks.rule import Rule
from accordingto.errors import UsageError


@cache
def shipped() -> tuple[Rule, ...]:
    """The rules of the package, by name: one a module of `rules`."""
    names = sorted(module.name for module in pkgutil.iter_modules(rules.__path__))
    return tuple(import_module(f"{rules.__name__}.{name}").RULE for name in names)


def from_folder(folder: Path) -> tuple[Rule, ...]:
    """A house's own rules: one a file of Python that makes a ``RULE``, as those of the package do.

    The files are run. Raises UsageError where the folder or a rule in it is not what it should be.
    """
    if not folder.is_dir():
        raise UsageError(
            f"{folder} is no folder of rules.", "Correct “rules” in the configuration."
        )
    made = tuple(_from_file(file) for file in sorted(folder.glob("*.py")))
    taken = {rule.id for rule in shipped()}
    for rule in made:
        if rule.id in taken:
            raise UsageError(f"There are two rules {rule.id}.", f"Rename the one in {folder}.")
        taken.add(rule.id)
    return made


def _from_file(file: Path) -> Rule:
    spec = importlib.util.spec_from_file_location(f"accordingto_house_{file.stem}", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        raise UsageError(
            f"The rule file {file} cannot be loaded ({type(error).__name__}: {error}).",
            "Mend it, or take it out of the folder.",
        ) from error
    rule = getattr(module, "RULE", None)
    if not isinstance(rule, Rule):
        raise UsageError(
            f"The rule file {file} makes no RULE.", "Let it end with RULE = Rule(…), as others do."
        )
    return rule
