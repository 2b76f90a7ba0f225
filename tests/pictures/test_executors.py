import os
import re
import shutil
import signal
import subprocess
import sys
import time
from multiprocessing import resource_tracker
from pathlib import Path

import pytest

from plugins.pictures.cache import PictureCache
from plugins.pictures.executors import ExecutorError, Job, executor_named, outcomes
from plugins.pictures.picture import PictureError
from tests.pictures import hostile
from tests.pictures.samples import contents, derived, four_corners


def jobs(*marks: str, good: int = 12) -> list[Job[str]]:
    """Good jobs with the marked ones spread among them."""
    every = [Job(str(number), bytes(number)) for number in range(good)]
    for place, mark in enumerate(marks):
        every.insert(place * 4 + 2, Job(mark, mark.encode()))
    return every


def as_dict(results) -> dict[str, object]:
    return {key: str(outcome) if isinstance(outcome, PictureError) else outcome for key, outcome in results}


TOO_MUCH_MEMORY = "it needs more memory than opening a picture may take"
CRASHES = "it makes the program that opens it fail"
GOOD = {str(number): number for number in range(12)}


@pytest.mark.parametrize("mark", hostile.MARKS)
def test_a_crash_costs_one_picture(mark):
    results = as_dict(outcomes(hostile.length, jobs(mark), most=13))

    assert results == GOOD | {mark: TOO_MUCH_MEMORY if mark == "hog" else CRASHES}


@pytest.mark.parametrize("mark", ["exit", "kill"])
def test_nor_does_a_crash_stop_all_work_where_pictures_are_as_large_as_those_of_cameras(mark):
    """More than a pipe holds: what was handed out to those who have gone is written by a thread that must end."""
    large = [Job(str(number), bytes(3_000_000 + number)) for number in range(8)]
    large.insert(1, Job(mark, mark.encode()))

    results = as_dict(outcomes(hostile.length, large, most=9))

    assert results == {str(number): 3_000_000 + number for number in range(8)} | {mark: CRASHES}


def test_several_crashes_and_refusals_cost_only_themselves():
    results = as_dict(outcomes(hostile.length, jobs("exit", "refuse", "kill"), most=15))

    assert results == GOOD | {"exit": CRASHES, "refuse": "cut short", "kill": CRASHES}


def test_the_last_and_only_one_may_crash():
    assert as_dict(outcomes(hostile.length, [Job("exit", b"exit")], most=1)) == {"exit": CRASHES}


def test_nothing_to_do_starts_nothing():
    assert list(outcomes(hostile.length, [], most=0, start=lambda: pytest.fail("started"))) == []


def test_a_mistake_in_the_program_is_no_picture_s_fault():
    with pytest.raises(ZeroDivisionError):
        list(outcomes(hostile.length, jobs("mistake"), most=13))


def test_processes_are_others_as_many_as_asked_for_and_know_nothing_of_the_main_program():
    pids = set(as_dict(outcomes(hostile.process, jobs(), most=1)).values())

    assert len(pids) == 1
    assert os.getpid() not in pids
    assert set(as_dict(outcomes(hostile.modules, jobs(), most=12)).values()) == {False}


def test_when_no_process_can_start_no_picture_is_blamed(monkeypatch):
    resource_tracker.ensure_running()
    monkeypatch.setattr("multiprocessing.spawn._python_exe", os.fsencode(shutil.which("false") or ""))

    with pytest.raises(ExecutorError, match="No process can be started"):
        list(outcomes(hostile.length, jobs(), most=12))


def test_another_executor_does_the_same_and_what_it_loses_is_done_here():
    results = as_dict(outcomes(hostile.length, jobs("lost", "refuse"), most=14, start=hostile.elsewhere))

    assert results == GOOD | {"lost": 4, "refuse": "cut short"}


def test_work_goes_out_in_a_window_limited_in_number_and_bytes():
    executor = hostile.Elsewhere()
    taken = 0

    def many():
        nonlocal taken
        for number in range(200):
            taken += 1
            yield Job(number, b"small")

    results = outcomes(hostile.length, many(), most=200, start=lambda: executor)
    next(results)
    assert taken < 70
    assert len(list(results)) == 199
    assert executor.most_under_way <= 64

    big = hostile.Elsewhere()
    sizes = as_dict(outcomes(hostile.length, [Job(n, bytes(40_000_000)) for n in range(6)], most=6, start=lambda: big))
    assert set(sizes.values()) == {40_000_000}
    assert big.most_bytes <= 100_000_000


