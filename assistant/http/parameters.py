"""What stands in the addresses of the interface: each described once, in the reader's language, with an example."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path

from assistant.fields import ANSWER_ID, ANSWER_ID_EXAMPLE, CLAUSE_ID, CLAUSE_ID_EXAMPLE, PLAN_ID, PLAN_ID_EXAMPLE

AnswerId = Annotated[str, Path(description=ANSWER_ID, examples=[ANSWER_ID_EXAMPLE])]
PlanId = Annotated[str, Path(description=PLAN_ID, examples=[PLAN_ID_EXAMPLE])]
ClauseId = Annotated[str, Path(description=CLAUSE_ID, examples=[CLAUSE_ID_EXAMPLE])]
