"""What is installed only on request."""

from __future__ import annotations

from accordingto.errors import InputError


def missing(name: str, format: str, extra: str) -> InputError:
    """Why a document is not read: the library for its format is not installed."""
    return InputError(
        f"{name} is a {format} document, and what reads those is not installed.",
        f"Install it with: pip install 'accordingto[{extra}]'",
    )
