"""Time the report's page in a real Chromium, and weigh its file.

    python -m accordingto.training.bench_page [--sentences 400] [--rounds 5]

A made-up article of 60 sources against an empty page, turn by turn in the same browser; every time
is the median of ``--rounds`` fresh pages. Needs Playwright (``pip install -e '.[test]'``) and
Debian's chromium.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from accordingto.records import (
    Annotation,
    Article,
    Attribution,
    Finding,
    Label,
    ModelInfo,
    Sentence,
    Source,
    Span,
)
from accordingto.report.html import render

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_SOURCES = 60

#: What the keys 1 (only source S1) and 0 (all) take, the new layout included, in milliseconds.
_FILTER = """() => {
  const press = (key) => {
    const start = performance.now();
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
    document.body.getBoundingClientRect();
    return performance.now() - start;
  };
  const times = [];
  for (let i = 0; i < 10; i += 1) { times.push(press("1")); press("0"); }
  return times.sort((a, b) => a - b)[5];
}"""


def main() -> None:
    """Parse the command line and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sentences", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    pages = {"empty": render(article(0)), "article": render(article(options.sentences))}
    times = measure(pages, options.rounds)
    print(
        f"{'page':10s} {'size':>9s} {'script on load':>15s} {'all of loading':>15s} {'filter':>9s}"
    )
    for name, text in pages.items():
        script, task, press = times[name]
        kilobytes = len(text.encode()) / 1000
        print(f"{name:10s} {kilobytes:6.0f} kB {script:12.1f} ms {task:12.1f} ms {press:6.1f} ms")


def measure(pages: dict[str, str], rounds: int) -> dict[str, tuple[float, float, float]]:
    """Script time on load, all main-thread time on load, time of a filter: milliseconds a page."""
    from playwright.sync_api import sync_playwright

    visits: dict[str, list[tuple[float, float, float]]] = {name: [] for name in pages}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for _ in range(rounds):  # turn by turn: a busy moment of the machine falls on all
            for name, text in pages.items():
                file = Path(folder) / f"{name}.html"
                file.write_text(text, "utf-8", newline="")
                visits[name].append(_visit(browser, file.as_uri()))
        browser.close()
    return {
        name: (statistics.median(a), statistics.median(b), statistics.median(c))
        for name, (a, b, c) in ((name, zip(*rows, strict=True)) for name, rows in visits.items())
    }


def _visit(browser: Browser, address: str) -> tuple[float, float, float]:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Performance.enable")
    page.goto(address)
    metrics = {m["name"]: m["value"] for m in session.send("Performance.getMetrics")["metrics"]}
    press: float = page.evaluate(_FILTER)
    context.close()
    return metrics["ScriptDuration"] * 1000, metrics["TaskDuration"] * 1000, press


#: The labels of twenty sentences, as many of each as in the sample article.
_LABELS: tuple[Label, ...] = (
    *("narration", "narration", "attributed", "narration", "narration"),
    *("narration", "attributed", "partly", "narration", "attributed"),
    *("attributed", "narration", "attributed", "narration", "narration"),
    *("narration", "partly", "narration", "attributed", "narration"),
)


def article(size: int) -> Annotation:
    """A made-up article of ``size`` sentences, 160 letters each, 60 sources: no model reads it."""
    text = ""
    sentences: list[Sentence] = []
    attributions: list[Attribution] = []
    for index in range(size):
        text += "" if index == 0 else "\n\n" if index % 4 == 0 else " "
        start, label = len(text), _LABELS[index % len(_LABELS)]
        made = None if label == "narration" else _attribution(index, start)
        text += _words(index, label)
        sentences.append(
            Sentence(
                index,
                Span(start, len(text)),
                index // 4,
                "body",
                label,
                () if made is None else (made.id,),
                index - 1 if index % 20 == 3 else None,
            )
        )
        attributions += [] if made is None else [made]
    return Annotation(
        Article(text, "The bridge stays shut", "bridge.txt"),
        tuple(sentences),
        tuple(attributions),
        tuple(_source(number, attributions) for number in range(_SOURCES if size else 0)),
        ModelInfo("made-up", "1"),
        tuple(
            Finding("bench", "suggestion", sentence.span, "Who counted them?", "Name the record.")
            for sentence in sentences[7::20]
        ),
    )


_CUE = "said in a report"
_CLAIM = "that the second pier of the old bridge has lost stone and cannot bear a lorry"


def _name(index: int) -> str:
    return f"Inspector Number {index * 7 % _SOURCES + 1}"


def _words(index: int, label: Label) -> str:
    if label == "narration":
        return (
            f"Workers moved barrier {index} to the eastern bank, where the old road ends, on Monday"
            " and the lorries that wait there for the morning ferry had to turn in the field."
        )
    rest = ", which the county had shut in March." if label == "partly" else " until it is mended."
    return f"{_name(index)} {_CUE} {_CLAIM}{rest}"


def _attribution(index: int, start: int) -> Attribution:
    source = Span(start, start + len(_name(index)))
    cue = Span(source.end + 1, source.end + 1 + len(_CUE))
    content = Span(cue.end + 1, cue.end + 1 + len(_CLAIM))
    who = f"S{index * 7 % _SOURCES + 1}"
    why = f"“{_CUE}” is the cue, “{_name(index)}” its subject"
    return Attribution(
        f"A{index}", who, source, cue, (content,), "indirect", "says", 0.9, None, why
    )


def _source(number: int, attributions: Sequence[Attribution]) -> Source:
    id = f"S{number + 1}"
    mentions = [a.source for a in attributions if a.source_id == id and a.source is not None]
    name = f"Inspector Number {number + 1}"
    return Source(id, name, "named person", "engineer of the county", tuple(mentions))


if __name__ == "__main__":
    main()
