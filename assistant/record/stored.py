"""What former versions of the program wrote is read: a field that there is no more is passed over, for rows are never changed."""

from __future__ import annotations

from typing import TypeVar

from pydantic import BaseModel

Model = TypeVar("Model", bound=BaseModel)


def stored(model: type[Model], text: str) -> Model:
    """A model as it was written into the record, by this version or a former one."""
    return model.model_validate_json(text, extra="ignore")
