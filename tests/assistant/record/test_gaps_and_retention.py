"""Open questions are grouped for those who can act; what is old enough is forgotten, and the record can be taken out as a file."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import UTC, datetime

from assistant.record.export import COLUMNS, lines
from assistant.record.gaps import gaps
from assistant.record.models import Asker, Considered, Feedback, Review
from assistant.record.records import Records
from assistant.record.retention import forget, keep_forgetting
from assistant.record.reviews import Reviews

Make = Callable[..., Considered]
OLD, NEW = "2025-01-01T00:00:00.000+00:00", "2026-06-01T00:00:00.000+00:00"
NOW = datetime(2026, 6, 2, tzinfo=UTC)


def test_open_questions_are_grouped_by_reason_place_and_matter(records: Records, considered: Make) -> None:
    asked = [("1", "not_held", "天水市", "行政调解"), ("2", "not_held", "天水市", "行政调解"), ("3", "not_said", "赣州市", "工资")]
    for answer_id, gap, place, matter in asked:
        records.keep(considered(answer_id, gap=gap, matter=matter, places=(place,), question=f"第{answer_id}问"), Asker())
    records.keep(considered("4", matter="行政复议"), Asker())
    found = gaps(records.database)
    assert [(group.count, group.reason, group.place, group.matter, group.question) for group in found] == [
        (2, "not_held", "天水市", "行政调解", "第2问"),
        (1, "not_said", "赣州市", "工资", "第3问"),
    ]
    assert [group.place for group in gaps(records.database, reason="not_said")] == ["赣州市"]
    assert gaps(records.database, since="2027-01-01") == ()
    assert len(gaps(records.database, limit=1)) == 1


def test_what_is_older_than_it_may_be_is_forgotten_and_the_rest_kept(records: Records, considered: Make) -> None:
    for answer_id, created_at in (("old", OLD), ("new", NEW)):
        records.keep(considered(answer_id, created_at=created_at), Asker())
        records.add_feedback(Feedback(answer_id=answer_id, helpful=True, created_at=created_at))
    assert forget(records.database, 180, NOW) == 1
    assert records.answer("old") is None
    kept = records.record("new")
    assert kept is not None
    assert len(kept.feedback) == 1
    assert forget(records.database, 180, NOW) == 0


def test_a_wording_in_force_is_not_forgotten(records: Records) -> None:
    reviews = Reviews(records.database)
    for verdict in ("reject", "approve"):
        reviews.add(Review(answer_id="a", verdict=verdict, created_at=OLD, text=verdict), "key")
    forget(records.database, 180, NOW)
    in_force = reviews.in_force("key")
    assert in_force is not None
    assert in_force.text == "approve"


def test_without_a_limit_nothing_is_forgotten(records: Records, considered: Make) -> None:
    records.keep(considered("old", created_at=OLD), Asker())
    keep_forgetting(records.database, 0).set()
    assert records.answer("old") is not None


def test_the_record_comes_out_as_lines_of_json(records: Records, considered: Make) -> None:
    for number in range(450):
        records.keep(considered(f"{number:03}", created_at=OLD if number < 250 else NEW), Asker(agent="0417"))
    read = [json.loads(line) for line in lines(records, "jsonl")]
    assert [one["answer"]["answer_id"] for one in read] == [f"{number:03}" for number in range(450)]
    assert {one["record"]["asked_by"]["agent"] for one in read} == {"0417"}
    assert len(list(lines(records, "jsonl", since="2026-01-01"))) == 200
    assert len(list(lines(records, "jsonl", until="2026-01-01"))) == 250


def test_the_table_is_read_by_spreadsheets_and_holds_no_formula(records: Records, considered: Make) -> None:
    records.keep(considered("a", question='=HYPERLINK("x"),\n"引号"', answer="-1"), Asker(key="@大厅"))
    text = "".join(lines(records, "csv"))
    assert text.startswith("\ufeff")
    heading, row = csv.reader(io.StringIO(text.removeprefix("\ufeff")))
    assert tuple(heading) == COLUMNS
    assert row[heading.index("提问")] == '\'=HYPERLINK("x"),\n"引号"'
    assert (row[heading.index("回答")], row[heading.index("密钥")]) == ("'-1", "'@大厅")
