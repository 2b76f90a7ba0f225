"""Pictures derived by somebody else's workers: a Dask cluster of two, on this machine."""

import pytest

from plugins.pictures.cache import PictureCache
from plugins.pictures.executors import Job, executor_named, outcomes
from plugins.pictures.picture import PictureError
from tests.pictures import hostile
from tests.pictures.cluster import client
from tests.pictures.samples import derived, four_corners

pytestmark = pytest.mark.long


@pytest.fixture
def start(monkeypatch):
    """The function that `SELFIES_EXECUTOR` names, its cluster running."""
    dask = pytest.importorskip("dask")
    distributed = pytest.importorskip("distributed")
    # A picture that ends a worker is tried on no other: each of them would end, too.
    settings = {"distributed.scheduler.allowed-failures": 0, "distributed.admin.large-graph-warning-threshold": "100MB"}
    with (
        dask.config.set(settings),
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
    ):
        monkeypatch.setenv("DASK_SCHEDULER", cluster.scheduler_address)
        yield executor_named("tests.pictures.cluster:executor")
        client().close()
        client.cache_clear()


def test_a_cluster_makes_the_same_files_as_this_machine(start, folder, write, tmp_path):
    files = [write(f"{number}.jpg", four_corners(400 + number, 300)) for number in range(80)]
    files.append(write("bad.jpg", b"<html>"))
    there, here = PictureCache(folder, start), PictureCache(tmp_path / "here")
    there.prepare(files)
    here.prepare(files)

    assert len(derived(folder)) == 80 * 5
    assert derived(folder) == derived(tmp_path / "here")
    with pytest.raises(PictureError, match="it is a web page"):
        there.picture(files[-1])


def test_a_picture_that_ends_a_worker_is_refused_and_no_other(start):
    jobs = [Job(number, bytes(number)) for number in range(100)]
    jobs.insert(50, Job(-1, b"exit"))
    results = dict(outcomes(hostile.length, jobs, most=101, start=start))

    refused = results.pop(-1)
    assert isinstance(refused, PictureError)
    assert str(refused) == "it makes the program that opens it fail"
    assert results == {number: number for number in range(100)}
