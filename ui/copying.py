"""An answer as it is pasted into a memo: its text with markers, the clauses they stand for, what must be known, and the day."""

from __future__ import annotations

from assistant.models import Answer, Citation
from assistant.naming import said_day


def answer_with_basis(answer: Answer) -> str:
    """Plain text; quotes are the documents' own words."""
    missing = [f"没有找到：{'；'.join(answer.missing)}"] if answer.missing else []
    parts = [answer.answer, *missing]
    if answer.citations:
        parts.append("依据：\n" + "\n".join(map(_basis, answer.citations)))
    if answer.caveats:
        parts.append("\n".join(caveat.text for caveat in answer.caveats))
    parts.append(f"（文件的效力和期限按{said_day(answer.as_of)}判断。）")
    return "\n\n".join(parts)


def _basis(citation: Citation) -> str:
    return f"[{citation.marker}] 《{citation.plan_title}》{''.join(citation.path)}：“{citation.quote}”"
