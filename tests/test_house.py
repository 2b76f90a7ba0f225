"""The rules of the house: each one a test, so that none of them is a matter of opinion."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import is_dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from pkgutil import resolve_name
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import pytest
from markupsafe import Markup

from plugins.core.messages import catalogue, fields_of
from plugins.kinds.all import KINDS
from plugins.kinds.kind import ParsedFile
from plugins.render.result import PageResult
from plugins.site import routes
from tests.conftest import NEEDS

ROOT = Path(__file__).parents[1]
MODULES = sorted(path for folder in ("plugins", "scripts") for path in (ROOT / folder).rglob("*.py"))
MAKERS = ("finding", "WrongValue")
MAX_MODULE_LINES, MAX_FUNCTION_LINES = 400, 60
NAMELESS = {"utils", "util", "helpers", "helper", "common", "misc", "base"}
# A clause may name what the message around it has a value for.
GIVEN_BESIDE = {"remote"}
# Words of people, as they write and read them: letters, and what stands between sentences.
PROSE = re.compile(r"""[\w ,.;:'"()?!-]*[A-Za-z]{2,},? [A-Za-z]{2,}[\w ,.;:'"()?!-]*""")
# What others say, by which their errors are known; and a question, which is no finding.
NO_WORDS_OF_A_FINDING = {"path containing the content", "Could not find the theme", "the branch ", "no campaign"}
# Whose functions give words: for a terminal, for readers of the site, for the forms of the fields, or for servers.
SPEAKING = (
    *("checks/report.py", "preview/app.py", "preview/server.py", "publish/plan.py", "publish/deliver.py"),
    *("publish/releases.py", "publish/asked.py", "publish/verify.py", "publish/as_published.py"),
    *("publish/withdraw.py", "publish/receipt.py"),
    *("engine/failures.py", "engine/withdrawal.py", "selfies/roster.py"),
    *("core/command_line.py", "preview/begin.py", "preview/desk.py", "preview/pages.py", "preview/fields.py"),
    *("assets/of_apache.py", "assets/of_caddy.py", "assets/of_nginx.py"),
)


