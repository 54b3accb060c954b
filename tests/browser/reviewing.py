"""What an editor does on the page, for the tests of the review."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
from playwright.sync_api import Page

from accordingto.review import decisions
from accordingto.serialization import schema


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def exported(page: Page, tmp_path: Path) -> dict[str, Any]:
    """The record that the Export button hands over, checked against the schema."""
    with page.expect_download() as waiting:
        page.locator(".bar").get_by_role("button", name="Export").click()
    path = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(path)
    data: dict[str, Any] = json.loads(path.read_text("utf-8"))
    jsonschema.Draft202012Validator(schema(decisions.Review)).validate(data)
    return data


def take(page: Page, path: Path) -> str:
    """Import a file; what the page says to it."""
    press(page, "?")
    with page.expect_file_chooser() as waiting:
        page.get_by_role("button", name="Import").click()
    waiting.value.set_files(path)
    page.locator(".notice:not(:empty)").wait_for()
    said = page.locator(".notice").inner_text()
    press(page, "Escape")
    return said


def progress(page: Page) -> str:
    return page.locator(".progress").inner_text()


def signs(page: Page) -> dict[str, str]:
    """What the gutter shows of the decisions, by the sentence's id."""
    shown: list[list[str]] = page.locator(".sentence .decision").evaluate_all(
        "all => all.map((e) => [e.closest('.sentence').id, e.textContent])"
    )
    return dict(shown)


def merge(page: Page, one: str, other: str) -> None:
    press(page, "e")
    which, same = page.locator("dialog select").all()
    which.select_option(one)
    same.select_option(other)
    page.get_by_role("button", name="Merge").click()
