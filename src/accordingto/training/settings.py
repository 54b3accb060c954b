"""What a training run does, read from one TOML file; see ``configs/`` for those of the model.

Every entry can be overridden on the command line by its path: ``--plan.rate 1e-4``.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args, get_type_hints

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from accordingto.errors import InputError

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

_STRICT = ConfigDict(extra="forbid")
Run = TypeVar("Run")
#: The entries that the command line writes as TOML does; all others are plain words or numbers.
_PARSED = frozenset({"plan.sizes", "teacher.draws", "paths.asked"})


@dataclass(frozen=True, config=_STRICT)
class Paths:
    """Where everything is; relative paths start from the working directory.

    polnear: holds PolNeAR's train/ and dev/. editor: holds the editor's train.json and dev.json.
    texts: the articles' plain texts. out: gets checkpoints, the log and the exported model.
    base: the folder of the BERT or MPNet to start from; none: the packaged all-MiniLM-L6-v2.
    start: the checkpoint to begin with.
    """

    polnear: Path
    editor: Path
    texts: Path
    out: Path
    base: Path | None = None
    start: Path | None = None


@dataclass(frozen=True, config=_STRICT)
class Plan:
    """How a network is trained.

    sizes: pieces of a window, by epoch. editor_from: the first epoch, from 0, with the editor's
    set. pieces: of a batch. rate: of the encoder, heads: that many times it for the heads. warm_up:
    steps. decay: of the averaged weights. frozen: layers that keep their weights, the embeddings
    with them. seed: of everything that is drawn.
    """

    sizes: tuple[int, ...]
    editor_from: int
    pieces: int
    rate: float
    heads: float
    warm_up: int
    decay: float
    frozen: int
    seed: int


@dataclass(frozen=True, config=_STRICT)
class Draw:
    """Raw news to draw: so many articles, by that seed, none of them of an earlier draw."""

    seed: int
    articles: int


@dataclass(frozen=True, config=_STRICT)
class Teacher:
    """Whom a student learns from.

    checkpoint: the teacher's. base: the folder that it started from. targets: the folder that gets
    what it thinks; runs of one teacher share it. news: raw news (news.jsonl.xz), of which draws are
    read.
    """

    checkpoint: Path
    base: Path
    targets: Path
    news: Path
    draws: tuple[Draw, ...]


@dataclass(frozen=True, config=_STRICT)
class Export:
    """The name and version of the model that a run ends in."""

    name: str
    version: str


@dataclass(frozen=True, config=_STRICT)
class AskingPaths:
    """Where everything is for a run of ``fit_asking``.

    asked: the files of what readers queried. texts: holds ID.txt of all their articles. readings:
    keeps what is read of them; made where it is missing. model: the model folder that gets the
    weights. out: gets what was thought of each sentence.
    """

    asked: tuple[Path, ...]
    texts: Path
    readings: Path
    model: Path
    out: Path


@dataclass(frozen=True, config=_STRICT)
class AskingPlan:
    """How the weights of queries are fitted.

    decay, decay_reasons: pull weights towards zero, of being queried and of the reasons. folds: of
    articles, to judge by. precision: 0 to 1, the share of right queries to reach. seed: of the
    folds.
    """

    decay: float
    decay_reasons: float
    folds: int
    precision: float
    seed: int


@dataclass(frozen=True, config=_STRICT)
class AskingSettings:
    """A run of ``fit_asking``."""

    paths: AskingPaths
    plan: AskingPlan


@dataclass(frozen=True, config=_STRICT)
class HeadPaths:
    """Where everything is for a run of ``fit_heads``.

    known, fresh: an editor's judgements (``evaluate editor``) of articles that taught the tagger
    and of such as did not. texts: holds ID.txt of all of them. model: the folder that gets the
    weights.
    """

    known: Path
    fresh: Path
    texts: Path
    model: Path


@dataclass(frozen=True, config=_STRICT)
class HeadSettings:
    """A run of ``fit_heads``."""

    paths: HeadPaths


@dataclass(frozen=True, config=_STRICT)
class Settings:
    """A run. device: where it computes. small: only so many articles of each corpus, for trying
    things out. teacher: none, where only people teach. export: none, where no model comes of it.
    """

    paths: Paths
    plan: Plan
    device: Literal["cpu", "cuda"] = "cpu"
    small: int | None = None
    teacher: Teacher | None = None
    export: Export | None = None

    def __post_init__(self) -> None:
        if self.teacher and len(set(self.plan.sizes)) > 1:
            raise ValueError("with a teacher all plan.sizes are the same: it reads each text once")


def from_command_line(arguments: Sequence[str] | None, description: str, kind: type[Run]) -> Run:
    """The settings of a command's ``--config``, with what its other options override.

    Raises InputError where the file, or what overrides it, says no run.
    """
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--config", type=Path, required=True, help="a TOML file")
    for name in _entries(kind):
        parser.add_argument(f"--{name}", metavar="VALUE")
    options = vars(parser.parse_args(arguments))
    path = options.pop("config")
    return read(path, {name: text for name, text in options.items() if text is not None}, kind)


def read(path: Path, overrides: dict[str, str], kind: type[Run]) -> Run:
    """The settings of a TOML file; overrides: texts by the entry's path (``plan.rate``).

    Raises InputError where they say no run.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf8"))
        for name, text in overrides.items():
            section, _, entry = name.rpartition(".")
            part = content.setdefault(section, {}) if section else content
            part[entry] = _value(text) if name in _PARSED else text
        return TypeAdapter(kind).validate_python(content)
    except OSError as error:
        raise InputError(
            f"{path} cannot be read ({error.strerror or error}).", "Name a training configuration."
        ) from error
    except ValidationError as error:
        faults = [
            f"{'.'.join(map(str, fault['loc'])) or 'the run'}: {fault['msg']}"
            for fault in error.errors()
        ]
        raise InputError(
            f"{path} is no training run ({'; '.join(faults)}).", "See accordingto/training/configs."
        ) from error
    except ValueError as error:
        raise InputError(f"{path} is not TOML ({error}).", "Mend the file.") from error


def _entries(kind: type) -> Iterator[str]:
    """The paths of all entries of a run: of a section, ``section.entry``."""
    for name, hint in get_type_hints(kind).items():
        sections = [part for part in (hint, *get_args(hint)) if is_dataclass(part)]
        if sections:
            yield from (f"{name}.{entry.name}" for entry in fields(sections[0]))
        else:
            yield name


def _value(text: str) -> Any:
    """A list as TOML writes it."""
    return tomllib.loads(f"value = {text}")["value"]
