"""The command: one module a sub-command, each parses, calls and prints."""

from accordingto.cli.app import main

__all__ = ["main"]
