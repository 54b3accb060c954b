"""``accordingto check`` and ``accordingto rules``: outputs, options, exit codes, errors."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import accordingto
from accordingto.checks.discovery import shipped
from accordingto.checks.examples import annotated
from accordingto.records import Article
from conftest import Run

STORY = (
    "The minister {reportedly/hearsay} <left>.\n"
    "[Some critics/group] {say} <the tunnel leaks>. | It will be shut."
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def story(folder: Path) -> str:
    """A saved annotation with a warning of hearsay and one of a vague source."""
    Path("story.json").write_text(json.dumps(annotated(STORY).to_dict()), "utf-8")
    return "story.json"


def test_findings_as_text_and_the_exit_code(run: Run, story: str) -> None:
    ran = run("check", story)
    assert (ran.code, ran.err) == (1, "")
    assert ran.out.startswith(
        "story.json\n  1:14     warning    hearsay: “reportedly”: who says so?"
    )
    assert ran.out.endswith("2 findings in 1 article: 2 warnings.\n")


@pytest.mark.parametrize(
    ("options", "code", "rules"),
    [
        (("--fail-on", "error"), 0, {"hearsay", "vague-source"}),
        (("--fail-on", "never"), 0, {"hearsay", "vague-source"}),
        (("--select", "hearsay"), 1, {"hearsay"}),
        (("--select", "echo,quote-fragment"), 0, set()),
        (("--ignore", "hearsay", "--ignore", "vague-source"), 0, set()),
        (("--severity", "hearsay=suggestion", "--ignore", "vague-source"), 0, {"hearsay"}),
        (("--severity", "hearsay=error", "--fail-on", "error"), 1, {"hearsay", "vague-source"}),
        (("--extend-select", "all"), 1, {"hearsay", "vague-source"}),
    ],
)
def test_options(
    run: Run, story: str, options: tuple[str, ...], code: int, rules: set[str]
) -> None:
    ran = run("check", story, "--format", "json", *options)
    assert ran.code == code
    (article,) = json.loads(ran.out)["articles"]
    assert {finding["rule"] for finding in article["findings"]} == rules


def test_every_format_is_written_also_to_a_file(run: Run, story: str) -> None:
    for format, beginning in (
        ("sarif", '{\n  "$schema"'),
        ("github", "::warning file=story.json,"),
    ):
        printed = run("check", story, "--format", format)
        assert printed.out.startswith(beginning)
        ran = run("check", story, "--format", format, "-o", "out")
        assert Path("out").read_bytes() == printed.stdout
        assert ran.out == "2 findings in 1 article: 2 warnings.\n"


def test_a_baseline_is_shown_and_does_not_count(run: Run, story: str) -> None:
    run("check", story, "--format", "json", "-o", "known.json")
    ran = run("check", story, "--baseline", "known.json")
    assert ran.code == 0
    assert ran.out.count("(known)") == 2


def test_the_configuration_of_the_folder_holds(run: Run, story: str) -> None:
    Path("pyproject.toml").write_text("[tool.accordingto]\nignore = ['hearsay']\n", "utf-8")
    assert "hearsay" not in run("check", story).out
    Path("other.toml").write_text(
        "fail-on = 'never'\n[per-path-ignores]\n'st*' = ['all']\n", "utf-8"
    )
    ran = run("check", story, "--config", "other.toml")
    assert (ran.code, ran.out) == (0, "No finding in 1 article.\n")
    assert '"rule": "hearsay"' not in run("annotate", story).out


def test_the_other_commands_carry_the_findings(run: Run, story: str) -> None:
    found = json.loads(run("annotate", story).out)["findings"]
    assert [finding["rule"] for finding in found] == ["hearsay", "vague-source"]
    run("report", story, "-o", "page.html")
    assert "who says so?" in Path("page.html").read_text("utf-8")


def test_an_article_on_which_all_rules_are_silent_is_annotated_all_the_same(
    run: Run, article: Path
) -> None:
    Path(".accordingto.toml").write_text("ignore = ['all']\n", "utf-8")
    made = json.loads(run("annotate", article).out)
    assert (made["findings"], len(made["sentences"])) == ([], 2)


def test_notes_need_no_model(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(article: Article, pipeline: str | None = None) -> None:
        raise AssertionError("no annotation is needed")

    monkeypatch.setattr(accordingto, "annotate", refuse)
    Path("draft.md").write_text("# Bridge\n\n“The bridge was never safe,” said Ann Roe.\n", "utf-8")
    Path("talk.txt").write_text("Roe: The bridge was hardly ever safe.\n", "utf-8")
    options = ("--select", "quote-not-in-notes", "--notes", "talk.txt")
    ran = run("check", "draft.md", *options)
    assert ran.code == 1
    assert "The bridge was {+never+} [-hardly ever-] safe" in ran.out
    assert run("check", "draft.md", *options[:2]).code == 0


@pytest.mark.parametrize(
    ("options", "code", "message"),
    [
        (("--select", "hersay"), 2, "There is no rule hersay."),
        (("--severity", "hearsay=loud"), 2, "“hearsay=loud” sets no severity."),
        (("--config", "none.toml"), 2, "none.toml cannot be read"),
        (("--notes", "none.txt"), 3, "none.txt"),
        (("--baseline", "none.json"), 3, "none.json cannot be read"),
        (("--baseline", "story.json"), 3, "story.json is no baseline"),
        (("-o", "story.json"), 2, "would replace its own input"),
    ],
)
def test_what_is_wrong_is_told(
    run: Run, story: str, options: tuple[str, ...], code: int, message: str
) -> None:
    ran = run("check", story, *options)
    assert (ran.code, ran.out) == (code, "")
    assert message in ran.err


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("raise KeyError(7)", "cannot be loaded (KeyError: 7)"),
        (
            "from accordingto.checks.rule import Rule\n"
            "def find(story, house):\n    yield 1 / 0\n"
            "RULE = Rule('own', 'error', 'House', 'Mend.', find, ('a',), ('b',), 'A.')\n",
            "The rule own failed (ZeroDivisionError",
        ),
    ],
)
def test_a_rule_file_that_raises_is_told(run: Run, story: str, code: str, message: str) -> None:
    Path("mine").mkdir()
    Path("mine/own.py").write_text(code, "utf-8")
    Path(".accordingto.toml").write_text("rules = 'mine'\n", "utf-8")
    for command in ("check", "annotate"):
        ran = run(command, story)
        assert (ran.code, ran.out) == (2, "")
        assert message in ran.err


def test_what_cannot_be_read_does_not_stop_the_rest(run: Run, story: str) -> None:
    ran = run("check", "none.txt", story)
    assert ran.code == 3
    assert "none.txt" in ran.err
    assert "1 of 2 articles were not checked" in ran.err
    assert "2 findings in 1 article" in ran.out


def test_a_mark_that_names_no_rule_is_warned_of(run: Run) -> None:
    text = "It rained. [accordingto: ignore hersay]"
    made = annotated("It rained.").to_dict()
    made["article"] = {**made["article"], "text": text, "sha256": Article(text).sha256}
    made["sentences"][0]["span"] = [0, len(text)]
    Path("a.json").write_text(json.dumps(made), "utf-8")
    ran = run("check", "a.json")
    assert (ran.code, ran.err) == (0, "Warning: a.json silences “hersay”, which is no rule.\n")


def test_the_rules_are_listed(run: Run) -> None:
    ran = run("rules")
    assert (ran.code, ran.err) == (0, "")
    assert all(rule.id in ran.out for rule in shipped())


@pytest.mark.parametrize("rule", shipped(), ids=lambda rule: rule.id)
def test_a_rule_tells_all_about_itself(run: Run, rule: object) -> None:
    id = getattr(rule, "id")  # noqa: B009
    ran = run("rules", id)
    assert (ran.code, ran.err) == (0, "")
    for part in (id, "Origin:", "Leaves alone:", "Measured:", "Found, for example:"):
        assert part in ran.out


def test_an_unknown_rule_is_told(run: Run) -> None:
    ran = run("rules", "hersay")
    assert (ran.code, ran.out) == (2, "")
    assert "There is no rule hersay." in ran.err
