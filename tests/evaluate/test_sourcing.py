"""The sourcing table: which rows an annotation gives, how they are written, and their figures."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from accordingto.errors import InputError, OutputError, UsageError
from accordingto.evaluate import sourcing, statements
from accordingto.evaluate.statements import COLUMNS, Row
from accordingto.records import Annotation, Article, Source, Span
from annotations import Claim, Unit, compose
from conftest import Run

SOURCES = (
    Source("ann", "Ann Lee", "named person", "harbour master"),
    Source("log", "ship’s log", "document"),
    Source("crew", "two of the crew", "anonymous"),
    Source("odd", "reports", "unknown"),
)
HE_SAID = "The wind was strong that night, said Ann Lee, the harbour master."


def says(source: str | None, cue: str | None = None, **more: str) -> Claim:
    return Claim(source, None, cue, **more)


def by(source: str | None, text: str, cue: str | None = None) -> Unit:
    return Unit(text, "attributed", (says(source, cue),))


def table_of(*paragraphs: list[Unit]) -> list[tuple[str, str]]:
    found = statements.rows(compose(paragraphs, SOURCES))
    return [(row.statement, row.name) for row in found]


class TestRows:
    def test_a_row_has_the_words_of_the_benchmark(self) -> None:
        made = compose(
            [[by("ann", HE_SAID, "said"), by("crew", "They saw it, they said.")]], SOURCES
        )
        start = made.article.text.index("the harbour")
        why = Span(start, start + len("the harbour master"))
        made = replace(
            made, sources=(replace(made.sources[0], justification=why), *made.sources[1:])
        )
        assert statements.rows(made) == (
            Row(HE_SAID, "Named Person", "Ann Lee", "harbour master", "the harbour master"),
            Row("They saw it, they said.", "Anonymous Source", "two of the crew"),
        )

    def test_only_claims_with_a_known_source_in_the_body_are_rows(self) -> None:
        assert not table_of(
            [Unit("Ann Lee ordered a dive.", "narration", (says("ann", stance="orders"),))],
            [Unit("Ann Lee: all well", "attributed", (says("ann"),), "headline")],
            [by(None, "It was reportedly late."), by("odd", "It is said to be late.")],
            [Unit("It was late.")],
        )

    def test_a_sentence_partly_attributed_or_with_two_sources(self) -> None:
        text = "The ship, which was late, sank, the log and Ann Lee said."
        unit = Unit(text, "partly", (says("log"), says("ann"), says("ann")))
        assert table_of([unit]) == [(text, "ship’s log"), (text, "Ann Lee")]

    def test_sentences_of_one_quotation_are_one_statement(self) -> None:
        one, two = "Ann Lee said: “It was dark.", "And it was cold.”"
        assert table_of([by("ann", one), by("ann", two)]) == [(f"{one} {two}", "Ann Lee")]
        assert len(table_of([by("ann", one), by("crew", two)])) == 2

    def test_a_quotation_over_paragraphs_is_one_statement(self) -> None:
        one, two = "“It was dark,” Ann Lee said. “The sea was high.", "“We saw nothing.”"
        first, second = one[:28], one[29:]
        found = table_of([by("ann", first, "said"), by("ann", second)], [by("ann", two)])
        assert found == [(f"{one}\n{two}", "Ann Lee")]
        closed = table_of([by("ann", "“It was dark.”")], [by("ann", two)])
        assert len(closed) == 2

    def test_a_quotation_broken_by_its_frame_is_one_statement(self) -> None:
        one, two = "“It was dark,” Ann Lee said.", "“It was cold.”"
        assert table_of([by("ann", one, "said"), by("ann", two)]) == [(f"{one} {two}", "Ann Lee")]

    @pytest.mark.parametrize(
        "following", ["“It was cold,” she added.", "She added it was cold.", "It “was” cold."]
    )
    def test_separate_statements_of_one_source_stay_apart(self, following: str) -> None:
        cue = "added" if "added" in following else None
        first = by("ann", "“It was dark,” Ann Lee said.", "said")
        assert len(table_of([first, by("ann", following, cue)])) == 2

    def test_a_question_inside_a_quotation_does_not_break_it(self) -> None:
        units = [by("ann", "“It was dark.", None), Unit("Was it?"), by("ann", "It was.”", None)]
        assert table_of(units) == [("“It was dark. Was it? It was.”", "Ann Lee")]


class TestFiles:
    def test_what_is_written_is_read_again(self, tmp_path: Path) -> None:
        found = (
            Row("“A,” she said.\n“=B, too.”", "Document", "log", "a, b", "c"),
            Row("D", "E", ""),
        )
        sourcing.write_table(tmp_path / "new" / "x.csv", found)
        assert sourcing.read_table(tmp_path / "new" / "x.csv") == found
        with (tmp_path / "new" / "x.csv").open(encoding="utf8", newline="") as file:
            assert tuple(next(csv.reader(file))) == COLUMNS

    def test_other_columns_another_order_a_mark_and_blank_lines(self, tmp_path: Path) -> None:
        file = tmp_path / "x.csv"
        head = "Note,Justification, sourcetype,Title,Name,Sourced Statement\n"
        file.write_text(f"\ufeff{head}n,j,t,,Ann,It was.\n,,,,,\nshort\n", encoding="utf8")
        assert sourcing.read_table(file) == (Row("It was.", "t", "Ann", "", "j"),)

    def test_a_missing_column_is_named_with_its_file(self, tmp_path: Path) -> None:
        file = tmp_path / "x.csv"
        file.write_text("SourcedStatement,Name\nIt was.,Ann\n")
        with pytest.raises(InputError, match=r"x\.csv lacks the column SourceType and Title and J"):
            sourcing.read_table(file)


LONG = "The harbour was closed for two days because of the storm, she said."


class TestScores:
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
    def test_statements_match_by_shared_runs(self, gold: str, predicted: str, pairs: int) -> None:
        rows = [Row(gold, "", "")], [Row(predicted, "", "")]
        assert len(sourcing.match(*rows)) == pairs

    def test_no_row_is_in_two_pairs_and_the_same_source_goes_first(self) -> None:
        gold = [Row(LONG, "Document", "log"), Row(LONG, "Named Person", "Ann Lee")]
        predicted = [Row(LONG, "Named Person", "Ann Lee"), Row(LONG[:40], "Document", "log")]
        assert sourcing.match(gold, predicted) == ((0, 1), (1, 0))
        assert sourcing.match(gold[:1], predicted) == ((0, 0),)

    def test_what_of_a_source_is_right(self) -> None:
        gold = Row(
            LONG, "Named Person", "Ann Maria Lee", "master of the harbour", "saw it all sink"
        )
        given = Row(LONG, "named person", "Ann Lee", "harbour master", "who saw it all happen")
        (judged,) = sourcing.judge([gold], [given])
        assert (judged.type, judged.name, judged.title) == (True, True, True)
        assert judged.justification == pytest.approx(2 * (3 / 5) * (3 / 4) / (3 / 5 + 3 / 4))
        wrong = replace(given, name="Lee", title="owner", justification="")
        (judged,) = sourcing.judge([gold], [wrong])
        assert (judged.right, judged.name, judged.title, judged.justification) == (False,) * 3 + (
            0,
        )
        (judged,) = sourcing.judge([Row(LONG, "Anonymous Source", "")], [given])
        assert (judged.name, judged.title, judged.justification) == (True, None, None)


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    articles, truth = tmp_path / "articles", tmp_path / "truth"
    articles.mkdir()
    truth.mkdir()
    for name in ("1-storm", "2-calm"):
        (articles / f"{name}.txt").write_text(f"{HE_SAID} She said it was late.")
    rows = [Row(HE_SAID, "Named Person", "Ann Lee", "master"), Row("It sank.", "Document", "log")]
    sourcing.write_table(truth / "1-storm.csv", rows)
    return articles, truth


def tool(article: Article) -> Annotation:
    units = [by("ann", HE_SAID, "said"), by("crew", "She said it was late.", "said")]
    made = compose([units], SOURCES)
    assert made.article.text == article.text
    return made


class TestRun:
    def test_tables_are_written_under_the_articles_names(
        self, folders: tuple[Path, Path], tmp_path: Path
    ) -> None:
        out = tmp_path / "out"
        told = sourcing.run(folders[0], predictions=out, annotate=tool)
        assert told == f"2 articles, 4 statements written to {out}"
        assert sorted(each.name for each in out.iterdir()) == ["1-storm.csv", "2-calm.csv"]
        first, _ = sourcing.read_table(out / "1-storm.csv")
        assert first == Row(HE_SAID, "Named Person", "Ann Lee", "harbour master")

    def test_figures_of_the_articles_that_have_a_ground_truth(
        self, folders: tuple[Path, Path]
    ) -> None:
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

    def test_wrong_uses(self, folders: tuple[Path, Path], tmp_path: Path) -> None:
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

    def test_the_command_tells_what_is_wrong_before_it_loads_a_model(
        self, run: Run, folders: tuple[Path, Path]
    ) -> None:
        articles, truth = folders
        (truth / "2-calm.csv").write_text("Name\nAnn\n")
        ran = run("evaluate", "sourcing", articles, truth)
        assert ran.code == 3
        assert "2-calm.csv lacks the column SourcedStatement" in ran.err
        assert run("evaluate", "sourcing", articles).code == 2
