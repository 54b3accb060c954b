"""``accordingto annotate``: JSON of any article, which the other commands read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from accordingto.records import Annotation
from annotations import Unit, compose
from conftest import Run


def test_annotate_prints_json_that_report_reads(run: Run, article: Path) -> None:
    printed = run("annotate", article, "--format", "json")
    assert printed.code == 0
    assert Annotation.from_dict(json.loads(printed.out)).article.text == article.read_text("utf-8")
    assert run("report", "-", stdin=printed.stdout).out.startswith("<!DOCTYPE html>")
    page = article.with_name("out.json")
    assert run("annotate", article, "-o", page).code == 0
    assert page.read_bytes() == printed.stdout


def test_options_reach_the_annotator(run: Run, article: Path) -> None:
    text = article.read_text("utf-8")
    article.write_bytes(text.encode("utf-16-le"))
    ran = run("annotate", article, "--encoding", "utf-16-le", "--pipeline", "en_core_web_lg")
    data = json.loads(ran.out)
    assert data["article"]["text"] == text
    assert data["article"]["origin"] == "bridge.txt en_core_web_lg"


def test_half_a_surrogate_pair_survives(run: Run, tmp_path: Path) -> None:
    made = compose([[Unit("Odd \ud800 text.")]])
    path = tmp_path / "odd.json"
    path.write_text(json.dumps(made.to_dict()))
    assert json.loads(run("annotate", path).out) == made.to_dict()
    assert run("report", path).code == 0
    assert "Odd \ufffd text." in path.with_suffix(".html").read_text("utf-8")


@pytest.mark.parametrize(
    "text",
    [
        "Hello",
        "1 2 3\r\n\r\n4.",
        "“He said ”it is” „so“ «no» ‹yes› ''well'' ``maybe\n\"Ann said \"no.\"\n'''\n“““”””",
        "\u202e🎈 said e\u0301\u200d\u00a0漢\u2028so.",
        "x" * 20_000 + " said so.",
        "Ann Roe said the bridge is closed and " * 400,
    ],
    ids=[
        "one word",
        "digits",
        "odd quotation marks",
        "odd characters",
        "long word",
        "long paragraph",
    ],
)
def test_odd_articles_are_annotated_whole(run: Run, tmp_path: Path, text: str) -> None:
    """With the packaged model: every visible character lies in one sentence, in order."""
    path = tmp_path / "odd.txt"
    path.write_bytes(text.encode())
    printed = run("annotate", path)
    assert printed.code == 0, printed.err
    made = Annotation.from_dict(json.loads(printed.out))
    assert made.article.text == text
    covered = "".join(sentence.span.of(text) for sentence in made.sentences)
    assert "".join(covered.split()) == "".join(text.split())
    assert run("report", path).code == 0
