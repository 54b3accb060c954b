"""The audit as one HTML page, in the look and under the policy of a report."""

from __future__ import annotations

from pathlib import Path

from accordingto.audit.charts import chart
from accordingto.audit.figures import numeric
from accordingto.audit.view import Page
from accordingto.report import html


def render(page: Page, *, template_dir: Path | None = None) -> str:
    """The page as HTML to be written in UTF-8; it asks for nothing from anywhere.

    ``template_dir`` as of `accordingto.report.html.render`. Raises InputError likewise.
    """
    return html.fill(
        "audit.html.jinja",
        template_dir,
        ("report.css", "audit.css"),
        (),
        audit=page,
        charts={figure.id: chart(figure) for figure in page.figures},
        numeric={figure.id: numeric(figure) for figure in page.figures},
    )
