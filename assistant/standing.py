"""What must be said of where a cited document stands among its versions: superseded, not in force yet, expired, undecided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from assistant.models import Caveat
from assistant.naming import named, said_day
from index.models import PlanHead
from index.ordering import REPORT, starts_on
from index.versions import Versions


def standing(versions: Versions, cited: Sequence[PlanHead], as_of: date) -> tuple[Caveat, ...]:
    """The caveats of these documents on a day, one of a kind; a report tells what was and is never in force or out of it."""
    ruling = [head for head in cited if head.label != REPORT]
    told = (_superseded(versions, ruling, cited, as_of), _not_yet(ruling, cited, as_of), _expired(ruling, cited, as_of))
    said = [
        ("superseded", told[0]),
        ("not_yet_in_force", told[1]),
        ("expired", told[2]),
        ("undecided_version", _undecided(versions, cited)),
    ]
    return tuple(Caveat(code=code, text=f"{'；'.join(parts)}。") for code, sentences in said if (parts := list(dict.fromkeys(sentences))))


def _superseded(versions: Versions, ruling: Sequence[PlanHead], cited: Sequence[PlanHead], as_of: date) -> Iterator[str]:
    for head in ruling:
        ending, newer = versions.ended_by(head.plan_id, as_of), versions.superseded_by(head.plan_id, as_of)
        if newer:
            yield f"{named(head, cited)}已被《{newer.title}》{_day(newer)}取代"
        elif ending:
            yield f"{named(head, cited)}已被《{ending.title}》{_day(ending)}废止"


def _not_yet(ruling: Sequence[PlanHead], cited: Sequence[PlanHead], as_of: date) -> Iterator[str]:
    for head in ruling:
        since = starts_on(head)
        if since and since > as_of.isoformat() and head.status == "issued":
            begins = f"自{said_day(since)}起施行" if head.effective_on else f"{said_day(since)}才印发"
            yield f"{named(head, cited)}{begins}，{said_day(as_of.isoformat())}时尚未施行"


def _expired(ruling: Sequence[PlanHead], cited: Sequence[PlanHead], as_of: date) -> Iterator[str]:
    for head in ruling:
        if head.expires_on and head.expires_on < as_of.isoformat():
            yield f"{named(head, cited)}的有效期到{said_day(head.expires_on)}为止，已经过期"


def _undecided(versions: Versions, cited: Sequence[PlanHead]) -> Iterator[str]:
    for head in cited:
        if versions.undecided(head.plan_id):
            yield f"{named(head, cited)}另有同名文件，分不出先后"


def _day(head: PlanHead) -> str:
    """（2024年1月1日）, which tells a newer version of the same title apart."""
    since = starts_on(head)
    return f"（{said_day(since)}）" if since else ""
