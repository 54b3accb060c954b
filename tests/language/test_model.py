"""The model folder is loaded whole, or not at all and with a reason."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language

from accordingto.errors import InstallationError
from accordingto.language.annotator import Annotator
from accordingto.language.model import CONFIGURATION, NETWORK, PACKAGED, configuration, load
from accordingto.records import Article, ModelInfo


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the packaged model."""
    return shutil.copytree(PACKAGED, tmp_path / "model")


def test_name_and_version_of_an_annotation_are_those_of_the_model_s_configuration(
    folder: Path, nlp: Language
) -> None:
    content = json.loads((folder / CONFIGURATION).read_text("utf8"))
    content |= {"name": "mine", "version": "0"}
    (folder / CONFIGURATION).write_text(json.dumps(content), "utf8")
    annotation = Annotator(nlp, load(folder))(Article("Roe said it rains."))
    assert annotation.model == ModelInfo("mine", "0")


def test_the_packaged_configuration_is_what_would_be_written_for_it() -> None:
    text = (PACKAGED / CONFIGURATION).read_text("utf8")
    assert configuration(PACKAGED).to_json(PACKAGED) == text


@pytest.mark.parametrize("name", ["roles.onnx", "asking.npz", "tokenizer.json", "config.json"])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(InstallationError, match=rf"not whole: {name}") as raised:
        load(folder)
    assert "Name the folder of a whole model" in raised.value.remedy


def test_an_altered_file_is_named(folder: Path) -> None:
    with (folder / NETWORK).open("r+b") as file:
        file.seek(10_000_000)
        file.write(b"\x00\x01")
    with pytest.raises(InstallationError, match=r"roles\.onnx in .* is not the file"):
        load(folder)


def _without_files(content: dict[str, Any]) -> None:
    content["files"] = {}


def _in_another_order(content: dict[str, Any]) -> None:
    content["scheme"]["labels"].reverse()


def _without_a_label_set(content: dict[str, Any]) -> None:
    del content["scheme"]["links"]


def _of_another_format(content: dict[str, Any]) -> None:
    content["format"] = 2


def _with_too_few_tags(content: dict[str, Any]) -> None:
    del content["transitions"][0]


def _without_weights(content: dict[str, Any]) -> None:
    del content["titles"]


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (_without_files, r"roles\.onnx in .* is not the file"),
        (_in_another_order, r"has other labels than this version \(\['attributed', 'partly'"),
        (_without_a_label_set, r"has other links than this version \(None, not"),
        (_of_another_format, r"is of format 2; this version reads format 1"),
        (_with_too_few_tags, r"“transitions” in .* is not made of 7 × 7 numbers"),
        (_without_weights, r"has no entry “titles”"),
    ],
)
def test_a_configuration_that_does_not_fit_is_refused(
    folder: Path, damage: Callable[[dict[str, Any]], None], message: str
) -> None:
    content = json.loads((folder / CONFIGURATION).read_text("utf8"))
    damage(content)
    (folder / CONFIGURATION).write_text(json.dumps(content), "utf8")
    with pytest.raises(InstallationError, match=message):
        load(folder)


@pytest.mark.parametrize("text", ["{", "[]"])
def test_a_configuration_of_no_form_is_refused(folder: Path, text: str) -> None:
    (folder / CONFIGURATION).write_text(text, "utf8")
    with pytest.raises(InstallationError, match=r"is not JSON|is of format None"):
        load(folder)
