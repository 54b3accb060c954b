"""The label scheme agrees with the records, and with the states of quotations."""

from __future__ import annotations

from typing import get_args

from accordingto.language.tagging import scheme
from accordingto.quotations import states
from accordingto.records import Article, Kind, Label


def test_labels_and_kinds_are_all_those_of_the_records() -> None:
    assert sorted(scheme.LABELS) == sorted(get_args(Label))
    assert sorted(scheme.KINDS) == sorted(get_args(Kind))


def test_tags_begin_and_continue_each_role() -> None:
    begun = {tag[2:] for tag in scheme.TAGS if tag.startswith("B-")}
    continued = {tag[2:] for tag in scheme.TAGS if tag.startswith("I-")}
    assert begun == continued == set(scheme.ROLES)


def test_links_lead_between_roles() -> None:
    assert {role for link in scheme.LINKS for role in link} == set(scheme.ROLES)


def test_quotes_name_the_states_of_quotations() -> None:
    article = Article("“It rains” a")
    named = [scheme.QUOTES[state] for state in states(article.text, article.paragraphs)]
    assert (named[0], named[1], named[9], named[10]) == ("opening", "inside", "closing", "outside")
