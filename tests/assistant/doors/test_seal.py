"""What a browser keeps for us is read back as it was, and as nothing once it was changed, is too old or meant for something else."""

from __future__ import annotations

import base64

from hypothesis import given
from hypothesis import strategies as st

from assistant.doors.seal import Seal, Session
from index.models import Frozen

ZHANG = Session(way="users", name="张三", mark="m")


class Other(Frozen):
    """Something else that is sealed."""

    way: str
    name: str
    mark: str


class Clock:
    """Time that stands still until it is set on."""

    now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


def seal(secret: bytes = b"s" * 32, clock: Clock | None = None) -> Seal[Session]:
    return Seal(Session, lambda: secret, 3600, clock or Clock())


def test_another_server_with_the_same_secret_reads_it_and_one_with_another_does_not() -> None:
    text = seal().close(ZHANG)
    assert seal().open(text) == ZHANG
    assert seal(b"t" * 32).open(text) is None


def test_no_two_sessions_are_the_same_text() -> None:
    assert len({seal().close(ZHANG) for _ in range(50)}) == 50


def test_it_ends_on_time_and_not_before() -> None:
    clock = Clock()
    made = seal(clock=clock)
    text = made.close(ZHANG)
    clock.now += 3599
    assert made.open(text) == ZHANG
    clock.now += 1
    assert made.open(text) is None


def test_what_was_sealed_for_one_use_is_nothing_for_another() -> None:
    text = Seal(Other, lambda: b"s" * 32, 3600, Clock()).close(Other(way="users", name="张三", mark="m"))
    assert seal().open(text) is None


@given(st.integers(min_value=0), st.integers(min_value=1, max_value=255))
def test_a_changed_character_makes_it_nothing(place: int, change: int) -> None:
    made = seal()
    text = made.close(ZHANG).encode()
    place %= len(text)
    changed = text[:place] + bytes([(text[place] + change) % 256]) + text[place + 1 :]
    found = made.open(changed.decode("latin-1"))
    assert found is None or found == ZHANG  # the last character of base64 may be written in several ways


@given(st.text(max_size=300))
def test_whatever_is_sent_is_never_an_error(text: str) -> None:
    assert seal().open(text) is None


def test_what_is_only_encoded_and_not_signed_is_nothing() -> None:
    content = base64.urlsafe_b64encode(ZHANG.model_dump_json().encode()).decode().rstrip("=")
    for forged in (content, f"{content}.", f"{content}.{content}", "." * 5000, "x" * 100_000):
        assert seal().open(forged) is None
