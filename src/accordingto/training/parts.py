"""The parts that judged articles fall into, and the networks that learned without each of them."""

from __future__ import annotations

import argparse
import zlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from accordingto.language.coreference.chooser import Chooser
from accordingto.language.model import PACKAGED, Model
from accordingto.language.naming.recognizer import Recognizer

PARTS = 5


def command_line(told: str) -> argparse.ArgumentParser:
    """The options of what learns from judged articles, part by part; ``told``: what it does."""
    parser = argparse.ArgumentParser(description=told)
    parser.add_argument("--editor", type=Path, nargs="+", required=True, help="judged articles")
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--model", type=Path, default=PACKAGED, help="its folder")
    parser.add_argument("--parts", type=Path, required=True, help="what fit_recognizer kept")
    parser.add_argument("--save", action="store_true", help="write the weights into it")
    return parser


def fold(article: str) -> int:
    """The part of the articles that one belongs to, by its id."""
    return zlib.crc32(article.encode()) % PARTS


def choosing_part(number: int) -> str:
    """The name of the file of the chooser that learned without a part of the articles."""
    return f"choosing-without-{number}.npz"


def naming_part(number: int) -> str:
    """The name of the file of the recognizer that learned without a part of the articles."""
    return f"naming-without-{number}.npz"


def naming(model: Model, folder: Path) -> list[Model]:
    """The model for each part of the articles, with the recognizer that learned without it."""
    width = model.tagger.width
    return [
        replace(model, recognizer=Recognizer.load(folder / naming_part(number), width))
        for number in range(PARTS)
    ]


def choosing(models: Sequence[Model], folder: Path) -> list[Model]:
    """The models of the parts, each with the chooser that learned without its part."""
    return [
        replace(model, chooser=Chooser.load(folder / choosing_part(number), model.tagger.width))
        for number, model in enumerate(models)
    ]