def test_workers_that_make_pictures_in_another_way_are_refused(folder, write):
    cache = PictureCache(folder, hostile.elsewhere)

    with pytest.raises(ExecutorError, match=r"pillow 1.*Install the same versions there"):
        cache.prepare([write("a.jpg", four_corners())])
    assert derived(folder) == {}


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("tests.pictures.hostile:nothing", "cannot be imported"),
        ("no_such_module:client", "cannot be imported"),
        ("tests.pictures.hostile", "cannot be imported"),
        ("", "cannot be imported"),
        (":", "cannot be imported"),
    ],
)
def test_a_name_that_leads_to_no_function_is_told(name, problem):
    with pytest.raises(ExecutorError, match=problem):
        executor_named(name)


def test_a_function_that_gives_no_executor_is_told(folder, write):
    assert isinstance(executor_named("tests.pictures.hostile:elsewhere")(), hostile.Elsewhere)
    cache = PictureCache(folder, executor_named("tests.pictures.hostile:no_executor"))
    with pytest.raises(ExecutorError, match="returned str, not an executor"):
        cache.prepare([write("a.jpg", four_corners())])


SCRIPT = """
import contextlib, pathlib, sys
from plugins.pictures.cache import PictureCache

folder, *files = map(pathlib.Path, sys.argv[1:])

@contextlib.contextmanager
def progress(count):
    print(0, flush=True)
    yield lambda done: print(done, flush=True)

try:
    PictureCache(folder, progress=progress).prepare(files)
except KeyboardInterrupt:
    print("stopped")
"""


def living(group: int) -> list[str]:
    """The processes of a group that have not ended."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, pgrp = status.read_text().rpartition(")")[2].split()[:3]
        except OSError:
            continue
        if int(pgrp) == group and state != "Z":
            found.append(status.parent.name)
    return found


# What Python says in a process whose parent was killed after it began to start it, and before it said what to do.
STARTED_IN_VAIN = re.compile(r"Traceback (?:.*\n)*?EOFError: Ran out of input\n")


# After which line of SCRIPT, and how many seconds later: before, while and after processes start, and while they work.
MOMENTS = (("0", 0), ("0", 0.06), ("0", 0.1), ("3", 0))
STOPS = [
    pytest.param(how, *moment, marks=[pytest.mark.long] * (how != signal.SIGINT and number in (0, 2)))
    for how in (signal.SIGINT, signal.SIGTERM, signal.SIGKILL)
    for number, moment in enumerate(MOMENTS)
]


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are counted in /proc")
@pytest.mark.parametrize(("how", "after", "delay_s"), STOPS)
def test_stopping_is_quiet_ends_every_process_and_loses_no_finished_picture(how, after, delay_s, folder, write, root):
    files = [write(f"{number}.jpg", four_corners(200 + number, 200)) for number in range(60)]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    command = [sys.executable, "-c", SCRIPT, str(folder), *map(str, files)]
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as build:
        assert build.stdout is not None
        for line in build.stdout:
            if line.strip() == after:
                break
        time.sleep(delay_s)  # while processes start, they have not yet been told what to do with a signal
        if how == signal.SIGINT:
            os.killpg(build.pid, how)  # a terminal's Ctrl-C reaches workers too
        else:
            build.send_signal(how)
        output, errors = build.communicate(timeout=20)
    deadline = time.monotonic() + 5
    while living(build.pid) and time.monotonic() < deadline:
        time.sleep(0.05)

    assert living(build.pid) == []
    assert "Traceback" not in (errors if how == signal.SIGINT else STARTED_IN_VAIN.sub("", errors))
    if how == signal.SIGINT:
        assert output.endswith("stopped\n")
        assert errors == ""
        assert not [name for name in contents(folder) if name.endswith(".tmp")]
    finished = {name: data for name, data in derived(folder).items() if not name.endswith(".tmp")}
    cache = PictureCache(folder)
    cache.prepare(files)
    cache.prune([])
    assert len(derived(folder)) == 60 * 3
    assert finished.items() <= derived(folder).items()
