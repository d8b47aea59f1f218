"""Old Word and WPS files (.doc, .wps, .rtf) become .docx through LibreOffice, where it is installed."""

from __future__ import annotations

import io
import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

import olefile

from index.errors import UnreadableFile
from index.forms.paragraphs import Paragraph
from index.forms.word import read_word

_SECONDS = 120
_PROGRAMS = ("soffice", "libreoffice")
# No macros, no active content, nothing fetched: whatever tries goes to a proxy that is not there.
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
{items}
</oor:items>"""
_ITEM = '<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
_SETTINGS = (
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
    ("Inet/Settings", "ooInetNoProxy", ""),
)
_STREAMS = ("WordDocument", "MatOST", "MM")  # Word and WPS; the last two are Microsoft Works
_ENCRYPTED = 0x0100  # FibBase.fEncrypted, [MS-DOC] 2.5.2


def read_office(data: bytes, name: str) -> tuple[list[Paragraph], list[str]]:
    """The paragraphs of a .doc, .wps or .rtf, and what the reader should know."""
    if not data.startswith(b"{\\rtf"):
        _check_streams(data, name)
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        raise UnreadableFile(f"{name} 是旧版 Word 或 WPS 文件，要用 LibreOffice 读，这台机器上没有；请安装 LibreOffice 或另存为 .docx。")
    return read_word(_converted(program, data, name), name)


def _check_streams(data: bytes, name: str) -> None:
    """An OLE file may be many things: only word processors' files without a password are taken."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            if ole.exists("EncryptedPackage"):
                raise _locked(name)
            if not any(ole.exists(stream) for stream in _STREAMS):
                raise UnreadableFile(f"{name} 不是 Word 或 WPS 文字文件，已跳过，请另存为 .docx 或 .pdf 后再试。")
            head = ole.openstream("WordDocument").read(12) if ole.exists("WordDocument") else b""
    except UnreadableFile:
        raise
    except Exception as error:  # olefile documents no errors of its own for damaged files
        raise UnreadableFile(f"{name} 已损坏或没有下载完整，已跳过，请重新下载或另存为 .docx。") from error
    if len(head) == 12 and int.from_bytes(head[10:12], "little") & _ENCRYPTED:
        raise _locked(name)


def _locked(name: str) -> UnreadableFile:
    return UnreadableFile(f"{name} 加了密码，不能读，已跳过，请去掉密码另存一份。")


def _converted(program: str, data: bytes, name: str) -> bytes:
    """The same as .docx, made in a folder and a profile of their own."""
    with tempfile.TemporaryDirectory(prefix="fazhi-office-") as folder:
        home = Path(folder)
        source = home / ("in.rtf" if data.startswith(b"{\\rtf") else "in.doc")
        source.write_bytes(data)
        (home / "profile" / "user").mkdir(parents=True)
        items = "\n".join(_ITEM.format(path=path, name=setting, value=value) for path, setting, value in _SETTINGS)
        (home / "profile" / "user" / "registrymodifications.xcu").write_text(_PROFILE.format(items=items), encoding="utf-8")
        _run(program, source, home, name)
        made = home / "out" / "in.docx"
        if not made.is_file():
            raise UnreadableFile(f"{name} 用 LibreOffice 打不开，已跳过，请另存为 .docx 后再试。")
        return made.read_bytes()


def _run(program: str, source: Path, home: Path, name: str) -> None:
    command = [program, f"-env:UserInstallation={(home / 'profile').as_uri()}", "--headless", "--norestore", "--nolockcheck"]
    command += ["--convert-to", "docx", "--outdir", str(home / "out"), str(source)]
    environment = {**os.environ, "HOME": str(home), "http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9", "no_proxy": ""}
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True, env=environment
    ) as process:
        try:
            process.wait(_SECONDS)
        except subprocess.TimeoutExpired as error:
            raise UnreadableFile(f"{name} 转换超过 {_SECONDS} 秒，已跳过，请另存为 .docx 后再试。") from error
        finally:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the program and everything it started: its processes are a session of their own."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
