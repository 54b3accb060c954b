"""The model folder, loaded whole: everything that was learned, as one thing.

``config.json`` in it names the model and its version, tells the label scheme that it was trained
by, holds the small weights, and gives the SHA-256 sums of the files beside it: ``roles.onnx``, the
tagger's network, ``naming.npz``, ``kinds.npz``, ``choosing.npz`` and ``asking.npz``, the weights of
who is named, what is described, who is meant and what an editor would query, and
``tokenizer.json``.
What is missing, altered or of another scheme is an error at loading, never a strange annotation.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from accordingto.errors import InstallationError
from accordingto.language.asking.asker import Asker
from accordingto.language.attribution.evidence import NAMES
from accordingto.language.coreference.chooser import Chooser
from accordingto.language.coreference.kinds import KindHead
from accordingto.language.naming.recognizer import Recognizer
from accordingto.language.tagging.confidence import EVIDENCE
from accordingto.language.tagging.scheme import scheme
from accordingto.language.tagging.tagger import RoleTagger
from accordingto.records import ModelInfo

#: The folder of the model that the package carries.
PACKAGED = Path(__file__).parents[1] / "model"
CONFIGURATION, NETWORK, TOKENIZER = "config.json", "roles.onnx", "tokenizer.json"
ASKING = "asking.npz"
CHOOSING = "choosing.npz"
KINDS = "kinds.npz"
NAMING = "naming.npz"
#: The files beside the configuration.
FILES = (NETWORK, TOKENIZER, NAMING, KINDS, CHOOSING, ASKING)
#: The form of the configuration that this version reads and writes.
FORMAT = 1

#: Weights of evidence, by its names.
Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Configuration:
    """What ``config.json`` says beside the label scheme.

    transitions (K, K), from → to, and first (K,) are the CRF's, float32. links, confidence,
    titles, lines, leaning: the weights of the evidence for a link, for an attribution as a whole
    (``attribution.evidence``), for what an editor would enter as a title
    (``profile.title_choice``), for a line that is no body text (``lines``), and for narration that
    goes on with an account (``leaning``).
    asking: the least chance that an editor would query a sentence, 0 to 1, at which it is said.
    """

    info: ModelInfo
    transitions: NDArray[np.float32]
    first: NDArray[np.float32]
    links: Weights
    confidence: Weights
    titles: Weights
    lines: Weights
    leaning: Weights
    asking: float

    def to_json(self, folder: Path) -> str:
        """The text of the ``config.json`` of a folder whose other files are there."""
        content = {
            "format": FORMAT,
            "name": self.info.name,
            "version": self.info.version,
            "files": {name: sha256(folder / name) for name in FILES},
            "scheme": scheme(),
            "first": _numbers(self.first),
            "transitions": [_numbers(row) for row in self.transitions],
            "links": dict(self.links),
            "confidence": dict(self.confidence),
            "titles": dict(self.titles),
            "lines": dict(self.lines),
            "leaning": dict(self.leaning),
            "asking": self.asking,
        }
        return _indented(content) + "\n"


@dataclass(frozen=True, slots=True)
class Model:
    """A loaded model: its name and version, its tagger, and the weights of what comes after."""

    info: ModelInfo
    tagger: RoleTagger
    links: Weights
    confidence: Weights
    titles: Weights
    lines: Weights
    leaning: Weights
    asker: Asker
    chooser: Chooser
    recognizer: Recognizer
    kinds: KindHead


def load(folder: Path = PACKAGED, threads: int = 0) -> Model:
    """The model in a folder; ``threads`` to run it with (0: as many as there are cores).

    Raises InstallationError where the folder is not whole, a file of it was altered, or it was
    made for another form of configuration or another label scheme.
    """
    content = _content(folder)
    sums = _table(content, "files", folder)
    for name in FILES:
        if not (folder / name).is_file():
            raise _error(folder, f"The model in {folder} is not whole: {name} is missing.")
        if sha256(folder / name) != sums.get(name):
            raise _error(folder, f"{name} in {folder} is not the file that the model came with.")
    own = _configuration(content, folder)
    tagger = RoleTagger(
        folder / NETWORK, folder / TOKENIZER, own.transitions, own.first, threads=threads
    )
    try:
        asker = Asker.load(folder / ASKING, own.asking)
        chooser = Chooser.load(folder / CHOOSING, tagger.width)
        recognizer = Recognizer.load(folder / NAMING, tagger.width)
        kinds = KindHead.load(folder / KINDS, tagger.width)
    except ValueError as error:
        raise _error(folder, f"The model in {folder} cannot be used: {error}.") from error
    return Model(
        info=own.info,
        tagger=tagger,
        links=own.links,
        confidence=own.confidence,
        titles=own.titles,
        lines=own.lines,
        leaning=own.leaning,
        asker=asker,
        chooser=chooser,
        recognizer=recognizer,
        kinds=kinds,
    )


def configuration(folder: Path = PACKAGED) -> Configuration:
    """What the configuration of a model folder says. Raises InstallationError, as ``load``."""
    return _configuration(_content(folder), folder)


def sha256(path: Path) -> str:
    """The SHA-256 sum of a file, in hexadecimal digits."""
    with path.open("rb") as file:
        digest = hashlib.sha256()
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def _content(folder: Path) -> dict[str, Any]:
    """The content of a folder's configuration, if it is of our form and label scheme."""
    path = folder / CONFIGURATION
    try:
        content = json.loads(path.read_text(encoding="utf8"))
    except OSError as error:
        fact = f"The model in {folder} is not whole: {CONFIGURATION} cannot be read"
        raise _error(folder, f"{fact} ({error.strerror or error}).") from error
    except (ValueError, RecursionError) as error:
        raise _error(folder, f"{path} is not JSON ({error}).") from error
    form = content.get("format") if isinstance(content, dict) else None
    if form != FORMAT:
        raise _error(folder, f"{path} is of format {form}; this version reads format {FORMAT}.")
    ours, theirs = scheme(), _table(content, "scheme", folder)
    for name in ours.keys() | theirs.keys():
        if ours.get(name) != theirs.get(name):
            fact = f"The model in {folder} has other {name} than this version"
            raise _error(folder, f"{fact} ({theirs.get(name)}, not {ours.get(name)}).")
    return dict(content)


