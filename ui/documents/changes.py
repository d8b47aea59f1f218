"""What became of each clause between two versions of a document, in words deleted and inserted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal
from urllib.parse import quote

from assistant.links import clause_link, plan_link
from assistant.naming import edition_words
from index.difference import ChangeKind, ClauseChange, Side, difference
from index.models import Frozen, Plan, PlanHead

_KINDS: dict[ChangeKind, str] = {"changed": "改动", "added": "新增", "removed": "删去", "moved": "只改编号"}


class Words(Frozen):
    """A stretch of a clause that stayed, was deleted, or was inserted."""

    text: str
    became: Literal["kept", "deleted", "inserted"]


class Change(Frozen):
    """A clause that is not the same, under its numbers old and new, with a link to where it stands."""

    kind: str
    address: str
    heading: str
    href: str
    words: tuple[Words, ...]


class Version(Frozen):
    """One of the two documents."""

    title: str
    edition: str
    href: str


class Changes(Frozen):
    """The whole page; `summary` counts what changed."""

    old: Version
    new: Version
    summary: str
    changes: tuple[Change, ...]


def changes_link(new_id: str, old_id: str) -> str:
    """The page that lays a version beside an older one."""
    return f"{plan_link(new_id)}/changes/{quote(old_id, safe='')}"


def changes_between(old: Plan, new: Plan) -> Changes:
    """Only what differs, in the order of the new version."""
    found = difference(old, new)
    counts = [f"{name} {found.count(kind)} 条" for kind, name in _KINDS.items() if found.count(kind)]
    same = f"{'其余 ' if counts else ''}{found.count('same')} 条文字相同"
    return Changes(
        old=_version(old),
        new=_version(new),
        summary=f"{'，'.join([*counts, same])}。",
        changes=tuple(_change(change, old, new) for change in found.clauses if change.kind != "same"),
    )


def _version(head: PlanHead) -> Version:
    return Version(title=head.title, edition=edition_words(head), href=plan_link(head.plan_id))


def _change(change: ClauseChange, old: Plan, new: Plan) -> Change:
    sides = [side for side in (change.old, change.new) if side]
    numbers = [_number(side) for side in (sides if change.renumbered else sides[-1:])]
    plan = new if change.new else old
    return Change(
        kind=_KINDS[change.kind],
        address=" → ".join(numbers),
        heading=" ".join(sides[-1].heading.split()),
        href=clause_link(plan.plan_id, sides[-1].clause_id),
        words=tuple(words for words in _words(change, old) if words.text),
    )


def _words(change: ClauseChange, old: Plan) -> Iterator[Words]:
    """The old words with every edit where it was made; what only moved is not told again."""
    if change.kind == "moved":
        return
    at = change.old.start if change.old else 0
    for edit in change.edits:
        if change.old and change.new:
            yield Words(text=old.text[at : edit.old.start], became="kept")
        yield Words(text=edit.deleted, became="deleted")
        yield Words(text=edit.inserted, became="inserted")
        at = edit.old.end
    if change.old and change.new:
        yield Words(text=old.text[at : change.old.end], became="kept")


def _number(side: Side) -> str:
    return "".join(side.path) or ("标题" if side.kind == "title" else "未编号的段落")
