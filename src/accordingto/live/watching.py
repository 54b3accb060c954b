"""Watches the files of a live review, and tells the open pages."""

from __future__ import annotations

import asyncio
from pathlib import Path

from watchfiles import awatch

from accordingto.errors import AccordingtoError
from accordingto.live.channel import Channel
from accordingto.live.session import Session

#: Seconds to wait before each new try of a draft that cannot be read: a program may be saving it.
_PATIENCE = (0.0, 0.1, 0.3, 0.6, 1.0, 2.0)
#: After so many milliseconds without a word the files are looked at: not every drive tells.
_SILENCE = 2_000


async def watch(session: Session, draft: Path, channel: Channel) -> None:
    """Read the draft again whenever it is saved, until cancelled.

    The folder is watched, not the file: programs save by putting a new file in its place. A link is
    watched where it leads. What cannot be read is told once, and tried again.
    """
    draft, record = draft.resolve(), session.record.resolve()
    seen, seen_record = None, _state(record)
    missed = True  # it may have been saved before anybody watched
    problem = ""
    async for _ in awatch(
        *{draft.parent, record.parent},
        recursive=False,
        step=30,
        rust_timeout=_SILENCE,
        yield_on_timeout=True,
    ):
        if _state(record) != seen_record:
            seen_record = _state(record)
            channel.send("review")
        if missed or _state(draft) != seen:
            seen = _state(draft)
            before, problem = problem, await _read_again(session, channel, problem)
            missed = problem != ""
            if missed and problem != before:
                channel.send("problem", problem)


def _state(file: Path) -> tuple[int, int] | None:
    """What changes when a file is saved; None where there is none."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_ino


async def _read_again(session: Session, channel: Channel, problem: str) -> str:
    """Take in the draft as it is now; why that cannot be, if so. A known problem is waited for no
    longer."""
    for pause in _PATIENCE if not problem else _PATIENCE[:1]:
        await asyncio.sleep(pause)
        try:
            changed = await asyncio.to_thread(session.refresh)
        except AccordingtoError as error:
            problem = error.fact
        except Exception as error:  # the tool itself fails on it: the review goes on
            problem = f"It cannot be annotated ({type(error).__name__}: {error})."
        else:
            if changed:
                channel.send("draft", str(session.version))
            return ""
    return problem
