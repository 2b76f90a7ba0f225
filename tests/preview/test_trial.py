"""The program is tried in a process of its own before it is started anew."""

import pytest

from plugins.preview.live import Options
from plugins.preview.trial import why_it_cannot_start
from tests.preview.conftest import TEXTS, give_own_program


def test_what_can_start_is_told_nothing_of_whatever_is_wrong_in_texts(live_project) -> None:
    root = live_project(TEXTS | {"content/news/c.md": "Title: C\nDate: never\n\n::: nothing\n"})
    assert why_it_cannot_start(root, Options()) == ()
    assert why_it_cannot_start(root, Options("2027-04-01", lists_drafts=True)) == ()


@pytest.mark.parametrize(
    ("file", "wrong", "told"),
    [
        ("publishconf.py", "X = Tru", "C38"),
        ("plugins/render/frame.py", "import nothing_like_it", "C50"),
        ("plugins/render/frame.py", "(", "C50"),
        ("plugins/core/findings.py", ")", "C50"),
        ("plugins/core/messages.toml", "x = [", "C50"),
        ("plugins/render/frame.py", "def finished(*_): return 1 / 0", "C50"),
    ],
)
def test_what_cannot_start_is_told_with_its_place(live_project, file, wrong, told) -> None:
    root = live_project(TEXTS)
    give_own_program(root)
    with (root / file).open("a") as opened:
        opened.write(f"\n{wrong}\n")

    (found,) = why_it_cannot_start(root, Options())
    assert found.code == told
    assert file.endswith(".toml") or found.where.path == file
    assert str(found)


def test_a_program_that_is_not_there_cannot_start(live_project) -> None:
    root = live_project(TEXTS)
    (root / "plugins").unlink()

    (found,) = why_it_cannot_start(root, Options())
    assert "No module named 'plugins'" in str(found)
