"""What ships beside the code is found wherever the code is."""

import runpy
import shutil
from pathlib import Path

import pytest

from outreach.lib import shipped

NAMES = ("campaigns", "templates", "media", "migrations")


def _installed(folder: Path, *names: str) -> dict[str, object]:
    """The file as it runs in a package of its own, with these folders in the wheel."""
    package = folder / "site-packages" / "outreach"
    (package / "lib").mkdir(parents=True)
    for name in names:
        (package / "_shipped" / name).mkdir(parents=True)
    return runpy.run_path(shutil.copy(shipped.__file__, package / "lib"))


@pytest.mark.parametrize("name", NAMES)
def test_a_checkout_has_it_at_its_top(name: shipped.Name) -> None:
    assert shipped.folder(name) == Path(__file__).resolve().parents[2] / name


def test_a_wheel_has_it_beside_the_code(tmp_path: Path) -> None:
    folder = _installed(tmp_path, *NAMES)["folder"]
    for name in NAMES:
        found = folder(name)  # type: ignore[operator]
        assert found == tmp_path / "site-packages" / "outreach" / "_shipped" / name


def test_a_broken_installation_is_told(tmp_path: Path) -> None:
    folder = _installed(tmp_path, "media")["folder"]
    with pytest.raises(FileNotFoundError, match=r"“campaigns” .* is missing\. Install Outreach"):
        folder("campaigns")  # type: ignore[operator]
