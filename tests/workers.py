"""What worker processes of the tests do: functions that a new process can import by name."""

from __future__ import annotations

import os
import signal
import time

from accordingto.errors import InstallationError


def doubled(number: int) -> int:
    """Twice the number; it dies of 13, and finds its installation broken at 99."""
    if number == 13:
        os.kill(os.getpid(), signal.SIGKILL)
    if number == 99:
        raise InstallationError("The model is missing.", "Install it.")
    return 2 * number


def lost(number: int) -> int:
    """The result of what a process died of."""
    return -number


def process(number: int) -> int:
    """The id of the process that works on the number."""
    time.sleep(0.05)
    return os.getpid()
