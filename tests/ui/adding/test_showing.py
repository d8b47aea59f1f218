"""Steps, sizes and outlines as the page shows them."""

from __future__ import annotations

import pytest

from assistant.adding.models import OutlineLine, Removal, Step, Upload
from ui.adding.showing import row_of_removal, row_of_upload, size, tree

NOON = "2026-01-01T00:00:00+00:00"


def upload(step: Step, **more: object) -> Upload:
    about: dict[str, object] = {"upload_id": "0", "name": "a", "size": 1, "by": "王", "at": NOON, "step": step}
    return Upload.model_validate(about | more)


@pytest.mark.parametrize(
    ("step", "now", "done"),
    [("received", "收到文件", 0), ("waiting", "等待确认", 3), ("queued", "建索引（排队）", 4), ("verifying", "核对", 5)],
)
def test_the_present_step_stands_between_those_done_and_those_to_come(step: Step, now: str, done: int) -> None:
    steps = row_of_upload(upload(step)).steps
    assert [one.name for one in steps if one.state == "now"] == [now]
    assert [one.state for one in steps].count("done") == done and len(steps) == 7


def test_at_the_end_all_is_done_and_what_failed_has_no_steps() -> None:
    assert {one.state for one in row_of_upload(upload("held")).steps} == {"done"}
    assert row_of_upload(upload("failed", sentence="坏了。")).steps == ()


def test_how_far_a_step_has_come_is_told_where_it_can_be() -> None:
    assert "建索引 3/9" in [one.name for one in row_of_upload(upload("indexing", done=3, total=9)).steps]
    removal = Removal(removal_id="0", title="t", by="", at=NOON, step="indexing")
    assert [one.name for one in row_of_removal(removal).steps if one.state == "now"] == ["更新索引"]


def test_lines_become_a_tree_and_none_is_lost() -> None:
    depths = (2, 1, 2, 3, 3, 2, 1, 3)
    nodes = tree([OutlineLine(label=str(i), words="", depth=depth, beginning="") for i, depth in enumerate(depths)])
    assert [(node.line.label, [under.line.label for under in node.under]) for node in nodes] == [("0", []), ("1", ["2", "5"]), ("6", ["7"])]
    assert [under.line.label for under in nodes[1].under[0].under] == ["3", "4"]


def test_sizes_are_told_as_people_say_them() -> None:
    assert [size(count) for count in (1, 2_400, 30_000_000)] == ["1 KB", "2 KB", "30.0 MB"]
