"""Every fuzz target for seconds: damaged inputs of every format are read or refused."""

from __future__ import annotations

import gzip
import io
import json
import random
import warnings
from collections.abc import Iterator

import pyarrow
import pytest
from pyarrow import parquet

from accordingto.language.model import PACKAGED
from accordingto.review.decisions import Review, ReviewedArticle, dumps
from annotations import harbour
from fuzz.damage import damaged
from fuzz.readers import INPUTS, TARGETS

ROUNDS = 40


def _seeds(name: str) -> list[bytes]:
    """What the target is meant to read, and what it is not."""
    table = io.BytesIO()
    parquet.write_table(pyarrow.table({"text": ["It rained."], "title": ["Rain"]}), table)
    own = {
        "json": json.dumps(harbour().to_dict()).encode(),
        "review": dumps(Review(ReviewedArticle("0" * 64, "", "a.txt"), "1", "Bo", "", "")),
        "model": (PACKAGED / "config.json").read_bytes(),
        "jsonl": b'{"text": "It rained.", "title": null}\n[1]\n' * 4,
        "csv": b'text,title\n"It rained, she said.",Rain\n' * 4,
        "parquet": table.getvalue(),
        "warc": b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 4\r\n\r\nabcd\r\n\r\n",
    }
    every = [
        path.read_bytes() for path in sorted(INPUTS.glob("*.*")) if path.stat().st_size < 40_000
    ]
    return [own[name]] if name in own else every


def _damaged(seed: bytes, chance: random.Random) -> Iterator[bytes]:
    yield seed
    yield b""
    yield seed[: len(seed) // 2]
    yield gzip.compress(seed)
    for _ in range(ROUNDS):
        yield damaged(seed, chance)


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_what_is_damaged_is_read_or_refused(name: str) -> None:
    chance = random.Random(name)
    count = 0
    seeds = _seeds(name)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for data in _damaged(chance.choice(seeds), chance):
            TARGETS[name](data)
            count += 1
    assert count == ROUNDS + 4
