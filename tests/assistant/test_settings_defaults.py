"""Without any setting the program works on its own; settings come from FAZHI_… alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from assistant.bootstrap import Fazhi
from assistant.settings import Settings
from index.embedding import BuiltInEmbedding, EndpointEmbedding

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_the_defaults_need_nothing_from_outside() -> None:
    settings = Settings()
    assert settings.plans == ROOT / "plans"
    assert settings.data == ROOT / "data"
    assert (settings.chroma_url, settings.embedding_url, settings.embedding_model, settings.keys) == ("", "", "", ())


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAZHI_CHROMA_URL", "http://chroma:8000")
    monkeypatch.setenv("CHROMA_URL", "http://wrong:8000")
    assert Settings().chroma_url == "http://chroma:8000"


def test_settings_come_from_a_file_where_the_environment_is_silent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".env").write_text("FAZHI_CHROMA_URL=http://file:1\nFAZHI_EMBEDDING_MODEL=m\nOTHER=x\n", encoding="utf-8")
    monkeypatch.setenv("FAZHI_CHROMA_URL", "http://environment:1")
    assert (Settings().chroma_url, Settings().embedding_model) == ("http://environment:1", "m")


@pytest.mark.parametrize(("value", "keys"), [("", ()), ("a", ("a",)), (" a , b ,", ("a", "b")), (" , ", ())])
def test_keys_are_told_apart_by_commas(value: str, keys: tuple[str, ...]) -> None:
    assert Settings(api_keys=value).keys == keys


def test_settings_do_not_change_once_made() -> None:
    with pytest.raises(ValidationError):
        Settings().data = Path("/elsewhere")  # type: ignore[misc]


def test_an_endpoint_is_used_where_one_is_set_and_else_the_built_in_model() -> None:
    assert isinstance(Fazhi(Settings()).embedding, BuiltInEmbedding)
    chosen = Settings(embedding_url="http://localhost:1/v1", embedding_model="m", embedding_key="k")
    assert isinstance(Fazhi(chosen).embedding, EndpointEmbedding)
