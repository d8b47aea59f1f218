"""A model is held to its limits: of time, of tries, of calls at once, of words; and it is left alone when it keeps failing."""

from __future__ import annotations

import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from tenacity import wait_fixed, wait_none

from assistant.generation import calling
from assistant.generation.calling import MOST_CHARACTERS, Caller
from assistant.generation.model import Model, ModelError, Prompt
from assistant.generation.remembering import Remembered

Piece = str | Exception
PROMPT = Prompt(task="answer", digest="0", instructions="照写。", given='问题："甲"')


class Scripted:
    """Goes through its calls, each pieces and errors; the last one stands for all that come after."""

    def __init__(self, *calls: Sequence[Piece], name: str = "scripted") -> None:
        self.name = name
        self.asked: list[Prompt] = []
        self._calls = calls

    def stream(self, prompt: Prompt) -> Iterator[str]:
        """The pieces of the next call."""
        self.asked.append(prompt)
        for piece in self._calls[min(len(self.asked), len(self._calls)) - 1]:
            if isinstance(piece, Exception):
                raise piece
            yield piece


class Unending(Iterator[str]):
    """A call without an end that says a word now and then, or none; it ends when somebody hangs up."""

    def __init__(self, words: str, pause: float | None) -> None:
        self.cut = threading.Event()
        self._words = words
        self._pause = pause

    def __next__(self) -> str:
        if self.cut.wait(self._pause):
            raise StopIteration
        return self._words

    def close(self) -> None:
        """Hang up."""
        self.cut.set()


class Patient:
    """A model whose calls have no end; it keeps them."""

    name = "patient"

    def __init__(self, words: str = "", pause: float | None = None) -> None:
        self.calls: list[Unending] = []
        self._how = (words, pause)

    def stream(self, prompt: Prompt) -> Unending:
        """Another call."""
        self.calls.append(Unending(*self._how))
        return self.calls[-1]


class Gated:
    """Says its first words at once and the rest when the gate is opened."""

    name = "gated"

    def __init__(self) -> None:
        self.gate = threading.Event()
        self.asked = 0

    def stream(self, prompt: Prompt) -> Iterator[str]:
        """Two pieces."""
        self.asked += 1
        yield "先"
        self.gate.wait(10)
        yield "后"


