"""Untrusted XML and HTML become trees: no entities, no files, no network."""

from __future__ import annotations

from typing import Any

from lxml import etree, html

from index.errors import UnreadableFile

Node = Any  # lxml's elements have no types


def xml_tree(data: bytes, name: str) -> Node:
    """The root of an XML part; `name` is what a refusal calls the file."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableFile(f"{name} 内部已损坏或结构不合规范，已跳过，请用办公软件打开后另存一份。") from error
    if root.getroottree().docinfo.doctype:
        raise UnreadableFile(f"{name} 里有不该有的实体定义，可能有害，已跳过，请用办公软件打开后另存一份。")
    return root


def html_tree(text: str, name: str) -> Node:
    """The root of a page; a page is read however badly it is written."""
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False, encoding="utf-8")
    try:
        return html.document_fromstring(text.replace("\x00", "").encode("utf-8", errors="replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableFile(f"{name} 不是可读的网页，已跳过，请重新保存网页或另存为文本。") from error


def local(node: Node) -> str:
    """An element's name without its namespace, empty for comments and the like."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def attribute(node: Node, name: str) -> str | None:
    """An attribute by its name without the namespace."""
    return next((value for key, value in node.attrib.items() if key.rpartition("}")[2] == name), None)


def child(node: Node | None, *path: str) -> Node | None:
    """The first child of that local name, and so on down the path."""
    for step in path:
        node = next((below for below in node if local(below) == step), None) if node is not None else None
    return node
