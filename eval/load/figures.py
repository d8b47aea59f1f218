"""Figures of a run: how long answers took, which statuses came."""

from __future__ import annotations

import math
from collections.abc import Sequence

from index.models import Frozen


class Times(Frozen):
    """Milliseconds in which so many answers came."""

    count: int
    p50: float
    p95: float
    p99: float
    longest: float


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least this share of the values does not exceed; 0 without values."""
    if not values:
        return 0.0
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]


def times(seconds: Sequence[float]) -> Times:
    """How long answers took, from seconds."""
    p50, p95, p99, longest = (round(percentile(seconds, share) * 1000, 1) for share in (0.5, 0.95, 0.99, 1.0))
    return Times(count=len(seconds), p50=p50, p95=p95, p99=p99, longest=longest)
