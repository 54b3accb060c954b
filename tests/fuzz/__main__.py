"""Run a fuzz target under libFuzzer: see ``readers.py``."""

from __future__ import annotations

import sys
import tempfile
import warnings

import atheris

# What is imported here tells libFuzzer which ways its inputs take.
with atheris.instrument_imports(include=["accordingto"]):
    import readers


def main() -> None:
    """Run the target that the command line names, with the options of libFuzzer behind it."""
    if len(sys.argv) < 2 or sys.argv[1] not in readers.TARGETS:
        print(f"Name one of {', '.join(readers.TARGETS)}.")
        sys.exit(2)
    warnings.simplefilter("ignore")
    name = sys.argv.pop(1)
    with tempfile.TemporaryDirectory() as found:  # it writes into the first folder that it is given
        atheris.Setup([*sys.argv, found, str(readers.INPUTS)], readers.TARGETS[name])
        atheris.Fuzz()


main()
