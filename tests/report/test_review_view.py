"""What the page shows of a review, and what its script is given."""

from __future__ import annotations

import dataclasses
import re
from typing import get_args

from accordingto.report import review_view
from accordingto.report.html import template_dir
from accordingto.report.script_data import script_data
from accordingto.review import anchoring, decisions
from annotations import harbour


def test_every_verdict_has_its_button_and_a_key_of_its_own() -> None:
    names = [view.verdict for view in review_view.VERDICTS]
    assert sorted(names) == sorted(get_args(decisions.Verdict))
    keys = [view.key for view in review_view.VERDICTS]
    assert len(set(keys)) == len(keys)
    assert all(view.sign and view.words and view.button for view in review_view.VERDICTS)


def test_the_script_is_given_how_a_review_is_written() -> None:
    data = script_data(harbour(), None, "1")
    assert data["schema"] == decisions.SCHEMA
    assert data["context"] == anchoring.CONTEXT
    assert data["verdicts"] == [dataclasses.asdict(view) for view in review_view.VERDICTS]
    assert data["record"] == decisions.schema()
    assert data["note_sign"] == review_view.NOTE_SIGN


def test_the_script_says_none_of_it_again() -> None:
    scripts = (template_dir() / "scripts").glob("*.js")
    script = "".join(path.read_text("utf-8") for path in scripts)
    quoted = set(re.findall(r'"([^"]*)"', script))
    assert not quoted & set(get_args(decisions.Verdict))
    assert not quoted & {view.words for view in review_view.VERDICTS}
    assert decisions.SCHEMA not in quoted
    assert not re.search(rf"\b{anchoring.CONTEXT}\b", script)


def test_the_script_is_told_who_asserts_each_sentence() -> None:
    told = script_data(harbour(), None, "1")["sentences"]
    assert [sentence["beside"] for sentence in told[7:]] == [
        [("S2", "")],
        [("S3", "S2")],
        [("unknown", "")],
    ]
    assert [sentence["keys"] for sentence in told[7:]] == [["S2"], ["S2", "S3"], ["unknown"]]


def test_one_module_alone_knows_where_a_review_is_kept() -> None:
    scripts = (template_dir() / "scripts").glob("*.js")
    assert [path.name for path in scripts if "localStorage" in path.read_text("utf-8")] == [
        "store.js"
    ]


def test_no_module_of_the_script_is_long() -> None:
    for path in (template_dir() / "scripts").glob("*.js"):
        assert len(path.read_text("utf-8").splitlines()) < 250, path.name
