"""What the page shows of a review, and what its script is given."""

from __future__ import annotations

import dataclasses
import re
from typing import get_args

from accordingto.report import review_view
from accordingto.report.html import template_dir
from accordingto.review import anchoring, decisions
from annotations import harbour

#: A verdict's name as the script may quote it.
CHANGE = re.compile(r'^const CHANGE = "([^"]+)";', re.MULTILINE)


def test_every_verdict_has_its_button_and_a_key_of_its_own() -> None:
    names = [view.verdict for view in review_view.VERDICTS]
    assert sorted(names) == sorted(get_args(decisions.Verdict))
    keys = [view.key for view in review_view.VERDICTS]
    assert len(set(keys)) == len(keys)
    assert all(view.sign and view.words and view.button for view in review_view.VERDICTS)


def test_the_script_is_given_how_a_review_is_written() -> None:
    data = review_view.build(harbour(), None, {s.id: s.id for s in harbour().sources}, "1").data
    assert data["schema"] == decisions.SCHEMA
    assert data["context"] == anchoring.CONTEXT
    assert data["verdicts"] == [dataclasses.asdict(view) for view in review_view.VERDICTS]
    assert data["note_sign"] == review_view.NOTE_SIGN


def test_the_script_says_none_of_it_again() -> None:
    script = "".join(path.read_text("utf-8") for path in template_dir().glob("*.js"))
    names = set(get_args(decisions.Verdict))
    (change,) = CHANGE.findall(script)
    quoted = set(re.findall(r'"([^"]*)"', script))
    assert change in names
    assert quoted & names == {change}
    assert not quoted & {view.words for view in review_view.VERDICTS}
    assert decisions.SCHEMA not in quoted
    assert not re.search(rf"\b{anchoring.CONTEXT}\b", script)