def names_of_functions() -> Iterator[str]:
    """What scripts name by module and name, to measure it."""
    for script in (ROOT / "scripts").glob("*.py"):
        yield from re.findall(r'"(plugins(?:\.\w+)+:[\w.]+)"', script.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", list(names_of_functions()))
def test_what_a_script_measures_is_there(name: str) -> None:
    assert callable(resolve_name(name))


def tracked_files() -> list[Path]:
    """What is or would be committed."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def parsed(module: Path) -> ast.Module:
    return ast.parse(module.read_text(encoding="utf-8"))


def imported(module: Path) -> set[str]:
    """The top-level packages that a module imports."""
    names = set()
    for node in ast.walk(parsed(module)):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.partition(".")[0])
    return names


def called(function: ast.expr) -> str:
    """The name of a function or method."""
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def findings_made() -> list[tuple[str, set[str], bool]]:
    """Each call of a MAKER: the name of its message up to what is put in, its values, and whether it tells all."""
    made = []
    for module in MODULES:
        for node in ast.walk(parsed(module)):
            if isinstance(node, ast.Call) and called(node.func) in MAKERS:
                name = node.args[0]
                if not isinstance(name, ast.Constant | ast.JoinedStr):  # Page.finding passes on what it is given
                    continue
                parts = name.values if isinstance(name, ast.JoinedStr) else [name]
                begin = parts[0].value if isinstance(parts[0], ast.Constant) else ""
                values = {keyword.arg for keyword in node.keywords if keyword.arg}
                values |= {"page"} if isinstance(node.func, ast.Attribute) else set()
                made.append((str(begin), values, all(keyword.arg for keyword in node.keywords) and len(parts) == 1))
    return made


def test_every_finding_has_its_message_and_every_message_its_finding() -> None:
    messages = {
        f"{code}.{variant}": message
        for code, variants in catalogue().items()
        if re.fullmatch(r"C\d{2,3}", code)
        for variant, message in variants.items()
        if variant != "explanation"
    }
    made = findings_made()
    begins = [name for name, _, _ in made]

    assert not [name for name in begins if not any(one.startswith(name) for one in messages)]
    assert not [name for name in messages if not name.startswith(tuple(begins))]
    assert not [
        (name, values)
        for name, values, is_all in made
        if is_all and not needed(messages[name]) <= values <= named(messages[name])
    ]


def sentences(message: dict[str, str | list[str]]) -> list[list[str]]:
    """The subject, the problem and the remedy of a message, each with all that may stand in its place."""
    both = [message.get("subject", ""), message["problem"], message.get("remedy", "")]
    known = [catalogue()["phrases"].get(one, one) if isinstance(one, str) else one for one in both]
    return [[one] if isinstance(one, str) else one for one in known]


def needed(message: dict[str, str | list[str]]) -> set[str]:
    """The values without which a message cannot be told."""
    return set().union(*(fields_of(one[-1]) for one in sentences(message)))


def named(message: dict[str, str | list[str]]) -> set[str]:
    """The values that a message may tell."""
    return set().union(*(fields_of(one) for both in sentences(message) for one in both))


def others(names: tuple[str, ...]) -> list[Path]:
    """Every module but these."""
    return [path for path in MODULES if shown(path) not in names]


@cache
def reasons_made() -> set[str]:
    """The errors that findings are made of, and what a picture carries."""
    kinds = {"ReasonError", "Carried"}
    classes = [node for module in MODULES for node in ast.walk(parsed(module)) if isinstance(node, ast.ClassDef)]
    while more := {one.name for one in classes if kinds & {called(base) for base in one.bases}} - kinds:
        kinds |= more
    return kinds


def prose(nodes: Iterable[ast.AST]) -> list[str]:
    """The words of people among some code."""
    texts = (node.value for node in nodes if isinstance(node, ast.Constant))
    return [text for text in texts if isinstance(text, str) and PROSE.fullmatch(text)]


def functions_in(module: Path) -> list[tuple[str, list[ast.AST]]]:
    """The name of each function, and each node of it but its docstring."""
    functions = [node for node in ast.walk(parsed(module)) if isinstance(node, ast.FunctionDef)]
    bodies = [(one.name, one.body[1:] if ast.get_docstring(one) else one.body) for one in functions]
    return [(name, [node for part in body for node in ast.walk(part)]) for name, body in bodies]


def clauses(table: str = "clauses") -> dict[str, str]:
    """Each part of a sentence that a value may name."""
    return {f"{room}.{own}": words for room, parts in catalogue()[table].items() for own, words in parts.items()}


def test_every_clause_is_named_in_code_and_what_is_named_is_there() -> None:
    rooms = "|".join(catalogue()["clauses"])
    texts = {node.value for module in MODULES for node in ast.walk(parsed(module)) if isinstance(node, ast.Constant)}

    assert {text for text in texts if re.fullmatch(rf"({rooms})\.[a-z-]+", str(text))} == clauses().keys()


def test_whatever_nobody_can_look_into_has_a_remedy() -> None:
    reasons = {name for name in clauses() if name.startswith(("archive.", "pdf."))}

    assert set(clauses("remedies")) == reasons


def test_a_reason_is_handed_on_by_name_with_the_values_that_its_clause_needs() -> None:
    """Never by a sentence, nor by the name of a constant that may hold one."""
    made = [
        (f"{shown(module)}:{node.lineno}", node.args[0], {keyword.arg for keyword in node.keywords})
        for module in MODULES
        for node in ast.walk(parsed(module))
        if isinstance(node, ast.Call) and called(node.func) in reasons_made() - {"Carried"}
    ]
    named = [(at, str(name.value), values) for at, name, values in made if isinstance(name, ast.Constant)]

    assert named
    assert not [at for at, name, _ in made if isinstance(name, ast.Name | ast.JoinedStr | ast.BinOp)]
    assert not [
        at for at, name, values in named if None not in values and values != fields_of(clauses()[name]) - GIVEN_BESIDE
    ]


def test_no_function_that_makes_a_finding_holds_words_for_it() -> None:
    """All words for staff stand in messages.toml: what a finding gets is data."""
    makers = {*MAKERS, "within", *reasons_made()}
    found = [
        f"{shown(module)}: {name}: {words}"
        for module in MODULES
        for name, nodes in functions_in(module)
        if any(isinstance(node, ast.Call) and called(node.func) in makers for node in nodes)
        for words in prose(nodes)
        if words not in NO_WORDS_OF_A_FINDING
    ]

    assert not found


def test_functions_give_names_and_values_where_words_would_be_passed_on() -> None:
    found = [
        f"{shown(module)}: {name}: {words}"
        for module in others(tuple(f"plugins/{name}" for name in SPEAKING))
        for name, nodes in functions_in(module)
        for node in nodes
        if isinstance(node, ast.Return | ast.Yield) and node.value
        for words in prose(ast.walk(node.value))
    ]

    assert not found


def test_the_tools_find_nothing() -> None:
    """Side by side, since each is a program of its own that says in its own words what is wrong."""
    layers = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    commands = (["-m", "ruff", "check"], ["-m", "ruff", "format", "--check"], ["-m", "mypy"], ["-c", layers])
    started = [
        subprocess.Popen(
            [sys.executable, *words], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        for words in commands
    ]
    said = [process.communicate()[0] for process in started]

    assert not [words for process, words in zip(started, said, strict=True) if process.returncode]


def test_only_the_engine_and_the_front_door_of_the_checks_know_pelican() -> None:
    known = (ROOT / "plugins/engine", ROOT / "plugins/checks/plugin.py")
    others = [path for path in MODULES if not any(map(path.is_relative_to, known))]

    assert not [shown(path) for path in others if "pelican" in imported(path)]


def test_only_pictures_know_pillow() -> None:
    rooms = [ROOT / "plugins" / name for name in ("pictures", "selfies/composed.py", "cards/drawing.py")]
    others = [path for path in MODULES if not any(map(path.is_relative_to, (*rooms, ROOT / "scripts")))]

    assert not [shown(path) for path in others if imported(path) & {"PIL", "pillow_heif"}]


def test_core_needs_the_standard_library_only() -> None:
    core = [path for path in MODULES if path.is_relative_to(ROOT / "plugins/core")]

    assert {
        shown(path): more for path in core if (more := imported(path) - sys.stdlib_module_names - {"plugins"})
    } == {}


def test_modules_and_functions_are_short() -> None:
    long = [shown(path) for path in MODULES if path.read_text(encoding="utf-8").count("\n") > MAX_MODULE_LINES]
    for module in MODULES:
        functions = [n for n in ast.walk(parsed(module)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
        lines = {f.name: (f.end_lineno or f.lineno) - f.lineno for f in functions}
        long += [f"{shown(module)}: {name}" for name, count in lines.items() if count >= MAX_FUNCTION_LINES]

    assert not long


def test_every_module_has_a_name_that_says_something() -> None:
    assert not [shown(path) for path in MODULES if path.stem in NAMELESS]


def test_no_module_keeps_state_of_its_own() -> None:
    """Module-level names are constants: upper case, a type or a logger; and no function changes one with `global`."""
    changing = []
    for module in MODULES:
        tree = parsed(module)
        plain = [(target, node.value) for node in tree.body if isinstance(node, ast.Assign) for target in node.targets]
        typed = [(node.target, node.value) for node in tree.body if isinstance(node, ast.AnnAssign)]
        named = [(target.id, value) for target, value in [*plain, *typed] if isinstance(target, ast.Name) and value]
        wrong = [name for name, _ in named if not re.fullmatch(r"_?[A-Z][A-Za-z0-9_]*|__all__", name)]
        wrong += [name for name, value in named if ast.unparse(value) in {"{}", "[]", "set()", "dict()", "list()"}]
        wrong += [node.names[0] for node in ast.walk(tree) if isinstance(node, ast.Global)]
        changing += [f"{shown(module)}: {name}" for name in wrong]

    assert not changing


def test_the_packages_first_page_is_its_docstring() -> None:
    tree = ast.parse((ROOT / "plugins/__init__.py").read_text(encoding="utf-8"))

    assert len(tree.body) == 1
    assert ast.get_docstring(tree)


def test_a_front_door_ends_with_register_which_only_connects() -> None:
    for module in (ROOT / "plugins").rglob("plugin.py"):
        last = parsed(module).body[-1]

        assert isinstance(last, ast.FunctionDef), module
        assert last.name == "register"
        for statement in last.body[1:]:
            assert re.fullmatch(r"(signals\.\w+|[A-Z_]+)\.connect\(\w+\)", ast.unparse(statement)), module


def changed(node: ast.AST) -> ast.expr | None:
    """What a piece of code changes in place: a dictionary that gets, or loses, a key."""
    if isinstance(node, ast.Subscript) and not isinstance(node.ctx, ast.Load):
        return node.value
    if isinstance(node, ast.AugAssign):
        return node.target
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CHANGING:
        return node.func.value
    return None


CHANGING = {"update", "setdefault", "pop", "popitem", "clear"}


def test_settings_are_changed_in_the_engine_alone() -> None:
    others = [path for path in MODULES if path.is_relative_to(ROOT / "plugins")]
    others = [path for path in others if not path.is_relative_to(ROOT / "plugins/engine")]
    found = []
    for path in others:
        for node in ast.walk(parsed(path)):
            part = changed(node)
            while isinstance(part, ast.Subscript):  # settings["JINJA_GLOBALS"]["walls"] = ...
                part = part.value
            if part is not None and called(part) == "settings":
                found.append(f"{shown(path)}:{getattr(node, 'lineno', 0)}")

    assert not found


# Rooms of values that were joined already. `settings`, and what templates see, are dictionaries of anything.
TYPED = ("drafts", "kinds", "site", "cards", "render", "assets")
OF_ANYTHING = {"dict", "Mapping", "Callable", "Kind", "ParsedFile"}


def of_anything(annotation: ast.AST, inside: str = "") -> Iterator[int]:
    """The line of each `Any` in an annotation that does not stand in one of OF_ANYTHING."""
    if isinstance(annotation, ast.Name) and annotation.id == "Any" and inside not in OF_ANYTHING:
        yield annotation.lineno
    base = called(annotation.value) if isinstance(annotation, ast.Subscript) else inside
    for child in ast.iter_child_nodes(annotation):
        yield from of_anything(child, base)


def test_anything_at_all_is_handed_on_where_pelicans_own_is_touched_alone() -> None:
    known = (ROOT / "plugins/engine", ROOT / "plugins/checks/plugin.py")
    renamed = [
        f"{shown(path)}:{node.lineno}"
        for path in MODULES
        if not any(map(path.is_relative_to, known))
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Name) and node.value.id == "Any"
    ]
    rooms = [path for path in MODULES if any(path.is_relative_to(ROOT / "plugins" / room) for room in TYPED)]
    written = [
        (path, annotation)
        for path in rooms
        for node in ast.walk(parsed(path))
        for annotation in (getattr(node, "annotation", None), getattr(node, "returns", None))
        if annotation and not (isinstance(node, ast.arg) and node.arg == "parameters")  # Pillow's
    ]

    assert len(written) > 100
    assert not renamed
    assert not [f"{shown(path)}:{line}" for path, annotation in written for line in of_anything(annotation)]


# What a value may be made of: it can be pickled and compared, and no part of it changes.
PLAIN = (str, int, float, bool, bytes, NoneType, date, datetime, Path, Markup, Ellipsis)
HOLDING = (tuple, frozenset, Mapping, Literal, Union, UnionType)
ITEMS = {get_args(get_type_hints(kind.parse)["return"])[0] for kind in KINDS}


def is_frozen(kind: Any) -> bool:
    """Whether a class is a dataclass whose fields cannot be set."""
    return is_dataclass(kind) and bool(vars(kind)["__dataclass_params__"].frozen)


def no_values(declared: Any, known: frozenset[Any] = frozenset()) -> Iterator[str]:
    """What of a type is no value, by the fields that lead to it."""
    if declared in PLAIN or declared in known or isinstance(declared, str | TypeVar):  # a kind's item is of ITEMS
        return
    kind = get_origin(declared) or declared
    if kind in HOLDING:
        parts = {str(number): part for number, part in enumerate(get_args(declared))}
    elif hasattr(kind, "_fields") or is_frozen(kind):
        parts = get_type_hints(kind)
    else:
        yield str(declared)
        return
    for name, part in parts.items():
        yield from (f"{name}: {wrong}" for wrong in no_values(part, known | {declared}))


@pytest.mark.parametrize("given", [PageResult, ParsedFile, *sorted(ITEMS, key=str)])
def test_what_reading_and_drawing_give_is_made_of_values(given: type) -> None:
    """So it can be pickled, and what was remembered of an earlier build is the same as what this one makes."""
    assert not list(no_values(given))


def spelt(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Every text between quotes that is no docstring, each with its line."""
    parents = (node for node in ast.walk(tree) if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef))
    docstrings = {id(node.body[0].value) for node in parents if node.body and isinstance(node.body[0], ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.lineno, node.value


def test_what_addresses_are_made_of_is_spelt_in_the_table_of_routes_alone() -> None:
    patterns = [value for name, value in vars(routes).items() if name.isupper() and isinstance(value, str)]
    folders = {part for pattern in (*patterns, *routes.OWNERS) for part in pattern.split("/")[:-1] if part[:1] != "{"}
    files = {name for name in (*patterns, *routes.OWNERS) if "/" not in name} - {routes.INDEX}
    a_source = r"(?:content|theme)/"  # a path of the project, and no address
    an_address = re.compile(rf"(?!{a_source})(?:.*[/\"'])?(?:{'|'.join(map(re.escape, sorted(folders)))})/")
    others = [path for path in MODULES if path != ROOT / "plugins/site/routes.py"]

    assert {"news", "wall", "member", "page", "files", "pictures", "pagefind"} <= folders
    assert {"404.html", "manifest.json", "CNAME"} <= files
    assert not [
        f"{shown(path)}:{line} {text!r}"
        for path in others
        for line, text in spelt(parsed(path))
        if an_address.match(text) or text.lstrip("/") in files
    ]


# What puts findings into words for somebody: the findings themselves, the report, and the list of `tasks.py selfies`.
REPORTS = ("core/findings.py", "core/messages.py", "checks/report.py", "selfies/roster.py", "preview/app.py")


def test_the_words_of_a_finding_are_read_by_reports_alone() -> None:
    others = [path for path in MODULES if path not in [ROOT / "plugins" / name for name in REPORTS]]
    read = [node for path in others for node in ast.walk(parsed(path)) if isinstance(node, ast.Attribute)]

    assert not [node for node in read if node.attr == "problem"]


def test_a_signal_of_pelican_has_one_receiver_of_each_front_door() -> None:
    """Receivers of one signal have no order."""
    for module in (ROOT / "plugins").rglob("plugin.py"):
        connected = re.findall(r"(signals\.\w+|[A-Z_]+)\.connect", module.read_text(encoding="utf-8"))

        assert len(connected) == len(set(connected)), module


def test_what_the_moment_of_a_build_decides_is_compared_in_one_place() -> None:
    """Clocks show an hour of autumn twice, which `live` and the windows it asks know alone."""
    others = [path for path in MODULES if path != ROOT / "plugins/site/live.py"]
    compared = [
        (path, part)
        for path in others
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Compare)
        for part in (node.left, *node.comparators)
    ]

    assert not [
        f"{shown(path)}:{part.lineno}"
        for path, part in compared
        if re.search(r"(?:^|\()(?:\w+\.)+now\)?$", ast.unparse(part))
    ]


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


def test_what_tests_need_of_the_system_is_named_to_people_and_to_ci() -> None:
    commands = [command.removeprefix("sudo apt install ") for _, command in NEEDS.values() if " apt " in command]
    for file in ("CONTRIBUTING.md", ".ci/run"):
        text = (ROOT / file).read_text(encoding="utf-8")
        assert [name for name in commands if not re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text)] == [], file
