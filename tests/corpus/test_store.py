"""The folder of a corpus: parts whole or absent, one run at a time, another model refused."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pyarrow import parquet

from accordingto.corpus import store as stores
from accordingto.corpus.documents import Document, Problem
from accordingto.corpus.rows import ROWS, TABLES, failure, rows, values
from accordingto.corpus.store import Store
from accordingto.errors import OutputError, UsageError
from accordingto.records import Article
from annotations import Claim, Unit, compose, harbour
from corpora import table

WITH = {"model": "m 1", "columns": {}}
DOCUMENT = Document("a/b.txt", Article("x"), "Post", "Local")


def _store(folder: Path, *, resume: bool = False, **other: object) -> Store:
    return Store(folder, {**WITH, **other}, resume=resume)


def _fill(folder: Path, *ids: str, resume: bool = False) -> None:
    with _store(folder, resume=resume) as store:
        for id in ids:
            store.add({id: f"hash of {id}"}, [failure(Document(id, Problem("no")), "no")])


def test_an_annotation_becomes_rows_of_every_table() -> None:
    made = harbour()
    by_table = {name: [row for row in rows(DOCUMENT, made) if row.table == name] for name in TABLES}
    assert {name: len(by_table[name]) for name in TABLES} == {
        **{"articles": 1, "sentences": len(made.sentences), "failures": 0, "findings": 2},
        **{"attributions": len(made.attributions), "sources": len(made.sources)},
    }
    key = ("a/b.txt", made.article.sha256)
    assert {(row.article_id, row.sha256) for part in by_table.values() for row in part} == {key}
    article = values(by_table["articles"][0])
    assert (article["publisher"], article["section"], article["sentences"]) == ("Post", "Local", 8)
    assert article["attributed"] + article["partly"] + article["narration"] == 8
    ferry = values(by_table["sentences"][3])
    assert ferry["source_ids"] == ("office",)
    assert ferry["text"] == made.sentences[3].span.of(made.article.text)
    assert values(by_table["sentences"][4])["carries_over_from"] == 3
    said = values(by_table["attributions"][3])
    assert (said["source"], said["cue"], said["sentence"]) == ("Mara Quill", "said", 7)
    assert said["content"] == "“It was an ordinary gust,”"
    mara = next(values(row) for row in by_table["sources"] if values(row)["source_id"] == "mara")
    assert (mara["claims"], mara["first_claim"], mara["mentions"]) == (2, 7, 2)
    finding = values(by_table["findings"][0])
    assert (finding["rule"], finding["sentence"]) == ("unsourced-count", 2)


@pytest.mark.parametrize(
    ("who", "name", "gender"),
    [
        (("Mrs. Roe", "Roe"), "Ann Roe", "woman"),
        (("she", "Roe"), "Ann Roe", "woman"),
        (("He",), "Bo Lund", "man"),
        (("Sir Bo Lund",), "Bo Lund", "man"),
        (("Lund",), "Bo Lund", "not told"),
        (("He", "she"), "Bo Lund", "not told"),
        (("Missouri",), "Bo Lund", "not told"),
    ],
)
def test_gender_is_what_the_article_tells(who: tuple[str, ...], name: str, gender: str) -> None:
    from accordingto.corpus.told_gender import told_gender
    from accordingto.records import Source

    units = [
        Unit(f"It rained, {word} said.", "attributed", (Claim("s", word, "said", "It rained"),))
        for word in who
    ]
    made = compose([units], [Source("s", name, "named person")])
    assert told_gender(made, made.sources[0]) == gender


def test_an_honorific_in_front_of_a_mention_or_in_a_title_tells_too() -> None:
    from accordingto.corpus.told_gender import told_gender
    from accordingto.records import Source

    unit = Unit("It rained, Mr. Lund said.", "attributed", (Claim("s", "Lund", "said", "It"),))
    made = compose([[unit]], [Source("s", "Lund", "named person")])
    assert told_gender(made, made.sources[0]) == "man"
    titled = compose([[unit]], [Source("s", "Roe", "named person", title="Dame and judge")])
    assert told_gender(titled, titled.sources[0]) == "not told"  # Mr. and Dame
    group = compose([[unit]], [Source("s", "Lund", "unnamed group")])
    assert told_gender(group, group.sources[0]) == "not told"


def test_tables_are_read_by_others_also_where_there_is_no_row(tmp_path: Path) -> None:
    made = compose([[Unit("Half \ud800 a pair.")]])
    with _store(tmp_path / "out") as store:
        store.add({"1": "h"}, rows(Document("1", made.article), made))
    for row in ROWS:
        frame = parquet.read_table(tmp_path / "out" / row.table)
        assert frame.column_names == [
            field for field in row.__dataclass_fields__ if field != "table"
        ]
    assert table(tmp_path / "out", "sentences")[0][8] == "Half \ufffd a pair."
    schema = parquet.read_schema(tmp_path / "out" / "findings" / "part-00001.parquet")
    assert [str(field.type) for field in schema][:7] == ["string"] * 4 + ["int64"] * 3


def test_what_was_done_is_known_when_it_goes_on(tmp_path: Path) -> None:
    _fill(tmp_path, "a", "b")
    with _store(tmp_path, resume=True) as store:
        assert [store.hash_of(id) for id in ("a", "b", "c")] == ["hash of a", "hash of b", None]
    _fill(tmp_path, "c", resume=True)
    assert [row[0] for row in table(tmp_path, "failures")] == ["a", "b", "c"]
    assert stores.documents_of(tmp_path).keys() == {"a", "b", "c"}


def test_what_a_killed_run_left_half_done_goes(tmp_path: Path) -> None:
    _fill(tmp_path, "a")
    (tmp_path / "articles" / "part-00002.parquet").write_bytes(b"half")
    (tmp_path / "articles" / ".part-00002.parquet.12.tmp").write_bytes(b"half")
    (tmp_path / "manifest" / ".part-00001.json.12.tmp").write_bytes(b"half")
    _fill(tmp_path, resume=True)
    assert [path.name for path in (tmp_path / "articles").iterdir()] == ["part-00001.parquet"]
    assert [path.name for path in (tmp_path / "manifest").iterdir()] == ["part-00001.json"]


def test_a_run_killed_in_its_first_act_can_be_begun_again(tmp_path: Path) -> None:
    (tmp_path / ".corpus.json.12.tmp").write_bytes(b"half")
    _fill(tmp_path, "a", resume=True)
    assert stores.documents_of(tmp_path) == {"a": "hash of a"}


def test_a_folder_that_holds_a_corpus_is_not_begun_again(tmp_path: Path) -> None:
    _fill(tmp_path, "a")
    with pytest.raises(OutputError, match="Pass --resume to go on with it"):
        _fill(tmp_path, "a")


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("x")
    with pytest.raises(OutputError, match=r"holds something that is no corpus \(thesis.txt\)"):
        _fill(tmp_path, "a")
    assert {path.name for path in tmp_path.iterdir()} <= {"thesis.txt", stores.LOCK}


def test_rows_of_another_model_do_not_join(tmp_path: Path) -> None:
    _fill(tmp_path, "a")
    with (
        pytest.raises(UsageError, match=r"made with another model \(m 1, not m 2\)"),
        _store(tmp_path, resume=True, model="m 2"),
    ):
        pass


@pytest.mark.parametrize("name", [stores.HEADER, f"{stores.MANIFEST}/part-00001.json"])
@pytest.mark.parametrize("data", [b"", b"{", b"\xff\xfe", b'{"schema": "accordingto-corpus/9"}'])
def test_a_damaged_folder_is_refused_or_done_again(tmp_path: Path, name: str, data: bytes) -> None:
    _fill(tmp_path, "a")
    (tmp_path / name).write_bytes(data)
    if name == stores.HEADER or b"schema" not in data:
        with pytest.raises(OutputError, match="Make the corpus again in a new folder"):
            _fill(tmp_path, resume=True)
    else:
        with pytest.raises(OutputError, match="names no documents"):
            _fill(tmp_path, resume=True)


def test_the_second_run_into_a_folder_is_refused(tmp_path: Path) -> None:
    with (
        _store(tmp_path),
        pytest.raises(OutputError, match="Another run is writing into"),
        _store(tmp_path, resume=True),
    ):
        pass
    _fill(tmp_path, "a", resume=True)


def test_the_lock_ends_with_its_process(tmp_path: Path) -> None:
    script = (
        "import os, pathlib, signal\n"
        "from accordingto.corpus.store import Store\n"
        f"with Store(pathlib.Path({str(tmp_path)!r}), {WITH!r}, resume=False):\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    path = os.pathsep.join(filter(None, sys.path))
    ran = subprocess.run([sys.executable, "-c", script], env={**os.environ, "PYTHONPATH": path})
    assert ran.returncode == -9
    _fill(tmp_path, "a", resume=True)
    assert json.loads((tmp_path / stores.HEADER).read_bytes())["model"] == "m 1"


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("x")
    with pytest.raises(OutputError, match="cannot be written"), _store(file / "out"):
        pass
