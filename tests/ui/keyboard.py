"""A reader who has a keyboard and nothing else: wherever it leads, what has the focus is seen and has a name."""

from __future__ import annotations

from typing import Any

_FOCUSED = "(() => { let at = document.activeElement; while (at.contentDocument) at = at.contentDocument.activeElement; return at; })()"
_MATCHES = "function (wanted) { return this.matches(wanted); }"
_IS_NOWHERE = "function () { return this === this.ownerDocument.body; }"

# A control that is drawn by its label is seen where the label is.
_IS_SEEN = """function () {
    const seen = (element) => {
        const box = element.getBoundingClientRect(), view = element.ownerDocument.defaultView;
        const isDrawn = element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && box.width > 1 && box.height > 1;
        return isDrawn && box.bottom > 0 && box.top < view.innerHeight && box.right > 0 && box.left < view.innerWidth;
    };
    return [this, ...(this.labels || [])].some(seen);
}"""


class Keyboard:
    """Presses keys on a page, and looks at what has the focus after each."""

    def __init__(self, page: Any) -> None:
        self._page = page
        self._tools = page.context.new_cdp_session(page)
        self.pressed = 0

    def press(self, *keys: str) -> None:
        """Press keys, and see where that leads."""
        for key in keys:
            self._page.keyboard.press(key)
            self.pressed += 1

    def type(self, words: str) -> None:
        """Type words over what stands there."""
        self.press("ControlOrMeta+a")
        self._page.keyboard.type(words)

    def go(self, selector: str, *, back: bool = False, most: int = 120) -> None:
        """Go on with the tabulator until the focus is there; every stop on the way is seen and has a name."""
        for _ in range(most):
            self.press("Shift+Tab" if back else "Tab")
            focused = self._focused()
            if not self._say(focused, _IS_NOWHERE):
                self._look_at(focused)
            if self._say(focused, _MATCHES, selector):
                return
        raise AssertionError(f"{selector} is not reached in {most} steps")

    def look(self) -> str:
        """The name of what has the focus, which is seen."""
        return self._look_at(self._focused())

    def _look_at(self, focused: str) -> str:
        [node, *_] = self._tools.send("Accessibility.getPartialAXTree", {"objectId": focused, "fetchRelatives": False})["nodes"]
        name = str(node.get("name", {}).get("value", ""))
        markup = self._say(focused, "function () { return this.outerHTML.slice(0, 300); }")
        assert name.strip(), f"without a name: {markup}"
        assert self._say(focused, _IS_SEEN), f"not to be seen: {markup}"
        return name

    def _focused(self) -> str:
        return str(self._tools.send("Runtime.evaluate", {"expression": _FOCUSED})["result"]["objectId"])

    def _say(self, focused: str, function: str, *given: str) -> Any:
        asked = {
            "objectId": focused,
            "functionDeclaration": function,
            "arguments": [{"value": one} for one in given],
            "returnByValue": True,
        }
        return self._tools.send("Runtime.callFunctionOn", asked)["result"].get("value")
