"""The rules of the house: each one a test, so that none of them is a matter of opinion."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULES = sorted(path for folder in ("plugins", "scripts") for path in (ROOT / folder).rglob("*.py"))
FRONT_DOORS = ("plugin.py",)
MAX_MODULE_LINES, MAX_FUNCTION_LINES = 400, 60
NAMELESS = {"utils", "util", "helpers", "helper", "common", "misc", "base"}


def tracked_files() -> list[Path]:
    """What is or would be committed."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imported(module: Path) -> set[str]:
    """The top-level packages that a module imports."""
    names = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.partition(".")[0])
    return names


@pytest.mark.parametrize(
    "command",
    [["ruff", "check"], ["ruff", "format", "--check"], ["mypy"], ["importlinter.cli", "lint-imports"]],
    ids=["ruff", "format", "types", "layers"],
)
def test_the_tools_find_nothing(command: list[str]) -> None:
    module, *rest = command
    start = ["-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"]
    run = [sys.executable, *(start if module.startswith("importlinter") else ["-m", module, *rest])]

    done = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("module", MODULES, ids=shown)
def test_only_front_doors_and_the_engine_know_pelican(module: Path) -> None:
    if module.name in FRONT_DOORS or module.is_relative_to(ROOT / "plugins/engine"):
        return

    assert "pelican" not in imported(module)


@pytest.mark.parametrize("module", MODULES, ids=shown)
def test_only_pictures_know_pillow(module: Path) -> None:
    rooms = [ROOT / "plugins" / name for name in ("pictures", "selfies/composed.py", "outputs/cards.py")]
    allowed = (*rooms, ROOT / "scripts")
    if any(map(module.is_relative_to, allowed)):
        return

    assert not imported(module) & {"PIL", "pillow_heif"}


@pytest.mark.parametrize("module", sorted((ROOT / "plugins/core").glob("*.py")), ids=shown)
def test_core_needs_the_standard_library_only(module: Path) -> None:
    assert imported(module) <= sys.stdlib_module_names | {"plugins"}


@pytest.mark.parametrize("module", MODULES, ids=shown)
def test_modules_and_functions_are_short(module: Path) -> None:
    text = module.read_text(encoding="utf-8")
    functions = [n for n in ast.walk(ast.parse(text)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    long = [f.name for f in functions if (f.end_lineno or f.lineno) - f.lineno >= MAX_FUNCTION_LINES]

    assert text.count("\n") <= MAX_MODULE_LINES
    assert not long


@pytest.mark.parametrize("module", MODULES, ids=shown)
def test_every_module_has_a_name_that_says_something(module: Path) -> None:
    assert module.stem not in NAMELESS


@pytest.mark.parametrize("module", MODULES, ids=shown)
def test_no_module_keeps_state_of_its_own(module: Path) -> None:
    """Module-level names are constants: upper case, a type or a logger; and no function changes one with `global`."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    plain = [(target, node.value) for node in tree.body if isinstance(node, ast.Assign) for target in node.targets]
    typed = [(node.target, node.value) for node in tree.body if isinstance(node, ast.AnnAssign)]
    told = [(target.id, value) for target, value in [*plain, *typed] if isinstance(target, ast.Name) and value]

    assert not [name for name, _ in told if not re.fullmatch(r"_?[A-Z][A-Za-z0-9_]*|__all__", name)]
    assert not [name for name, value in told if ast.unparse(value) in {"{}", "[]", "set()", "dict()", "list()"}]
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Global)]


def test_the_packages_first_page_is_its_docstring() -> None:
    tree = ast.parse((ROOT / "plugins/__init__.py").read_text(encoding="utf-8"))

    assert len(tree.body) == 1
    assert ast.get_docstring(tree)


@pytest.mark.parametrize("module", sorted((ROOT / "plugins").rglob("plugin.py")), ids=shown)
def test_a_front_door_ends_with_register_which_only_connects(module: Path) -> None:
    last = ast.parse(module.read_text(encoding="utf-8")).body[-1]

    assert isinstance(last, ast.FunctionDef)
    assert last.name == "register"
    for statement in last.body[1:]:
        assert re.fullmatch(r"(signals\.\w+|[A-Z_]+)\.connect\(\w+\)", ast.unparse(statement))


def test_theme_and_content_hold_no_python() -> None:
    assert not [shown(path) for folder in ("theme", "content") for path in (ROOT / folder).rglob("*.py")]


def test_tests_mirror_plugins() -> None:
    rooms = {path.name for path in (ROOT / "plugins").iterdir() if path.is_dir() and path.name != "__pycache__"}
    mirrors = {path.name for path in (ROOT / "tests").iterdir() if list(path.glob("test_*.py"))}

    assert rooms == mirrors - {"theme", "scripts"}


def test_no_file_names_a_package_index_or_a_path_of_one_machine() -> None:
    hosts = "|".join(("pypi" + r"\.org", "python" + "hosted", "npm" + r"js\.(?:org|com)", "deb" + r"\.debian"))
    machine = r"(?<![\w.-])/(?:home|root|Users|work)/[a-z]"
    wrong = re.compile(f"{hosts}|{machine}")
    found = []
    for file in tracked_files():
        data = file.read_bytes()
        if b"\0" not in data[:8000] and (hit := wrong.search(data.decode("utf-8", "replace"))):
            found.append(f"{shown(file)}: {hit[0]}")

    assert not found


def test_build_output_is_never_committed() -> None:
    tops = {path.relative_to(ROOT).parts[0] for path in tracked_files()}

    assert not tops & {"output", ".preview", ".cache", ".venv"}
