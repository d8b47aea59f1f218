"""What a document says about itself, for the top of its page."""

from __future__ import annotations

from datetime import date

from assistant.links import original_link, quote_link
from assistant.writing import has_ended
from index.models import Frozen, Plan, PlanHead

_STATUS = {"draft": "征求意见稿", "issued": "正式印发"}


class Value(Frozen):
    """A fact's value, with a link to where the text says so if it does."""

    text: str
    href: str | None = None


class Row(Frozen):
    """A fact about the plan under its Chinese name."""

    name: str
    values: tuple[Value, ...]


def facts(plan: Plan, today: date) -> tuple[Row, ...]:
    """The facts a reader looks for first; what the text does not say is left out."""
    said: dict[str, list[tuple[str | None, str]]] = {
        "地区": [(plan.province if plan.province == plan.place else plan.province + plan.place, "")],
        "类型": [(plan.kind, "")],
        "状态": [(_STATUS[plan.status], "status")],
        "文号": [(plan.document_number, "document_number")],
        "发文机关": [(name, "issuer") for name in plan.issuers],
        "成文日期": [(plan.issued_on, "issued_on")],
        "发布日期": [(plan.published_on, "published_on")],
        "通过或修正": [(plan.version_date, "version_date")],
        "施行日期": [(plan.effective_on, "effective_on")],
        "有效期至": [(plan.expires_on, "expires_on")],
        "实施期限": [(period(plan, today), "period")],
        "依据": [(f"《{name}》", "based_on") for name in plan.based_on],
        "同时废止": [(f"《{name}》", "repeals") for name in plan.repeals],
        "读取说明": [(note, "") for note in plan.notes],
    }
    rows = [Row(name=name, values=_values(plan, values)) for name, values in said.items()]
    rows.append(Row(name="原件", values=(Value(text=plan.source, href=original_link(plan.plan_id)),)))
    return tuple(row for row in rows if row.values)


def period(plan: PlanHead, today: date) -> str | None:
    """The years a plan is for, and that they are over if they are."""
    said = years(plan)
    return f"{said}（已届满）" if said and has_ended(plan, today) else said


def years(plan: PlanHead) -> str | None:
    """The years a plan is for."""
    if plan.period is None:
        return None
    first, last = plan.period.from_year, plan.period.to_year
    return f"{first}年" if first == last else f"{first}—{last}年"


def brief(plan: PlanHead, today: date) -> str:
    """The facts that are seen also while the others are folded away."""
    return " · ".join(filter(None, (plan.document_number, period(plan, today), _STATUS[plan.status])))


def _values(plan: Plan, said: list[tuple[str | None, str]]) -> tuple[Value, ...]:
    return tuple(Value(text=text, href=_said_at(plan, field, text)) for text, field in said if text)


def _said_at(plan: Plan, field: str, text: str) -> str | None:
    spots = [fact for fact in plan.facts if fact.field == field]
    named = [fact for fact in spots if fact.value in text] or spots
    if not named:
        return None
    spot = named[0]
    return quote_link(plan.plan_id, plan.clause_at(spot.start).clause_id, spot.start, spot.end)
