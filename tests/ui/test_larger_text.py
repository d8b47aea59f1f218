"""Letters twice as large: every word of the chat, a document and a comparison can still be read to its end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from assistant.bootstrap import Fazhi
from tests.ui.everything import ask_everything, known
from tests.ui.fitting import cut_off, too_wide
from tests.ui.serving import served
from tests.ui.test_every_view import VIEWS

pytestmark = pytest.mark.browser

_LARGER = "document.documentElement.style.fontSize = '200%'"
_SIZE = "document.querySelector('.fz-answer p:not(.fz-about), article p, .quote').computedStyleMap().get('font-size').value"


@pytest.fixture(scope="module")
def own(everything: Fazhi) -> Fazhi:
    """Everything, and what the reader asked."""
    ask_everything(everything)
    return everything


@pytest.fixture(scope="module")
def address(own: Fazhi) -> Iterator[str]:
    with served(own) as found:
        yield found


@pytest.mark.parametrize("view", ["chat, answers", "chat, source", "plan", "compare, four places"])
def test_nothing_is_cut_off(open_context: Callable[..., Any], address: str, own: Fazhi, view: str) -> None:
    page = known(open_context(viewport={"width": 1400, "height": 900}), address).new_page()
    page.start, page.own = address, own
    VIEWS[view](page)
    size = page.evaluate(_SIZE)
    for frame in page.frames:
        frame.evaluate(_LARGER)
    assert page.evaluate(_SIZE) == pytest.approx(2 * size)
    for width in (390, 1024, 1600):
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        assert too_wide(page) == [], width
        assert cut_off(page) == [], width
