"""The way in: file → plan → clauses → pieces → vectors → index, as named steps in order."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from index.clauses import read_plan, words_only
from index.embedding import Embedding, Progress, VectorCache, Vectors
from index.errors import DataFolderError, FazhiError, IndexMissing, NotAPlan
from index.models import READER_VERSION, Frozen, Piece, Plan
from index.pieces import pieces_of
from index.places import Place, places_called
from index.reading import read_text
from index.store import Generation, IndexStore, Manifest
from index.vectors import VectorStore, drop_collections

_HERE = Path(__file__).resolve().parent.parent  # where `python -m index.verify` finds this package
PLAN_FILES = ("*.txt", "*.md")
PLACE_FILE = ".place"  # beside a document: the place a person said it is of


Verify = Callable[[Generation, str], str]  # a generation and the Chroma server's URL in; what is wrong with it, or nothing, out


class BuildReport(Frozen):
    """What a build did: the plans held now, and a sentence for each file that needs attention."""

    plans: tuple[Plan, ...]
    changed: bool
    failures: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def build(
    plans_folder: Path,
    store: IndexStore,
    embedding: Embedding,
    *,
    chroma_url: str = "",
    rebuild: bool = False,
    progress: Progress = lambda done, total: None,
    verify: Verify | None = None,
) -> BuildReport:
    """Bring the index up to date with a folder of plan files; atomic, and resumable after a kill."""
    with store.writing():
        plans, failures = read_files(plan_files(plans_folder))
        plans, notes = tell_apart(plans)
        if not rebuild and _is_up_to_date(store, plans, embedding, chroma_url):
            return BuildReport(plans=plans, changed=False, failures=failures, notes=notes)
        pieces = tuple(piece for plan in plans for piece in pieces_of(plan))
        cache = VectorCache(store.folder / "vectors.sqlite")
        if rebuild:
            cache.clear()
        vectors = cache.passages(embedding, [searched_text(piece) for piece in pieces], progress)
        if chroma_url:
            drop_collections(chroma_url, [_collection(stale) for stale in store.stale()])
        generation = store.begin()
        _write(generation, plans, pieces, vectors, embedding, chroma_url)
        if (verify or verified_elsewhere)(generation, chroma_url):
            store.discard(generation)
            raise DataFolderError("新建的索引没有通过核对，旧索引仍在使用；请再运行一次 fazhi index --rebuild。")
        store.publish(generation)
        return BuildReport(plans=plans, changed=True, failures=failures, notes=notes)


def plan_files(folder: Path) -> list[Path]:
    """The plan files of a folder, by name."""
    if not folder.is_dir():
        raise DataFolderError(f"文件目录 {folder} 不存在，请建立它或用 FAZHI_PLANS 指到放文件的目录。")
    return sorted(path for pattern in PLAN_FILES for path in folder.glob(pattern))


def read_files(files: Iterable[Path], place: Place | None = None) -> tuple[tuple[Plan, ...], tuple[str, ...]]:
    """Read every file that can be read, as of `place` where one is given; one sentence for each that cannot."""
    plans, failures = [], []
    for path in files:
        try:
            plans.append(read_plan(path, place or _place_said(path)))
        except FazhiError as error:
            failures.append(str(error))
    return tuple(plans), tuple(failures)


def _place_said(path: Path) -> Place | None:
    said = path.with_suffix(PLACE_FILE)
    if not said.exists():
        return None
    name = read_text(said)[0].strip()
    places = places_called(name)
    if len(places) != 1:
        raise NotAPlan(f"{path.name}：旁边的 {said.name} 写的“{name}”{'有多处' if places else '不是地名'}，已跳过；请写明省市县的全名。")
    return places[0]


def tell_apart(plans: tuple[Plan, ...]) -> tuple[tuple[Plan, ...], tuple[str, ...]]:
    """The same document twice is one plan; another text under the same title is a plan of its own."""
    kept: dict[str, Plan] = {}
    notes: list[str] = []
    texts: dict[str, Plan] = {}
    for plan in plans:
        same = texts.get(words_only(plan.text))
        if same:
            notes.append(f"{plan.source} 与 {same.source} 是同一份文件，只收录一份。")
            continue
        texts[words_only(plan.text)] = plan
        if plan.plan_id in kept:
            notes.append(f"{plan.source} 与 {kept[plan.plan_id].source} 标题相同而文字不同，作为两份文件收录，请核对用哪一份。")
            plan = _renamed(plan, f"{plan.plan_id}-{plan.sha256[:4]}")
        kept[plan.plan_id] = plan
    return tuple(kept.values()), tuple(notes)


def _renamed(plan: Plan, plan_id: str) -> Plan:
    clauses = tuple(
        clause.model_copy(update={"plan_id": plan_id, "clause_id": f"{clause.clause_id}-{plan.sha256[:4]}"}) for clause in plan.clauses
    )
    return plan.model_copy(update={"plan_id": plan_id, "clauses": clauses})


def searched_text(piece: Piece) -> str:
    """What is embedded for a piece: its heading path, then its words."""
    return f"{piece.context}。{piece.words}" if piece.context and not piece.words.startswith(piece.context) else piece.words


def _is_up_to_date(store: IndexStore, plans: tuple[Plan, ...], embedding: Embedding, chroma_url: str) -> bool:
    current = store.current()
    try:
        return current is not None and current.manifest().made_for(embedding.model, chroma_url) and current.plans() == plans
    except IndexMissing:
        return False


def _collection(generation: Generation) -> str:
    return f"fazhi-{generation.name}"


def _write(
    generation: Generation,
    plans: tuple[Plan, ...],
    pieces: tuple[Piece, ...],
    vectors: Vectors,
    embedding: Embedding,
    chroma_url: str,
) -> None:
    collection = _collection(generation)
    vector_store = VectorStore(chroma_url or generation.vectors, collection, new=True)
    vector_store.add(pieces, vectors)
    vector_store.close()
    manifest = Manifest(
        reader_version=READER_VERSION,
        embedding_model=embedding.model,
        pieces=len(pieces),
        collection=collection,
        chroma_url=chroma_url,
    )
    generation.write(manifest, plans)


def verified_elsewhere(generation: Generation, chroma_url: str) -> str:
    """Another process opens what was written: what it cannot open, nobody will be pointed to."""
    command = [sys.executable, "-m", "index.verify", str(generation.folder.resolve()), chroma_url]
    checked = subprocess.run(command, capture_output=True, text=True, check=False, cwd=_HERE)
    return checked.stderr if checked.returncode != 0 else ""