@pytest.fixture(autouse=True)
def waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another try comes at once, and whoever finds it crowded goes away at once."""
    monkeypatch.setattr(calling, "wait_random_exponential", lambda **_: wait_none())
    monkeypatch.setattr(calling, "_WAIT_FOR_A_TURN", 0.05)


def a_caller(model: Model, *, seconds: float = 10, at_once: int = 4, remembered: Remembered | None = None) -> Caller:
    return Caller(model, seconds=seconds, at_once=at_once, remembered=remembered)


def reason(caller: Caller, prompt: Prompt = PROMPT) -> str:
    """Why the model could not be heard to its end; empty where it could."""
    try:
        list(caller.stream(prompt))
    except ModelError as error:
        return error.reason
    return ""


def nobody_is_left_talking() -> bool:
    """Whether the threads of all calls end."""
    threads = [thread for thread in threading.enumerate() if thread.name == "model"]
    for thread in threads:
        thread.join(10)
    return not any(thread.is_alive() for thread in threads)


# Words.


def test_the_words_are_given_piece_by_piece_while_they_come() -> None:
    model = Gated()
    words = a_caller(model).stream(PROMPT)
    assert next(words) == "先"
    assert not model.gate.is_set()
    model.gate.set()
    assert list(words) == ["后"]


def test_the_caller_has_the_name_of_its_model() -> None:
    assert a_caller(Scripted([], name="qwen")).name == "qwen"


# Time.


@pytest.mark.parametrize(("words", "pause"), [("", None), ("好", 0.01), ("", 0.01)], ids=["silent", "dripping", "blank"])
def test_a_model_that_does_not_end_is_ended_by_the_time_limit(words: str, pause: float | None) -> None:
    model = Patient(words, pause)
    assert reason(a_caller(model, seconds=0.2)) == "timeout"
    assert model.calls[0].cut.is_set()
    assert nobody_is_left_talking()


def test_what_was_heard_before_the_time_was_over_is_heard() -> None:
    model = Gated()
    heard = []
    with pytest.raises(ModelError, match="timeout"):
        for piece in a_caller(model, seconds=0.2).stream(PROMPT):
            heard.append(piece)
    assert heard == ["先"]
    model.gate.set()


def test_a_model_that_talks_on_is_cut_off_at_so_many_characters() -> None:
    model = Patient("好" * 100, 0.0)
    heard = []
    with pytest.raises(ModelError, match="endless"):
        for piece in a_caller(model).stream(PROMPT):
            heard.append(piece)
    assert len("".join(heard)) == MOST_CHARACTERS
    assert model.calls[0].cut.is_set() and nobody_is_left_talking()


def test_as_many_characters_as_allowed_are_no_offence() -> None:
    assert reason(a_caller(Scripted(["好" * MOST_CHARACTERS]))) == ""
    assert reason(a_caller(Scripted(["好" * MOST_CHARACTERS, "好"]))) == "endless"


# Another try.


@pytest.mark.parametrize("passing", ["busy", "failed", "unreachable"])
def test_what_may_pass_is_tried_once_more(passing: str) -> None:
    model = Scripted([ModelError(passing)], ["好"])
    assert list(a_caller(model).stream(PROMPT)) == ["好"]
    assert model.asked == [PROMPT, PROMPT]


def test_there_is_no_third_try() -> None:
    model = Scripted([ModelError("busy")], [ModelError("failed")], ["好"])
    assert reason(a_caller(model)) == "failed"
    assert len(model.asked) == 2


@pytest.mark.parametrize("lasting", ["refused", "timeout", "unreadable"])
def test_what_will_not_pass_is_not_tried_again(lasting: str) -> None:
    model = Scripted([ModelError(lasting)], ["好"])
    assert reason(a_caller(model)) == lasting
    assert len(model.asked) == 1


def test_nothing_is_tried_again_after_the_first_words() -> None:
    model = Scripted(["先", ModelError("failed")], ["好"])
    words = a_caller(model).stream(PROMPT)
    assert next(words) == "先"
    with pytest.raises(ModelError, match="failed"):
        next(words)
    assert nobody_is_left_talking() and len(model.asked) == 1


def test_nothing_is_tried_again_for_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calling, "wait_random_exponential", lambda **_: wait_fixed(0.5))
    model = Scripted([ModelError("busy")], ["好"])
    assert reason(a_caller(model, seconds=0.1)) == "timeout"
    assert nobody_is_left_talking() and len(model.asked) == 1


# Left alone.


def test_after_three_failures_on_end_the_model_is_left_alone() -> None:
    model = Scripted([ModelError("refused")])
    caller = a_caller(model)
    assert [reason(caller) for _ in range(5)] == ["refused"] * 3 + ["resting"] * 2
    assert len(model.asked) == 3


@pytest.mark.parametrize("model", [Patient(), Scripted([RuntimeError("oops")]), Scripted(["先", ModelError("failed")])])
def test_every_kind_of_failure_counts(model: Patient | Scripted) -> None:
    caller = a_caller(model, seconds=0.1)
    assert "" not in [reason(caller) for _ in range(3)]
    assert reason(caller) == "resting"


def test_a_success_in_between_starts_the_count_again() -> None:
    bad: list[Piece] = [ModelError("refused")]
    model = Scripted(bad, bad, ["好"], bad, bad, ["好"])
    caller = a_caller(model)
    assert [reason(caller) for _ in range(6)] == ["refused", "refused", "", "refused", "refused", ""]


def test_after_its_rest_the_model_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calling, "PAUSE", 0.0)
    bad: list[Piece] = [ModelError("refused")]
    caller = a_caller(Scripted(bad, bad, bad, ["好"]))
    assert [reason(caller) for _ in range(4)] == ["refused"] * 3 + [""]


def test_a_listener_that_has_heard_enough_is_no_failure_of_the_model() -> None:
    model = Scripted(["先", "后"])
    caller = a_caller(model)
    for _ in range(4):
        words = caller.stream(PROMPT)
        assert next(words) == "先"
        words.close()  # type: ignore[attr-defined]
    assert len(model.asked) == 4


# At once.


def test_no_more_calls_at_once_than_allowed() -> None:
    model = Gated()
    caller = a_caller(model, at_once=2)
    talking = [caller.stream(PROMPT) for _ in range(2)]
    assert [next(words) for words in talking] == ["先", "先"]
    assert reason(caller) == "crowded"
    assert model.asked == 2
    model.gate.set()
    assert [list(words) for words in talking] == [["后"], ["后"]]
    assert nobody_is_left_talking()
    assert reason(caller) == ""


def test_a_crowd_is_no_failure_of_the_model() -> None:
    model = Gated()
    caller = a_caller(model, at_once=1)
    talking = caller.stream(PROMPT)
    next(talking)
    assert [reason(caller) for _ in range(5)] == ["crowded"] * 5
    model.gate.set()
    assert list(talking) == ["后"] and nobody_is_left_talking()
    assert reason(caller) == ""


@pytest.mark.parametrize("how", ["failed", "timed_out", "hung_up", "broken"])
def test_a_turn_is_given_back_however_a_call_ends(how: str) -> None:
    models: dict[str, Patient | Scripted] = {
        "failed": Scripted([ModelError("refused")]),
        "timed_out": Patient(),
        "hung_up": Patient("好", 0.01),
        "broken": Scripted([RuntimeError("oops")]),
    }
    caller = a_caller(models[how], seconds=0.1, at_once=1)
    for _ in range(2):
        if how == "hung_up":
            words = caller.stream(PROMPT)
            next(words)
            words.close()  # type: ignore[attr-defined]
        else:
            assert reason(caller) not in ("", "crowded")
        assert nobody_is_left_talking()


# Hanging up.


@pytest.mark.parametrize(("words", "pause"), [("好", 0.01), ("好", 0.0)])
def test_hanging_up_ends_the_call_and_its_thread(words: str, pause: float) -> None:
    model = Patient(words, pause)
    heard = a_caller(model).stream(PROMPT)
    assert next(heard) == words
    heard.close()  # type: ignore[attr-defined]
    assert model.calls[0].cut.is_set()
    assert nobody_is_left_talking()


def test_a_call_that_cannot_be_closed_from_here_still_ends_by_itself() -> None:
    model = Gated()
    heard = a_caller(model).stream(PROMPT)
    assert next(heard) == "先"
    heard.close()  # type: ignore[attr-defined]
    model.gate.set()
    assert nobody_is_left_talking()


# Remembered.


@pytest.fixture
def remembered(tmp_path: Path) -> Remembered:
    return Remembered(tmp_path / "new" / "answers.sqlite")


def test_the_same_prompt_is_not_asked_twice(remembered: Remembered) -> None:
    model = Scripted(["先", "后"])
    caller = a_caller(model, remembered=remembered)
    assert ["".join(caller.stream(PROMPT)) for _ in range(3)] == ["先后"] * 3
    assert len(model.asked) == 1


def test_what_was_remembered_outlives_the_program(tmp_path: Path) -> None:
    path = tmp_path / "answers.sqlite"
    list(a_caller(Scripted(["好"]), remembered=Remembered(path)).stream(PROMPT))
    silent = Scripted([ModelError("unreachable")])
    assert list(a_caller(silent, remembered=Remembered(path)).stream(PROMPT)) == ["好"]
    assert silent.asked == []


@pytest.mark.parametrize("change", [{"given": '问题："丙"'}, {"instructions": "照抄。"}])
def test_another_question_or_other_instructions_are_asked(change: dict[str, str], remembered: Remembered) -> None:
    model = Scripted(["甲"], ["乙"])
    caller = a_caller(model, remembered=remembered)
    assert list(caller.stream(PROMPT)) == ["甲"]
    assert list(caller.stream(PROMPT.model_copy(update=change))) == ["乙"]


def test_another_model_is_asked_itself(remembered: Remembered) -> None:
    assert list(a_caller(Scripted(["甲"], name="one"), remembered=remembered).stream(PROMPT)) == ["甲"]
    assert list(a_caller(Scripted(["乙"], name="two"), remembered=remembered).stream(PROMPT)) == ["乙"]


def test_without_a_memory_it_is_asked_every_time() -> None:
    model = Scripted(["好"])
    caller = a_caller(model)
    assert [reason(caller) for _ in range(2)] == ["", ""]
    assert len(model.asked) == 2


def broken_off(caller: Caller) -> None:
    words = caller.stream(PROMPT)
    next(words)
    words.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize("listen", [reason, broken_off], ids=["an error in the middle", "a listener who left"])
def test_a_part_of_an_answer_is_not_remembered(listen: Callable[[Caller], object], remembered: Remembered) -> None:
    model = Scripted(["先", "后", ModelError("failed")], ["整"])
    caller = a_caller(model, remembered=remembered)
    listen(caller)
    assert remembered.get(caller.name, PROMPT) is None
    assert list(caller.stream(PROMPT)) == ["整"]
    assert remembered.get(caller.name, PROMPT) == "整"


def test_an_endless_answer_is_not_remembered(remembered: Remembered) -> None:
    caller = a_caller(Patient("好" * 1000, 0.0), remembered=remembered)
    assert reason(caller) == "endless"
    assert remembered.get(caller.name, PROMPT) is None


def test_a_memory_that_is_broken_is_done_without(tmp_path: Path) -> None:
    path = tmp_path / "answers.sqlite"
    remembered = Remembered(path)
    path.write_bytes(b"this is no database" * 100)
    assert list(a_caller(Scripted(["好"]), remembered=remembered).stream(PROMPT)) == ["好"]


def test_a_question_is_kept_only_as_a_digest(tmp_path: Path) -> None:
    path = tmp_path / "answers.sqlite"
    Remembered(path).put("m", PROMPT.model_copy(update={"given": "张三的问题"}), "好")
    assert "张三".encode() not in path.read_bytes()


# What an endpoint says.


def test_an_error_never_carries_what_the_endpoint_said() -> None:
    model = Scripted([RuntimeError("bad key sk-very-secret")])
    with pytest.raises(ModelError) as caught:
        list(a_caller(model).stream(PROMPT))
    assert caught.value.reason == "unreadable"
    assert "sk-very-secret" not in "".join(traceback.format_exception(caught.value)) + repr(caught.value)
