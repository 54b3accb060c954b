"""Damaged inputs all the way: read, annotated by the real model, saved, and shown word for word.

    pip install '.[pdf]'
    PYTHONPATH=tests python tests/fuzz/articles.py --count 100000

makes so many inputs out of short articles in every format, by changing, dropping and doubling
their bytes. Each is refused with a message, or its annotation is read back the same and its page
has the text of the article. What fails is written to ``--failures`` and told.
``tests/fuzz/test_articles.py`` does it with a few.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from accordingto.errors import AccordingtoError
from accordingto.language.annotator import Annotator
from accordingto.reading import formats, saved
from accordingto.reading.inputs import Input
from accordingto.records import Annotation
from fuzz.damage import damaged
from pages import showable, shown

ROOT = Path(__file__).parents[2]
#: Sentences of an input at most.
_LONGEST = 3
#: How a few paragraphs are written in a format that is plain bytes.
_WRITTEN: dict[str, Callable[[list[str]], str]] = {
    "a.txt": "\n\n".join,
    "a.md": lambda lines: "---\ntitle: Ferry\n---\n\n# Ferry\n\n" + "\n\n".join(lines),
    "a.html": lambda lines: (
        "<html><head><title>Ferry</title></head><body><article><h1>Ferry</h1>"
        + "".join(f"<p>{line}</p>" for line in lines)
        + "</article></body></html>"
    ),
    "a.eml": lambda lines: (
        "From: Ann Roe <ann@news.example>\r\nSubject: Ferry\r\nMIME-Version: 1.0\r\n"
        "Content-Type: text/plain; charset=utf-8\r\n\r\n" + "\r\n\r\n".join(lines)
    ),
    "a.rtf": lambda lines: "{\\rtf1\\ansi " + "\\par ".join(lines) + "\\par}",
}
#: Of ten inputs so many are plain texts: those reach the model most surely.
_PLAIN = 6


def inputs(count: int, seed: int) -> Iterator[Input]:
    """So many damaged inputs, the same with the same seed; every hundredth is a whole document."""
    chance = random.Random(seed)
    sentences = _sentences()
    documents = [
        Input(path.name, path.read_bytes())
        for path in sorted((ROOT / "tests" / "reading" / "inputs").glob("*.*"))
        if path.suffix in {".docx", ".odt", ".pdf"}
    ]
    for number in range(count):
        if number % 100 == 99:
            whole = chance.choice(documents)
            yield Input(whole.name, damaged(whole.data, chance))
            continue
        lines = chance.sample(sentences, chance.randint(1, _LONGEST))
        plain = chance.randrange(10) < _PLAIN
        name = "a.txt" if plain else chance.choice(list(_WRITTEN))
        yield Input(name, damaged(_WRITTEN[name](lines).encode(), chance))


def outcome(given: Input, annotator: Annotator) -> str:
    """What becomes of an input, in a word. Raises where that is neither right nor our own error."""
    try:
        article = formats.of(given).read(given, None)
    except AccordingtoError:
        return "refused"
    if isinstance(article, Annotation):
        return "an annotation"
    made = annotator(article)
    assert made.article == article
    data = json.dumps(made.to_dict()).encode()
    assert saved.annotation(Input("a.json", data)) == made
    assert shown(made) == showable(made.article.text)
    return "annotated"


def main() -> None:
    """Parse the command line, run, and tell; the exit code is 1 where anything failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--failures", type=Path, default=Path("failures"))
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    annotator, start, told = Annotator.load(threads=1), time.monotonic(), Counter[str]()
    for number, given in enumerate(inputs(options.count, options.seed), start=1):
        try:
            told[outcome(given, annotator)] += 1
        except Exception as error:  # whatever it is, it is what this looks for
            told["failed"] += 1
            options.failures.mkdir(exist_ok=True)
            (options.failures / f"{number}-{given.name}").write_bytes(given.data)
            print(f"{number}: {type(error).__name__}: {error}", flush=True)
        if number % 1000 == 0 or number == options.count:
            print(f"{number} in {time.monotonic() - start:.0f} s: {dict(told)}", flush=True)
    sys.exit(1 if told["failed"] else 0)


def _sentences() -> list[str]:
    """Sentences of the samples and the golden texts."""
    paths = [*(ROOT / "samples").glob("*.txt"), *(ROOT / "tests/golden/texts").glob("*.txt")]
    text = "\n".join(path.read_text("utf-8") for path in sorted(paths))
    return [line for part in text.split("\n") for line in part.split(". ") if line.strip()]


if __name__ == "__main__":
    main()
