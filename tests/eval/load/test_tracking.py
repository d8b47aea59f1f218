"""Personal data is found however it is written."""

from __future__ import annotations

import json
from random import Random
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.load.tracking import Sought, by_kind
from eval.privacy import values
from eval.privacy.messages import Item, messages

PHONE = Item("phone", "139 1234 5678")
CARD = Item("id_card", "62070219610216780X")
NAME = Item("name", "欧阳建国")
ADDRESS = Item("address", "人民大街12号3单元402室")


@pytest.mark.parametrize(
    "text",
    [
        "电话13912345678。",
        "139-1234-5678",
        "１３９１２３４５６７８",
        "139 1234 5678",
        "q=139%201234%205678",
        '{"a": "\\u0031\\u0033912345678"}',
    ],
)
def test_a_number_is_found_in_every_writing(text: str) -> None:
    assert Sought([PHONE, CARD]).found_in(text) == [PHONE]


@given(st.integers(0, 2**32))
def test_every_item_is_found_in_a_message_that_has_it_also_escaped_and_percent_encoded(seed: int) -> None:
    message = messages(seed, 1)[0]
    sought = Sought(message.items)
    for text in (message.text, json.dumps({"question": message.text}), quote(message.text)):
        assert set(sought.found_in(text)) == set(message.items)


def test_an_address_is_known_by_its_end_and_a_card_in_small_letters() -> None:
    assert Sought([ADDRESS]).found_in("住在［地址］3单元402室") == [ADDRESS]
    assert Sought([CARD]).found_in("62070219610216780x") == [CARD]


def test_what_is_not_there_is_not_found() -> None:
    chance = Random(1)
    sought = Sought([PHONE, CARD, NAME, ADDRESS, Item("phone", values.mobile(chance))])
    assert not sought.found_in("2021-2025年，12345热线，［电话］，工单号202401010000001，文号〔2021〕12号")


def test_what_stands_in_the_documents_anyway_is_not_looked_for() -> None:
    sought = Sought([NAME, PHONE], harmless="主任欧阳建国")
    assert len(sought) == 1
    assert not sought.found_in("欧阳建国")


def test_items_are_counted_by_kind() -> None:
    assert by_kind([PHONE, CARD, Item("phone", "1")]) == {"phone": 2, "id_card": 1}
