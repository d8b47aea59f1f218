"""A page's tree becomes printed lines, each with the element it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from index.forms.markup import Node, local
from index.forms.paragraphs import one_line
from index.forms.web_tables import is_data_table, table_rows

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = frozenset(
    (
        *_HEADINGS,
        *("html", "body", "address", "article", "aside", "blockquote", "center", "dd", "details", "div", "dl", "dt", "fieldset"),
        *("figcaption", "figure", "footer", "form", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "summary"),
        *("table", "tbody", "thead", "tfoot", "tr", "td", "th", "caption", "ul"),
    )
)
_APART = frozenset(_HEADINGS)  # printed with space before and after
_UNSEEN = frozenset(
    (
        *("script", "style", "noscript", "template", "head", "svg", "iframe", "object", "embed", "select", "option", "button"),
        *("input", "textarea", "audio", "video", "canvas", "map", "rt", "rp"),
    )
)
_NO_NUMBERS = re.compile(r"list-style(-type)?\s*:[^;]*none", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


@dataclass(frozen=True)
class Line:
    """A printed line, the block it stands in, and how many of its characters are links."""

    text: str
    node: Node
    linked: int = 0


@dataclass
class _Page:
    """The lines printed so far and the one being printed."""

    done: list[Line] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    linked: int = 0
    numbers: dict[Node, int] = field(default_factory=dict)  # the last number printed of each ordered list

    def end(self, node: Node) -> None:
        text = one_line("".join(self.parts))
        if text or (self.parts and "\xa0" in "".join(self.parts)):
            self.done.append(Line(text, node, self.linked))
        self.parts, self.linked = [], 0

    def gap(self, node: Node) -> None:
        self.end(node)
        self.done.append(Line("", node))

    def number(self, item: Node) -> str:
        """The number that a browser prints before an item of an ordered list."""
        group = item.getparent()
        if group is None or local(group) != "ol" or _NO_NUMBERS.search(f"{group.get('style', '')};{item.get('style', '')}"):
            return ""
        said = item.get("value") or (group.get("start") if group not in self.numbers else None) or ""
        self.numbers[group] = int(said) if said.isascii() and said.isdigit() and len(said) < 6 else self.numbers.get(group, 0) + 1
        return f"{self.numbers[group]}. "


def is_unseen(node: Node) -> bool:
    """Whether a browser shows nothing of an element."""
    return local(node) in _UNSEEN or not local(node) or "hidden" in node.attrib or bool(_HIDDEN.search(node.get("style", "")))


def printed_lines(root: Node) -> list[Line]:
    """All lines of a tree in the order of printing; empty ones are gaps."""
    page = _Page()
    stack: list[tuple[Node, str, bool, Node, bool]] = [(root, "open", False, root, False)]
    while stack:  # no recursion: pages nest as deep as they like
        node, step, linked, block, kept = stack.pop()
        if step == "tail":
            _put(page, node.tail, linked, block, kept)
        elif step == "close":
            page.gap(node) if local(node) in _APART else page.end(node)
        elif not is_unseen(node):
            stack.extend(_opened(page, node, linked, block, kept))
    page.end(root)
    return page.done


def _opened(page: _Page, node: Node, linked: bool, block: Node, kept: bool) -> Iterator[tuple[Node, str, bool, Node, bool]]:
    """Print what stands before an element's children; what is still to be done, last first."""
    name = local(node)
    kept = kept or name == "pre"
    if name == "br":
        page.parts = page.parts or ["\xa0"]
        page.end(block)
        return
    if name in _BLOCKS:
        page.gap(block) if name in _APART else page.end(block)
        block = node
    if name == "table" and is_data_table(node):
        page.done.extend(Line(text, node) for text in table_rows(node, printed_text))
        return
    linked = linked or name == "a"
    _put(page, (page.number(node) if name == "li" else "") + (node.text or ""), linked, block, kept)
    if name in _BLOCKS:
        yield node, "close", linked, block, kept
    for below in reversed(node):
        yield below, "tail", linked, block, kept
        yield below, "open", linked, block, kept


def _put(page: _Page, text: str | None, linked: bool, block: Node, kept: bool) -> None:
    """White space counts as one space, as browsers show it; in <pre> it stays."""
    lines = (text or "").split("\n") if kept else [re.sub(r"[ \t\r\n\f]+", " ", text or "")]
    for i, words in enumerate(lines):
        if i:
            page.end(block)
        page.parts.append(words)
        page.linked += len(words.strip()) if linked else 0


def printed_text(node: Node) -> str:
    """All words of an element as one line."""
    return " ".join(line.text for line in printed_lines(node) if line.text)
