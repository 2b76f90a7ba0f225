"""What tests of pictures share."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from tests.pictures.samples import encoded


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where a cache keeps its files; not there yet."""
    return tmp_path / "cache"


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, bytes | Image.Image], Path]:
    """Write bytes, or a picture as JPEG, into originals/NAME."""

    def write_original(name: str, content: bytes | Image.Image) -> Path:
        file = tmp_path / "originals" / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else encoded(content, quality=90))
        return file

    return write_original
