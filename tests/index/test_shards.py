"""A shard holds what is searched of one place, and its name says what it was made from."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from index.models import Plan
from index.pieces import pieces_of
from index.readings import Held
from index.shard_files import UNFINISHED, drop_shards, plan_of_clause, shard_digest
from index.shards import NewShard, Shard
from index.verify import problem_of

Read = Callable[..., Plan]
Write = Callable[..., str]


@pytest.fixture
def plans(read: Read, plan_text: Write) -> list[Plan]:
    """Two documents of one place, with one sentence in common."""
    older = read(plan_text("张掖市", "推进政务公开。", "健全行政调解。", years="2016—2020年"))
    return [read(plan_text("张掖市", "推进政务公开。", "加强执法监督。")), older]


@pytest.fixture
def folder(tmp_path: Path, plans: list[Plan], embedding) -> Path:  # type: ignore[no-untyped-def]
    """The folder of their shard."""
    pieces = [piece for plan in plans for piece in pieces_of(plan)]
    vectors = embedding.passages([piece.searched_text for piece in pieces])
    info = NewShard(tmp_path, "0" * 16, "").write(plans, pieces, vectors)
    return tmp_path / info.name


def test_every_spot_found_is_a_stretch_of_a_clause_of_the_plans_asked(folder: Path, plans: list[Plan], embedding) -> None:
    by_id = {plan.plan_id: plan for plan in plans}
    with closing(Shard(folder)) as shard:
        for asked in ([plans[0].plan_id], [plans[1].plan_id], list(by_id)):
            for ranking in (shard.by_keyword(["公开", "监督"], asked, 20), shard.by_vector(embedding.query("公开"), asked, 20)):
                assert {spot.plan_id for spot, _ in ranking} == set(asked)
                for spot, _ in ranking:
                    clause = next(clause for clause in by_id[spot.plan_id].clauses if clause.clause_id == spot.clause_id)
                    assert clause.start <= spot.start < spot.end <= clause.end


@pytest.mark.parametrize("asked", [[], ["nowhere"]])
def test_no_plan_or_one_that_it_does_not_hold_finds_nothing(folder: Path, embedding, asked: list[str]) -> None:
    with closing(Shard(folder)) as shard:
        assert shard.by_keyword(["公开"], asked, 5) == shard.by_vector(embedding.query("公开"), asked, 5) == []


def test_it_is_whole_and_holds_the_clauses(folder: Path, plans: list[Plan]) -> None:
    with closing(Shard(folder)) as shard:
        assert problem_of(shard) == ""
    assert all(plan_of_clause(folder, clause.clause_id) == plan.plan_id for plan in plans for clause in plan.clauses)


def test_a_shard_of_documents_without_a_word_is_whole_and_finds_nothing(tmp_path: Path, plans: list[Plan], embedding) -> None:
    info = NewShard(tmp_path, "1" * 16, "").write(plans[:1], [], np.zeros((0, 1), dtype=np.float32))
    with closing(Shard(tmp_path / info.name)) as shard:
        assert problem_of(shard) == ""
        assert (shard.dimensions, shard.by_vector(embedding.query("公开"), info.plan_ids, 5)) == (0, [])
        assert shard.by_keyword(["公开"], info.plan_ids, 5) == []


def test_what_stops_while_it_is_written_leaves_no_shard_of_that_name(
    tmp_path: Path, plans: list[Plan], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object) -> None:
        raise InterruptedError

    monkeypatch.setattr("index.shards.KeywordIndex.save", stopped)
    with pytest.raises(InterruptedError):
        NewShard(tmp_path, "2" * 16, "").write(plans, list(pieces_of(plans[0])), np.zeros((1, 1)))
    assert all(left.name.startswith(UNFINISHED) for left in tmp_path.iterdir())


def test_what_is_dropped_is_gone_whole(folder: Path) -> None:
    drop_shards([folder], "")
    assert list(folder.parent.iterdir()) == []
    drop_shards([folder], "")


def test_the_digest_changes_with_whatever_a_shard_is_made_from(plans: list[Plan], monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = (Held(head=plan.head, key=f"key {number}", ordinal=0, pieces=1) for number, plan in enumerate(plans))
    renamed = one.model_copy(update={"head": one.head.model_copy(update={"plan_id": "other"})})
    made_from = [
        ([one, two], "m", ""),
        ([one], "m", ""),
        ([two, one], "m", ""),
        ([one, two], "n", ""),
        ([one, two], "m", "http://chroma"),
        ([renamed, two], "m", ""),
        ([one.model_copy(update={"key": "changed"}), two], "m", ""),
        ([one.model_copy(update={"ordinal": 1}), two], "m", ""),
    ]
    digests = [shard_digest(*inputs) for inputs in made_from]
    assert len(set(digests)) == len(digests)
    assert [shard_digest(*inputs) for inputs in made_from] == digests
    monkeypatch.setattr("index.shard_files.READER_VERSION", "other")
    assert shard_digest(*made_from[0]) not in digests
