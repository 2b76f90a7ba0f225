"""A job in a process of its own: a crash, an endless one and one that wants all the memory cost one picture each."""

import signal
import sys

import pytest

from plugins.pictures import limited
from plugins.pictures.executors import Job, outcomes
from plugins.pictures.limited import LimitedWorkers, processor_time
from plugins.pictures.picture import PictureError
from tests.pictures import hostile


def results_of(function, *marks: str) -> dict[str, object]:
    jobs = [Job(mark, mark.encode()) for mark in marks]
    results = outcomes(function, jobs, most=len(jobs), start=LimitedWorkers)
    return {key: outcome.reason if isinstance(outcome, PictureError) else outcome for key, outcome in results}


def test_each_way_to_fail_costs_one_job_and_is_told_apart():
    assert results_of(hostile.length, "good", "exit", "segfault", "hog", "kill", "refuse", "also good") == {
        "good": 4,
        "exit": "picture.drawing-crashes",
        "segfault": "picture.drawing-crashes",
        "hog": "picture.drawn-too-large",
        "kill": "picture.drawn-too-large",  # as a system does that has no memory left
        "refuse": "picture.cut-short",
        "also good": 9,
    }


def test_every_job_has_a_process_of_its_own():
    assert len(set(results_of(hostile.process, "a", "b", "c").values())) == 3


def test_a_mistake_in_the_program_is_no_picture_s_fault():
    with pytest.raises(ZeroDivisionError):
        results_of(hostile.length, "mistake")


@pytest.mark.skipif(sys.platform == "win32", reason="knows no limit of the processor's time")
def test_what_never_ends_is_ended_by_the_processors_time():
    assert results_of(hostile.endless, "loop", "good") == {"loop": "picture.drawn-too-long", "good": 4}


def test_what_waits_for_ever_is_ended_too(monkeypatch):
    monkeypatch.setattr(limited, "LONGEST_S", 1)

    assert results_of(hostile.endless, "wait") == {"wait": "picture.drawn-too-long"}


@pytest.mark.skipif(sys.platform == "win32", reason="knows no limit of the processor's time")
def test_the_limit_holds_only_for_what_is_done_under_it():
    with processor_time(1):
        left_s, _ = signal.getitimer(signal.ITIMER_PROF)

    assert 0 < left_s <= 1.1
    assert signal.getitimer(signal.ITIMER_PROF) == (0, 0)
