"""Files that a new output shares with the last one are known without being read, as long as nobody writes them."""

import os
import time
from pathlib import Path

from plugins.core.new_folder import Written
from plugins.release.manifest import SETTLED_NS, hash_files, taken


def test_a_file_is_known_by_its_state_and_read_when_it_was_written_since(tmp_path: Path) -> None:
    for name in ("old", "new", "changed"):
        (tmp_path / name).write_text("words")
        age_ns = time.time_ns() - (2 * SETTLED_NS if name != "new" else 0)
        os.utime(tmp_path / name, ns=(age_ns, age_ns))
    known = taken({name: Written("it", 5, (tmp_path / name).lstat()) for name in ("old", "new", "changed")})
    (tmp_path / "changed").write_text("other")

    found = hash_files(tmp_path, known)

    assert {name for name, one in found.items() if one.sha256 == "it"} == {"old"}
