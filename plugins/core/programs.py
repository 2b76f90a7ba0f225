"""Where other programs are: only in folders that the search path names in whole, never where somebody stands."""

import os
import shutil
from pathlib import Path


def search_path() -> str:
    """The search path (PATH) without the entries that mean another folder wherever one stands: "", ".", "bin".

    What lies in a project's folder would be started in the place of a program of the machine.
    """
    return os.pathsep.join(filter(os.path.isabs, os.environ.get("PATH", os.defpath).split(os.pathsep)))


def program(name: str) -> str | None:
    """The whole path of a program of this machine; None when it is not there.

    It is given search_path() in its environment, since git starts others in its turn.
    """
    found = shutil.which(name, path=search_path())
    return found if found and Path(found).is_absolute() else None  # Windows looks where one stands, unasked
