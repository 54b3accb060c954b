"""What the measures take from this package."""

from __future__ import annotations

from accordingto.evaluate.tool import packaged_form
from marked import at


def test_the_packaged_form_reads_the_quotation_marks() -> None:
    text = "He said it was “bad”. “Go,” she said."
    form = packaged_form()
    assert form(text, (at(text, "it was “bad”"),)) == "mixed"
    assert form(text, (at(text, "Go"),)) == "direct"
    assert form(text, (at(text, "it was"),)) == "indirect"
