"""The sample's report and the README's picture of it are made by one command."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

_SAMPLES = Path(__file__).parents[2] / "samples"


def test_one_command_makes_the_report_and_its_picture(tmp_path: Path) -> None:
    shutil.copy(_SAMPLES / "ontario-shooting.txt", tmp_path)
    # A process of its own: the browser tests hold the one event loop of this.
    command = [sys.executable, "-m", "accordingto.training.pictures", str(tmp_path)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    page, picture = (tmp_path / f"ontario-shooting.{kind}" for kind in ("html", "png"))
    assert told.splitlines() == [str(page), str(picture)]
    assert page.read_bytes() == (_SAMPLES / page.name).read_bytes()
    assert picture.read_bytes().startswith(b"\x89PNG")
