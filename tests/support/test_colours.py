"""The measures of colour are those of the papers that they come from."""

from __future__ import annotations

import pytest

from tests.support.colours import DEFICIENCIES, ciede2000, contrast, lab, linear


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        # Of the test data in table 1 of Sharma, Wu and Dalal, 2005.
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, 0.0, 0.0), (50.0, -1.0, 2.0), 2.3669),
        ((50.0, 2.49, -0.001), (50.0, -2.49, 0.0011), 7.2195),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((22.7233, 20.0904, -46.694), (23.0331, 14.973, -42.5619), 2.0373),
        ((2.0776, 0.0795, -1.135), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_ciede2000(one: tuple[float, ...], other: tuple[float, ...], expected: float) -> None:
    assert ciede2000(one, other) == pytest.approx(expected, abs=1e-4)
    assert ciede2000(other, one) == pytest.approx(expected, abs=1e-4)


def test_contrast() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#ffffff", "#767676") == pytest.approx(4.54, abs=0.005)
    assert contrast("#123456", "#123456") == 1


def test_white_is_white_in_lab() -> None:
    assert lab(linear("#ffffff")) == pytest.approx((100, 0, 0), abs=0.01)


@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_greys_stay_grey_to_the_colour_blind(deficiency: str) -> None:
    assert [sum(row) for row in DEFICIENCIES[deficiency]] == pytest.approx([1, 1, 1], abs=1e-5)
