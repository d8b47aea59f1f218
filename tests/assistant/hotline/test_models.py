"""Every field of the card is described in Chinese, with an example that the field accepts."""

from __future__ import annotations

import re

import pytest
from pydantic import TypeAdapter

from assistant.hotline.models import Card, Confidence, Escalation, NoPromise, Ticket, TransferUnit
from index.models import Frozen

MODELS = (Card, Confidence, Escalation, NoPromise, Ticket, TransferUnit)
FIELDS = [(model, name) for model in MODELS for name in model.model_fields]


@pytest.mark.parametrize(("model", "name"), FIELDS)
def test_a_field_is_described_in_chinese_with_an_example_it_accepts(model: type[Frozen], name: str) -> None:
    field = model.model_fields[name]
    assert re.search(r"[\u4e00-\u9fff]{2}", field.description or "")
    assert field.examples
    for example in field.examples:
        TypeAdapter(field.annotation).validate_python(example)
