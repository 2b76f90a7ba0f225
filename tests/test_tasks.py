"""tasks.py started by a bare Python: what it makes, mends and says. No network: the index is a folder of one wheel."""

import ast
import hashlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tomllib
import zipfile
from importlib import metadata
from pathlib import Path

import pytest

BARE_PYTHON: str = getattr(sys, "_base_executable", sys.executable)
READ_FIRST = tuple(f"plugins/core/{name}.py" for name in ("command_line", "redaction", "suggestions", "synonyms"))
POSIX = pytest.mark.skipif(os.name == "nt", reason="signals and links as POSIX has them")


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with Invoke as a wheel, made again from the installed one."""
    folder = tmp_path_factory.mktemp("wheels")
    installed = metadata.distribution("invoke")
    with zipfile.ZipFile(folder / f"invoke-{installed.version}-py3-none-any.whl", "w") as wheel:
        for file in installed.files or []:
            if file.suffix != ".pyc" and ".." not in file.parts and file.name not in {"INSTALLER", "REQUESTED"}:
                wheel.write(file.locate(), str(file))
    return folder


def copy_of_tasks(root: Path, wheels: Path, folder: Path) -> Path:
    """A checkout with tasks.py, what it imports, and a lock file that names Invoke alone."""
    for name in ("tasks.py", "plugins/__init__.py", "plugins/core/__init__.py", "plugins/core/lock.py", *READ_FIRST):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(root / name, folder / name)
    (wheel,) = wheels.iterdir()
    name, version, *_ = wheel.name.split("-")
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    (folder / "requirements.txt").write_text(f"{name}=={version} --hash=sha256:{digest}\n")
    return folder


@pytest.fixture(scope="module")
def environment(wheels) -> dict[str, str]:
    """Of this process, but with pip cut off from everything but the folder of wheels."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON", "VIRTUAL_ENV"))}
    return {**kept, "PIP_CONFIG_FILE": os.devnull, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(wheels)}


