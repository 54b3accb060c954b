"""The table of rules in README.md. ``python -m accordingto.checks.table`` writes it again."""

from __future__ import annotations

from pathlib import Path

from accordingto.checks.discovery import shipped
from accordingto.checks.rule import Rule

#: What stands around the table in the file.
MARKS = ("<!-- rules -->\n", "<!-- end of rules -->\n")


def table() -> str:
    """All rules as a table of Markdown, by name."""
    head = "| Rule | Finds | Comes from | Severity | Runs | Measured |\n|---|---|---|---|---|---|\n"
    return head + "".join(f"{_row(rule)}\n" for rule in shipped())


def written(readme: str) -> str:
    """The text of the file with the table of now. Raises ValueError where a mark is missing."""
    before, rest = _parted(readme, MARKS[0])
    _, after = _parted(rest, MARKS[1])
    return "".join([before, MARKS[0], table(), MARKS[1], after])


def _row(rule: Rule) -> str:
    runs = "yes" if rule.default else "no"
    cells = (f"`{rule.id}`", rule.summary, rule.origin, rule.severity, runs, rule.part("Measured"))
    escaped = (cell.replace("|", "\\|") for cell in cells)
    return f"| {' | '.join(escaped)} |"


def _parted(text: str, mark: str) -> tuple[str, str]:
    before, found, after = text.partition(mark)
    if not found:
        raise ValueError(f"the file lacks the line {mark.strip()}")
    return before, after


def main() -> None:
    """Write the table into README.md beside this module."""
    file = Path(__file__).with_name("README.md")
    file.write_text(written(file.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
