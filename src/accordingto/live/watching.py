"""Watches the files of a live review, and tells the open pages."""

from __future__ import annotations

import asyncio
from pathlib import Path

from watchfiles import Change, awatch

from accordingto.errors import AccordingtoError
from accordingto.live.channel import Channel
from accordingto.live.session import Session

#: Seconds to wait before each new try of a draft that cannot be read: a program may be saving it.
_PATIENCE = (0.0, 0.1, 0.3, 0.6, 1.0, 2.0)


async def watch(session: Session, draft: Path, channel: Channel) -> None:
    """Read the draft again whenever it is saved, until cancelled.

    The folder is watched, not the file: programs save by putting a new file in its place. A link is
    watched where it leads.
    """
    draft = draft.resolve()
    record = session.record.resolve()

    def ours(change: Change, path: str) -> bool:
        return Path(path).name in (draft.name, record.name)

    await _read_again(session, channel)  # it may have been saved before anybody watched
    folders = {draft.parent, record.parent}
    async for changes in awatch(*folders, watch_filter=ours, recursive=False, step=30):
        names = {Path(path).name for _, path in changes}
        if record.name in names:
            channel.send("review")
        if draft.name in names:
            await _read_again(session, channel)


async def _read_again(session: Session, channel: Channel) -> None:
    """Take in the draft as it is now, or say why it cannot be read."""
    problem = ""
    for pause in _PATIENCE:
        await asyncio.sleep(pause)
        try:
            changed = await asyncio.to_thread(session.refresh)
        except AccordingtoError as error:
            problem = error.fact
        else:
            if changed:
                channel.send("draft", str(session.version))
            return
    channel.send("problem", problem)
