"""``accordingto compare`` as a user meets it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from accordingto.cli.compare import Fatal
from accordingto.compare.changes import KINDS
from accordingto.records import Annotation, Source
from accordingto.review import anchoring
from accordingto.review.decisions import Decision, Review, ReviewedArticle, dumps, load
from annotations import Claim, Unit, compose
from conftest import Run

ROE = Source("roe", "Jane Roe", "named person")
CONTENT = "the ferry would sail on Friday morning"
FOG = Unit("Fog lay over the harbor.")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    claim = Claim("roe", "Jane Roe", "said", CONTENT)
    said = Unit(f"Jane Roe said {CONTENT}.", "attributed", (claim,))
    return _save(compose([[FOG, said]], [ROE], origin="monday.txt"), tmp_path / "old.json")


@pytest.fixture
def new(tmp_path: Path) -> Path:
    lost = Unit("The ferry would sail on Friday morning.")
    return _save(compose([[FOG, lost]], origin="tuesday.txt"), tmp_path / "new.json")


@pytest.fixture
def review(tmp_path: Path, old: Path) -> Path:
    annotation = Annotation.from_dict(json.loads(old.read_text("utf-8")))
    first, second = anchoring.anchors(annotation)
    decided = (Decision.on(first, "fine as narration"), Decision.on(second, "confirm"))
    made = Review(ReviewedArticle(annotation.article.sha256, "", ""), "1", "Ann", "", "", decided)
    path = tmp_path / "old.review.json"
    path.write_bytes(dumps(made))
    return path


def _save(annotation: Annotation, path: Path) -> Path:
    path.write_text(json.dumps(annotation.to_dict()), "utf-8")
    return path


def test_the_table_tells_what_was_lost(run: Run, old: Path, new: Path) -> None:
    ran = run("compare", old, new)
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert lines[:2] == [
        "2 sentences, before 2: 1 unchanged, 1 reworded",
        "1 lost · 0 claims kept",
    ]
    assert lines[3].split() == ["lost", "2", "2", "Jane", "Roe", "no", "source"]


def test_the_same_draft_has_no_table(run: Run, old: Path) -> None:
    ran = run("compare", old, old)
    assert ran.out.splitlines()[1:] == ["No change in the sourcing · 1 claim kept"]


def test_json_goes_to_standard_output_or_by_its_ending(run: Run, old: Path, new: Path) -> None:
    printed = run("compare", old, new, "--format", "json")
    assert (printed.code, printed.err) == (0, "")
    form = json.loads(printed.out)
    assert [change["kind"] for change in form["changes"]] == ["lost"]
    assert "review" not in form
    target = old.with_name("both.json")
    assert run("compare", old, new, "-o", target).code == 0
    assert target.read_bytes() == printed.stdout


def test_the_page_shows_both_drafts(run: Run, old: Path, new: Path) -> None:
    target = old.with_name("both.html")
    ran = run("compare", old, new, "-o", target)
    assert (ran.code, ran.err) == (0, "")
    assert "1 lost" in ran.out
    page = target.read_text("utf-8")
    assert "monday.txt" in page
    assert "tuesday.txt" in page
    assert run("compare", old, new, "--format", "html").out == page


def test_the_exit_code_fails_on_what_it_is_told(run: Run, old: Path, new: Path) -> None:
    ran = run("compare", old, new, "--fail-on", "gained", "--fail-on", "lost")
    assert (ran.code, ran.err) == (1, "Failed: 1 lost.\n")
    assert "1 lost" in ran.out
    assert run("compare", old, new, "--fail-on", "gained").code == 0
    assert run("compare", new, old, "--fail-on", "gained").code == 1
    target = old.with_name("both.json")
    assert run("compare", old, new, "-o", target, "--fail-on", "lost").code == 1
    assert target.exists()


def test_the_command_can_fail_on_every_kind_of_change() -> None:
    assert [kind.value for kind in Fatal] == [kind.replace(" ", "-") for kind in KINDS]


def test_a_review_is_carried_over(run: Run, old: Path, new: Path, review: Path) -> None:
    target = old.with_name("new.review.json")
    ran = run("compare", old, new, "--review", review, "--review-output", target)
    assert ran.code == 0
    assert ran.out.splitlines()[-2:] == [
        "Review: 1 of 2 decisions carried over, 1 needs another look",
        "  “confirm” at sentence 2: lost; not carried over "
        "(“Jane Roe said the ferry would sail on Friday morning.”)",
    ]
    carried = load(target)
    sha256 = json.loads(new.read_text("utf-8"))["article"]["sha256"]
    assert carried.document.sha256 == sha256
    assert len(carried.decisions) == 2
    form = json.loads(run("compare", old, new, "--review", review, "--format", "json").out)
    assert form["review"]["carried"] == 1
    page = run("compare", old, new, "--review", review, "--format", "html").out
    assert "The review of the old draft" in page


def test_a_draft_may_come_by_standard_input(run: Run, old: Path, new: Path) -> None:
    ran = run("compare", old, "-", stdin=new.read_bytes())
    assert ran.out == run("compare", old, new).out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("-", "-"), "Standard input holds one thing"),
        (("old.json", "new.json", "-o", "x.csv"), "does not say what to write"),
        (("old.json", "new.json", "-o", "x.html", "--format", "table"), "is for the terminal"),
        (("old.json", "new.json", "--review-output", "x"), "no review to carry over"),
        (("old.json", "new.json", "-o", "old.json"), "would replace its own input"),
    ],
)
def test_a_wrong_use_is_told(
    run: Run,
    old: Path,
    new: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    message: str,
) -> None:
    monkeypatch.chdir(old.parent)
    before = old.read_bytes()
    ran = run("compare", *arguments)
    assert ran.code == 2
    assert message in ran.err
    assert old.read_bytes() == before


def test_a_review_of_another_article_is_refused(run: Run, new: Path, review: Path) -> None:
    other = _save(compose([[Unit("Snow fell in the hills.")]]), new.with_name("other.json"))
    ran = run("compare", other, new, "--review", review)
    assert ran.code == 3
    assert "another document" in ran.err
