"""Where nothing was found, a model may add words to search by, and nothing else.

It is asked to put the question as documents would. What it writes is never the question: only words of it are taken, and
only those that documents of the place have. A rewriting that brings in a number, a date or a place is thrown away.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.generation.calling import Caller
from assistant.generation.prompting import prompt_of, quoted
from assistant.values import values_in
from index.models import Plan
from index.places import names_in
from index.words import cut, is_dictionary_word, part_of_speech, plain

MOST_WORDS = 8
_LONGEST = 200  # characters: a question, not an essay
_TELLING = ("n", "v", "a", "l", "i", "j")  # classes of words that name a matter


def added_words(caller: Caller, question: str, before: str, plans: Sequence[Plan]) -> tuple[str, ...]:
    """Words a model adds to the search of a question in these plans; none where it adds more than words. Raises ModelError."""
    prompt = prompt_of("condense", structured=False, question=quoted(question), before=quoted(before))
    written = "".join(caller.stream(prompt)).strip()
    said = f"{before}\n{question}"
    if len(written) > _LONGEST or _brings_in_facts(written, said):
        return ()
    texts = [plain(plan.text) for plan in plans]
    new = [word for word in dict.fromkeys(cut(written)) if word not in plain(question)]
    return tuple(word for word in new if _tells(word) and any(word in text for text in texts))[:MOST_WORDS]


def _brings_in_facts(written: str, said: str) -> bool:
    """Whether a number, a date or a place stands in it that nobody said."""
    known = {(value.number, value.unit) for value in values_in(plain(said))}
    stated = {(value.number, value.unit) for value in values_in(plain(written))}
    return bool(stated - known) or bool(_places(written) - _places(said))


def _places(text: str) -> set[str]:
    return {place.code for name in names_in(text) for place in name.places}


def _tells(word: str) -> bool:
    return len(word) > 1 and is_dictionary_word(word) and part_of_speech(word)[0] in _TELLING and not _places(word)
