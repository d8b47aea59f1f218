"""The documents that attacks come in with: for each place one, with every plant of that place in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from eval.attacks.attack import Attack, Plant
from index.places import by_name

_HERE = Path(__file__).parent


def plants_of(attacks: Iterable[Attack]) -> list[Plant]:
    """Everything planted, in order."""
    return [attack.plant for attack in attacks if attack.plant]


def planted_text(plants: Iterable[Plant], base: str, place: str) -> str:
    """A document of a place with these plants in it; raises ValueError where what a plant stands after is not there once."""
    text = (_HERE / f"{base}.txt").read_text(encoding="utf-8").replace("{place}", place).replace("{short}", by_name()[place][0].short_name)
    for plant in plants:
        if text.count(plant.after) != 1:
            raise ValueError(f"“{plant.after}” does not stand once in {base}.txt")
        text = text.replace(plant.after, plant.after + plant.text)
    return text


def write_documents(attacks: Iterable[Attack], folder: Path) -> Path:
    """Write the documents of all attacks into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in documents(attacks):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def documents(attacks: Iterable[Attack]) -> Iterator[tuple[str, str]]:
    """Names and texts of the documents, one for each place and base."""
    plants = plants_of(attacks)
    for place, base in dict.fromkeys((plant.place, plant.base) for plant in plants):
        own = [plant for plant in plants if (plant.place, plant.base) == (place, base)]
        yield f"{place}法治政府建设实施方案", planted_text(own, base, place)
