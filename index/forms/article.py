"""The article on a web page: found by where its sentences stand; everything between its title and its end is kept.

A general extractor judges paragraph by paragraph and now and then throws one away, which a regulation cannot bear.
Here only whole elements are left out, and only around the smallest element that holds nearly all sentences of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.forms.markup import Node, local
from index.forms.page_lines import Line, is_unseen, printed_lines

_ASIDE = frozenset(("nav", "aside", "footer", "dialog"))
# How sites name what stands around an article, in class and id.
_AROUND = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|sidebar|side|breadcrumbs?|crumbs?|share|sharing|bdshare\w*|footer|foot|copyright|comments?|"
    r"replies|reply|pinglun|liuyan|related|relevant|recommend\w*|hot|toolbar|tools|qrcode|ewm|pager|pagination|advert\w*|banner)(?=$|[\s_-])",
    re.IGNORECASE,
)
# The element that content systems of government sites put an article in.
_HELD_IN = re.compile(
    r"TRS_(?:UE)?EDITOR|UCAP-?CONTENT|^zoom$|pages_?content|article-?content|artibody|view_content|news_?content", re.IGNORECASE
)
_SENTENCE = re.compile(r"[。；，、]")
_NEARLY_ALL = 0.97
_MOSTLY = 0.6
_LEAST_TITLE = 6
_FARTHEST_TITLE = 15  # lines between a title and its article: date, source, size of letters


def article_lines(root: Node) -> list[str]:
    """The printed lines of a page's article in order, its title first; empty lines are gaps."""
    weights = _weights(root)
    _without_surroundings(root, weights)
    body = next(root.iter("body"), root)
    weights = _weights(body)
    held = _article(body, weights)
    lines = printed_lines(body)
    inside = [i for i, line in enumerate(lines) if _is_in(line.node, held)]
    if not inside:
        return []
    first, last = inside[0], inside[-1] + 1
    chosen = [*_heading(lines[:first], root), *(line for line in lines[first:last] if not _is_navigation(line))]
    texts = [line.text for line in chosen]
    return texts if any(_SENTENCE.search(text) for text in texts) else [line.text for line in lines]


def _weights(root: Node) -> dict[Node, int]:
    """How many characters of sentences each element holds: words outside links, in parts that have Chinese punctuation."""
    weights: dict[Node, int] = {}
    for node in reversed(list(root.iter())):
        if not isinstance(node.tag, str) or is_unseen(node):
            continue
        own = 0 if local(node) == "a" else _prose(node.text) + sum(weights.get(below, 0) for below in node)
        weights[node] = own + sum(_prose(below.tail) for below in node)
    return weights


def _prose(text: str | None) -> int:
    words = (text or "").strip()
    return len(words) if _SENTENCE.search(words) else 0


def _without_surroundings(root: Node, weights: dict[Node, int]) -> None:
    """Drop elements named as standing around an article, unless they hold most of the page or its heading."""
    whole = weights.get(root, 0)
    for node in list(root.iter()):
        droppable = isinstance(node.tag, str) and node.getparent() is not None and next(node.iter("h1"), None) is None
        if droppable and _is_around(node) and weights.get(node, 0) * 2 <= whole:
            _drop(node)


def _is_around(node: Node) -> bool:
    named = f"{node.get('class', '')} {node.get('id', '')}"
    return local(node) in _ASIDE or bool(local(node) not in ("body", "html") and _AROUND.search(named) and not _HELD_IN.search(named))


def _drop(node: Node) -> None:
    """Take an element out and leave the words behind it where they are."""
    parent, before = node.getparent(), node.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + (node.tail or "")
    else:
        parent.text = (parent.text or "") + (node.tail or "")
    parent.remove(node)


def _article(body: Node, weights: dict[Node, int]) -> Node:
    """The element that holds the article: one named so that has most sentences, else the smallest that has nearly all."""
    whole = weights.get(body, 0)
    named = [node for node in body.iter() if _is_named(node) and weights.get(node, 0) >= _MOSTLY * whole]
    held = named[0] if whole and named else body
    while whole and not named:
        below = max(held, key=lambda node: weights.get(node, 0), default=None)
        if below is None or weights.get(below, 0) < _NEARLY_ALL * weights[held] or _is_one_paragraph(below):
            break
        held = below
    return held


def _is_one_paragraph(node: Node) -> bool:
    """Whether an element is a paragraph of the article rather than what holds its paragraphs."""
    return sum(1 for line in printed_lines(node) if _SENTENCE.search(line.text)) < 2


def _is_named(node: Node) -> bool:
    return (
        local(node) == "article"
        or node.get("itemprop") == "articleBody"
        or any(_HELD_IN.search(node.get(key, "")) for key in ("id", "class"))
    )


def _is_in(node: Node, held: Node) -> bool:
    return node is held or any(above is held for above in node.iterancestors())


def _is_navigation(line: Line) -> bool:
    """A short line that is links and nothing else."""
    return bool(line.text) and line.linked >= 0.9 * len(line.text) and not _SENTENCE.search(line.text)


def _heading(lines: list[Line], root: Node) -> list[Line]:
    """The title above an article and the lines from there to it; nothing where the page names no title."""
    names = list(_names(root))
    nearest = len(lines) - _FARTHEST_TITLE
    for i in range(len(lines) - 1, max(-1, nearest - 1), -1):
        words = _bare(lines[i].text)
        if len(words) >= _LEAST_TITLE and any(name.startswith(words) for name in names):
            return [line for line in lines[i:] if not _is_navigation(line)]
    return []


def _names(root: Node) -> Iterator[str]:
    """What a page says its title is."""
    for node in root.iter("title", "h1", "meta"):
        said = node.get("content", "") if node.get("name", "").lower() in ("articletitle", "title") else "".join(node.itertext())
        if _bare(said):
            yield _bare(said)


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)
