"""The errors of the library: each says what happened, then what to do about it."""

from __future__ import annotations


class AccordingtoError(Exception):
    """Something the user can mend. ``fact`` says what is the matter, ``remedy`` what to do.

    ``exit_code`` is what the command ends with: 2 a wrong use, 3 an input that cannot be read,
    4 an output that cannot be written, 5 an installation that is not whole.
    """

    exit_code = 1

    def __init__(self, fact: str, remedy: str) -> None:
        super().__init__(f"{fact} {remedy}")
        self.fact = fact
        self.remedy = remedy

    def __reduce__(self) -> tuple[type[AccordingtoError], tuple[str, str]]:
        """Its two parts: so it comes whole out of another process."""
        return type(self), (self.fact, self.remedy)


class UsageError(AccordingtoError):
    """The call itself makes no sense."""

    exit_code = 2


class InputError(AccordingtoError):
    """An input cannot be read as what it should be."""

    exit_code = 3


class OutputError(AccordingtoError):
    """An output cannot be written."""

    exit_code = 4


class InstallationError(AccordingtoError):
    """A part of the installation is missing or is not what it should be."""

    exit_code = 5
