"""An annotation as one HTML file: self-contained, and readable without JavaScript."""

from __future__ import annotations

import base64
import datetime
import functools
import hashlib
import re
import traceback
from collections.abc import Sequence
from pathlib import Path

import jinja2
import jinja2.ext
from markupsafe import Markup

import accordingto
from accordingto.errors import InputError, InstallationError
from accordingto.records import Annotation
from accordingto.report import segments, view
from accordingto.report.script_data import Live
from accordingto.review.apply import Applied

_MAIN = "report.html.jinja"
#: What a template's expressions can raise: it computes with what it is given.
_TEMPLATE_ERRORS = (jinja2.TemplateError, ArithmeticError, LookupError, TypeError, ValueError)
#: The modules of the page's script, in the order in which they are put together.
_MODULES = (
    *("dom", "store", "schema", "record", "merging", "sources", "messages", "selection"),
    *("todo", "decisions", "filters", "paint", "picker", "card", "handon", "draft"),
    *("keys", "start"),
)
_SCRIPTS = tuple(f"scripts/{name}.js" for name in _MODULES)
#: Those of a page that follows its draft: a server keeps its review.
_LIVE_SCRIPTS = tuple(
    f"scripts/{'live-store' if name == 'store' else name}.js" for name in (*_MODULES, "following")
)


def template_dir() -> Path:
    """The folder of the report's templates: in the package, or at the top of a checkout.

    Raises InstallationError where neither exists.
    """
    here = Path(__file__).resolve()
    for folder in (here.parents[1] / "templates", here.parents[3] / "templates"):
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
    live: Live | None = None,
) -> str:
    """The report on an annotation, as HTML to be written in UTF-8.

    Templates in ``template_dir`` take the place of those of the same name; the others stay as
    they are. What they are given is `accordingto.report.view.Page`, as ``page``. ``read_on`` is
    printed where it is given: the same annotation always gives the same file. ``review`` is what
    `accordingto.review.apply.apply` made of an editor's review for this annotation. ``live`` makes
    the page one that a server of this machine keeps the review of (`accordingto.live`). Characters
    that HTML cannot hold (U+0000, lone surrogates) are shown as U+FFFD.

    Raises InputError where a template of the caller's own is wrong: it says in which line, and why.
    """
    content = view.build(
        annotation,
        version=accordingto.__version__,
        read_on=read_on,
        review=review,
        live=live,
    )
    scripts = _SCRIPTS if live is None else _LIVE_SCRIPTS
    return fill(_MAIN, template_dir, ("report.css",), scripts, asks=live is not None, page=content)


def fill(
    main: str,
    own: Path | None,
    styles: Sequence[str],
    scripts: Sequence[str],
    *,
    asks: bool = False,
    **given: object,
) -> str:
    """A page of the template ``main`` with its style sheets and scripts in it: it asks for nothing.

    ``own`` is a folder of the caller's own templates, ``given`` what the template may name besides
    ``style``, ``script`` and ``policy``. A page that ``asks`` may ask its own server, and no other.
    Raises InputError where one of the caller's own is wrong.
    """
    if own is not None:
        check_templates(own)
    environment = _environment(own)
    style = "".join(_source(environment, name) for name in styles)
    script = _script(environment, scripts)
    try:
        text = environment.get_template(main).render(
            given, style=Markup(style), script=Markup(script), policy=_policy(style, script, asks)
        )
    except _TEMPLATE_ERRORS as error:
        if own is None:
            raise
        raise _explained(error, own) from error
    return re.sub("[\x00\ud800-\udfff]", "\ufffd", text)


def check_templates(folder: Path) -> None:
    """Raise InputError where a folder of own templates is missing, empty, or holds a broken one.

    A field that does not exist comes to light only in `render`.
    """
    if not folder.is_dir():
        raise InputError(
            f"The template folder {folder} {'is no folder' if folder.exists() else 'is missing'}.",
            "Pass --template with a folder that holds your templates.",
        )
    names = sorted(_names(template_dir()))
    own = _names(folder)
    if not own & set(names):
        raise InputError(
            f"{folder} holds no template of ours.",
            f"Name yours as the one that it replaces: {', '.join(names)}.",
        )
    for name in sorted(own):
        _check_template(folder, name)


def _check_template(folder: Path, name: str) -> None:
    environment = _environment(folder)
    try:
        if name.endswith(".jinja"):
            environment.get_template(name)
        else:
            _source(environment, name)
    except (jinja2.TemplateError, UnicodeDecodeError) as error:
        raise _explained(error, folder, name) from error


def _names(folder: Path) -> set[str]:
    """The templates, style sheets and scripts in a folder, as templates name each other."""
    paths = (path for path in folder.rglob("*") if path.suffix in {".jinja", ".css", ".js"})
    return {path.relative_to(folder).as_posix() for path in paths}


def _explained(error: Exception, folder: Path, name: str = "") -> InputError:
    """What is wrong with a template, and in which line of which file."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        place = f"{error.filename or name}, line {error.lineno}"
    else:  # Jinja puts the template's own lines into the traceback
        frames = traceback.extract_tb(error.__traceback__)
        lines = [f"{f.filename}, line {f.lineno}" for f in frames if f.filename.endswith(".jinja")]
        place = lines[-1] if lines else str(folder / name)
    what = str(error).rstrip(".")
    if isinstance(error, jinja2.TemplateNotFound):
        what = f"there is no template “{error.name}”"
    return InputError(
        f"{place}: {what}.", "Mend the template; templates/README.md lists all that it can use."
    )


def _policy(style: str, script: str, asks: bool) -> str:
    own_server = "connect-src 'self'; " if asks else ""
    return (
        f"default-src 'none'; script-src '{_digest(script)}'; style-src '{_digest(style)}'; "
        f"{own_server}img-src data:; base-uri 'none'; form-action 'none'"
    )


def _environment(own: Path | None) -> jinja2.Environment:
    return _kept(own, frozenset() if own is None else frozenset(_names(own)))


@functools.lru_cache(maxsize=4)
def _kept(own: Path | None, names: frozenset[str]) -> jinja2.Environment:
    """What renders templates: compiling them takes longer than filling a page.

    Jinja compiles one again whose file has changed. It does not look for new ones: ``names``, all
    that stand in the caller's own folder, has it begin anew.
    """
    folders = [template_dir()] if own is None else [own, template_dir()]
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folders),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        extensions=[_Unindented],
    )
    environment.filters["exact"] = _exact
    environment.policies["json.dumps_kwargs"] = {"separators": (",", ":")}
    environment.tests["turning"] = segments.turns_direction
    return environment


class _Unindented(jinja2.ext.Extension):
    """Takes the indentation off a template: it is for who reads that, and weighs much in a page."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return re.sub(r"^[ \t]+", "", source, flags=re.MULTILINE)


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


def _script(environment: jinja2.Environment, names: Sequence[str]) -> str:
    """The modules as one script. They share their names with each other and with nothing else."""
    modules = "\n".join(_source(environment, name) for name in names)
    return f"(() => {{\n{modules}}})();\n"


def _digest(text: str) -> str:
    """The source expression of a Content Security Policy for this very text (CSP 3)."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf8")).digest()).decode()
