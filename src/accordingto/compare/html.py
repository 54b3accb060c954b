"""A comparison as one HTML file in the look of the report: self-contained, without JavaScript."""

from __future__ import annotations

from accordingto import __version__
from accordingto.compare import view
from accordingto.compare.carry import Carried
from accordingto.compare.changes import Comparison
from accordingto.report.html import fill


def render(comparison: Comparison, carried: Carried | None = None) -> str:
    """The page of two drafts side by side, as HTML to be written in UTF-8.

    ``carried`` adds what became of a review. The same comparison always gives the same file.
    """
    sheet = view.build(comparison, version=__version__, carried=carried)
    return fill("compare.html.jinja", None, ("report.css", "compare.css"), (), sheet=sheet)
