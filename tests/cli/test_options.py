"""No option without a test: each option of each command is passed to it somewhere in the tests."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import typer

from accordingto.cli.app import app

TESTS = Path(__file__).parents[1]


def _commands(command: Any, *names: str) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every command that is no group, by the words that call it."""
    inner = getattr(command, "commands", {})  # a group's; typer brings a click of its own
    for name, below in inner.items():
        yield from _commands(below, *names, name)
    if not inner:
        yield names, command


@cache
def _words() -> tuple[frozenset[str], ...]:
    """The words of all strings of each module of the tests."""
    return tuple(
        frozenset(
            word
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
            for word in node.value.split()
        )
        for path in sorted(TESTS.rglob("*.py"))
        if path != Path(__file__)
        for tree in [ast.parse(path.read_text("utf-8"))]
    )


OPTIONS = [
    pytest.param(names, tuple(option.opts), id=" ".join([*names, option.opts[0]]))
    for names, command in _commands(typer.main.get_command(app))
    for option in command.params
    if option.param_type_name == "option" and "--help" not in option.opts
]


@pytest.mark.parametrize(("command", "option"), OPTIONS)
def test_an_option_is_named_where_its_command_is_called(
    command: tuple[str, ...], option: tuple[str, ...]
) -> None:
    together = [words for words in _words() if words.issuperset(command)]
    assert any(not words.isdisjoint(option) for words in together)


def test_there_are_commands_and_options() -> None:
    assert len({param.values[0] for param in OPTIONS}) > 12
    assert len(OPTIONS) > 60
