"""The file of a backup: whole under its name or not there at all, and every part of it proved."""

import hashlib
import io
import os
import tarfile
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO

from outreach import errors
from outreach.cli.backups import manifest as manifests
from outreach.cli.backups.manifest import Manifest, Part

CHUNK = 1 << 20


class Writer:
    """A backup that is being written, part by part, its manifest last."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar
        self.parts: dict[str, Part] = {}

    def add(self, name: str, path: Path) -> None:
        """Put in one file. One that was deleted meanwhile is left out."""
        try:
            file = path.open("rb")
        except FileNotFoundError:
            return
        with file:
            found = Part(size=os.fstat(file.fileno()).st_size, sha256=_digest(file))
            file.seek(0)
            self._put(name, file, found.size)
        self.parts[name] = found

    def close(self, manifest: Manifest) -> None:
        """Say what is in it, and end."""
        written = manifest.model_dump_json(indent=1).encode()
        self._put(manifests.NAME, io.BytesIO(written), len(written))
        self._tar.close()

    def _put(self, name: str, file: IO[bytes], size: int) -> None:
        info = tarfile.TarInfo(name)
        info.size, info.mode = size, 0o600
        self._tar.addfile(info, file)


@contextmanager
def writing(path: Path) -> Iterator[Writer]:
    """Write a backup to a new file. It has its name only once all of it is on the disk; whatever
    goes wrong before leaves nothing behind. Refuses a file that is there already.
    """
    if path.exists():
        raise errors.BadInput(f"{path} is there already. Choose another name for this backup.")
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    draft = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield Writer(tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT))  # noqa: SIM115 - closed with its manifest
            file.flush()
            os.fsync(file.fileno())
        draft.rename(path)
        settle(path.parent)
    finally:
        draft.unlink(missing_ok=True)


class Reader:
    """A backup that is put back."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar
        self.manifest = manifests.read(self._open(manifests.NAME).read())

    def under(self, folder: str) -> Iterable[str]:
        """The names of the parts in this folder of the backup."""
        return [name for name in self.manifest.parts if name.startswith(f"{folder}/")]

    def take_out(self, name: str, path: Path) -> None:
        """Write one part to a file. Refuses a part that is not what was put in."""
        path.parent.mkdir(parents=True, exist_ok=True)
        expected, found = self.manifest.parts[name], hashlib.sha256()
        descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix=".")
        try:
            with os.fdopen(descriptor, "wb") as file, self._open(name) as part:
                while chunk := part.read(CHUNK):
                    found.update(chunk)
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
            if found.hexdigest() != expected.sha256:
                raise errors.BadInput(f"{name} in this backup is damaged. Use another backup.")
            Path(draft).rename(path)
        finally:
            Path(draft).unlink(missing_ok=True)
        settle(path.parent)

    def _open(self, name: str) -> IO[bytes]:
        try:
            found = self._tar.extractfile(name)
        except (KeyError, tarfile.TarError):
            found = None
        if found is None or PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts:
            raise errors.BadInput(f"{name} is missing in this file, so it is no whole backup.")
        return found


@contextmanager
def reading(path: Path) -> Iterator[Reader]:
    """Open a backup. Refuses what is none."""
    try:
        tar = tarfile.open(path)  # noqa: SIM115 - closed below
    except FileNotFoundError:
        raise errors.NotFound(f"There is no file {path}.") from None
    except tarfile.TarError:
        raise errors.BadInput(f"{path} is no backup of Outreach.") from None
    with tar:
        yield Reader(tar)


def settle(folder: Path) -> None:
    """See that the names in this folder are on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _digest(file: IO[bytes]) -> str:
    return hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]  # a plain file
