"""What each place says of a topic: the sentences of its clauses that name it, with all that belongs to them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass

from assistant.comparison.likeness import Pairs, pairs_of
from assistant.comparison.naming import beside, literal, matter_of, names
from assistant.compose.asking import MakeQuery
from assistant.compose.found import announcing
from assistant.evidence import UNITS_ONLY, Hit, gather, provisions
from assistant.judge import gone_from, suffices
from assistant.understand.topic import Topic
from assistant.understand.understand import Part, Understood
from index.models import Clause, Plan, Span
from index.pieces import heading_words
from index.search import Index
from index.words import plain

_IN_PASSING = 0.5  # share of the best similarity of all places; a clause further off that does not say its words is about something else
_ARTICLE = re.compile(r"第.{1,8}条")
_ANNOUNCES = re.compile(r"[：:]\s*$")
_ENDS = re.compile(r"[。！？]\s*$")


@dataclass(frozen=True, eq=False)
class Line:
    """A sentence of a clause; it `names` the topic where it says the very words, `under` it stands where its headings do, or it does."""

    plan: Plan
    clause: Clause
    sentence: Span
    pairs: Pairs
    names: bool
    under: bool

    @property
    def place(self) -> str:
        """The place whose words these are."""
        return self.plan.place


Lines = tuple[Line, ...]


def lines_of(plan: Plan, clause: Clause, sentences: Sequence[Span], topics: Sequence[Topic]) -> Iterator[Line]:
    """Sentences of a clause as they are compared; `topics` are those of the very words."""
    headings = heading_words(plan, clause)
    under = any(names(topic, headings) for topic in topics)
    for sentence in sentences:
        words = plan.words(sentence)
        says = any(names(topic, words) for topic in topics)
        whole = says or under or any(names(topic, words, headings) for topic in topics)
        yield Line(plan, clause, sentence, pairs_of(words), says, whole)


def topics_of(understood: Understood) -> tuple[Topic, ...]:
    """The matters of a topic."""
    return tuple(matter_of(part) for part in understood.parts if part.topic.terms)


def ruling(plan: Plan, clause: Clause) -> list[Span]:
    """The sentences of a clause that rule something, without those that only name units or say what stands under them."""
    if clause.kind == "heading":
        return []
    return [s for s in provisions(plan, clause) if not UNITS_ONLY.match(plan.words(s)) and not _is_heading(plan, clause, s)]


def told_by(index: Index, understood: Understood, make_query: MakeQuery, documents: Iterable[Sequence[str]]) -> list[Lines]:
    """What the documents of each place say of the topic: the lines of one clause together, in order; nothing where none does."""
    by_place = [(plan_ids, _naming(index, understood, make_query, plan_ids)) for plan_ids in documents]
    least = _IN_PASSING * max((hit.similarity for _, hits in by_place for hit in hits), default=0.0)
    return [lines for plan_ids, hits in by_place for lines in _in_clauses(index, understood, plan_ids, hits, least)]


def _naming(index: Index, understood: Understood, make_query: MakeQuery, plan_ids: Sequence[str]) -> list[Hit]:
    return [hit for part in understood.parts if part.topic.terms for hit in _named(index, part, make_query, plan_ids)]


def _named(index: Index, part: Part, make_query: MakeQuery, plan_ids: Sequence[str]) -> Iterator[Hit]:
    """Sentences that suffice as evidence that the topic is there, and name it themselves or by their headings; or say all its words."""
    matter, gone = matter_of(part), gone_from(part.topic, index.plain_texts(plan_ids))
    evidence = gather(index, part.topic, make_query(part), plan_ids)
    for hit in evidence.hits:
        plan = index.plans[hit.plan_id]
        words = plan.words(hit.sentence)
        headings = heading_words(plan, index.clause_in(hit.plan_id, hit.clause_id))
        agreed = hit.clause_id == evidence.agreed
        enough = hit.coverage == 1 or suffices(hit, words, part.topic, gone, has_kind=False, exists=True, agreed=agreed)
        if enough and names(matter, words, headings):
            yield hit


def _in_clauses(index: Index, understood: Understood, plan_ids: Sequence[str], hits: Sequence[Hit], least: float) -> Iterator[Lines]:
    topics = topics_of(understood)
    for plan_id in plan_ids:
        near = [hit for hit in hits if hit.plan_id == plan_id and (hit.coverage == 1 or hit.similarity >= least)]
        very = [literal(topic) for topic in topics if _has_words(index, topic, plan_id)]
        told: set[Span] = set()
        for clause in index.plans[plan_id].clauses if near or very else ():
            plan = index.plans[plan_id]
            found = {hit.sentence for hit in near if hit.clause_id == clause.clause_id}
            found |= {s for s in ruling(plan, clause) if any(names(topic, plan.words(s)) for topic in very)}
            lines = _lines(index, topics, plan, clause, found) if found else ()
            if lines := tuple(line for line in lines if line.sentence not in told):
                told.update(line.sentence for line in lines)  # an item that its list was told with is not told again
                yield lines


def _has_words(index: Index, topic: Topic, plan_id: str) -> bool:
    """Whether a document has all words of a topic somewhere; then no sentence that says them may be missed, however far it ranks."""
    return all(plain(term.word) in text for text in index.plain_texts([plan_id]) for term in topic.terms)


def _lines(index: Index, topics: Sequence[Topic], plan: Plan, clause: Clause, found: Set[Span]) -> Lines:
    """All of a clause whose heading names the topic, but for what it says of another matter; else what was found, with its list."""
    own = ruling(plan, clause)
    whole = any(names(topic, clause.heading) for topic in topics)
    other = {word for topic in topics for word in beside(topic, clause.heading, index.lexicon())}
    told = own if whole else [s for s in own if s in found or _in_items(clause, s, found)]
    kept = [s for s in told if not any(word in plan.words(s) for word in other) or any(names(topic, plan.words(s)) for topic in topics)]
    very = [literal(topic) for topic in topics]
    return tuple(line for of, s in _with_lists(plan, clause, own, kept or told) for line in lines_of(plan, of, [s], very))


def _is_heading(plan: Plan, clause: Clause, sentence: Span) -> bool:
    """A run-in heading, or words that open what stands in numbered clauses below (措施：)."""
    words = plan.words(sentence).strip().rstrip("。：:")
    if clause.path and _ARTICLE.match(clause.path[-1]):
        return False  # its first sentence rules, though it serves as a heading
    return words.endswith(clause.heading) and len(words) <= len(clause.heading) + 8 if clause.heading else False


def _in_items(clause: Clause, sentence: Span, found: Set[Span]) -> bool:
    """Whether a sentence belongs to a measure (四是巩固行政复议改革成果。…) whose opening sentence was found."""
    begun = {one.start for one in found}
    return any(item.start <= sentence.start < item.end and item.start in begun for item in clause.items)


def _with_lists(plan: Plan, clause: Clause, own: Sequence[Span], chosen: Sequence[Span]) -> Iterator[tuple[Clause, Span]]:
    """Items with the sentence that announces their list, an announcing sentence with its items; one without items is left out."""
    wanted = set(chosen)
    for sentence in chosen:
        opened = announcing(plan, clause, sentence)
        if opened and opened[0] is clause:
            wanted.add(opened[1])
        if _ANNOUNCES.search(plan.words(sentence)):
            wanted.update(_listed(plan, own, sentence))
    told = [s for s in own if s in wanted]
    opens = bool(told) and bool(_ANNOUNCES.search(plan.words(told[-1])))
    below = [(c, s) for c in _items_below(plan, clause) for s in ruling(plan, c)] if opens else []
    yield from ((clause, s) for s in (told[:-1] if opens and not below else told))
    yield from below


def _listed(plan: Plan, own: Sequence[Span], opening: Span) -> Iterator[Span]:
    for sentence in own:
        if sentence.start > opening.start:
            yield sentence
            if _ENDS.search(plan.words(sentence)):
                return


def _items_below(plan: Plan, clause: Clause) -> list[Clause]:
    """Numbered items under a clause: without headings of their own, they are parts of its sentence."""
    depth = len(clause.path)
    return [c for c in plan.clauses if depth and len(c.path) == depth + 1 and c.path[:depth] == clause.path and not c.heading]
