"""An annotation as one HTML file: self-contained, and readable without JavaScript."""

from __future__ import annotations

import base64
import datetime
import hashlib
import re
from pathlib import Path

import jinja2
from markupsafe import Markup

import accordingto
from accordingto import page
from accordingto.errors import InstallationError
from accordingto.records import Annotation
from accordingto.review import Applied

_MAIN = "report.html.jinja"
_SCRIPTS = ("record.js", "sources.js", "report.js")


def template_dir() -> Path:
    """The folder of the report's templates: in the package, or at the top of a checkout.

    Raises InstallationError where neither exists.
    """
    here = Path(__file__).resolve()
    for folder in (here.parent / "templates", here.parents[2] / "templates"):
        if (folder / _MAIN).is_file():
            return folder
    raise InstallationError(
        "The report's templates are missing from this installation.",
        "Install accordingto again (pip install --force-reinstall accordingto).",
    )


def render(
    annotation: Annotation,
    *,
    template_dir: Path | None = None,
    read_on: datetime.date | None = None,
    review: Applied | None = None,
) -> str:
    """The report on an annotation, as HTML to be written in UTF-8.

    Templates in ``template_dir`` take the place of those of the same name; the others stay as
    they are. What they are given is `accordingto.page.Page`, as ``page``. ``read_on`` is printed
    where it is given: the same annotation always gives the same file. ``review`` is what
    `accordingto.review.apply` made of an editor's review for this annotation. Characters that HTML
    cannot hold (U+0000, lone surrogates) are shown as U+FFFD.

    Raises jinja2.TemplateError where a template of the caller's own is wrong.
    """
    environment = _environment(template_dir)
    style = _source(environment, "report.css")
    script = "".join(_source(environment, name) for name in _SCRIPTS)
    text = environment.get_template(_MAIN).render(
        page=page.build(
            annotation, version=accordingto.__version__, read_on=read_on, review=review
        ),
        style=Markup(style),
        script=Markup(script),
        policy=(
            f"default-src 'none'; script-src '{_digest(script)}'; style-src '{_digest(style)}'; "
            "img-src data:; base-uri 'none'; form-action 'none'"
        ),
    )
    return re.sub("[\x00\ud800-\udfff]", "\ufffd", text)


def _environment(own: Path | None) -> jinja2.Environment:
    folders = [template_dir()] if own is None else [own, template_dir()]
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folders),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["exact"] = _exact
    return environment


def _exact(text: str) -> Markup:
    """Text for HTML to the character: a parser would turn a bare carriage return into a newline."""
    return Markup(str(Markup.escape(text)).replace("\r", "&#13;"))


def _source(environment: jinja2.Environment, name: str) -> str:
    """A style sheet or script as it stands, or an error where it would end its own element."""
    loader = environment.loader
    if loader is None:
        raise jinja2.TemplateNotFound(name)
    text, _, _ = loader.get_source(environment, name)
    if re.search(r"</(script|style)|<!--", text, re.IGNORECASE):
        raise jinja2.TemplateError(f"{name} must not hold “</script”, “</style” or “<!--”")
    return text


def _digest(text: str) -> str:
    """The source expression of a Content Security Policy for this very text (CSP 3)."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf8")).digest()).decode()
