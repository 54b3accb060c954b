"""A training run is one file: what it says, what overrides it, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from accordingto.errors import InputError
from accordingto.training import settings
from accordingto.training.settings import (
    AskingSettings,
    Draw,
    HeadSettings,
    Settings,
    from_command_line,
    read,
)

CONFIGS = Path(settings.__file__).parent / "configs"
ALONE, LAST = CONFIGS / "alone.toml", CONFIGS / "student-more-news.toml"
ASKING, HEADS = CONFIGS / "asking.toml", CONFIGS / "heads.toml"
#: The runs of the tagger.
RUNS = sorted(set(CONFIGS.glob("*.toml")) - {ASKING, HEADS})


@pytest.mark.parametrize("path", RUNS, ids=lambda path: path.stem)
def test_every_configuration_says_a_run(path: Path) -> None:
    run = read(path, {}, Settings)
    assert run.paths.out == Path("runs") / path.stem
    assert (run.export is None) == (path.stem == "teacher")
    assert (run.teacher is not None) == path.stem.startswith("student")


def test_the_runs_begin_where_those_before_them_end() -> None:
    runs = {path.stem: read(path, {}, Settings) for path in RUNS}
    ends = {run.paths.out / f"epoch{len(run.plan.sizes)}.pt" for run in runs.values()}
    begins = {run.paths.start for run in runs.values()} - {None}
    taught = {run.teacher.checkpoint for run in runs.values() if run.teacher}
    assert len(begins) == 3
    assert begins | taught <= ends


def test_the_command_line_overrides_every_entry() -> None:
    options = "--device cuda --small 3 --paths.out mine --plan.sizes [64,64] --plan.rate 1e-5"
    teacher = "--teacher.news mine.xz --export.version 9"
    draws = ["--teacher.draws", "[{seed = 3, articles = 10}]"]
    run = from_command_line(
        ["--config", str(LAST), *options.split(), *teacher.split(), *draws],
        "made for a test",
        Settings,
    )
    assert (run.device, run.small) == ("cuda", 3)
    assert run.paths.out == Path("mine")
    assert (run.plan.sizes, run.plan.rate, run.plan.seed) == ((64, 64), 1e-5, 7)
    assert run.teacher is not None
    assert (run.teacher.news, run.teacher.draws) == (Path("mine.xz"), (Draw(3, 10),))
    assert run.export is not None
    assert (run.export.name, run.export.version) == ("accordingto-roles", "9")


def test_the_heads_are_fitted_by_a_run_of_their_own() -> None:
    run = from_command_line(["--config", str(HEADS), "--paths.model", "mine"], "", HeadSettings)
    assert run.paths.model == Path("mine")
    assert run.paths.known.name == "train.json"


def test_a_run_of_another_kind_has_its_own_entries() -> None:
    overrides = ["--paths.asked", '["mine.json"]', "--plan.folds", "3"]
    run = from_command_line(["--config", str(ASKING), *overrides], "a test's", AskingSettings)
    assert run.paths.out == Path("runs/asking")
    assert (run.paths.asked, run.plan.folds) == ((Path("mine.json"),), 3)
    with pytest.raises(InputError, match="is no training run"):
        read(ASKING, {}, Settings)


@pytest.mark.parametrize(
    ("overrides", "message"),
    [
        ({"plan.rate": "fast"}, r"plan\.rate: Input should be a valid number"),
        ({"device": "abacus"}, r"device: Input should be 'cpu' or 'cuda'"),
        ({"plan.speed": "1"}, r"plan\.speed: Unexpected keyword argument"),
        ({"plan.sizes": "[320, 213]"}, r"all plan\.sizes are the same"),
        ({"plan.sizes": "320, 213"}, r"is not TOML"),
    ],
)
def test_what_says_no_run_is_refused(overrides: dict[str, str], message: str) -> None:
    with pytest.raises(InputError, match=message):
        read(LAST, overrides, Settings)


def test_a_missing_entry_is_named(tmp_path: Path) -> None:
    path = tmp_path / "run.toml"
    path.write_text(ALONE.read_text("utf8").replace("seed = 1", ""), "utf8")
    with pytest.raises(InputError, match=r"plan\.seed: Field required"):
        read(path, {}, Settings)


def test_no_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"cannot be read \(No such file"):
        read(tmp_path / "none.toml", {}, Settings)
