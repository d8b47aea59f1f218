"""Which prompt a question gets, and the prompt itself: fixed instructions, then question and evidence as data."""

from __future__ import annotations

import json
from collections.abc import Sequence

from assistant.generation.model import Prompt
from assistant.generation.models import Item
from assistant.generation.numbered import as_data
from assistant.understand.understand import Understood
from prompts import digest, render


def choose(understood: Understood, items: Sequence[Item], *, spoken: bool) -> Prompt:
    """One task for a call, one for several places, one for everything else."""
    task = "spoken" if spoken else "compare" if len({item.group for item in items}) > 1 else "answer"
    return prompt_of(task, question=quoted(understood.standalone), evidence=as_data(items))


def prompt_of(task: str, *, structured: bool = True, **data: str) -> Prompt:
    """A prompt file rendered: what stands above its line of dashes are the instructions, the same for every question."""
    instructions, _, given = render(task, **data).partition("\n---\n")
    return Prompt(task=task, digest=digest(task), instructions=instructions, given=given, structured=structured)


def quoted(question: str) -> str:
    """Words as a string of JSON, which they cannot leave."""
    return json.dumps(question, ensure_ascii=False)