@pytest.fixture(scope="module")
def started(root, wheels, environment, tmp_path_factory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """A checkout after its first start, and what that start said."""
    checkout = copy_of_tasks(root, wheels, tmp_path_factory.mktemp("site") / "Ä website")
    return checkout, start(checkout, environment)


@pytest.fixture
def checkout(started, tmp_path) -> Path:
    """A copy of the started checkout to break."""
    return Path(shutil.copytree(started[0], tmp_path / "our Übersite", symlinks=True))


def start(checkout: Path, environment: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    command = [BARE_PYTHON, str(checkout / "tasks.py"), *words]
    return subprocess.run(command, cwd=checkout, env=environment, capture_output=True, text=True, check=False)


def venv_python(checkout: Path) -> Path:
    return checkout / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def name_another_package(checkout: Path) -> None:
    with (checkout / "requirements.txt").open("a") as file:
        file.write(f"not-here==1.0 --hash=sha256:{'0' * 64}\n")


def test_the_first_start_makes_the_environment_and_lists_every_task_with_a_sentence(started):
    _, said = started
    assert said.returncode == 0, said.stderr
    assert said.stderr.startswith("Setting up")
    tasks = re.findall(r"^  (\w+) {2,}(\w.*)$", said.stdout, re.MULTILINE)
    assert [name for name, _ in tasks] == [
        "begin",
        "bench",
        "build",
        "check",
        "new",
        "preview",
        "publish",
        "selfies",
        "test",
        "verify",
        "withdraw",
    ]


def test_every_later_start_only_enters_it(started, environment):
    checkout, first = started
    offline = environment | {"PIP_FIND_LINKS": ""}
    again = start(checkout, offline)
    assert (again.stdout, again.stderr, again.returncode) == (first.stdout, "", 0)


def test_a_later_start_writes_nothing_as_on_a_disk_that_can_only_be_read(checkout, environment):
    lock = checkout / ".venv.lock"
    lock.unlink(missing_ok=True)
    lock.mkdir()  # so that it cannot be opened, by root either

    assert start(checkout, environment, "--list").returncode == 0


def test_invoke_inside_the_environment_is_the_same_menu_from_any_folder_of_the_project(started, environment):
    checkout, first = started
    command = [str(venv_python(checkout)), "-m", "invoke", "--list"]
    folder = checkout / "plugins/core"
    inside = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert inside.stdout == first.stdout


def test_a_file_in_the_folder_one_stands_in_does_not_stand_in_for_a_library(started, environment, tmp_path):
    checkout, first = started
    (tmp_path / "invoke.py").write_text("raise RuntimeError")
    command = [BARE_PYTHON, checkout / "tasks.py"]
    elsewhere = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert elsewhere.stdout == first.stdout


def test_the_rest_of_the_command_line_is_read_by_invoke(started, environment):
    checkout, _ = started
    assert "Invoke" in start(checkout, environment, "--version").stdout


def test_what_is_mistyped_gets_one_sentence_and_help_is_no_title(started, environment):
    checkout, _ = started
    mistyped, asked = start(checkout, environment, "biuld"), start(checkout, environment, "new", "story", "--help")
    assert (mistyped.returncode, mistyped.stdout, mistyped.stderr.count("\n")) == (1, "", 1)
    assert (asked.returncode, asked.stderr) == (0, "")
    assert 'new story "Title"' in asked.stdout
    assert not (checkout / "content").exists()


def test_a_port_that_is_no_number_gets_one_sentence(started, environment):
    said = start(started[0], environment, "preview", "--port", "eighty")
    assert said.returncode == 1
    assert re.fullmatch(r'"eighty" is not a number\. .*--port 8001\n', said.stderr)


def test_an_empty_name_means_no_place(started, environment):
    said = start(started[0], environment, "publish", "--to", "")
    assert (said.returncode, said.stderr) == (1, "--to needs the name of a folder.\n")
    said = start(started[0], environment, "verify", "")
    assert (said.returncode, said.stderr) == (1, "--where needs the name of a target, or an address.\n")


def test_two_first_starts_at_once_install_once(root, wheels, environment, tmp_path):
    checkout = copy_of_tasks(root, wheels, tmp_path / "two at once")
    command = [BARE_PYTHON, "tasks.py"]
    pipe = subprocess.PIPE
    both = [
        subprocess.Popen(command, cwd=checkout, env=environment, stdout=pipe, stderr=pipe, text=True) for _ in range(2)
    ]
    said = [process.communicate() for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert all("Available tasks" in out for out, _ in said)
    assert sorted(err.count("Setting up") for _, err in said) == [0, 1]


def without_stamp(checkout: Path) -> None:
    (checkout / ".venv/ready").unlink()


def without_pip(checkout: Path) -> None:
    without_stamp(checkout)
    for part in (checkout / ".venv").rglob("site-packages/pip*"):
        shutil.rmtree(part)


def without_invoke(checkout: Path) -> None:
    without_stamp(checkout)
    for part in (checkout / ".venv").rglob("site-packages/invoke*"):
        shutil.rmtree(part)


def with_python_that_went_away(checkout: Path) -> None:
    for python in venv_python(checkout).parent.glob("python*"):
        python.unlink()
    venv_python(checkout).symlink_to("/usr/bin/python3.1-of-long-ago")


def with_python_that_does_not_run(checkout: Path) -> None:
    venv_python(checkout).unlink()
    venv_python(checkout).write_text("cut sho")
    venv_python(checkout).chmod(0o755)


def made_by_another_version(checkout: Path) -> None:
    stamp = checkout / ".venv/ready"
    stamp.write_text(stamp.read_text().replace(str(sys.version_info[:2]), "(3, 10)"))
    for part in (checkout / ".venv").rglob("site-packages/invoke*"):
        shutil.rmtree(part)


@POSIX
@pytest.mark.parametrize(
    "broken",
    [
        without_stamp,
        without_pip,
        without_invoke,
        pytest.param(with_python_that_went_away, marks=pytest.mark.long),  # which is told as the next is
        with_python_that_does_not_run,
        made_by_another_version,
    ],
    ids=lambda broken: broken.__name__,
)
def test_a_half_made_environment_is_mended(checkout, environment, broken):
    broken(checkout)
    said = start(checkout, environment)
    assert said.returncode == 0, said.stderr
    assert "Available tasks" in said.stdout
    assert start(checkout, environment).stderr == ""


def test_a_changed_lock_file_is_installed_over_the_environment(checkout, environment):
    kept = checkout / ".venv/kept"
    kept.touch()
    with (checkout / "requirements.txt").open("a") as file:
        file.write("# changed\n")
    said = start(checkout, environment)
    assert (said.returncode, said.stderr.count("Setting up")) == (0, 1)
    assert kept.exists()


def test_without_a_network_there_is_one_sentence_and_what_was_there_still_works(checkout, environment):
    before = (checkout / "requirements.txt").read_text()
    name_another_package(checkout)
    nobody_listens = {"PIP_INDEX_URL": "http://127.0.0.1:9/", "PIP_DEFAULT_TIMEOUT": "1", "PIP_FIND_LINKS": ""}
    offline = {name: value for name, value in environment.items() if name != "PIP_NO_INDEX"} | nobody_listens
    said = start(checkout, offline)
    _, sentence = said.stderr.splitlines()
    assert said.returncode == 1
    assert sentence.startswith("The packages cannot be fetched. Is there a network?")

    (checkout / "requirements.txt").write_text(before)
    assert start(checkout, offline).returncode == 0


def test_a_package_that_cannot_be_had_is_told_in_pips_words_and_with_a_way_out(checkout, environment):
    name_another_package(checkout)
    said = start(checkout, environment)
    assert said.returncode == 1
    assert "not-here" in said.stderr
    assert said.stderr.endswith("delete the folder .venv and start again.\n")


def test_a_package_without_a_hash_is_refused(checkout, environment):
    without_invoke(checkout)
    lock = checkout / "requirements.txt"
    lock.write_text(lock.read_text().partition(" --hash")[0])
    assert start(checkout, environment).returncode == 1
    assert not (checkout / ".venv/ready").exists()


@POSIX
def test_stopping_the_first_start_leaves_no_traceback_and_no_stamp(checkout, environment):
    name_another_package(checkout)
    with socket.create_server(("127.0.0.1", 0)) as silent_index:
        slow = {"PIP_INDEX_URL": f"http://127.0.0.1:{silent_index.getsockname()[1]}/", "PIP_FIND_LINKS": ""}
        waiting = {name: value for name, value in environment.items() if name != "PIP_NO_INDEX"} | slow
        command = [BARE_PYTHON, "tasks.py"]
        process = subprocess.Popen(
            command, cwd=checkout, env=waiting, stderr=subprocess.PIPE, text=True, start_new_session=True
        )
        silent_index.settimeout(30)
        connection, _ = silent_index.accept()
        os.killpg(process.pid, signal.SIGINT)
        _, said = process.communicate(timeout=30)
        connection.close()
    assert process.returncode == 1
    assert said.splitlines()[1:] == ["Stopped. The next start goes on from here."]
    assert not (checkout / ".venv/ready").exists()


def start_changed(checkout: Path, environment: dict[str, str], change: str) -> subprocess.CompletedProcess[str]:
    """Start tasks.py by a Python that was changed first."""
    run = f"import runpy, sys; {change}; sys.path.insert(0, '.'); runpy.run_path('tasks.py', run_name='__main__')"
    command = [BARE_PYTHON, "-c", run]
    return subprocess.run(command, cwd=checkout, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ("sys.version_info = (3, 9, 2)", "Python 3.11 or newer is needed; this is 3.9. Get one from python.org."),
        ("sys.modules['ensurepip'] = None", "On Debian or Ubuntu type:  sudo apt install python3-venv"),
        ("sys.modules['venv'] = None", "On Debian or Ubuntu type:  sudo apt install python3-venv"),
    ],
)
def test_a_python_that_will_not_do_gets_one_sentence(root, wheels, environment, tmp_path, change, sentence):
    said = start_changed(copy_of_tasks(root, wheels, tmp_path), environment, change)
    assert said.returncode == 1
    assert said.stderr.endswith(f"{sentence}\n")
    assert "Traceback" not in said.stderr


def test_an_old_python_can_read_far_enough_to_say_that_it_is_too_old(root):
    ast.parse((root / "tasks.py").read_text(), feature_version=(3, 7))


@pytest.mark.parametrize(("ci", "outcome"), [("", "SKIPPED"), ("true", "ERROR")])
def test_a_test_whose_tool_is_missing_is_skipped_by_name_but_fails_on_ci(root, tmp_path, ci, outcome):
    shutil.copy(root / "pyproject.toml", tmp_path)
    (tmp_path / "tests").mkdir()
    for name in ("conftest.py", "tables.py"):
        shutil.copy(root / "tests" / name, tmp_path / "tests")
    (tmp_path / "tests/test_page.py").write_text(
        "import pytest\n@pytest.mark.needs('exiftool')\ndef test_a_picture_keeps_no_secret(): pass\n"
    )
    bare = os.environ | {"CI": ci, "PATH": str(tmp_path)}
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider"]
    said = subprocess.run(command, cwd=tmp_path, env=bare, capture_output=True, text=True, check=False)
    assert re.search(rf"{outcome} tests/test_page\.py::test_a_picture_keeps_no_secret", said.stdout)
    assert "exiftool is missing. Install it with:  sudo apt install libimage-exiftool-perl" in said.stdout
    assert bool(said.returncode) == bool(ci)


LOCKS = {"requirements.txt": ("project", "dependencies"), "tests/requirements.txt": ("dependency-groups", "test")}


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_file_holds_no_address_and_no_path(root, lock):
    text = (root / lock).read_text()
    assert not re.search(r"https?:|file:|index-url|find-links|trusted-host|@ |(?<!\w)/\w", text)


@pytest.mark.parametrize(("lock", "place"), LOCKS.items())
def test_every_direct_dependency_is_pinned_and_locked_as_it_is_pinned(root, lock, place):
    table, key = place
    pins = tomllib.loads((root / "pyproject.toml").read_text())[table][key]
    locked = re.findall(r"^([\w.-]+==[\w.]+)", (root / lock).read_text(), re.MULTILINE)
    assert {pin.partition(";")[0] for pin in pins} <= set(locked)  # where a machine has no wheel, a marker says so


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_hashes(root, lock):
    packages = re.split(r"^(?=\w)", (root / lock).read_text(), flags=re.MULTILINE)[1:]
    assert len(packages) > 5
    assert [package for package in packages if "--hash=sha256:" not in package] == []


def test_both_lock_files_agree_on_what_they_share(root):
    versions = [dict(re.findall(r"^([\w.-]+)==([\w.]+)", (root / lock).read_text(), re.MULTILINE)) for lock in LOCKS]
    site, tests = versions
    assert {name: tests[name] for name in site.keys() & tests} == {name: site[name] for name in site.keys() & tests}


@pytest.mark.long
@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_is_there_as_a_wheel_for_this_machine(root, tmp_path, lock):
    subprocess.run([BARE_PYTHON, "-m", "venv", tmp_path / "venv"], check=True)
    python = tmp_path / "venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    command = [python, "-I", "-m", "pip", "install", "--quiet", "--only-binary", ":all:", "--require-hashes", "-r"]
    subprocess.run([*command, root / lock], check=True)
