"""What the assistant's tests share: the bundled plans as the assistant sees them, and small plans to try a step on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

import pytest

from assistant.bootstrap import Fazhi
from assistant.locate import held_places
from assistant.models import Answer, Ask
from assistant.understand.topic import Term, Topic
from assistant.understand.understand import Understood, understand
from eval.cases import Case, read_cases
from eval.run import generate
from index.keywords import KeywordIndex
from index.lexicon import Lexicon
from index.models import Clause, Plan
from index.pieces import pieces_of
from index.places import Place
from index.search import Index


@pytest.fixture(scope="session")
def plans(bundled: dict[str, Plan]) -> list[Plan]:
    """The five bundled plans."""
    return list(bundled.values())


@pytest.fixture(scope="session")
def held(plans: list[Plan]) -> list[Place]:
    """The places of the bundled plans."""
    return held_places(plans)


@pytest.fixture(scope="session")
def words_of(plans: list[Plan]) -> Callable[[Sequence[str]], Lexicon]:
    """The words of the bundled plans of these places, of all where none is named or held."""

    @cache
    def lexicon(places: frozenset[str]) -> Lexicon:
        asked = [plan for plan in plans if plan.place in places] or plans
        pieces = [piece for plan in asked for piece in pieces_of(plan)]
        return Lexicon(KeywordIndex.of(pieces).frequencies(), len(pieces))

    return lambda places: lexicon(frozenset(places))


@pytest.fixture(scope="session")
def read_question(plans: list[Plan], held: list[Place], words_of: Callable[[Sequence[str]], Lexicon]) -> Callable[[str], Understood]:
    """Understands a question as it would be over the bundled plans; no vector is needed."""
    return lambda question: understand(question, held, plans, words_of)


@pytest.fixture(scope="session")
def index(fazhi: Fazhi) -> Index:
    """The index over the bundled plans."""
    return fazhi.index.get()


@pytest.fixture(scope="session")
def ask(fazhi: Fazhi) -> Callable[..., Answer]:
    """Asks a question; place, session_id and as_of may be given."""
    return lambda question, **given: fazhi.chat.answer(Ask(question=question, **given))


@pytest.fixture(scope="session")
def development(fazhi: Fazhi) -> list[tuple[Case, Answer]]:
    """Every development case with its answer; answered once."""
    cases = [case for case in read_cases() if not case.documents]
    return [(asked.case, asked.answer) for asked in generate(fazhi.chat, cases) if asked.answer]


@pytest.fixture(scope="session")
def clause_of(bundled: dict[str, Plan]) -> Callable[..., Clause]:
    """A clause of a bundled plan by its printed labels."""

    def find(name: str, *path: str) -> Clause:
        return next(clause for clause in bundled[name].clauses if clause.path == path)

    return find


@pytest.fixture
def small_index(workshop, plan_text: Callable[..., str]) -> Callable[..., Index]:
    """An index over one small plan of 张掖市, of the clauses given."""

    def make(*clauses: str, **more: str) -> Index:
        workshop.write("方案.txt", plan_text("张掖市", *clauses, **more))
        workshop.build()
        return workshop.index()

    return make


@pytest.fixture(scope="session")
def topic() -> Callable[..., Topic]:
    """A matter of equally telling words."""

    def make(*words: str, quoted: tuple[str, ...] = (), alternatives: dict[str, tuple[str, ...]] | None = None) -> Topic:
        terms = (Term(word=word, alternatives=(alternatives or {}).get(word, ()), weight=1.0) for word in words)
        return Topic(terms=tuple(terms), quoted=quoted, words="".join(words))

    return make
