"""``accordingto report``: where it writes, what it tells, what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from docx import Document

import accordingto
from accordingto.export import docx
from accordingto.records import Source
from accordingto.report.html import render
from annotations import Claim, Unit, compose, harbour
from conftest import Run


def test_the_report_goes_beside_the_article(run: Run, article: Path) -> None:
    ran = run("report", article)
    assert (ran.code, ran.err) == (0, "")
    assert "Ann Roe" in article.with_name("bridge.html").read_text("utf-8")
    assert ran.out.splitlines() == [
        "2 sentences: 1 attributed, 0 partly, 1 narration",
        "  S1  Ann Roe  named person  1 sentence",
        "To do: nothing",
        f"Report: {article.with_name('bridge.html')}",
    ]


def test_the_first_to_dos_are_named_in_plain_words(run: Run, saved: Path, tmp_path: Path) -> None:
    lines = run("report", saved).out.splitlines()
    assert lines[lines.index("To do: 3") :] == [
        "To do: 3",
        "    3  unsourced count: “the second such accident”: who counts? “A ferry struck the old "
        "pier in Eastmere on Tuesday, the …”",
        "    6  vague source: “reports”: nobody in the article is one of them. "
        "“The crossing reopened at noon, with reports suggesting that …”",
        "   10  hearsay: “reportedly”: who says so? Reads as somebody’s statement, "
        "but does not say whose. “The ship was reportedly overdue for inspection.”",
        f"Report: {saved.with_suffix('.html')}",
    ]
    many = [[Unit(f"It was told {n} times.", "attributed")] for n in range(7)]
    path = tmp_path / "many.json"
    path.write_text(json.dumps(compose(many).to_dict()), "utf-8")
    lines = run("report", path).out.splitlines()
    assert lines[-2:] == ["       … and 2 more, in the report", f"Report: {tmp_path / 'many.html'}"]


def test_a_name_with_a_full_stop_is_kept(run: Run, saved: Path) -> None:
    path = saved.rename(saved.with_name("In the U.S. today"))
    assert run("report", path).code == 0
    assert path.with_name("In the U.S. today.html").exists()


def test_a_report_is_replaced_but_nothing_else_unless_asked(run: Run, saved: Path) -> None:
    page = saved.with_name("harbour.html")
    page.write_text("<p>A page that somebody saved.</p>")
    ran = run("report", saved)
    assert ran.code == 4
    assert f"{page} exists and is no report of accordingto. Pass -o" in ran.err
    assert page.read_text() == "<p>A page that somebody saved.</p>"
    assert run("report", saved, "-o", page).code == 0
    assert page.read_text("utf-8") == render(accordingto.check(harbour()))
    assert run("report", saved).code == 0


def test_the_article_is_never_replaced(run: Run, saved: Path) -> None:
    before = saved.read_bytes()
    ran = run("report", saved, "-o", saved)
    assert ran.code == 2
    assert "would replace its own input" in ran.err
    assert saved.read_bytes() == before


def test_standard_input_gives_html_on_standard_output(run: Run, article: Path) -> None:
    ran = run("report", "-", stdin=article.read_bytes())
    assert ran.code == 0
    assert ran.out.startswith("<!DOCTYPE html>")
    assert ran.err.startswith("2 sentences: 1 attributed")
    assert "standard input" in ran.out


def test_the_terminal_obeys_no_name_in_an_article(run: Run, tmp_path: Path) -> None:
    text = "Ann \x1b[31mRoe said so."
    claim = Claim("S1", "Ann \x1b[31mRoe", "said", "so")
    made = compose(
        [[Unit(text, "attributed", (claim,))]],
        [Source("S1", "[bold]Ann\x1b[31m\u202e Roe", "named person")],
    )
    path = tmp_path / "odd.json"
    path.write_text(json.dumps(made.to_dict()))
    ran = run("report", path, "-o", tmp_path / "odd.html")
    assert "[bold]Ann\ufffd[31m\ufffd Roe" in ran.out
    assert "\x1b" not in ran.out


def test_the_summary_gives_long_names_whole(run: Run, tmp_path: Path) -> None:
    name = "The Harbour Commission of Inquiry into the Closing of Bridges and Tunnels " * 2
    made = compose(
        [[Unit("It said so.", "attributed", (Claim("S1", "It", "said", "so"),))]],
        [Source("S1", name.strip(), "named organization")],
    )
    path = tmp_path / "long.json"
    path.write_text(json.dumps(made.to_dict()))
    out = run("report", path).out
    assert "…" not in out
    assert all(word in out for word in name.split())


@pytest.mark.parametrize("there_is_one", [True, False])
def test_open_shows_the_report(
    run: Run, saved: Path, monkeypatch: pytest.MonkeyPatch, there_is_one: bool
) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", lambda url: opened.append(url) or there_is_one)
    ran = run("report", saved, "--open")
    assert ran.code == 0
    assert opened == [saved.with_name("harbour.html").as_uri()]
    assert ("no browser was found" in ran.err) is not there_is_one


def test_the_command_writes_word_by_the_name_s_ending(run: Run, saved: Path) -> None:
    target = saved.with_name("out.DOCX")
    ran = run("report", saved, "-o", target)
    assert (ran.code, ran.err) == (0, "")
    assert target.read_bytes() == docx.render(accordingto.check(harbour()))
    assert run("report", saved, "-o", target, "--comments", "all").code == 0
    assert len(Document(target).comments) == 10


def test_options_that_do_not_fit_are_refused(run: Run, saved: Path) -> None:
    html = run("report", saved, "--comments", "all")
    assert (html.code, "Only a Word document has comments" in html.err) == (2, True)
    word = saved.with_name("out.docx")
    styled = run("report", saved, "-o", word, "--template", saved.parent)
    assert (styled.code, "Templates are for HTML" in styled.err) == (2, True)
    assert not word.exists()


def test_a_document_that_cannot_be_made_leaves_the_old_one(
    run: Run, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = saved.with_name("out.docx")
    target.write_bytes(b"old")
    monkeypatch.setattr("os.replace", lambda *_: (_ for _ in ()).throw(OSError(28, "No space")))
    assert run("report", saved, "-o", target).code == 4
    assert target.read_bytes() == b"old"
    assert sorted(path.name for path in saved.parent.iterdir()) == ["harbour.json", "out.docx"]
