"""Whether the confidence is the chance to be right."""

from __future__ import annotations

import pytest

from accordingto.evaluate import calibration, documents, standoff
from accordingto.evaluate.figures import Tally
from accordingto.records import Span
from marked import TEXT


def test_the_error_is_the_weighted_gap_between_confidence_and_hits() -> None:
    judged = [
        calibration.Judged(0.95, True),
        calibration.Judged(1.0, False),
        calibration.Judged(0.12, False),
        calibration.Judged(0.18, False),
    ]
    # Last bin: |1.95 - 1| = 0.95; second bin: |0.30 - 0| = 0.30; over four: 0.3125.
    assert calibration.calibration_error(judged) == pytest.approx(0.3125)
    assert calibration.calibration_error([]) == 0


def test_withholding_drops_the_least_confident() -> None:
    judged = [calibration.Judged(0.5 + i / 100, i > 1) for i in range(10)]
    withheld = calibration.withhold(judged, gold=10)
    assert (withheld.everything, withheld.rest) == (Tally(8, 10, 10), Tally(8, 9, 10))


def test_right_is_content_with_its_source() -> None:
    marked = standoff.Marked((Span(0, 7),), (), (Span(13, 26),), 0.8)
    other = standoff.Marked((Span(39, 42),), (), (Span(54, 58),), 0.3)
    article = documents.MarkedArticle("x_1", TEXT, standoff.Standoff((marked,)), (marked, other))
    judged, gold = calibration.judge([article])
    assert judged == (calibration.Judged(0.8, True), calibration.Judged(0.3, False, 1))
    assert gold == 1
    assert "expected calibration error" in calibration.report([article])
