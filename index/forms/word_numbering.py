"""Word's automatic numbers: which list and level a paragraph is of, and what number is printed before it.

ECMA-376 part 1, 17.9: a paragraph names a list (num), which follows a pattern of nine levels (abstractNum); lists of
one pattern count on together, unless a list says that a level starts anew.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from index.forms.markup import Node, attribute, child, local
from index.forms.numerals import numeral
from index.forms.word_styles import Styles

_LEVELS = 9
_SYMBOLS = re.compile("[\ue000-\uf8ff]")  # glyphs of symbol fonts, which mean nothing as characters


@dataclass(frozen=True)
class Level:
    """How one level of a list is numbered; `restart` is the level (from 1) whose number makes it begin anew, 0 never."""

    form: str = "decimal"
    pattern: str = ""
    start: int = 1
    suffix: str = "tab"
    restart: int | None = None
    arabic: bool = False
    symbol: bool = False
    style: str = ""


@dataclass(frozen=True)
class List:
    """A list: its pattern, its levels, and the levels that it starts anew with their first number."""

    pattern: str
    levels: dict[int, Level]
    starts: dict[int, int]


@dataclass
class Numbering:
    """The lists of a document, and how far each has counted."""

    lists: dict[str, List]
    styles: Styles
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    def label(self, properties: Node | None) -> str:
        """The number printed before a paragraph with these properties (w:pPr), with the space after it; empty for none."""
        name, at = self._place(properties)
        found = self.lists.get(name)
        if found is None or at not in found.levels:
            return ""
        counts = self.counts.setdefault(found.pattern, {})
        self._count(counts, name, found, at)
        level = found.levels[at]
        label = self._symbol(level) if level.form == "bullet" else self._printed(found, counts, level)
        return label + _space_after(label, level.suffix)

    def _place(self, properties: Node | None) -> tuple[str, int]:
        """The list and level of a paragraph: its own, else its style's."""
        style = self.styles.of_paragraph(properties)
        own = child(properties, "numPr")
        inherited, said, owner = self.styles.numbering(style)
        name = _value(own, "numId") or inherited
        at = _value(own, "ilvl") or (said if not _value(own, "numId") else "")
        if not at and name == inherited and name in self.lists:
            linked = {level.style: depth for depth, level in self.lists[name].levels.items() if level.style}
            at = str(linked.get(owner, 0))
        return name, int(at) if at and at.isdigit() else 0

    def _count(self, counts: dict[int, int], name: str, found: List, at: int) -> None:
        first = found.starts.get(at)
        if first is not None and (name, at) not in self.begun:
            counts[at] = first
        else:
            counts[at] = counts[at] + 1 if at in counts else found.levels[at].start
        self.begun.add((name, at))
        for deeper in [depth for depth in counts if depth > at]:
            restart = found.levels[deeper].restart if deeper in found.levels else None
            if restart is None or at < restart:
                del counts[deeper]

    def _printed(self, found: List, counts: dict[int, int], level: Level) -> str:
        def number(match: re.Match[str]) -> str:
            depth = int(match[1]) - 1
            upper = found.levels.get(depth, Level())
            return numeral(counts.get(depth, upper.start), "decimal" if level.arabic else upper.form)

        return re.sub(r"%([1-9])", number, level.pattern)

    @staticmethod
    def _symbol(level: Level) -> str:
        return "•" if level.symbol or _SYMBOLS.search(level.pattern) else level.pattern


def read_numbering(root: Node | None, styles: Styles) -> Numbering:
    """The lists that a document's numbering part defines."""
    nodes = list(root) if root is not None else []
    patterns = {attribute(node, "abstractNumId") or "": node for node in nodes if local(node) == "abstractNum"}
    linked = {_value(node, "styleLink"): node for node in patterns.values() if _value(node, "styleLink")}
    lists: dict[str, List] = {}
    for node in nodes:
        if local(node) == "num":
            pattern = patterns.get(_value(node, "abstractNumId"))
            if pattern is not None and _value(pattern, "numStyleLink") in linked:
                pattern = linked[_value(pattern, "numStyleLink")]
            if pattern is not None:
                lists[attribute(node, "numId") or ""] = _list(node, pattern)
    return Numbering(lists, styles)


def _list(node: Node, pattern: Node) -> List:
    levels = {_depth(level): _level(level) for level in pattern if local(level) == "lvl"}
    starts: dict[int, int] = {}
    for override in node:
        if local(override) == "lvlOverride":
            levels.update({_depth(level): _level(level) for level in override if local(level) == "lvl"})
            if _value(override, "startOverride"):
                starts[_depth(override)] = _number(_value(override, "startOverride"), 1)
    return List(attribute(pattern, "abstractNumId") or "", levels, starts)


def _level(node: Node) -> Level:
    restart = _value(node, "lvlRestart")
    fonts = child(node, "rPr", "rFonts")
    named = " ".join(fonts.attrib.values()) if fonts is not None else ""
    arabic = child(node, "isLgl")
    return Level(
        form=_value(node, "numFmt") or "decimal",
        pattern=_value(node, "lvlText"),
        start=_number(_value(node, "start"), 0),
        suffix=_value(node, "suff") or "tab",
        restart=_number(restart, 0) if restart else None,
        arabic=arabic is not None and attribute(arabic, "val") not in ("0", "false"),
        symbol=bool(re.search(r"Wingdings|Symbol|Webdings", named)),
        style=_value(node, "pStyle"),
    )


def _space_after(label: str, suffix: str) -> str:
    """Full-width signs bring their own space; after anything else a tab or space is printed as one space."""
    return " " if label and suffix != "nothing" and not re.search(r"[、）．：，]$", label) else ""


def _depth(node: Node) -> int:
    return min(_number(attribute(node, "ilvl") or "", 0), _LEVELS - 1)


def _number(said: str, otherwise: int) -> int:
    return int(said) if said.isascii() and said.isdigit() and len(said) < 7 else otherwise


def _value(node: Node | None, name: str) -> str:
    """The value of a child element (<w:name w:val=…>), empty where there is none."""
    found = child(node, name)
    return (attribute(found, "val") or "") if found is not None else ""
