"""``accordingto rules``: the editorial rules that there are, and what each says of itself."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Annotated

import typer

from accordingto.cli import console
from accordingto.cli.check import ConfigFile
from accordingto.cli.options import examples
from accordingto.errors import UsageError

if TYPE_CHECKING:
    from accordingto.checks import Config
    from accordingto.checks.rule import Rule

EXAMPLES = examples("accordingto rules hearsay", "accordingto rules --config newsroom.toml")
_WIDTH = 90


def rules(
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="A rule, to read all about it.")
    ] = None,
    config: ConfigFile = None,
) -> None:
    """List the rules of “accordingto check”, a house's own too; with NAME, tell all about one."""
    house = console.house(config)
    if name is None:
        _list(house)
        return
    rule = next((rule for rule in house.rules if rule.id == name), None)
    if rule is None:
        raise UsageError(f"There is no rule {name}.", "“accordingto rules” lists them.")
    print(console_lines(_told(rule, house)))


def _list(house: Config) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    running = {rule.id for rule in house.running()}
    table = Table("Rule", "Severity", "Runs", "Finds", box=None, padding=(0, 2, 0, 0))
    for rule in house.rules:
        severity = house.severity.get(rule.id, rule.severity)
        cells = (rule.id, severity, "yes" if rule.id in running else "no", rule.summary)
        table.add_row(*(Text(console.printable(cell)) for cell in cells))
    Console(highlight=False).print(table)


def console_lines(text: str) -> str:
    """A text for the terminal, its line ends kept."""
    return "\n".join(console.printable(line) for line in text.split("\n"))


def _told(rule: Rule, house: Config) -> str:
    """All about one rule, in paragraphs."""
    from accordingto.checks.examples import plain

    severity = house.severity.get(rule.id, rule.severity)
    runs = "runs" if rule in house.running() else "does not run unless selected"
    parts = [f"{rule.id} ({severity}; {runs})", (rule.about or "").strip()]
    parts.append(f"What would mend it: {rule.mend}")
    values = house.house(rule)
    if rule.threshold is not None:
        parts.append(f"Threshold: {values.threshold:g}")
    if values.words:
        parts.append(textwrap.fill(f"Words: {', '.join(sorted(values.words))}", _WIDTH))
    for head, texts in (("Found", rule.found), ("Not found", rule.passed)):
        shown = (textwrap.indent(plain(text), "    ") for text in texts)
        parts.append("\n\n".join([f"{head}, for example:", *shown]))
    return "\n\n".join(parts)
