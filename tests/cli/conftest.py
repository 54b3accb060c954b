"""What the commands are tried on: an annotation that is there, and an article without a model."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import accordingto
from accordingto.records import Annotation, Article, Source
from annotations import Claim, Unit, compose, harbour

NEWS = "The bridge is closed. “It is unsafe,” said Ann Roe."


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """An annotation on disk, which needs no model to be rendered."""
    path = tmp_path / "harbour.json"
    path.write_text(json.dumps(harbour().to_dict()), "utf-8")
    return path


@pytest.fixture
def article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An article on disk, and an annotator that knows nothing but this article."""
    path = tmp_path / "bridge.txt"
    path.write_text(NEWS, "utf-8")
    monkeypatch.setattr(accordingto, "annotate", _annotate, raising=False)
    return path


def _annotate(article: Article, pipeline: str | None = None) -> Annotation:
    claim = Claim("S1", "Ann Roe", "said", "“It is unsafe,”")
    first, second = article.text[:21], article.text[22:]
    return compose(
        [[Unit(first), Unit(second, "attributed", (claim,))]],
        [Source("S1", "Ann Roe", "named person")],
        origin=f"{article.origin} {pipeline}",
    )
