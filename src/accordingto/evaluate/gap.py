"""Ambiguous pronouns, against GAP: whom “he” or “she” means in a snippet of Wikipedia.

The gold form is that of GAP (Webster et al., TACL 2018), tab-separated: a snippet, a pronoun, two
names A and B, and whether the pronoun means each. The resolver reads the pronoun as it would the
source of a statement, nobody having spoken before; a name is chosen where it is among the places of
whom the pronoun means. As in GAP's own scorer each name is one answer, F1 is over those that are
true, and the bias is the feminine F1 over the masculine.
"""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from accordingto.errors import InputError
from accordingto.evaluate.figures import Tally, ratio, table
from accordingto.records import Article, Span

#: Where the names of whom a pronoun stand in a text; none where it names nobody.
Resolve = Callable[[Article, Span], tuple[Span, ...]]
_COLUMNS = ("Text", "Pronoun", "Pronoun-offset", "A", "A-offset", "A-coref", "B", "B-offset")
_FEMININE = frozenset({"she", "her", "hers"})


@dataclass(frozen=True, slots=True)
class Snippet:
    """A text, its pronoun, and two names with whether the pronoun means them."""

    text: str
    pronoun: Span
    names: tuple[Span, Span]
    meant: tuple[bool, bool]

    @property
    def gender(self) -> Literal["feminine", "masculine"]:
        """The gender of the pronoun."""
        return "feminine" if self.pronoun.of(self.text).lower() in _FEMININE else "masculine"


def read(path: Path) -> tuple[Snippet, ...]:
    """The snippets of a ``.tsv`` or ``.tsv.gz`` file. Raises InputError."""
    try:
        data = path.read_bytes()
        text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf8")
        lines = csv.DictReader(
            io.StringIO(text, newline=""), delimiter="\t", quoting=csv.QUOTE_NONE
        )
        return tuple(_snippet(row) for row in lines)
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read ({error}).", "Check the path.") from error
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(
            f"{path} is no file of GAP ({error}).",
            f"Its first line must name the columns {', '.join(_COLUMNS)} and B-coref.",
        ) from error


def score(snippet: Snippet, chosen: tuple[Span, ...]) -> Tally:
    """The names of a snippet that were chosen and that are meant."""
    given = [any(place.overlaps(name) for place in chosen) for name in snippet.names]
    hits = sum(one and other for one, other in zip(given, snippet.meant, strict=True))
    return Tally(hits, sum(given), sum(snippet.meant))


def run(file: str | Path, resolve: Resolve | None = None) -> str:
    """Resolve the pronouns of a GAP file; return F1 overall, by gender, and the bias.

    ``resolve``: another resolver than the packaged one. Raises InputError.
    """
    resolve = resolve or _packaged()
    snippets = read(Path(file))
    tallies = {"masculine": Tally(), "feminine": Tally()}
    for snippet in snippets:
        chosen = resolve(Article(snippet.text), snippet.pronoun)
        tallies[snippet.gender] += score(snippet, chosen)
    masculine, feminine = tallies["masculine"], tallies["feminine"]
    return table(
        [
            (f"{len(snippets)} pronouns", ""),
            ("overall", masculine + feminine),
            *tallies.items(),
            ("bias", f"{ratio(feminine.f1, masculine.f1):.2f}"),
        ],
        width=15,
    )


def _packaged() -> Resolve:
    from accordingto.evaluate.mention_reader import MentionReader

    reader = MentionReader()
    return lambda article, pronoun: reader(article, [pronoun])[0]


def _snippet(row: dict[str, str]) -> Snippet:
    at = {name: int(row[f"{name}-offset"]) for name in ("Pronoun", "A", "B")}
    spans = {name: Span(start, start + len(row[name])) for name, start in at.items()}
    return Snippet(
        row["Text"],
        spans["Pronoun"],
        (spans["A"], spans["B"]),
        (row["A-coref"].lower() == "true", row["B-coref"].lower() == "true"),
    )
