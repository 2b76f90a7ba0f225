"""One at a time, in one process and across two."""

import contextlib
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from plugins.core.lock import delete_if_free, if_free, one_at_a_time

HOLD = """
import sys
from pathlib import Path
from plugins.core.lock import one_at_a_time
with one_at_a_time(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextlib.contextmanager
def held_by_another_process(lock: Path, root: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", HOLD, str(lock)]
    with subprocess.Popen(command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == "held\n"
        yield holder


def start_waiter(lock: Path) -> tuple[threading.Thread, threading.Event]:
    entered = threading.Event()

    def enter() -> None:
        with one_at_a_time(lock):
            entered.set()

    thread = threading.Thread(target=enter, daemon=True)
    thread.start()
    return thread, entered


def test_the_second_waits_until_the_first_is_done(tmp_path):
    lock = tmp_path / "a lock"
    with one_at_a_time(lock):
        thread, entered = start_waiter(lock)
        assert not entered.wait(0.2)
    assert entered.wait(5)
    thread.join()


def test_another_process_is_waited_for_too(tmp_path, root):
    lock = tmp_path / "lock"
    with held_by_another_process(lock, root) as holder:
        thread, entered = start_waiter(lock)
        assert not entered.wait(0.2)
        holder.communicate("")
    assert entered.wait(5)
    thread.join()


def test_a_holder_that_is_killed_keeps_nobody_out(tmp_path, root):
    lock = tmp_path / "lock"
    with held_by_another_process(lock, root) as holder:
        holder.kill()
    _, entered = start_waiter(lock)
    assert entered.wait(5)


def test_an_error_inside_lets_go_of_the_lock(tmp_path):
    lock = tmp_path / "lock"
    with pytest.raises(ZeroDivisionError), one_at_a_time(lock):
        1 / 0  # noqa: B018
    _, entered = start_waiter(lock)
    assert entered.wait(5)


def test_what_the_file_held_is_left_alone(tmp_path):
    lock = tmp_path / "lock"
    lock.write_text("mine")
    with one_at_a_time(lock):
        assert lock.read_text() == "mine"
    assert lock.exists()


def test_who_does_not_wait_is_told_whether_the_lock_is_free(tmp_path, root):
    lock = tmp_path / "lock"
    with if_free(lock) as is_ours:
        assert is_ours
        with if_free(lock) as is_ours_too:
            assert not is_ours_too
    with held_by_another_process(lock, root) as holder:
        with if_free(lock) as is_ours:
            assert not is_ours
        holder.kill()
        holder.wait()
        with if_free(lock) as is_ours:
            assert is_ours
            _, entered = start_waiter(lock)
            assert not entered.wait(0.2)
    assert entered.wait(5)


@pytest.mark.skipif(os.name == "nt", reason="links and pipes as POSIX has them")
@pytest.mark.parametrize("put", ["folder", "link", "pipe"])
def test_what_is_no_file_is_taken_out_of_the_locks_place(tmp_path, put):
    lock, theirs = tmp_path / "lock", tmp_path / "theirs"
    if put == "folder":
        (lock / "within").mkdir(parents=True)
    elif put == "link":
        lock.symlink_to(theirs)
    else:
        os.mkfifo(lock)
    with one_at_a_time(lock):
        assert lock.is_file()
        assert not lock.is_symlink()
    assert not theirs.exists()


AS_ANOTHER = """
import os, sys
from pathlib import Path
from plugins.core.kept import make_way
from plugins.core.lock import if_free
os.setgid(65534)
os.setuid(65534)
with if_free(Path(sys.argv[1])) as is_ours:
    print(is_ours)
"""


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="root alone has other accounts at hand")
@pytest.mark.parametrize("mode", [0o666, 0o644, 0o600])
def test_a_lock_that_another_account_made_is_heeded_where_it_can_be_opened_and_else_made_anew(root, mode):
    with tempfile.TemporaryDirectory() as folder:
        os.chown(folder, 65534, 65534)
        lock = Path(folder, "lock")
        lock.touch()
        lock.chmod(mode)
        command = [sys.executable, "-c", AS_ANOTHER, str(lock)]
        said = []
        for hold in (contextlib.nullcontext(), one_at_a_time(lock)):
            if mode == 0o600:
                lock.unlink(missing_ok=True)
                lock.touch()
                lock.chmod(mode)
            with hold:
                done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
            said.append(done.stdout.strip() or done.stderr)
        assert said == ["True", "True" if mode == 0o600 else "False"]


def test_who_waited_for_a_lock_that_was_deleted_goes_on_to_the_one_in_its_place(tmp_path):
    lock = tmp_path / "lock"
    with one_at_a_time(lock):
        waiter, is_in = start_waiter(lock)
        lock.unlink()
    waiter.join(5)

    assert is_in.is_set()
    assert lock.exists()


def test_a_lock_is_deleted_only_while_nobody_holds_it(tmp_path):
    lock = tmp_path / "lock"
    with one_at_a_time(lock):
        delete_if_free(lock)
        assert lock.exists()

    delete_if_free(lock)
    delete_if_free(lock)
    assert not lock.exists()
