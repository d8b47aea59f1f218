"""Units said to be answerable: each must be printed in the evidence, in the same role."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.claims.models import Failure
from index.units import responsible_units

_LIST = re.compile(
    r"[（(]?\s*(?:牵头|责任|配合|负责|主管|参与|参加|协助|协同|主办|协办|承办|实施|落实)(?:单位|部门)\s*(?:(?:分别是|是|为|包括|有)[:：]?|[:：])"
)
_DONE_BY = re.compile(r"由(?P<names>[^，,。；;：:由]{2,60}?)(?P<role>牵头|负责|配合|协助|主办|协办)(?=[，,。；;]|$)")
_ALONE = re.compile(r"^(?P<names>[^，,。；;：:由]{2,30}?)(?P<role>牵头|负责|配合|协助|主办|协办)[。；;]?$")
_ROLE_MEANT = {"负责": {"责任", "负责", "牵头", "主办"}}
Roles = list[tuple[str, str]]
_SPLIT = re.compile(r"[、，,]|(?:及|和|与)(?=其他|各|有关|[市县区省州])")


def without_roles(claim: str) -> tuple[str, list[Roles]]:
    """The claim without what it says of units and their roles, and that by itself."""
    said = sorted(_said(claim))
    rest = claim
    for start, end, _ in reversed(said):
        rest = rest[:start] + rest[end:]
    return rest, [pairs for _, _, pairs in said]


def wrong_roles(said: Iterable[Roles], evidence: str) -> Iterator[Failure]:
    """Units that the evidence does not print, or prints in another role."""
    printed = {(unit.name, unit.role) for unit in responsible_units(evidence, 0, len(evidence))}
    for pairs in said:
        yield from _wrong(pairs, printed)


def prints_roles(evidence: str) -> bool:
    """Whether the evidence lists units with a role at all."""
    return bool(responsible_units(evidence, 0, len(evidence)))


def _said(claim: str) -> Iterator[tuple[int, int, Roles]]:
    """Each statement of roles: its span, to the end of the last unit named, and the units with their role."""
    found = list(_LIST.finditer(claim))
    taken: list[tuple[int, int]] = []
    for i, match in enumerate(found):
        until = found[i + 1].start() if i + 1 < len(found) else len(claim)
        units = responsible_units(claim[: match.start()] + _colon(match) + claim[match.end() : until], match.start(), until)
        if units:
            end = _closed(claim, units[-1].end)
            taken.append((match.start(), end))
            yield match.start(), end, [(unit.name, unit.role) for unit in units]
    alone = _ALONE.match(claim.strip())
    for match in [*_DONE_BY.finditer(claim), *([alone] if alone else [])]:
        if not any(start < match.end() and match.start() < end for start, end in taken):
            names = [name.strip() for name in _SPLIT.split(match["names"]) if name.strip()]
            yield match.start(), match.end(), [(name, match["role"]) for name in names]


def _colon(match: re.Match[str]) -> str:
    """责任单位是 read as 责任单位：, as long as it was."""
    return re.sub(r"\s*(?:分别是|是|为|包括|有)?[:：]?$", lambda words: ":".rjust(len(words[0])), match[0], count=1)


def _closed(claim: str, end: int) -> int:
    """Past the marks that close a list of units."""
    while end < len(claim) and claim[end] in "）)】。; ；":
        end += 1
    return end


def _wrong(pairs: Roles, printed: set[tuple[str, str]]) -> Iterator[Failure]:
    names = {name for name, _ in printed}
    for name, role in [(one, role) for whole, role in pairs for one in _one_by_one(whole, names)]:
        as_printed = {printed_role for printed_name, printed_role in printed if printed_name == name}
        if not as_printed:
            yield Failure(code="unit", detail=f"依据没有把“{name}”列为{role}单位。")
        elif not as_printed & _ROLE_MEANT.get(role, {role}):
            yield Failure(code="unit", detail=f"依据中“{name}”是{'、'.join(sorted(as_printed))}单位，不是{role}单位。")


def _one_by_one(name: str, printed: set[str]) -> list[str]:
    """甲局和乙局 as two units where both are printed as such."""
    parts = re.split("和|及|与", name)
    return parts if name not in printed and all(part in printed for part in parts) else [name]
