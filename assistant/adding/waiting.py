"""Where files wait until somebody has looked at what was understood: a folder for each in DATA/waiting, thrown away after a day.

    upload.json        which file it is, and how far it has come
    document/          the file, and beside it what was put right by hand
    words.json         what the file says: it is read once, and understood as often as something is put right
    understood.json    what it was last read as

FAZHI_DATA is one server's own, and so are the files that wait there; what was added is in the plans folder for all.
"""

from __future__ import annotations

import re
import secrets
import shutil
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO, TypeVar

from pydantic import ValidationError

from assistant.adding.models import Understood, Upload
from index.disk import replace
from index.errors import DataFolderError
from index.forms.models import Read
from index.models import Frozen

_KEPT_FOR = timedelta(hours=26)  # until the next working day, a little later than at the same time
_ID = re.compile(r"[0-9a-f]{16}")
_Kept = TypeVar("_Kept", bound=Frozen)


class WaitingRoom:
    """The uploads of this server."""

    def __init__(self, data: Path) -> None:
        self.folder = data / "waiting"

    def keep(self, name: str, file: BinaryIO, by: str, now: datetime) -> Upload:
        """Take a file in; raises DataFolderError where there is no room."""
        upload_id = secrets.token_hex(8)
        place = self.folder / upload_id / "document" / name
        try:
            place.parent.mkdir(parents=True)
            with place.open("xb") as written:
                shutil.copyfileobj(file, written)
            upload = Upload(upload_id=upload_id, name=name, size=place.stat().st_size, by=by, at=now.isoformat(timespec="seconds"))
            self.write(upload)
        except OSError as error:
            self.discard(upload_id)
            raise DataFolderError(f"{name} 存不下来，没有添加，请检查数据目录的权限和剩余空间。") from error
        return upload

    def all(self) -> tuple[Upload, ...]:
        """Every upload, the last one first."""
        found = [upload for folder in self._folders() if (upload := self.get(folder.name))]
        return tuple(sorted(found, key=lambda upload: (upload.at, upload.upload_id), reverse=True))

    def get(self, upload_id: str) -> Upload | None:
        """An upload, None where there is none under this id."""
        return self._load(upload_id, "upload.json", Upload) if _ID.fullmatch(upload_id) else None

    def write(self, upload: Upload) -> None:
        """Write down how far an upload has come."""
        replace(self.folder / upload.upload_id / "upload.json", upload.model_dump_json())

    def document(self, upload: Upload) -> Path:
        """The file itself."""
        return self.folder / upload.upload_id / "document" / upload.name

    def words(self, upload: Upload) -> Read | None:
        """What the file says, None before it was read."""
        return self._load(upload.upload_id, "words.json", Read)

    def understood(self, upload: Upload) -> Understood | None:
        """What the file was last read as, None before it was."""
        return self._load(upload.upload_id, "understood.json", Understood)

    def write_words(self, upload: Upload, words: Read) -> None:
        """Keep what the file says."""
        replace(self.folder / upload.upload_id / "words.json", words.model_dump_json())

    def write_understood(self, upload: Upload, understood: Understood) -> None:
        """Keep what the file was read as."""
        replace(self.folder / upload.upload_id / "understood.json", understood.model_dump_json(by_alias=True))

    def empty(self, upload: Upload) -> None:
        """Throw the file away and keep only what became of it."""
        folder = self.folder / upload.upload_id
        shutil.rmtree(folder / "document", ignore_errors=True)
        for name in ("words.json", "understood.json"):
            (folder / name).unlink(missing_ok=True)

    def discard(self, upload_id: str) -> None:
        """Throw an upload away, whole."""
        if _ID.fullmatch(upload_id):
            (self.folder / upload_id / "upload.json").unlink(missing_ok=True)  # first: what is half thrown away is none
            shutil.rmtree(self.folder / upload_id, ignore_errors=True)

    def tidy(self, now: datetime) -> None:
        """Throw away what has waited too long, and what was broken off before it was here whole."""
        for folder in self._folders():
            upload = self.get(folder.name)
            with suppress(OSError):  # somebody else threw it away
                since = datetime.fromisoformat(upload.at) if upload else datetime.fromtimestamp(folder.stat().st_mtime, now.tzinfo)
                if now - since > _KEPT_FOR and not (upload and upload.is_at_work):
                    shutil.rmtree(folder, ignore_errors=True)

    def _folders(self) -> list[Path]:
        return [folder for folder in self.folder.iterdir() if _ID.fullmatch(folder.name)] if self.folder.is_dir() else []

    def _load(self, upload_id: str, name: str, kind: type[_Kept]) -> _Kept | None:
        try:
            return kind.model_validate_json((self.folder / upload_id / name).read_bytes())
        except (OSError, ValidationError):
            return None
