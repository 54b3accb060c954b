"""What ``accordingto.training.bench`` measured, as tables of Markdown, and where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from accordingto.training.bench_many import DASK_ONE, DASK_TWO, ONE, TWO
from accordingto.training.bench_systems import BASELINE, OWN, Cost

#: What a line of the table of figures in README.md ends with, if it is ours.
COMMAND = "`python -m accordingto.training.bench ARTICLE…`"
#: Where all tables stand, each between two marks that carry its name.
FILE = Path("src/accordingto/training/README.md")


@dataclass(frozen=True, slots=True)
class Table:
    """A table of Markdown, and what it says in one line of README.md: a measure, data, a figure.

    ``line`` is None where README.md has none of it.
    """

    markdown: str
    line: tuple[str, str, str] | None = None


def one(
    articles: int, words: int, taken: Mapping[str, Cost], started: Mapping[str, tuple[Cost, float]]
) -> Table:
    """What reads articles one after the other."""
    base, first = taken[BASELINE], started[BASELINE][0]
    rows = []
    for name, cost in taken.items():
        start, peak = started[name]
        rows.append(
            (
                name,
                f"{words / cost.seconds:,.0f}",
                f"{cost.seconds / base.seconds:.2f}",
                f"{cost.processor / base.processor:.2f}",
                f"{start.seconds / first.seconds:.2f}",
                f"{start.processor / first.processor:.2f}",
                f"{peak:.0f} MB",
            )
        )
    head = (
        *("", "Words a second", "× bare spaCy", "the same in processor time"),
        *("first article, from the start", "the same in processor time", "Peak memory"),
    )
    own, (start, peak) = taken[OWN], started[OWN]
    figure = (
        f"{own.seconds / base.seconds:.2f} times its time ({own.processor / base.processor:.2f} of "
        f"the processor's), {words / own.seconds:,.0f} words a second; from the start "
        f"{start.seconds / first.seconds:.2f} times, {peak:.0f} MB"
    )
    told = f"{articles} articles, {words:,} words"
    return Table(_markdown(told, head, rows), ("Everything against bare spaCy", told, figure))


def many(articles: int, words: int, costs: Mapping[str, Cost]) -> Table:
    """What works on many articles."""
    base = costs[ONE]
    rows = [
        (
            name,
            f"{words / cost.seconds:,.0f}",
            f"{base.seconds / cost.seconds:.2f}",
            f"{cost.processor / base.processor:.2f}",
        )
        for name, cost in costs.items()
    ]
    head = ("", "Words a second", "× one worker", "Processor time, × one worker's")
    figure = (
        f"{base.seconds / costs[TWO].seconds:.2f}; {base.seconds / costs[DASK_TWO].seconds:.2f}; "
        f"{costs[DASK_ONE].processor / base.processor - 1:+.0%} of the processor's time"
    )
    told = f"{articles} articles, {words:,} words"
    line = ("Speed of two workers, of two on Dask, × one; what Dask itself costs", told, figure)
    return Table(_markdown(told, head, rows), line)


def length(grown: Iterable[tuple[int, float, float]]) -> Table:
    """How one article of ever more words grows."""
    head = ("Words", "Seconds", "Words a second", "Peak memory")
    rows = [
        (f"{size:,}", f"{seconds:.1f}", f"{size / seconds:,.0f}", f"{peak:.0f} MB")
        for size, seconds, peak in grown
    ]
    return Table(_markdown("One article, in one process", head, rows))


def count(grown: Iterable[tuple[int, int, float, float]]) -> Table:
    """How ever more articles grow."""
    head = ("Articles", "Words", "Seconds", "Words a second", "Peak memory")
    rows = [
        (f"{size:,}", f"{words:,}", f"{took:.1f}", f"{words / took:,.0f}", f"{peak:.0f} MB")
        for size, words, took, peak in grown
    ]
    return Table(_markdown("Articles, in one process", head, rows))


def write(root: Path, made: Mapping[str, Table]) -> None:
    """Put tables and lines into the files of a checkout, in place of those that stand there."""
    file = root / FILE
    text = file.read_text("utf-8")
    for name, table in made.items():
        text = placed(text, name, table.markdown)
    file.write_text(text, "utf-8")
    readme = root / "README.md"
    text = readme.read_text("utf-8")
    for table in made.values():
        if table.line is not None:
            text = lined(text, table.line)
    readme.write_text(text, "utf-8")


def placed(text: str, name: str, table: str) -> str:
    """The text with a table between its two marks. Raises ValueError where a mark is missing."""
    before, first, rest = text.partition(f"<!-- bench: {name} -->\n")
    _, last, after = rest.partition(f"<!-- end of bench: {name} -->\n")
    if not first or not last:
        raise ValueError(f"the file lacks the marks of {name}")
    return f"{before}{first}{table}\n{last}{after}"


def lined(text: str, line: tuple[str, str, str]) -> str:
    """The text with the line of a measure anew, or behind the last line of the command.

    Raises ValueError where the text has no line of the command.
    """
    lines = text.splitlines(keepends=True)
    ours = [n for n, old in enumerate(lines) if old.endswith(f"| {COMMAND} |\n")]
    if not ours:
        raise ValueError("the file has no line of the command")
    made = f"| {' | '.join(line)} | {COMMAND} |\n"
    for n in ours:
        if lines[n].startswith(f"| {line[0]} |"):
            lines[n] = made
            return "".join(lines)
    lines.insert(ours[-1] + 1, made)
    return "".join(lines)


def _markdown(told: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    first = (told, *head[1:]) if not head[0] else head
    ruler = "|".join(["---", *("---:" for _ in head[1:])])
    lines = [f"| {' | '.join(cells)} |" for cells in rows]
    caption = [] if not head[0] else [f"{told}:", ""]
    return "\n".join([*caption, f"| {' | '.join(first)} |", f"|{ruler}|", *lines])
