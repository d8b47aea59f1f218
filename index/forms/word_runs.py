"""The words of one Word paragraph as they are printed: changes as accepted, hidden words and comments left out."""

from __future__ import annotations

from dataclasses import dataclass, field

from index.forms.markup import Node, attribute, child, local
from index.forms.word_styles import Styles, is_on

# Words that are not printed, and properties, which hold no words.
_LEFT_OUT = frozenset(
    ("pPr", "rPr", "instrText", "delText", "delInstrText", "rt", "Fallback", "commentReference", "annotationRef", "sdtPr")
)
_DELETED = frozenset(("del", "moveFrom"))
_ADDED = frozenset(("ins", "moveTo"))
_SIGNS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": " "}
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass
class Seen:
    """What was met while reading: notes referred to, text boxes, and what the reader should be told."""

    styles: Styles
    footnotes: list[tuple[str, str]] = field(default_factory=list)  # (footnote | endnote, its id) in order
    boxes: list[Node] = field(default_factory=list)
    changed: bool = False
    hidden: bool = False
    comments: bool = False
    pictures: int = 0


def words_of(paragraph: Node, seen: Seen) -> str:
    """The printed words of a paragraph; "\\n" where a line is broken by hand."""
    parts: list[str] = []
    stack = list(reversed(paragraph))
    while stack:  # no recursion: a file may nest as deep as it likes
        node = stack.pop()
        name = local(node)
        if name == "t":
            parts.append(node.text or "")
        elif name in _SIGNS:
            parts.append("" if attribute(node, "type") in ("page", "column") else _SIGNS[name])
        elif name in ("footnoteReference", "endnoteReference"):
            parts.append(_reference(node, name.removesuffix("Reference"), seen))
        elif not _passed_over(node, name, seen):
            stack.extend(reversed(node))
    return "".join(parts)


def _passed_over(node: Node, name: str, seen: Seen) -> bool:
    """Whether what stands in an element is not printed here; what the reader should know is noted."""
    seen.changed = seen.changed or name in _DELETED or name in _ADDED
    seen.comments = seen.comments or name == "commentReference"
    seen.pictures += name in ("blip", "imagedata")
    if name == "txbxContent":
        seen.boxes.append(node)
        return True
    if name == "r" and _is_hidden(node, seen):
        seen.hidden = seen.hidden or any(local(below) == "t" for below in node)
        return True
    return name in _DELETED or name in _LEFT_OUT or not name


def _is_hidden(run: Node, seen: Seen) -> bool:
    said = child(run, "rPr", "vanish")
    style = child(run, "rPr", "rStyle")
    return is_on(said) if said is not None else style is not None and seen.styles.hides(attribute(style, "val") or "")


def _reference(node: Node, kind: str, seen: Seen) -> str:
    seen.footnotes.append((kind, attribute(node, "id") or ""))
    return raised(len(seen.footnotes))


def raised(number: int) -> str:
    """The number of a note as it is printed, small and high."""
    return str(number).translate(_RAISED)


def is_joined_to_next(paragraph: Node) -> bool:
    """Whether the end of a paragraph is deleted, so that the next goes on with it."""
    marks = child(paragraph, "pPr", "rPr")
    return marks is not None and any(local(mark) in _DELETED for mark in marks)
