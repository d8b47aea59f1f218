"""Word's styles: what a paragraph or a run has from its style and the styles that one is based on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from index.forms.markup import Node, attribute, child, local

_DEEPEST = 20  # styles based on each other without end


@dataclass(frozen=True)
class Styles:
    """The styles of a document by their ids, and the one that paragraphs have that name none."""

    by_id: dict[str, Node]
    usual: str

    def of_paragraph(self, properties: Node | None) -> str:
        """The style a paragraph with these properties has."""
        named = child(properties, "pStyle")
        return (attribute(named, "val") or "") if named is not None else self.usual

    def numbering(self, style: str) -> tuple[str, str, str]:
        """List, level, and the style that says so; empty where no style does."""
        for name, node in self._line(style):
            said = child(node, "pPr", "numPr")
            number, level = child(said, "numId"), child(said, "ilvl")
            if number is not None:
                return attribute(number, "val") or "", (attribute(level, "val") or "") if level is not None else "", name
        return "", "", ""

    def hides(self, style: str) -> bool:
        """Whether words in a style are not printed."""
        for _, node in self._line(style):
            said = child(node, "rPr", "vanish")
            if said is not None:
                return is_on(said)
        return False

    def _line(self, style: str) -> Iterator[tuple[str, Node]]:
        for _ in range(_DEEPEST):
            node = self.by_id.get(style)
            if node is None:
                return
            yield style, node
            based = child(node, "basedOn")
            style = (attribute(based, "val") or "") if based is not None else ""


def read_styles(root: Node | None) -> Styles:
    """The styles of a document's styles part."""
    nodes = [node for node in root if local(node) == "style"] if root is not None else []
    usual = next((node for node in nodes if attribute(node, "type") == "paragraph" and attribute(node, "default") in ("1", "true")), None)
    by_id = {attribute(node, "styleId") or "": node for node in nodes}
    return Styles(by_id, (attribute(usual, "styleId") or "") if usual is not None else "")


def is_on(switch: Node) -> bool:
    """Whether a switch (<w:vanish/>) is on."""
    return attribute(switch, "val") not in ("0", "false", "off", "none")
