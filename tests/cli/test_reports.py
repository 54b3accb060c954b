"""``accordingto report`` on many articles at once."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

import accordingto
from accordingto.records import Annotation, Article
from annotations import Unit, compose, harbour
from conftest import Run


@pytest.fixture
def drafts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """A text, a saved annotation and a file that is neither; no model is needed for them."""

    def annotate(article: Article, pipeline: str | None = None) -> Annotation:
        if "crash" in article.text:
            raise RuntimeError("out of ideas")
        return compose([[Unit(article.text)]], origin=article.origin)

    monkeypatch.setattr(accordingto, "annotate", annotate, raising=False)
    monkeypatch.chdir(tmp_path)
    Path("rain.txt").write_text("It rained.")
    Path("harbour.json").write_text(json.dumps(harbour().to_dict()))
    Path("broken.json").write_text('{"schema": "accordingto/1"}')
    return [Path("rain.txt"), Path("broken.json"), Path("harbour.json")]


def addresses(folder: Path) -> list[str]:
    return re.findall(r'<th scope="row"><a href="([^"]+)"', (folder / "index.html").read_text())


def test_each_article_gets_a_report_and_the_list_names_them(run: Run, drafts: list[Path]) -> None:
    ran = run("report", drafts[0], drafts[2], "-o", "out/reports")
    folder = Path("out/reports")
    assert (ran.code, ran.err) == (0, "")
    assert sorted(os.listdir(folder)) == ["harbour.html", "index.html", "rain.html"]
    assert addresses(folder) == ["rain.html", "harbour.html"]
    assert "Mara Quill" in (folder / "harbour.html").read_text("utf-8")
    assert ran.out.splitlines() == [
        f"{folder / 'rain.html'}: 1 sentences, 0 to do",
        f"{folder / 'harbour.html'}: 8 sentences, 3 to do",
        f"Index: {folder / 'index.html'}",
    ]


def test_a_bad_file_does_not_stop_the_rest(run: Run, drafts: list[Path]) -> None:
    Path("crash.txt").write_text("crash")
    ran = run("report", *drafts, "crash.txt", "missing.txt", "-o", "out")
    assert ran.code == 3
    assert addresses(Path("out")) == ["rain.html", "harbour.html"]
    lines = ran.err.splitlines()
    assert [line.split()[1] for line in lines] == ["broken.json", "crash.txt", "missing.txt", "3"]
    assert "crash.txt cannot be annotated (RuntimeError: out of ideas)." in lines[1]
    assert lines[-1] == "Error: 3 of 5 articles have no report. What is wrong stands above."
    page = Path("out/index.html").read_text("utf-8")
    assert "missing.txt does not exist." in page


def test_no_report_takes_the_place_of_another(run: Run, drafts: list[Path]) -> None:
    names = ["a/rain.txt", "b/RAIN.md", "rain.html.txt", "index.txt", "rain-2.txt", "U.S. rain"]
    for name in names:
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text("It rained.")
    assert run("report", *names, "-o", "out").code == 0
    assert addresses(Path("out")) == [
        *("rain.html", "RAIN-2.html", "rain.html.html"),
        *("index-2.html", "rain-2-2.html", "U.S.%20rain.html"),
    ]
    assert len(os.listdir("out")) == len(names) + 1


def test_reports_are_made_again_but_nothing_else_is_replaced(run: Run, drafts: list[Path]) -> None:
    arguments = ("report", drafts[0], drafts[2], "-o", "out")
    assert run(*arguments).code == 0
    assert run(*arguments).code == 0
    for name in ("index.html", "rain.html"):
        before = Path("out", name).read_bytes()
        Path("out", name).write_text("<p>Somebody's own.</p>")
        ran = run(*arguments)
        assert ran.code == 4
        assert f"{name} exists and is no report of accordingto." in ran.err
        Path("out", name).write_bytes(before)


def test_a_name_that_ends_in_a_slash_is_a_folder_for_one_too(run: Run, drafts: list[Path]) -> None:
    assert run("report", drafts[0], "-o", "out/").code == 0
    assert addresses(Path("out")) == ["rain.html"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "Several reports go into a folder. Pass -o with its name."),
        (["-o", "-"], "Several reports go into a folder."),
        (["-", "-o", "out"], "Standard input is a single article."),
        (["--review", "x.json", "-o", "out"], "are for a single article"),
        (["--comments", "all", "-o", "out"], "are for a single article"),
    ],
)
def test_wrong_use_is_told_before_the_work(
    run: Run, drafts: list[Path], arguments: list[str], said: str
) -> None:
    ran = run("report", drafts[0], drafts[2], *arguments)
    assert ran.code == 2
    assert said in ran.err
    assert not Path("out").exists()


def test_a_folder_that_is_a_file_is_told(run: Run, drafts: list[Path]) -> None:
    ran = run("report", *drafts, "-o", "rain.txt")
    assert ran.code == 4
    assert "rain.txt cannot be made a folder (File exists)." in ran.err


def test_progress_tells_which_of_many(run: Run, drafts: list[Path]) -> None:
    Path("snow.txt").write_text("It snowed.")
    ran = run("report", drafts[0], "snow.txt", "-o", "out", terminal=True)
    assert "Annotating rain.txt (1 of 2)" in ran.err
    assert "Annotating snow.txt (2 of 2)" in ran.err


def test_the_list_is_opened(run: Run, drafts: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", lambda url: opened.append(url) or True)
    assert run("report", drafts[0], drafts[2], "-o", "out", "--open").code == 0
    assert opened == [Path("out/index.html").resolve().as_uri()]
