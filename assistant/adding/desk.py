"""The desk where documents are added: files wait here, are read and indexed in threads, and it is told how far they have come.

Two files are read at a time and one index is built at a time. A file survives a restart of the server: what was being read is read
again, what was being indexed waits for its confirmation again.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from threading import BoundedSemaphore, Lock, Thread
from typing import BinaryIO

from assistant.adding.models import Step, Upload
from assistant.adding.names import document_name
from assistant.adding.outgoing import Outgoing
from assistant.adding.steps import LOG, add, note, read, read_again, sentence_of
from assistant.adding.waiting import WaitingRoom
from assistant.bootstrap import Fazhi
from index.corrections import Corrections
from index.errors import FazhiError

_MOST_WAITING = 60
_READ_AT_ONCE = 2


class NotNow(FazhiError):
    """Something at the desk has to be done first."""


class AddingDesk:
    """Takes files in; `outgoing` takes documents out."""

    def __init__(self, fazhi: Fazhi, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self.room = WaitingRoom(fazhi.settings.data)
        self._fazhi = fazhi
        self._now = now
        self._reading = BoundedSemaphore(_READ_AT_ONCE)
        self._building = Lock()
        self._lock = Lock()
        self._at_work: dict[str, Upload] = {}  # as far as they have come
        self.outgoing = Outgoing(fazhi, self._building, now)

    def take(self, given_name: str, file: BinaryIO, by: str) -> Upload:
        """Take a file in and begin to read it; raises FazhiError with one sentence."""
        name = document_name(given_name)
        self.room.tidy(self._now())
        if len(self.room.all()) >= _MOST_WAITING:
            raise NotNow(f"{name} 没有添加：已有{_MOST_WAITING}份文件在这里，请先处理完、收起一些再添加。")
        with self._lock:
            upload = self.room.keep(name, file, by, self._now())
            self._begin(upload, self._read)
        LOG.info("file received", by=by, file=name, size=upload.size, upload=upload.upload_id)
        return upload

    def uploads(self) -> tuple[Upload, ...]:
        """Every file here, the last one first, each as far as it has come."""
        self.room.tidy(self._now())
        found = (self.upload(upload.upload_id) for upload in self.room.all())
        return tuple(upload for upload in found if upload)

    def upload(self, upload_id: str) -> Upload | None:
        """A file as far as it has come, None where there is none under this id."""
        with self._lock:
            at_work = self._at_work.get(upload_id)  # before what is on disk: that is written first when the work ends
            kept = self.room.get(upload_id)
            if kept is None or at_work or not kept.is_at_work:
                return at_work if kept and at_work else kept
            return self._taken_up(kept)

    def correct(self, upload: Upload, said: Corrections, by: str) -> None:
        """Read a waiting file again as what was put right says; raises FazhiError where that cannot be."""
        if upload.step != "waiting":
            raise NotNow(f"{upload.name} 现在不在等待确认。")
        read_again(upload, self.room, said)
        self.room.write(upload.model_copy(update={"sentence": ""}))
        LOG.info("file put right", by=by, file=upload.name, upload=upload.upload_id)

    def confirm(self, upload: Upload, by: str) -> None:
        """Begin to index a waiting file; raises NotNow where it does not wait."""
        queued = upload.model_copy(update={"step": "queued", "sentence": ""})
        with self._lock:
            kept = self.room.get(upload.upload_id)
            if upload.upload_id in self._at_work or kept is None or kept.step != "waiting":
                raise NotNow(f"{upload.name} 现在不在等待确认。")
            self.room.write(queued)
            self._begin(queued, lambda one: self._add(one, by))

    def discard(self, upload: Upload, by: str) -> None:
        """Throw a file away; raises NotNow while it is being indexed."""
        if upload.step in ("queued", "indexing", "verifying"):
            raise NotNow(f"{upload.name} 正在收录，做完以后再取出。")
        self.room.discard(upload.upload_id)
        LOG.info("file discarded", by=by, file=upload.name, upload=upload.upload_id)

    def _taken_up(self, upload: Upload) -> Upload:
        """What a server that is no more was at: read again, or to be confirmed again."""
        if upload.step in ("received", "reading", "understanding"):
            self._begin(upload, self._read)
            return upload
        again = upload.model_copy(update={"step": "waiting", "sentence": "服务器重新启动过，收录没有做完，请再确认一次。"})
        self.room.write(again)
        return again

    def _begin(self, upload: Upload, work: Callable[[Upload], Upload]) -> None:
        """Only under the lock, and where nothing is at work at this upload."""
        self._at_work[upload.upload_id] = upload
        Thread(target=self._worked, args=(upload, work), daemon=True).start()

    def _worked(self, upload: Upload, work: Callable[[Upload], Upload]) -> None:
        try:
            done = work(upload)
            with suppress(OSError):  # it was thrown away meanwhile
                self.room.write(done)
        finally:
            del self._at_work[upload.upload_id]

    def _tell(self, upload: Upload) -> Callable[[Step, int, int], None]:
        def told(step: Step, done: int, total: int) -> None:
            self._at_work[upload.upload_id] = upload.model_copy(update={"step": step, "done": done, "total": total})

        return told

    def _read(self, upload: Upload) -> Upload:
        try:
            with self._reading:
                return read(upload, self.room, self._tell(upload))
        except Exception as error:  # nobody else would tell of it
            if self.room.get(upload.upload_id):
                note(error, "file not read", upload.by, upload.name)
                self.room.empty(upload)
            return upload.model_copy(update={"step": "failed", "sentence": sentence_of(error)})

    def _add(self, upload: Upload, by: str) -> Upload:
        try:
            with self._building:
                done = add(upload, self.room, self._fazhi, self._tell(upload))
        except Exception as error:  # nobody else would tell of it
            note(error, "document not added", by, upload.name)
            return upload.model_copy(update={"step": "waiting", "sentence": sentence_of(error)})
        LOG.info("document added", by=by, file=upload.name, documents=[one.plan_id for one in done.held])
        return done
