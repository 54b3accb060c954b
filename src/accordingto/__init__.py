"""accordingto: who says so? Shows, sentence by sentence, who asserts what in a news article."""

from __future__ import annotations

__version__ = "0.1.0"
