"""Whether a page and its frames fit: nothing wider than the window, and no words cut off."""

from __future__ import annotations

from typing import Any

_TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"

# Words that a box of theirs hides, or the left or right edge of the page. What is shortened with dots says so; what is only for
# screen readers is not meant to be seen; what scrolls can be scrolled to.
_CUT_OFF = """() => {
    const seen = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    const hides = (style) => ["hidden", "clip"].includes(style.overflowX) || ["hidden", "clip"].includes(style.overflowY);
    const isShortened = (style) => style.textOverflow === "ellipsis" || style.webkitLineClamp !== "none";
    const isUnseen = (style) => style.clipPath !== "none" || style.clip !== "auto";
    const scrolls = (style) => ["auto", "scroll"].includes(style.overflowX) || ["auto", "scroll"].includes(style.overflowY);
    const found = [];
    const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = words.nextNode(); node; node = words.nextNode()) {
        if (!node.data.trim() || !seen(node.parentElement) || node.parentElement.matches(".skip:not(:focus)")) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        const box = range.getBoundingClientRect();
        if (!box.width) continue;
        for (let at = node.parentElement; at; at = at.parentElement) {
            const style = getComputedStyle(at), edge = at.getBoundingClientRect();
            if (isShortened(style) || isUnseen(style) || (scrolls(style) && at !== document.documentElement)) break;
            if (at === document.documentElement && (box.left < -1 || box.right > innerWidth + 1)) found.push(node.data.trim().slice(0, 40));
            if (!hides(style)) continue;
            if (box.left < edge.left - 1 || box.right > edge.right + 1 || box.top < edge.top - 1 || box.bottom > edge.bottom + 1) {
                found.push(`${node.data.trim().slice(0, 40)} in <${at.tagName.toLowerCase()} id="${at.id}" class="${at.className}">`);
                break;
            }
        }
    }
    return found;
}"""


def too_wide(page: Any) -> list[str]:
    """The addresses of what is wider than its window."""
    return [frame.url for frame in page.frames if frame.evaluate(_TOO_WIDE)]


def cut_off(page: Any) -> list[str]:
    """The beginnings of words that cannot be read to their end."""
    return [words for frame in page.frames for words in frame.evaluate(_CUT_OFF)]
