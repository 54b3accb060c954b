"""What an editor would query is fitted on made-up readings, calibrated, and read again.

Needs torch: ``pip install -e '.[train]'``, then ``pytest -m torch``.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from accordingto.errors import InputError
from accordingto.language.asking.asker import Asker
from accordingto.language.model import ASKING, CONFIGURATION, PACKAGED, configuration
from accordingto.language.tagging.scheme import REASONS

pytestmark = pytest.mark.torch

ARTICLES, EACH, WIDTH = 30, 12, 5


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run over two files of judgements, in which the first two numbers tell who asks and why.

    The readers of the second file let half of it stand.
    """
    from accordingto.training.asking_readings import save
    from accordingto.training.fit_asking import main

    made = tmp_path_factory.mktemp("asking")
    rng = np.random.default_rng(0)
    readings = []
    for name, sparing in (("many", 0.0), ("few", 0.5)):
        asked = {}
        for article in range(ARTICLES):
            reasons = {}
            for number in range(EACH):
                row = rng.normal(size=WIDTH).astype(np.float32)
                kind = int(row[1] > 0)
                if row[0] > 0.8 and rng.random() >= sparing:
                    reasons[str(number)] = REASONS[kind]
                readings.append((f"{name}:{article}", number, row))
            spans = [[10 * n, 10 * n + 9] for n in range(EACH)]
            own = {"sentences": spans, "judged": list(range(EACH)), "asked": reasons}
            asked[f"{name}:{article}"] = own
        (made / f"{name}.json").write_text(json.dumps(asked))
    save(made / "readings.npz", readings)
    shutil.copytree(PACKAGED, made / "model")
    (made / "run.toml").write_text(
        f'[paths]\nasked = ["{made}/many.json", "{made}/few.json"]\ntexts = "{made}"\n'
        f'readings = "{made}/readings.npz"\nmodel = "{made}/model"\nout = "{made}/out"\n'
        "[plan]\ndecay = 1\ndecay_reasons = 1\nfolds = 4\nprecision = 0.7\nseed = 1\n"
    )
    main(["--config", str(made / "run.toml")])
    return made


@pytest.fixture(scope="module")
def asker(folder: Path) -> Asker:
    return Asker.load(folder / "model" / ASKING, configuration(folder / "model").asking)


def test_what_tells_is_learnt_and_the_reason_with_it(asker: Asker) -> None:
    rows = np.zeros((3, WIDTH), np.float32)
    rows[:, 0], rows[:, 1] = (-1, 2, 2), (0, -1, 1)
    quiet, one, other = asker.queries(rows)
    assert quiet.confidence < asker.least < one.confidence
    assert (one.reason, other.reason) == REASONS[:2]


def test_the_readers_of_the_first_file_are_the_norm(asker: Asker, folder: Path) -> None:
    from accordingto.training.asking_readings import cases
    from accordingto.training.settings import AskingSettings, read

    run = read(folder / "run.toml", {}, AskingSettings)
    judged = cases(run.paths.asked, run.paths.texts, run.paths.readings)
    chances = np.array([query.confidence for query in asker.queries(judged.rows)])
    norm, asked = judged.file == 0, judged.asked
    assert chances[norm].mean() == pytest.approx(asked[norm].mean(), abs=0.03)
    assert chances[~norm].mean() > asked[~norm].mean() + 0.05


def test_every_sentence_is_judged_by_weights_of_other_articles(folder: Path) -> None:
    lines = (folder / "out" / "cross-fitted.jsonl").read_text().splitlines()
    rows = [json.loads(line) for line in lines]
    assert len(rows) == 2 * ARTICLES * EACH
    asked = [row for row in rows if row["article"].startswith("many") and row["asked"]]
    right = sum(row["asked"] == [row["reason"]] for row in asked)
    assert right > 0.8 * len(asked)
    assert np.mean([row["chance"] for row in asked]) > 0.5


def test_the_configuration_tells_the_least_chance_and_the_sum(folder: Path) -> None:
    from accordingto.language.model import load

    content = json.loads((folder / "model" / CONFIGURATION).read_text())
    assert 0 < content["asking"] < 1
    assert load(folder / "model").asker.least == content["asking"]


def test_the_least_chance_is_the_lowest_that_is_right_often_enough() -> None:
    from accordingto.training.fit_asking import least_chance

    chances = np.linspace(1, 0, 100)
    asked = np.arange(100) < 30
    assert least_chance(chances, asked, 0.6) == pytest.approx(chances[49], abs=1e-3)
    with pytest.raises(InputError, match=r"No 20 queries are right to 60\.0 of 100"):
        least_chance(chances, np.zeros(100, bool), 0.6)
