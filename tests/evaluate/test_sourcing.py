"""The sourcing table: how it is written and read, and its figures."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from accordingto.analysis.statements import COLUMNS, StatementRow
from accordingto.errors import InputError, OutputError, UsageError
from accordingto.evaluate import sourcing
from accordingto.records import Annotation, Article, Source
from annotations import Claim, Unit, compose


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    rows = (
        StatementRow("“A,” she said.\n“=B, too.”", "Document", "log", "a, b", "c"),
        StatementRow("D", "E", ""),
    )
    sourcing.write_table(tmp_path / "new" / "x.csv", rows)
    assert sourcing.read_table(tmp_path / "new" / "x.csv") == rows
    with (tmp_path / "new" / "x.csv").open(encoding="utf8", newline="") as file:
        assert tuple(next(csv.reader(file))) == COLUMNS


def test_other_columns_another_order_a_mark_and_blank_lines(tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    head = "Note,Justification, sourcetype,Title,Name,Sourced Statement\n"
    file.write_text(f"\ufeff{head}n,j,t,,Ann,It was.\n,,,,,\nshort\n", encoding="utf8")
    assert sourcing.read_table(file) == (StatementRow("It was.", "t", "Ann", "", "j"),)


def test_a_missing_column_is_named_with_its_file(tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_text("SourcedStatement,Name\nIt was.,Ann\n")
    with pytest.raises(InputError, match=r"x\.csv lacks the column SourceType and Title and J"):
        sourcing.read_table(file)


SAID = "The wind was strong that night, said Ann Lee, the harbour master."
ADDED = "She said it was late."
LONG = "The harbour was closed for two days because of the storm, she said."


@pytest.mark.parametrize(
    ("gold", "predicted", "pairs"),
    [
        (LONG, LONG.replace("storm,", "“storm”\n,").upper(), 1),
        (LONG, f"He agreed. {LONG} He left again after a short talk with us.", 1),
        ("The harbour was closed", LONG, 1),
        (LONG, "She said the storm closed two of the harbours for days.", 0),
        ("She said.", "He said.", 0),
        ("", LONG, 0),
    ],
)
def test_statements_match_by_shared_runs(gold: str, predicted: str, pairs: int) -> None:
    rows = [StatementRow(gold, "", "")], [StatementRow(predicted, "", "")]
    assert len(sourcing.match(*rows)) == pairs


def test_no_row_is_in_two_pairs_and_the_same_source_goes_first() -> None:
    gold = [StatementRow(LONG, "Document", "log"), StatementRow(LONG, "Named Person", "Ann Lee")]
    predicted = [
        StatementRow(LONG, "Named Person", "Ann Lee"),
        StatementRow(LONG[:40], "Document", "log"),
    ]
    assert sourcing.match(gold, predicted) == ((0, 1), (1, 0))
    assert sourcing.match(gold[:1], predicted) == ((0, 0),)


def test_what_of_a_source_is_right() -> None:
    gold = StatementRow(
        LONG, "Named Person", "Ann Maria Lee", "master of the harbour", "saw it all sink"
    )
    given = StatementRow(LONG, "named person", "Ann Lee", "harbour master", "who saw it all happen")
    (scored,) = sourcing.judge([gold], [given])
    assert (scored.type, scored.name, scored.title) == (True, True, True)
    assert scored.justification == pytest.approx(2 * (3 / 5) * (3 / 4) / (3 / 5 + 3 / 4))
    wrong = replace(given, name="Lee", title="owner", justification="")
    (scored,) = sourcing.judge([gold], [wrong])
    assert (scored.right, scored.name, scored.title, scored.justification) == (False,) * 3 + (0,)
    (scored,) = sourcing.judge([StatementRow(LONG, "Anonymous Source", "")], [given])
    assert (scored.name, scored.title, scored.justification) == (True, None, None)


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    articles, truth = tmp_path / "articles", tmp_path / "truth"
    articles.mkdir()
    truth.mkdir()
    for name in ("1-storm", "2-calm"):
        (articles / f"{name}.txt").write_text(f"{SAID} {ADDED}")
    rows = [
        StatementRow(SAID, "Named Person", "Ann Lee", "master"),
        StatementRow("It sank.", "Document", "log"),
    ]
    sourcing.write_table(truth / "1-storm.csv", rows)
    return articles, truth


def tool(article: Article) -> Annotation:
    first, second = Claim("ann", None, "said"), Claim("crew", None, "said")
    made = compose(
        [[Unit(SAID, "attributed", (first,)), Unit(ADDED, "attributed", (second,))]],
        [
            Source("ann", "Ann Lee", "named person", "harbour master"),
            Source("crew", "two of the crew", "anonymous"),
        ],
    )
    assert made.article.text == article.text
    return made


def test_tables_are_written_under_the_articles_names(
    folders: tuple[Path, Path], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    told = sourcing.run(folders[0], predictions=out, annotate=tool)
    assert told == f"2 articles, 4 statements written to {out}"
    assert sorted(path.name for path in out.iterdir()) == ["1-storm.csv", "2-calm.csv"]
    first, _ = sourcing.read_table(out / "1-storm.csv")
    assert first == StatementRow(SAID, "Named Person", "Ann Lee", "harbour master")


def test_figures_of_the_articles_that_have_a_ground_truth(folders: tuple[Path, Path]) -> None:
    told = sourcing.run(*folders, annotate=tool).splitlines()
    assert [" ".join(line.split()) for line in told] == [
        "1 of 2 articles, 2 statements",
        "statements P 50.0 R 50.0 F1 50.0",
        "type 100.0 (1)",
        "full name 100.0 (1)",
        "title 100.0 (1)",
        "justification 0.0 (0)",
        "rows P 50.0 R 50.0 F1 50.0",
    ]


def test_wrong_uses(folders: tuple[Path, Path], tmp_path: Path) -> None:
    articles, truth = folders
    with pytest.raises(UsageError, match="nothing to do"):
        sourcing.run(articles, annotate=tool)
    with pytest.raises(InputError, match=r"no \.txt file"):
        sourcing.run(truth, truth, annotate=tool)
    with pytest.raises(InputError, match=r"must be 1-storm\.csv"):
        sourcing.run(articles, articles, annotate=tool)
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(OutputError):
        sourcing.run(articles, predictions=tmp_path / "taken", annotate=tool)
