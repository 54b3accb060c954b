"""A file is whole or as before."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from accordingto import writing
from accordingto.errors import OutputError


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
