"""What axe-core finds in a page and its frames as they stand: nothing serious may be among it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from tests.services import unavailable

_AXE = Path(__file__).parent / "axe" / "node_modules" / "axe-core" / "axe.min.js"
_GRAVE = ("serious", "critical")

# Each frame is looked at by itself; what is still changing its colour is taken to its end first.
_RUN = """async () => {
    document.getAnimations().filter(found => found instanceof CSSTransition).forEach(found => found.finish());
    const found = await axe.run(document, {iframes: false, resultTypes: ["violations"]});
    return found.violations;
}"""


def grave_findings(page: Any) -> list[str]:
    """Serious and critical findings, each with its rule, what is wrong and the element; raises what pytest raises without axe-core."""
    return [f"{frame.url} {line}" for frame in page.frames for line in _found_in(frame)]


def _found_in(frame: Any) -> list[str]:
    frame.evaluate(axe())  # as text: the pages let no script in that is not theirs
    return [
        f"{rule['impact']} {rule['id']}: {node['html'][:300]} — {node['failureSummary']}"
        for rule in frame.evaluate(_RUN)
        if rule["impact"] in _GRAVE
        for node in rule["nodes"]
    ]


@cache
def axe() -> str:
    """The text of axe-core."""
    if not _AXE.exists():
        unavailable("axe-core is not installed (npm ci --prefix tests/ui/axe --ignore-scripts)")
    return _AXE.read_text(encoding="utf-8")