def _configuration(content: Mapping[str, Any], folder: Path) -> Configuration:
    size = len(scheme()["tags"])
    return Configuration(
        ModelInfo(_text(content, "name", folder), _text(content, "version", folder)),
        _array(content, "transitions", (size, size), folder),
        _array(content, "first", (size,), folder),
        _weights(content, "links", EVIDENCE, folder),
        _weights(content, "confidence", NAMES, folder),
        _weights(content, "titles", (), folder),
        _weights(content, "lines", (), folder),
        _weights(content, "leaning", (), folder),
        _chance(content, "asking", folder),
    )


def _entry(content: Mapping[str, Any], name: str, folder: Path) -> Any:
    if name not in content:
        raise _error(folder, f"{folder / CONFIGURATION} has no entry “{name}”.")
    return content[name]


def _table(content: Mapping[str, Any], name: str, folder: Path) -> dict[str, Any]:
    entry = _entry(content, name, folder)
    if not isinstance(entry, dict):
        raise _error(folder, f"“{name}” in {folder / CONFIGURATION} is no object.")
    return entry


def _text(content: Mapping[str, Any], name: str, folder: Path) -> str:
    entry = _entry(content, name, folder)
    if not isinstance(entry, str):
        raise _error(folder, f"“{name}” in {folder / CONFIGURATION} is no text.")
    return entry


def _chance(content: Mapping[str, Any], name: str, folder: Path) -> float:
    entry = _entry(content, name, folder)
    if not _is_number(entry) or not 0 <= entry <= 1:
        raise _error(folder, f"“{name}” in {folder / CONFIGURATION} is no chance, 0 to 1.")
    return float(entry)


def _weights(
    content: Mapping[str, Any], name: str, needed: Collection[str], folder: Path
) -> Weights:
    """Numbers by the names of the evidence, of which some must be there."""
    entry = _table(content, name, folder)
    lacking = next((one for one in needed if one not in entry), None)
    if lacking is not None or not entry:
        fact = f"“{name}” in {folder / CONFIGURATION} lacks the weight of “{lacking}”."
        raise _error(folder, fact)
    if not all(map(_is_number, entry.values())):
        raise _error(
            folder, f"“{name}” in {folder / CONFIGURATION} has weights that are no numbers."
        )
    return MappingProxyType(entry)


def _is_number(entry: object) -> bool:
    return isinstance(entry, int | float) and not isinstance(entry, bool) and math.isfinite(entry)


def _array(
    content: Mapping[str, Any], name: str, shape: tuple[int, ...], folder: Path
) -> NDArray[np.float32]:
    try:
        array = np.array(_entry(content, name, folder), dtype=np.float32).reshape(shape)
    except (TypeError, ValueError):
        array = np.full(shape, np.nan, np.float32)
    if not np.isfinite(array).all():
        wanted = " × ".join(map(str, shape))
        fact = f"“{name}” in {folder / CONFIGURATION} is not made of {wanted} numbers."
        raise _error(folder, fact)
    return array


def _error(folder: Path, fact: str) -> InstallationError:
    if folder == PACKAGED:
        remedy = "Install accordingto again: pip install --force-reinstall accordingto"
    else:
        remedy = "Name the folder of a whole model of this version, or none for the packaged one."
    return InstallationError(fact, remedy)


def _numbers(row: NDArray[np.float32]) -> list[float]:
    """Numbers that are written no longer than single precision needs to be read back the same."""
    return [float(str(number)) for number in row]


def _indented(content: Mapping[str, Any]) -> str:
    """JSON with a line an entry, and one a row of numbers or labels."""
    lines = []
    for name, value in content.items():
        if isinstance(value, dict):
            inner = [f"  {_flat(key)}: {_flat(item)}" for key, item in value.items()]
            text = "{\n" + ",\n".join(inner) + "\n }"
        elif isinstance(value, list) and isinstance(value[0], list):
            text = "[\n" + ",\n".join(f"  {_flat(row)}" for row in value) + "\n ]"
        else:
            text = _flat(value)
        lines.append(f" {_flat(name)}: {text}")
    return "{\n" + ",\n".join(lines) + "\n}"


def _flat(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
