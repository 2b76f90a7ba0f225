"""Rules are found by a walk over folders: one file each, no list to edit.

sources/   check(read): one file that was read
pages/     check_page(page): one finished page; check_site(site): all of them together
promises/  the same two, and PROMISE: the words by which the privacy page promises it
"""

import importlib
import pkgutil
from functools import cache
from types import ModuleType


@cache
def rules(folder: str) -> tuple[ModuleType, ...]:
    """The modules of a folder beside this file, in the order of their names."""
    package = importlib.import_module(f"{__package__}.{folder}")
    names = sorted(found.name for found in pkgutil.iter_modules(package.__path__))
    return tuple(importlib.import_module(f"{package.__name__}.{name}") for name in names)
