"""The same words are held once, other words under the same title are a document of their own, whatever the files are called."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.holding import tell_apart
from index.models import Plan
from index.readings import FileRead

Read = Callable[..., Plan]
Write = Callable[..., str]


@pytest.fixture(scope="module")
def a_file(read: Read, plan_text: Write) -> Callable[..., FileRead]:
    """A file read: its documents, each of a title (by its place) and of words (by their digest)."""
    head = read(plan_text("张掖市", "公开。")).head

    def make(source: str, *documents: tuple[str, str], code: str = "620700") -> FileRead:
        heads = tuple(
            head.model_copy(update={"plan_id": f"{title}-2021", "place_code": code, "words_digest": digest, "source": source})
            for title, digest in documents
        )
        return FileRead(source=source, key=f"key of {source}", heads=heads, pieces=(1,) * len(heads))

    return make


def test_the_same_words_are_held_from_the_first_file_and_the_other_is_named(a_file: Callable[..., FileRead]) -> None:
    held, twins, notes = tell_apart([a_file("a.txt", ("zhangye", "1" * 64)), a_file("b.txt", ("zhangye", "1" * 64))])
    assert [one.head.source for one in held] == ["a.txt"]
    assert [(twin.source, twin.held) for twin in twins] == [("b.txt", "a.txt")]
    assert notes == ("b.txt 与 a.txt 是同一份文件，只收录一份。",)


def test_the_same_words_of_two_places_are_two_documents(a_file: Callable[..., FileRead]) -> None:
    held, twins, _ = tell_apart([a_file("a.txt", ("a", "1" * 64)), a_file("b.txt", ("b", "1" * 64), code="360700")])
    assert ([one.head.source for one in held], twins) == (["a.txt", "b.txt"], ())


def test_of_a_file_with_two_documents_each_is_known_by_its_number(a_file: Callable[..., FileRead]) -> None:
    held, _, _ = tell_apart([a_file("a.txt", ("a", "1" * 64), ("b", "2" * 64))])
    assert [(one.head.plan_id, one.key, one.ordinal) for one in held] == [("a-2021", "key of a.txt", 0), ("b-2021", "key of a.txt", 1)]


def test_words_whose_digests_begin_alike_are_told_apart_all_the_same(a_file: Callable[..., FileRead]) -> None:
    digests = ["0" * 64, "abcd1" + "0" * 59, "abcd2" + "0" * 59, "abcd2" + "1" * 59]
    held, _, notes = tell_apart([a_file(f"{number}.txt", ("a", digest)) for number, digest in enumerate(digests)])
    assert [one.head.words_digest for one in held] == digests
    assert len({one.head.plan_id for one in held}) == len(digests)
    assert len(notes) == len(digests) - 1


def test_versions_between_which_nothing_decides_are_asked_about_with_the_line_to_write(a_file: Callable[..., FileRead]) -> None:
    _, _, notes = tell_apart([a_file("a.txt", ("a", "1" * 64)), a_file("b.txt", ("a", "2" * 64))])
    [note] = notes
    assert 'a.toml 里写 取代 = ["b.txt"]' in note and 'b.toml 里写 取代 = ["a.txt"]' in note


def test_a_draft_and_what_was_issued_in_the_same_words_are_two(a_file: Callable[..., FileRead]) -> None:
    final = a_file("a.txt", ("a", "1" * 64))
    draft = a_file("b.txt", ("b", "1" * 64))
    draft = draft.model_copy(update={"heads": tuple(head.model_copy(update={"status": "draft"}) for head in draft.heads)})
    held, twins, _ = tell_apart([final, draft])
    assert (len(held), twins) == (2, ())


DIGESTS = st.integers(0, 4).map(lambda number: f"abcd{number}{'0' * 59}")  # all begin alike
DOCUMENTS = st.lists(st.tuples(st.sampled_from("ab"), DIGESTS), max_size=8)


@given(DOCUMENTS, st.randoms())
def test_each_wording_is_held_once_under_an_id_of_its_own_in_whatever_order(
    a_file: Callable[..., FileRead], documents: list[tuple[str, str]], random
) -> None:
    files = [a_file(f"{number}.txt", document) for number, document in enumerate(documents)]
    random.shuffle(files)
    held, twins, _ = tell_apart(files)
    assert sorted(one.head.words_digest for one in held) == sorted({digest for _, digest in documents})
    assert len({one.head.plan_id for one in held}) == len(held)
    assert len(held) + len(twins) == len(documents)
    assert tell_apart(files)[0] == held
