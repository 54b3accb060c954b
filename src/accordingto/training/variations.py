"""Any number of articles out of a few: their beginnings, with other names and other numbers.

    python -m accordingto.training.variations TEXT… -o articles.jsonl [--count 10000] [--words 100]

writes them as JSON Lines for ``accordingto corpus`` and ``accordingto.training.endurance``.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from accordingto.lexicon import wordlist

_WORD = re.compile(r"\w+")
_LINE = re.compile(r".*\n?")


def main() -> None:
    """Parse the command line and write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", type=Path, nargs="+")
    parser.add_argument("-o", "--out", type=Path, required=True)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--words", type=int, default=100, help="of an article, about")
    options = parser.parse_args()
    given = [path.read_text("utf-8") for path in options.texts]
    total = 0
    with options.out.open("w", encoding="utf-8") as file:
        for number, text in enumerate(variations(given, options.count, options.words)):
            total += len(text.split())
            file.write(json.dumps({"text": text, "title": f"Article {number}"}) + "\n")
    print(f"{options.count} articles, {total / options.count:.0f} words in one on average")


def variations(texts: Sequence[str], count: int, words: int) -> Iterator[str]:
    """So many texts, the same at every call.

    Each is the beginning of one of the given texts, in turn: its first lines that have ``words``
    words together, or all of it. A given name becomes another one, the same wherever it stands; a
    number becomes one of as many digits.
    """
    names = {kind: sorted(wordlist(kind)) for kind in ("female", "male")}
    for number in range(count):
        chance = random.Random(number)
        yield _varied(_beginning(texts[number % len(texts)], words), names, chance)


def _beginning(text: str, words: int) -> str:
    """The first lines of a text that have so many words together."""
    held = 0
    for line in _LINE.finditer(text):
        held += len(line[0].split())
        if held >= words:
            return text[: line.end()].rstrip()
    return text


def _varied(text: str, names: dict[str, list[str]], chance: random.Random) -> str:
    others: dict[str, str] = {}

    def other(match: re.Match[str]) -> str:
        word = match[0]
        if word.isdecimal():
            return "".join(chance.choice("123456789") for _ in word)
        if not word.istitle():
            return word
        if word not in others:
            kinds = [kind for kind, known in names.items() if word.lower() in known]
            others[word] = chance.choice(names[kinds[0]]).title() if kinds else word
        return others[word]

    return _WORD.sub(other, text)


if __name__ == "__main__":
    main()
