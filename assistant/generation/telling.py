"""The words of an answer, claim by claim: a model's where they stand and still answer, the quoted ones everywhere else.

Each quoted statement is settled once: by claims of the model that say what it says in answer, or by itself. A claim is
shown when it has passed and a statement is settled by it; nothing shown is taken back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from assistant.compose.asking import GroupAnswer
from assistant.compose.statements import Statement
from assistant.compose.verdict import VERDICTS
from assistant.generation.calling import Caller
from assistant.generation.covering import covers, share_said
from assistant.generation.examining import examine
from assistant.generation.model import ModelError
from assistant.generation.models import Dropped, Item, Passed, RawClaim
from assistant.generation.numbered import numbered
from assistant.generation.parsing import ClaimParser
from assistant.generation.prompting import choose
from assistant.generation.tally import Tally
from assistant.models import Generation
from assistant.understand.understand import Understood
from assistant.values import normal
from index.search import Index

Show = Callable[[int, Statement], None]
_NO_LONGER = 1.1  # than the quoted sentences: an answer that says more than they do is no shorter way to say it


def tell(
    index: Index, understood: Understood, answers: Sequence[GroupAnswer], caller: Caller | None, show: Show, *, spoken: bool = False
) -> Generation | None:
    """Show the answers' statements, in a model's words where there is one and these words stand; says what became of its claims."""
    telling = _Telling(index, understood, answers, show)
    if caller is None or not _worth_wording(understood, answers):
        telling.quote_the_rest()
        return None
    items = numbered(index, answers, with_units="who" in understood.intents)
    prompt = choose(understood, items, spoken=spoken)
    tally = Tally(caller.name, prompt)
    try:
        parser = ClaimParser()
        for words in _heard(caller, prompt, parser, tally):
            for claim in words:
                telling.take(claim, examine(claim, items, index), tally)
            if telling.settled and not caller.remembers:
                break
        if not parser.readable:
            tally.reason = "unreadable"
    except ModelError as error:
        tally.reason = error.reason
    telling.quote_the_rest()
    return tally.generation(worded=telling.worded)


def _heard(caller: Caller, prompt, parser: ClaimParser, tally: Tally) -> Iterator[list]:  # type: ignore[no-untyped-def]
    for piece in caller.stream(prompt):
        yield tally.heard(parser.feed(piece))
    yield tally.heard(parser.close())


def _worth_wording(understood: Understood, answers: Sequence[GroupAnswer]) -> bool:
    """Matters of clauses are worded; what is said of documents, lists, texts asked for and counts of places stay as printed."""
    return understood.scope not in ("which", "each") and bool(answers) and all(answer.by_matter for answer in answers)


class _Telling:
    """What has been shown, and which quoted statements are still to be settled."""

    def __init__(self, index: Index, understood: Understood, answers: Sequence[GroupAnswer], show: Show) -> None:
        self._index = index
        self._understood = understood
        self._answers = answers
        self._show = show
        self._open = [(group, statement) for group, answer in enumerate(answers) for statement in answer.statements]
        self._held: list[Passed] = []
        self._shown: list[str] = []
        self.worded = 0

    @property
    def settled(self) -> bool:
        """Whether nothing is left to say."""
        return not self._open

    def take(self, claim: RawClaim, examined: Passed | Dropped, tally: Tally) -> None:
        """A claim that passed is held until it settles a statement; where one failed, the statement it misread is quoted."""
        if isinstance(examined, Dropped):
            tally.drop(examined.why)
            self._quote_misread(claim.text, examined.items)
        elif any(normal(examined.statement.text) in words for words in self._shown):
            tally.drop("repeated")
        else:
            self._held.append(examined)
            self._settle_with_held(examined.group)

    def quote_the_rest(self) -> None:
        """What no claim has settled is said in the document's own words."""
        for group, statement in list(self._open):
            self._quote(group, statement)

    def _settle_with_held(self, group: int) -> None:
        held = [passed for passed in self._held if passed.group == group]
        covered = self._covered(group, held)
        for passed in tuple(held):  # what the rest can do without was not asked
            without = [other for other in held if other is not passed]
            held = without if without and len(self._covered(group, without)) == len(covered) else held
        said = sum(len(passed.statement.text) for passed in held)
        if not covered or said > _NO_LONGER * sum(len(statement.text) for _, statement in covered):
            return
        self._quote_up_to(covered[0])
        verdict = next((found for _, statement in covered if (found := _without_verdict(statement.text)[0])), "")
        for passed in held:
            self._held.remove(passed)
            self._say(group, passed.statement.model_copy(update={"text": verdict + passed.statement.text}))
            self.worded += 1
            verdict = ""
        self._open = [pair for pair in self._open if pair not in covered]

    def _covered(self, group: int, held: Sequence[Passed]) -> list[tuple[int, Statement]]:
        """The open statements of a group that these claims can stand for."""
        said, units = "\n".join(passed.statement.text for passed in held), self._answers[group].units
        return [(of, s) for of, s in self._open if of == group and covers(said, _without_verdict(s.text)[1], self._understood, units)]

    def _quote_misread(self, said: str, items: Sequence[Item]) -> None:
        """The statement of the clauses cited that a claim is most like stands in its place."""
        cited = {item.clause_id for item in items}
        misread = [pair for pair in self._open if cited & {source.clause_id for source in pair[1].sources}]
        if misread:
            meant = max(misread, key=lambda pair: share_said(said, pair[1].text, ""))
            self._quote_up_to(meant)
            self._quote(*meant)

    def _quote_up_to(self, pair: tuple[int, Statement]) -> None:
        """What comes before is said before: an answer keeps its order, and its places stay together."""
        while self._open[0] != pair:
            self._quote(*self._open[0])

    def _quote(self, group: int, statement: Statement) -> None:
        self._open.remove((group, statement))
        self._say(group, statement)

    def _say(self, group: int, statement: Statement) -> None:
        self._shown.append(normal(statement.text))
        self._show(group, statement)


def _without_verdict(text: str) -> tuple[str, str]:
    verdict = next((word for word in VERDICTS if text.startswith(word)), "")
    return verdict, text.removeprefix(verdict)
