"""Counts: what an answer was, what was dropped and failed, and one sum over several processes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from prometheus_client.parser import text_string_to_metric_families

from assistant.http.metrics import Metrics
from assistant.models import Answer, Fallback, Generation

ANSWER = Answer(
    answer_id="a",
    question="q",
    standalone_question="q",
    status="not_found",
    trust="none",
    answer="没有。",
    as_of="2026-01-01",
    created_at="2026-01-01T00:00:00+00:00",
    timings_ms={"search": 30.0, "total": 40.0},
    fallbacks=(Fallback(part="rerank", reason="timeout"),),
    generation=Generation(model="m", prompt="p", prompt_digest="d", received=3, shown=0, dropped=3, dropped_for={"places": 2, "empty": 1}),
)


def samples(text: str) -> dict[tuple[str, tuple[tuple[str, str], ...]], float]:
    families = text_string_to_metric_families(text)
    return {(sample.name, tuple(sorted(sample.labels.items()))): sample.value for family in families for sample in family.samples}


def test_everything_an_answer_tells_is_counted() -> None:
    metrics = Metrics()
    assert metrics.counted(ANSWER) is ANSWER
    metrics.count_answer(ANSWER.model_copy(update={"status": "answered", "trust": "verbatim", "fallbacks": (), "generation": None}))
    metrics.count_personal({"phone": 2, "id_card": 1})
    counted = samples(metrics.render(5, 2, True))
    assert counted["fazhi_answers_total", (("status", "not_found"), ("trust", "none"))] == 1
    assert counted["fazhi_answers_total", (("status", "answered"), ("trust", "verbatim"))] == 1
    assert counted["fazhi_refusals_total", (("status", "not_found"),)] == 1
    assert counted["fazhi_claims_dropped_total", (("reason", "places"),)] == 2
    assert counted["fazhi_fallbacks_total", (("part", "rerank"), ("reason", "timeout"))] == 1
    assert counted["fazhi_step_seconds_count", (("step", "search"),)] == 2
    assert abs(counted["fazhi_step_seconds_sum", (("step", "search"),)] - 0.06) < 1e-9
    assert counted["fazhi_personal_data_total", (("kind", "phone"),)] == 2
    assert (counted["fazhi_index_clauses", ()], counted["fazhi_index_documents", ()], counted["fazhi_paused", ()]) == (5, 2, 1)
    assert not [name for name, _ in counted if name.endswith("_created")]


def test_applications_of_one_process_count_apart() -> None:
    one, other = Metrics(), Metrics()
    one.count_limited("key")
    assert 'fazhi_rate_limited_total{by="key"} 1.0' in one.render(0)
    assert "fazhi_rate_limited_total{" not in other.render(0)


def test_processes_that_share_a_folder_are_told_as_one(tmp_path: Path) -> None:
    code = "from assistant.http.metrics import Metrics; made = Metrics(); made.count_limited('key'); print(made.render(3, 1))"
    environment = {**os.environ, "PROMETHEUS_MULTIPROC_DIR": str(tmp_path)}
    told = [
        subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True).stdout for _ in range(2)
    ]
    assert 'fazhi_rate_limited_total{by="key"} 2.0' in told[1]
    assert "fazhi_index_clauses 3.0" in told[1]
    assert "fazhi_build_info" in told[1]
