"""Percentiles of times."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from eval.load.figures import percentile, times

SECONDS = st.lists(st.floats(0, 1000), min_size=1, max_size=60)
SHARES = st.sampled_from([0.01, 0.5, 0.95, 0.99, 1.0])


@given(SECONDS, SHARES)
def test_a_percentile_is_the_smallest_value_that_enough_values_do_not_exceed(values: list[float], share: float) -> None:
    found = percentile(values, share)
    assert found in values
    assert sum(value <= found for value in values) >= share * len(values) - 1e-9
    assert sum(value < found for value in values) < share * len(values)


def test_times_are_told_in_milliseconds() -> None:
    told = times([number / 100 for number in range(1, 101)])
    assert (told.count, told.p50, told.p95, told.p99, told.longest) == (100, 500.0, 950.0, 990.0, 1000.0)


def test_without_answers_there_are_no_times() -> None:
    assert times([]).count == times([]).longest == 0
