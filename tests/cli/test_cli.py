"""The command as a user meets it: what it writes, says and exits with."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import accordingto
from accordingto import writing
from accordingto.errors import OutputError
from accordingto.records import Annotation, Article, Source
from accordingto.report.html import render
from annotations import Claim, Unit, compose, harbour
from conftest import Run

ROOT = Path(__file__).parents[1]
NEWS = "The bridge is closed. “It is unsafe,” said Ann Roe."


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """An annotation on disk, which needs no model to be rendered."""
    path = tmp_path / "harbour.json"
    path.write_text(json.dumps(harbour().to_dict()), "utf-8")
    return path


@pytest.fixture
def article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An article on disk, and an annotator that knows nothing but this article."""
    path = tmp_path / "bridge.txt"
    path.write_text(NEWS, "utf-8")
    monkeypatch.setattr(accordingto, "annotate", _annotate, raising=False)
    return path


def _annotate(article: Article, pipeline: str | None = None) -> Annotation:
    claim = Claim("S1", "Ann Roe", "said", "“It is unsafe,”")
    first, second = article.text[:21], article.text[22:]
    return compose(
        [[Unit(first), Unit(second, "attributed", (claim,))]],
        [Source("S1", "Ann Roe", "named person")],
        origin=f"{article.origin} {pipeline}",
    )


def test_the_report_goes_beside_the_article(run: Run, article: Path) -> None:
    ran = run("report", article)
    assert (ran.code, ran.err) == (0, "")
    assert "Ann Roe" in article.with_name("bridge.html").read_text("utf-8")
    assert ran.out.splitlines() == [
        "2 sentences: 1 attributed, 0 partly, 1 narration",
        "  S1  Ann Roe  named person  1 sentence",
        f"Report: {article.with_name('bridge.html')}",
    ]


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
    assert page.read_text("utf-8") == render(harbour())
    assert run("report", saved).code == 0


def test_the_article_is_never_replaced(run: Run, saved: Path) -> None:
    before = saved.read_bytes()
    ran = run("report", saved, "-o", saved)
    assert ran.code == 2
    assert "would replace its own input" in ran.err
    assert saved.read_bytes() == before


def test_standard_input_gives_html_on_standard_output(run: Run, article: Path) -> None:
    ran = run("report", "-", stdin=NEWS.encode())
    assert ran.code == 0
    assert ran.out.startswith("<!DOCTYPE html>")
    assert ran.err.startswith("2 sentences: 1 attributed")
    assert "standard input" in ran.out


def test_annotate_prints_json_that_report_reads(run: Run, article: Path) -> None:
    printed = run("annotate", article, "--format", "json")
    assert printed.code == 0
    assert Annotation.from_dict(json.loads(printed.out)).article.text == NEWS
    assert run("report", "-", stdin=printed.stdout).out.startswith("<!DOCTYPE html>")
    page = article.with_name("out.json")
    assert run("annotate", article, "-o", page).code == 0
    assert page.read_bytes() == printed.stdout


@pytest.mark.parametrize("ending", ["graphml", "gexf", "json", "dot", "gv"])
def test_the_graph_is_written_by_the_ending(run: Run, saved: Path, ending: str) -> None:
    target = saved.with_name(f"graph.{ending}")
    ran = run("graph", saved, "-o", target)
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert "Port Safety Office" in target.read_text("utf-8")


def test_without_a_name_the_graph_is_printed_as_json(run: Run, saved: Path) -> None:
    printed = run("graph", saved)
    assert printed.code == 0
    nodes = json.loads(printed.out)["nodes"]
    assert {"Mara Quill", "Port Safety Office"} <= {node["label"] for node in nodes}
    assert run("graph", saved, "-o", "-").stdout == printed.stdout


def test_an_unknown_ending_is_told_before_the_work(run: Run, tmp_path: Path) -> None:
    ran = run("graph", tmp_path / "no such article", "-o", tmp_path / "graph.svg")
    assert ran.code == 2
    assert ".graphml, .gexf, .json, .dot, .gv" in ran.err
    assert list(tmp_path.iterdir()) == []


def test_options_reach_the_annotator(run: Run, article: Path) -> None:
    article.write_bytes(NEWS.encode("utf-16-le"))
    ran = run("annotate", article, "--encoding", "utf-16-le", "--pipeline", "en_core_web_lg")
    data = json.loads(ran.out)
    assert data["article"]["text"] == NEWS
    assert data["article"]["origin"] == "bridge.txt en_core_web_lg"


def test_a_guessed_encoding_is_told(run: Run, article: Path) -> None:
    article.write_bytes(NEWS.encode("cp1252"))
    ran = run("report", article)
    assert ran.code == 0
    assert ran.err.startswith("Warning: bridge.txt is not UTF-8 (byte 0x93 in line 1): read as")
    assert len(ran.err.splitlines()) == 1


def test_progress_is_for_terminals(run: Run, article: Path) -> None:
    assert "Annotating bridge.txt" in run("report", article, terminal=True).err
    assert run("report", article).err == ""


def test_half_a_surrogate_pair_survives(run: Run, tmp_path: Path) -> None:
    made = compose([[Unit("Odd \ud800 text.")]])
    path = tmp_path / "odd.json"
    path.write_text(json.dumps(made.to_dict()))
    assert json.loads(run("annotate", path).out) == made.to_dict()
    assert run("report", path).code == 0
    assert "Odd \ufffd text." in path.with_suffix(".html").read_text("utf-8")


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


