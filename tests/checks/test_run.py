"""A run of the rules: pure, in order, as the configuration says, and silent where it shall be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

import accordingto
from accordingto.checks import Config, check, origin
from accordingto.checks.config import ensure_known
from accordingto.checks.discovery import shipped
from accordingto.checks.examples import annotated
from accordingto.checks.rule import Hit, House, Rule
from accordingto.checks.silence import unknown
from accordingto.checks.story import Story
from accordingto.errors import UsageError
from accordingto.records import Article, Finding
from annotations import harbour, plain, throng

STORY = annotated(
    "The minister {reportedly/hearsay} <left>. | He is believed to be abroad.\n"
    "[Some critics/group] {say} <the tunnel leaks>."
)


def _rules(annotation: accordingto.Annotation, config: Config | None = None) -> list[str]:
    return [finding.rule for finding in check(annotation, config).findings]


def _own(find: object) -> Rule:
    return Rule("own", "warning", "House", "Mend it.", find, ("a",), ("b",), __doc__)  # type: ignore[arg-type]


def test_findings_come_by_place_and_change_nothing_else() -> None:
    made = check(STORY)
    assert [finding.rule for finding in made.findings] == ["hearsay", "hearsay", "vague-source"]
    assert list(made.findings) == sorted(made.findings, key=lambda finding: finding.span)
    assert not STORY.findings
    assert check(made) == made


def test_the_package_offers_it() -> None:
    assert accordingto.check(STORY) == check(STORY)


def test_findings_of_other_tools_stay() -> None:
    foreign, *_ = harbour().findings
    assert foreign in check(harbour()).findings


def test_select_ignore_and_severity() -> None:
    assert _rules(STORY, Config(select=frozenset({"vague-source"}))) == ["vague-source"]
    assert _rules(STORY, Config(ignore=frozenset({"hearsay"}))) == ["vague-source"]
    assert _rules(STORY, Config(ignore=frozenset({"all"}))) == []
    severe = check(STORY, Config(severity={"hearsay": "error"})).findings
    assert [finding.severity for finding in severe] == ["error", "error", "warning"]


def test_what_does_not_run_by_default_is_selected_by_name_or_with_all() -> None:
    quiet = {rule.id for rule in shipped() if not rule.default}
    assert quiet
    assert not quiet & {rule.id for rule in Config().running()}
    assert {rule.id for rule in Config(extend=frozenset(quiet)).running()} == {
        rule.id for rule in shipped()
    }
    assert set(Config(select=frozenset({"all"})).running()) == set(shipped())


def test_a_house_changes_words_and_thresholds() -> None:
    words = Config(words={"hearsay": frozenset({"abroad"})})
    assert _rules(STORY, words).count("hearsay") == 3
    allowed = Config(allow={"hearsay": frozenset({"reportedly", "is believed to"})})
    assert "hearsay" not in _rules(STORY, allowed)
    queried = annotated("?account The guard struck him twice.")
    asked = Config(extend=frozenset({"unattributed-claim"}))
    assert _rules(queried, asked) == ["unattributed-claim"]
    assert _rules(queried, replace(asked, thresholds={"unattributed-claim": 0.95})) == []


def test_rules_are_silent_on_paths() -> None:
    config = Config(paths=(("opinion/*", frozenset({"hearsay"})),))
    assert _rules(STORY, config.at("opinion/a.txt")) == ["vague-source"]
    assert _rules(STORY, config.at("news/a.txt")) == _rules(STORY)


@pytest.mark.parametrize(
    ("config", "fact"),
    [
        (Config(select=frozenset({"hearsy"})), "no rule hearsy"),
        (Config(ignore=frozenset({"x"})), "no rule x"),
        (Config(severity={"x": "error"}), "no rule x"),
        (Config(paths=(("*", frozenset({"x"})),)), "no rule x"),
        (Config(words={"echo": frozenset({"a"})}), "echo has no list of words"),
        (Config(thresholds={"echo": 1.0}), "echo has no threshold"),
    ],
)
def test_a_name_that_is_no_rule_is_told(config: Config, fact: str) -> None:
    with pytest.raises(UsageError, match=fact):
        ensure_known(config)


@pytest.mark.parametrize("mark", ["[accordingto: ignore {}]", "<!-- accordingto: ignore {} -->"])
def test_a_mark_silences_its_paragraph_or_the_next(mark: str) -> None:
    first, second = "The minister is believed to have left.", "He is said to be abroad."
    within = f"{first} {mark.format('hearsay')}\n{second}"
    before = f"{mark.format('all')}\n{first}\n{second}"
    for text in (within, before):
        made = check(_as_lines(text))
        assert [finding.span.of(text) for finding in made.findings] == ["is said to"]


def _as_lines(text: str) -> accordingto.Annotation:
    """Every line of a text as one sentence; brackets stand for themselves."""
    return plain(*text.split("\n"))


def test_the_words_of_a_mark_are_not_judged() -> None:
    made = check(_as_lines("It rained. [accordingto: ignore echo, reportedly]"))
    assert made.findings == ()


def test_a_mark_that_names_no_rule_is_told() -> None:
    article = Article("It rained. [accordingto: ignore echo, hersay]")
    assert unknown(article, Config()) == ("hersay",)
    assert unknown(Article("[accordingto: ignore all]"), Config()) == ()


def test_a_house_s_own_rule_runs_beside_the_others() -> None:
    def find(story: Story, house: House) -> Iterator[Hit]:
        yield Hit(story.body[0].span, "Mine.")

    made = check(STORY, Config(own=(_own(find),), select=frozenset({"own"})))
    assert [(f.rule, f.message, f.suggestion) for f in made.findings] == [
        ("own", "Mine.", "Mend it.")
    ]


def test_a_house_s_own_rule_that_fails_is_told() -> None:
    def find(story: Story, house: House) -> Iterator[Hit]:
        yield Hit(story.body[7].span, "Nothing.")

    with pytest.raises(UsageError, match=r"own failed \(IndexError.*--ignore own"):
        check(STORY, Config(own=(_own(find),)))


def test_where_a_rule_comes_from() -> None:
    assert "NPR" in (origin("hearsay") or "")
    assert origin("no-such-rule") is None


def test_a_long_article_is_checked_whole() -> None:
    made = check(throng(120, 2000))
    assert all(isinstance(finding, Finding) for finding in made.findings)
    assert len(made.sentences) == 2000
