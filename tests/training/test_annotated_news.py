"""What the tool was sure of in raw news, as an editor's file has it."""

from __future__ import annotations

import json
import lzma
import sys
from pathlib import Path

import pytest

from accordingto.language.annotator import Annotator
from accordingto.records import Article
from accordingto.training import annotated_news
from accordingto.training.annotated_news import LEAST, judgement

TEXT = (
    "The bridge was closed on Monday.\n"
    "Mara Quill said the bridge was unsafe. She said it would stay closed.\n"
    "Mara Quill said the road was open, and Clara Bloom said that it was not.\n"
)


def test_only_what_one_source_surely_says_is_in_it(annotator: Annotator) -> None:
    annotation = annotator(Article(TEXT, origin="one"))
    row = judgement(annotation)
    assert row["id"] == "one"
    told = {TEXT[s["start"] : s["end"]].split()[0]: s for s in row["sentences"]}
    assert told["She"]["sources"] == ["Mara Quill"]
    assert told["She"]["who"] == "She"
    assert "The" not in told
    held = {a.id: a.confidence for a in annotation.attributions}
    assert all(held[id] >= LEAST for s in annotation.sentences[1:3] for id in s.attribution_ids)
    assert {source["name"] for source in row["sources"]} == {s.name for s in annotation.sources}
    assert not [s for s in row["sentences"] if "Clara Bloom" in TEXT[s["start"] : s["end"]]]


def test_the_command_leaves_out_what_was_judged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = TEXT + "Nobody came to the town hall that day, and the rain went on.\n" * 30
    with lzma.open(tmp_path / "news.jsonl.xz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps({"text": f"{n}. {long}"}) + "\n" for n in range(3))
    (tmp_path / "judged.json").write_text(json.dumps([{"id": "news.jsonl:1"}]))
    places = {"news": "news.jsonl.xz", "apart": "judged.json", "texts": "texts", "out": "out.json"}
    given = [part for name, place in places.items() for part in (f"--{name}", tmp_path / place)]
    monkeypatch.setattr(sys, "argv", ["annotated_news", *map(str, given)])
    annotated_news.main()
    rows = json.loads((tmp_path / "out.json").read_text())
    assert sorted(row["id"] for row in rows) == ["news.jsonl:0", "news.jsonl:2"]
    assert sorted(path.name for path in (tmp_path / "texts").iterdir()) == [
        "news.jsonl_0.txt",
        "news.jsonl_2.txt",
    ]