@pytest.mark.parametrize("found", [True, False])
def test_open_shows_the_report(
    run: Run, saved: Path, monkeypatch: pytest.MonkeyPatch, found: bool
) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", lambda url: opened.append(url) or found)
    ran = run("report", saved, "--open")
    assert ran.code == 0
    assert opened == [saved.with_name("harbour.html").as_uri()]
    assert ("no browser was found" in ran.err) is not found


def test_version_help_and_wrong_use(run: Run) -> None:
    assert run("--version").out == f"accordingto {accordingto.__version__}\n"
    assert run("--help").code == 0
    assert "report" in run("--help").out
    assert run("evaluate", "--help").code == 0
    for arguments in ([], ["nonsense"], ["report"], ["report", "x", "--nonsense"]):
        assert run(*arguments).code == 2


def test_errors_have_their_code_and_remedy(run: Run, tmp_path: Path, saved: Path) -> None:
    missing = run("report", tmp_path / "nope.txt")
    assert missing.code == 3
    assert missing.err == (
        f"Error: {tmp_path / 'nope.txt'} does not exist. "
        "Check the path, or pass - to read standard input.\n"
    )
    assert run("report", tmp_path).code == 3
    assert run("report", "-", stdin=b"").code == 3
    assert run("report", saved, "--open", "-o", "-").code == 2
    assert run("evaluate", "words", tmp_path / "nope.jsonl").code == 3


def _unwritable(folder: Path) -> list[tuple[Path, str]]:
    (folder / "file").write_text("")
    return [
        (folder, "is a directory"),
        (folder / "none" / "out.html", "is no directory"),
        (folder / "file" / "out.html", "is no directory"),
        (folder / ("x" * 300 + ".html"), "cannot be written"),
    ]


def test_an_output_that_cannot_be_written(run: Run, tmp_path: Path, saved: Path) -> None:
    for target, message in _unwritable(tmp_path):
        ran = run("report", saved, "-o", target)
        assert ran.code == 4
        assert message in ran.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "harbour.json"]


def test_an_unwritable_output_is_told_before_the_work(
    run: Run, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(accordingto, "annotate", None, raising=False)
    assert run("report", article, "-o", article.parent / "none" / "out.html").code == 4


@pytest.mark.parametrize("failure", [OSError(errno.ENOSPC, "No space left"), KeyboardInterrupt()])
def test_an_output_is_whole_or_as_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: BaseException
) -> None:
    def fail(descriptor: int) -> None:
        raise failure

    target = tmp_path / "out.html"
    target.write_bytes(b"before")
    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises((OutputError, KeyboardInterrupt)) as caught:
        writing.write(target, b"after")
    assert "No space left" in str(caught.value) or isinstance(failure, KeyboardInterrupt)
    assert target.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [target]


def test_a_replaced_file_keeps_its_permissions_and_its_link(tmp_path: Path) -> None:
    target, link = tmp_path / "out.html", tmp_path / "link.html"
    target.write_bytes(b"before")
    target.chmod(0o640)
    link.symlink_to(target)
    writing.write(link, b"after")
    assert target.read_bytes() == b"after"
    assert target.stat().st_mode & 0o777 == 0o640
    assert link.is_symlink()


def test_a_file_without_permission_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(OutputError, match="permission denied"):
        writing.write(tmp_path / "out.html", b"")


def test_an_interruption_leaves_nothing_and_exits_130(
    run: Run, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(article: Article, pipeline: str | None = None) -> Annotation:
        raise KeyboardInterrupt

    monkeypatch.setattr(accordingto, "annotate", interrupted, raising=False)
    assert run("report", article).code == 130
    assert list(article.parent.iterdir()) == [article]


def _command(*arguments: object, **options: Any) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "accordingto", *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        check=False,
        **options,
    )


def test_a_full_device_and_a_closed_pipe(saved: Path) -> None:
    with open("/dev/full", "wb") as full:
        ran = _command("annotate", saved, stdout=full, stderr=subprocess.PIPE)
    assert ran.returncode == 4
    assert b"Standard output cannot be written (No space left on device)" in ran.stderr
    assert b"Traceback" not in ran.stderr
    reader, writer = os.pipe()
    os.close(reader)
    ran = _command("annotate", saved, stdout=writer, stderr=subprocess.PIPE)
    os.close(writer)
    assert (ran.returncode, ran.stderr) == (1, b"")


def test_a_device_is_written_to_and_stays(saved: Path) -> None:
    assert _command("report", saved, "-o", os.devnull, stdout=subprocess.DEVNULL).returncode == 0
    assert not Path(os.devnull).is_file()


def test_light_work_loads_no_heavy_module(saved: Path) -> None:
    script = (
        "import sys\nfrom accordingto.cli import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print([m for m in ('spacy', 'numpy', 'onnxruntime', 'torch', 'rich', 'jinja2')"
        " if m in sys.modules])"
    )
    light = (["--help"], ["--version"], ["report", "nope.txt"])
    for arguments, loaded in (*((each, "[]") for each in light), (["report", str(saved)], None)):
        ran = subprocess.run(
            [sys.executable, "-c", script, *arguments],
            env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
            capture_output=True,
            check=True,
            text=True,
        )
        last = ran.stdout.splitlines()[-1]
        assert last == loaded or (loaded is None and "spacy" not in last and "onnx" not in last)


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
