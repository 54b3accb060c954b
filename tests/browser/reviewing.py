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


def chosen(page: Page) -> str | None:
    """The id of the chosen sentence."""
    sentence = page.locator(".chosen.sentence")
    return sentence.get_attribute("id") if sentence.count() else None


def said(page: Page) -> str:
    """What the page's message says, without its buttons."""
    return str(page.locator("#status span").first.inner_text())


def exported(page: Page, tmp_path: Path) -> dict[str, Any]:
    """The record that the export dialog hands over, checked against the schema."""
    page.locator(".bar").get_by_role("button", name="Export").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save").click()
    press(page, "Escape")
    path = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(path)
    data: dict[str, Any] = json.loads(path.read_text("utf-8"))
    jsonschema.Draft202012Validator(schema(decisions.Review)).validate(data)
    return data


def choose_file(page: Page, path: Path) -> None:
    """Hand a file to the import; the dialog stays open."""
    press(page, "?")
    with page.expect_file_chooser() as waiting:
        page.get_by_role("button", name="Import").click()
    waiting.value.set_files(path)


def take(page: Page, path: Path) -> str:
    """Import a file; what the page says to it."""
    choose_file(page, path)
    page.locator(".notice:not(:empty)").wait_for()
    told = str(page.locator(".notice").inner_text())
    press(page, "Escape")
    return told


def progress(page: Page) -> str:
    return str(page.locator(".progress").first.inner_text())


def signs(page: Page) -> dict[str, str]:
    """What the gutter shows of the decisions, by the sentence's id."""
    shown: list[list[str]] = page.locator(".sentence .decision").evaluate_all(
        "all => all.map((e) => [e.closest('.sentence').id, e.textContent])"
    )
    return dict(shown)


def beside(page: Page, number: int) -> list[str]:
    """Who asserts a sentence, as its gutter has it."""
    return str(page.locator(f"#s{number} .who").inner_text()).split()


def give(page: Page, typed: str) -> None:
    """Give the chosen sentence to a source."""
    press(page, "c")
    page.keyboard.type(typed)
    press(page, "Enter")


def merge(page: Page, one: str, other: str) -> None:
    """Say that a source is the same as another, by their codes."""
    page.locator(f".sources li[data-key={one}] .edit").click()
    page.get_by_role("button", name="Same as another source").click()
    page.keyboard.type(other)
    press(page, "Enter")


#: Every label, code and count of the page.
STATE = """() => ({
  beside: [...document.querySelectorAll('.sentence')].map((e) => [e.id,
    e.querySelector('.who').textContent.trim().replace(/\\s+/g, ' '), e.dataset.keys,
    [...e.classList].filter((c) => ['attributed', 'partly', 'narration'].includes(c)).join()]),
  marks: [...document.querySelectorAll('.sentence .text')].map((e) => [
    [...e.classList].filter((c) => c !== 'text').sort().join(' '),
    ...[...e.querySelectorAll('.says')].map((s) => [...s.classList].sort().join(' '))]),
  leans: [...document.querySelectorAll('.leans')].filter((e) => e.closest('.sentence') && !e.hidden)
    .map((e) => e.textContent),
  decisions: [...document.querySelectorAll('.sentence .decision')].map((e) => e.textContent),
  heads: [...document.querySelectorAll('summary .who')].map((e) =>
    e.textContent.trim().replace(/\\s+/g, ' ')),
  names: [...document.querySelectorAll('bdi[data-of]')].map((e) => e.textContent),
  list: [...document.querySelectorAll('.sources li')].map((e) => [e.dataset.key,
    e.querySelector('a').textContent.trim(), e.querySelector('.count').textContent.trim(),
    e.querySelector('small').textContent.trim(),
    e.querySelector('.fill') ? e.querySelector('.fill').getAttribute('width') : '']),
  table: [...document.querySelectorAll('#map tbody tr')].map((e) => e.innerText),
  matrix: [...document.querySelectorAll('.matrix .cell')].map((e) => [e.getAttribute('class'),
    e.getAttribute('transform'),
    [...e.querySelectorAll('a')].map((a) => a.getAttribute('href')).join()]),
  rows: [...document.querySelectorAll('.matrix .row')].map((e) => e.textContent),
  strip: [...document.querySelectorAll('.strip a')].map((e) => [
    e.querySelector('.tick').getAttribute('class'),
    e.querySelector('.tick').getAttribute('d'), e.querySelector('title').textContent]),
  index: [...document.querySelectorAll('.entry')].filter((e) => !e.hidden).map((e) => [
    e.querySelector('h3').textContent.trim(), e.querySelector('.about').textContent.trim(),
    e.querySelector('.asserts').textContent.trim(),
    [...e.querySelectorAll('.mentions li')].map((m) => m.textContent).sort()]),
  verdict: document.querySelector('.verdict').textContent,
  progress: document.querySelector('.progress').textContent,
  todo: [...document.querySelectorAll('.todo li')].map((e) =>
    e.className.replace('chosen', '').trim()),
})"""
