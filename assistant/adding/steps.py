"""The steps of an upload, each a plain function: read it, read it again as put right, put it in, take a document out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from assistant.adding.alike import Alike, alike
from assistant.adding.models import HeldNow, Step, Understood, Upload
from assistant.adding.putting import PutIn, put_in
from assistant.adding.understanding import understood
from assistant.adding.waiting import WaitingRoom
from assistant.bootstrap import Fazhi
from assistant.doors.logs import logger
from index.build import Progress, Stage
from index.corrections import Corrections, corrections_beside, write_corrections
from index.documents import words_of
from index.errors import FazhiError, IndexMissing, UnreadableFile
from index.forms.models import Limits
from index.readings import Held

LOG = logger("fazhi.adding")
LIMITS = Limits(seconds=300, file_bytes=30 << 20, characters=1_000_000)  # nobody waits longer before a page, or reads more through
Tell = Callable[[Step, int, int], None]  # told the step, how far it has come, and of how much


def read(upload: Upload, room: WaitingRoom, tell: Tell) -> Upload:
    """Take the words out of a file and understand them; raises FazhiError with one sentence."""
    tell("reading", 0, 0)
    words = words_of(room.document(upload), LIMITS)
    room.write_words(upload, words)
    tell("understanding", 0, 0)
    said = corrections_beside(room.document(upload))
    room.write_understood(upload, understood(words, upload.name, said))
    return upload.model_copy(update={"step": "waiting"})


def read_again(upload: Upload, room: WaitingRoom, said: Corrections) -> Understood:
    """Understand a file as what was put right says, and keep that beside it; where it cannot be, nothing is kept."""
    words = room.words(upload)
    if words is None:
        raise UnreadableFile(f"{upload.name} 的读取结果不见了，请重新添加。")
    found = understood(words, upload.name, said)
    write_corrections(room.document(upload), said)
    room.write_understood(upload, found)
    return found


def add(upload: Upload, room: WaitingRoom, fazhi: Fazhi, tell: Tell) -> Upload:
    """Put a file and what was put right into the plans folder and index it; raises FazhiError, and then nothing was put in."""
    tell("indexing", 0, 0)
    before = held_now(fazhi)
    document, shown = room.document(upload), room.understood(upload)
    versions = compared(shown, before, date.today()) if shown else ()
    done = put_in([document], None, fazhi.settings.plans, lambda: fazhi.build(progress=told_as_steps(tell)))
    if done.failures:
        raise UnreadableFile(done.failures[0])
    room.empty(upload)
    held = tuple(HeldNow(plan_id=one.head.plan_id, title=one.head.title, clauses=one.head.clause_count) for one in done.documents)
    return upload.model_copy(update={"step": "held", "sentence": "", "held": held, "changes": _changes(before, done, versions)})


def held_now(fazhi: Fazhi) -> tuple[Held, ...]:
    """The documents held, none where there is no index."""
    try:
        generation = fazhi.store.current()
        return generation.held() if generation else ()
    except IndexMissing:
        return ()


def compared(documents: Understood, held: Sequence[Held], today: date) -> tuple[Alike, ...]:
    """What each document of a file has to do with those held; nothing where its place is not known."""
    if not documents.is_placed:
        return ()
    heads = [one.head for one in held]
    return tuple(alike(document.head, heads, today) for document in documents.documents)


def told_as_steps(tell: Tell) -> Progress:
    """A build's progress as steps: what is embedded is then checked by another process."""

    def told(stage: Stage, done: int, total: int) -> None:
        tell("verifying" if stage == "embed" and done >= total else "indexing", done, total)

    return told


def sentence_of(error: Exception) -> str:
    """One sentence for a person about what went wrong."""
    return str(error) if isinstance(error, FazhiError) else "没有做成，原因已记入日志，请再试一次；还是不行，请告诉管理这台服务器的人。"


def note(error: Exception, event: str, by: str, what: str) -> None:
    """Write down what went wrong; with where it happened if nobody foresaw it."""
    if isinstance(error, FazhiError):
        LOG.info(event, by=by, what=what, why=str(error))
    else:
        LOG.error(event, by=by, what=what, exc_info=error)


def _changes(before: Sequence[Held], done: PutIn, versions: Sequence[Alike]) -> tuple[str, ...]:
    known, now = ({one.head.plan_id for one in held} for held in (before, done.held))
    own = {one.head.plan_id for one in done.documents}
    others, gone = len(now - known - own), len(known - now)
    return (
        *(sentence for one in versions for sentence in one.sentences),
        *(("已经收录过字句相同的文件，没有重复收录。",) if own <= known else ()),
        *((f"文件目录里另有{others}份新文件，也一起收录了。",) if others else ()),
        *((f"有{gone}份文件已不在文件目录里，不再收录。",) if gone else ()),
        f"现收录{len(now)}份文件。",
    )
