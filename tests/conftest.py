"""What all tests share: the command run in this process, and reproducible random tests."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import settings
from spacy.language import Language
from spacy.tokens import Doc

from accordingto.cli.app import main
from accordingto.language import pipeline
from accordingto.language.annotator import Annotator, read_doc
from accordingto.language.model import Model, load
from accordingto.records import Article

settings.register_profile("reproducible", derandomize=True, deadline=None)
settings.load_profile("reproducible")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="write the goldens anew")


@dataclass(frozen=True)
class Ran:
    """What a run of the command left: its exit code and the bytes of its two streams."""

    code: int
    stdout: bytes
    stderr: bytes

    @property
    def out(self) -> str:
        return self.stdout.decode()

    @property
    def err(self) -> str:
        return self.stderr.decode()


class _Stream(io.TextIOWrapper):
    """A standard stream in memory, on a terminal or not."""

    def __init__(self, data: bytes = b"", *, terminal: bool = False) -> None:
        super().__init__(io.BytesIO(data), encoding="utf-8", newline="", write_through=True)
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal

    @property
    def written(self) -> bytes:
        self.flush()
        buffer = self.buffer
        assert isinstance(buffer, io.BytesIO)
        return buffer.getvalue()


Run = Callable[..., Ran]
Parse = Callable[[Article], Doc]


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The parser, loaded once."""
    return pipeline.load()


@pytest.fixture(scope="session")
def model() -> Model:
    """The packaged model, loaded once."""
    return load()


@pytest.fixture(scope="session")
def annotator(nlp: Language, model: Model) -> Annotator:
    """Everything: the parser and the packaged model."""
    return Annotator(nlp, model)


@pytest.fixture(scope="session")
def parsed(nlp: Language, model: Model) -> Parse:
    """Parses an article, and finds the names in it."""

    def parse(article: Article) -> Doc:
        doc = pipeline.parse(nlp, article)
        read_doc(doc, article, model)
        return doc

    return parse


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs ``accordingto ARGUMENTS``; ``stdin`` are bytes, ``terminal`` what stderr claims."""

    def call(*arguments: object, stdin: bytes = b"", terminal: bool = False) -> Ran:
        out, err = _Stream(), _Stream(terminal=terminal)
        with monkeypatch.context() as patch:
            patch.setattr(sys, "argv", ["accordingto", *map(str, arguments)])
            patch.setattr(sys, "stdin", _Stream(stdin))
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            with pytest.raises(SystemExit) as left:
                main()
        code = left.value.code
        assert isinstance(code, int)
        return Ran(code, out.written, err.written)

    return call
