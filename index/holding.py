"""Which of the documents that were read are held, and under which ids."""

from __future__ import annotations

from collections.abc import Container, Sequence

from index.models import Frozen, PlanHead
from index.readings import FileRead, Held
from index.versions import Versions

_FEWEST_DIGITS = 4


class Twin(Frozen):
    """A document that is held once, from the other file that has the same words."""

    source: str
    held: str

    @property
    def sentence(self) -> str:
        """What is said about it."""
        return f"{self.source} 与 {self.held} 是同一份文件，只收录一份。"


def tell_apart(read: Sequence[FileRead]) -> tuple[tuple[Held, ...], tuple[Twin, ...], tuple[str, ...]]:
    """The documents held, those there twice, and sentences for the reader: of these, and of versions between which nothing decides.

    The same words of the same place, whatever the layout, are one document, a draft and what was issued two; other words under the
    same title are a document of their own, whose id tells it apart by the file's digest.
    """
    kept: dict[str, Held] = {}
    first: dict[tuple[str, str, str], Held] = {}
    twins: list[Twin] = []
    for file in read:
        for ordinal, (head, pieces) in enumerate(zip(file.heads, file.pieces, strict=True)):
            one = Held(head=head, key=file.key, ordinal=ordinal, pieces=pieces)
            same = first.setdefault((head.place_code, head.status, head.words_digest), one)
            if same is not one:
                twins.append(Twin(source=head.source, held=same.head.source))
                continue
            if head.plan_id in kept:
                one = one.model_copy(update={"head": head.model_copy(update={"plan_id": _free_id(head, kept)})})
            kept[one.head.plan_id] = one
    questions = Versions(one.head for one in kept.values()).questions()
    return tuple(kept.values()), tuple(twins), (*(twin.sentence for twin in twins), *(asked.sentence for asked in questions))


def _free_id(head: PlanHead, taken: Container[str]) -> str:
    """The id with as much of the words' digest after it as no other document has."""
    longer = (f"{head.plan_id}-{head.words_digest[:length]}" for length in range(_FEWEST_DIGITS, len(head.words_digest) + 1))
    return next(plan_id for plan_id in longer if plan_id not in taken)
