"""The command line as people type it: what is said instead of doing something that was not meant.

tasks.py asks before anything is installed or started, so the standard library must do. What tasks there are, their
words and their options stand in tasks.py alone and are read from its text.
"""

import ast
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import NamedTuple

from plugins.core.suggestions import closest
from plugins.core.synonyms import KINDS

COMMAND = "python3 tasks.py"
HELP = ("help", "--help", "-h", "-?", "/?", "-help")
LONG_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
QUOTES = "\"'\u201c\u201d\u2018\u2019\u00ab\u00bb"
OPTION = re.compile(rf"[-{LONG_DASHES}]+[^\W\d][\w-]*(?:=.*)?|-\?", re.DOTALL)
FILE = re.compile(r"\S+\.[A-Za-z0-9]{2,4}")
EXPLAIN = "explain"  # the option that takes a mistake's number
# What `new` takes behind some words instead of a title.
TITLES = {"selfie": "my-picture.jpg", "person": '"Ruth Okafor"', "announcement": '"Town halls in June"'}
# How like a word must be to what is meant by it where a title may stand.
ALIKE = 0.8
NUMBER = re.compile(r"[Cc]\d{1,3}")  # of a mistake
# What other programs call the same.
ELSEWHERE = {
    **dict.fromkeys(("serve", "server", "start", "run", "watch", "show"), "preview"),
    **dict.fromkeys(("deploy", "upload", "push", "release"), "publish"),
    **dict.fromkeys(("lint", "validate", "doctor"), "check"),
    **dict.fromkeys(("create", "add", "story", "page", "campaign"), "new"),
    **dict.fromkeys(("make", "generate", "compile"), "build"),
    **dict.fromkeys(("init", "setup", "quickstart"), "begin"),
}


@dataclass(frozen=True, slots=True)
class Shape:
    """How a task is called.

    words: the names of what stands behind it, in order
    options: by name, without hyphens, whether a value follows
    also: those of them whose value may stand alone behind the task, without the option's name: `publish TARGET`
    about: what it does, in a sentence; help: the same of each word and option
    """

    words: tuple[str, ...] = ()
    options: Mapping[str, bool] = field(default_factory=dict)
    also: tuple[str, ...] = ()
    about: str = ""
    help: Mapping[str, str] = field(default_factory=dict)


class Reply(NamedTuple):
    """What is said instead. is_asked: it was asked for; else something was mistyped"""

    text: str
    is_asked: bool = False


def tasks_in(program: str) -> dict[str, Shape]:
    """The tasks that a program declares for Invoke, by name. program: its text"""
    found = {}
    for node in ast.parse(program).body:
        decorators = node.decorator_list if isinstance(node, ast.FunctionDef) else []
        for one in decorators:
            call = one.func if isinstance(one, ast.Call) else one
            if isinstance(node, ast.FunctionDef) and isinstance(call, ast.Name) and call.id == "task":
                keywords = {key.arg: ast.literal_eval(key.value) for key in one.keywords} if one is not call else {}  # type: ignore[attr-defined]
                found[node.name] = shape_of(node, keywords)
    return found


def shape_of(function: ast.FunctionDef, keywords: Mapping[str | None, object]) -> Shape:
    """How a task is called, by its function and by what its decorator is told."""
    arguments, words = function.args.args[1:], keywords.get("positional", [])
    assert isinstance(words, list)
    options = {}
    for argument, default in zip(reversed(arguments), reversed(function.args.defaults), strict=False):
        value, name = ast.literal_eval(default), argument.arg.replace("_", "-")
        if argument.arg not in words:
            options[f"no-{name}" if value is True else name] = not isinstance(value, bool)
    helped, also = keywords.get("help", {}), keywords.get("optional", [])
    assert isinstance(helped, dict)
    assert isinstance(also, list)
    return Shape(tuple(words), options, tuple(also), ast.get_docstring(function) or "", helped)


def understood(typed: Sequence[str], tasks: Mapping[str, Shape]) -> Reply | list[str]:
    """What Invoke can read, or what to say in place of doing what was typed. typed: behind `tasks.py`"""
    if not typed:
        return []
    first, *rest = typed
    if first.casefold() in HELP:
        meant = closest(rest[0], tasks) if rest else None
        return help_of(meant, tasks) if meant else overview(tasks)
    if first.startswith(("-", *LONG_DASHES)):
        return no_task_first(first, tasks) or list(typed)
    left, line = list(typed), list[str]()
    while left:
        if (name := left.pop(0)) not in tasks:
            return no_such_task(name, left, tasks)
        before = len(left)
        reader = Reader(name, tasks, left)
        if reply := reader.read():
            return reply
        line += [name, *reader.with_names(typed[len(typed) - before : len(typed) - len(left)]), *reader.left_open]
    return line


@dataclass(slots=True)
class Reader:
    """Reads what stands behind one task, up to the next. left: all that was typed behind its name"""

    name: str
    tasks: Mapping[str, Shape]
    left: list[str]
    words: list[str] = field(default_factory=list)
    chosen: list[str] = field(default_factory=list)
    alone: list[str] = field(default_factory=list)

    @property
    def shape(self) -> Shape:
        """How the task is called."""
        return self.tasks[self.name]

    def read(self) -> Reply | None:
        """What is said instead, or None: then only what the next tasks are is left."""
        while self.left:
            is_next = self.left[0] in self.tasks and self.left[0] not in self.shape.options
            if len(self.words) == len(self.shape.words) and is_next:
                break
            word = self.left.pop(0)
            is_option = word.startswith(("-", *LONG_DASHES)) and len(word) > 1
            if is_option and len(self.words) < len(self.shape.words) and not OPTION.fullmatch(word):
                return self.begins_with_hyphen(word)
            if reply := self.option(word) if is_option else self.word(word):
                return reply
        if len(self.words) < len(self.shape.words) and not self.chosen:
            if self.words and self.words[0].casefold() in HELP:
                return help_of(self.name, self.tasks)
            if self.words and (near := closest(self.words[0], self.shape.options, ALIKE)):
                return Reply(f"An option begins with two hyphens:  {COMMAND} {self.name} --{near}")
            line = example(self.name, self.shape, self.kind_first())
            return Reply(f"{self.name} needs more than that. Type for example:  {line}")
        return None

    def kind_first(self) -> list[str]:
        """The words that were typed, of which the first is a kind, or what has none before it: a title has spaces."""
        kinds = kinds_of(self.shape)
        if not (self.words and kinds):
            return self.words
        first = self.words[0]
        meant = closest(first, kinds, ALIKE) or KINDS.get(first.casefold())
        return [meant] if meant else [kinds[0], first] if " " in first else kinds[:1]

    def with_names(self, typed: Sequence[str]) -> list[str]:
        """What was typed, with the names of options before the values that stood alone: Invoke asks for them."""
        words = list(typed)
        for word in self.alone:
            words.remove(word)
        return [*words, *(f"--{name}={word}" for name, word in zip(self.shape.also, self.alone, strict=False))]

    @property
    def left_open(self) -> list[str]:
        """Empty words for those that an option made needless: Invoke asks for each."""
        return [""] * (len(self.shape.words) - len(self.words))

    def word(self, word: str) -> Reply | None:
        """A word that is no option."""
        if len(self.words) < len(self.shape.words):
            self.words.append(word)
            return None
        if self.shape.words:
            *before, last = self.words
            if FILE.fullmatch(last) and FILE.fullmatch(word):
                return Reply(f"One at a time:  {' '.join([COMMAND, self.name, *before, in_quotes(last)])}")
            rest = list(takewhile(lambda one: not one.startswith("-"), self.left))
            whole = " ".join([last, word, *rest]).strip(QUOTES)
            behind = map(in_quotes, self.left[len(rest) :])
            line = " ".join([COMMAND, self.name, *before, f'"{whole}"', *behind])
            return Reply(f"Put what has spaces in it into quotation marks:  {line}")
        if word not in self.shape.options and len(self.alone) < len(self.shape.also):
            self.alone.append(word)
            return None
        if near := closest(word, self.shape.options):
            value = map(in_quotes, self.left[:1] if self.shape.options[near] else [])
            return Reply(f"An option begins with two hyphens:  {' '.join([COMMAND, self.name, f'--{near}', *value])}")
        if closest(word, self.tasks):
            return no_such_task(word, [], self.tasks)
        if NUMBER.fullmatch(word) and EXPLAIN in self.shape.options:
            return explanation_of(word, self.tasks)
        if "/" in word or FILE.fullmatch(word):
            return Reply(f"{self.name} always takes the whole site. Type  {COMMAND} {self.name}  alone.")
        return Reply(f'{self.name} takes no word such as "{word}". {known_options(self.name, self.shape)}')

    def begins_with_hyphen(self, word: str) -> Reply:
        """A title or a name that begins as options do, and which Invoke could not tell from one."""
        bare = word.lstrip("-" + LONG_DASHES).strip() or "Title"
        line = " ".join([COMMAND, self.name, *map(in_quotes, self.words), f'"{bare}"'])
        return Reply(
            f"What begins with a hyphen is taken for an option. Leave that out, and write it in the file:  {line}"
        )

    def option(self, word: str) -> Reply | None:
        """What begins with a hyphen, or with what looks like one."""
        name, equals, value = word.lstrip("-" + LONG_DASHES).replace("_", "-").partition("=")
        hyphens = word[: len(word) - len(word.lstrip("-" + LONG_DASHES))]
        if word.casefold() in HELP or name.casefold() == "help":
            return help_of(self.name, self.tasks)
        if hyphens == "-" and len(name) == 1:
            if name not in letters_of(self.shape.options):
                is_title = len(self.words) == len(self.shape.words) - 1
                return self.begins_with_hyphen(word) if is_title else self.no_such_option(name)
            self.pass_letter()
            return None
        if name not in self.shape.options:
            return self.no_such_option(name)
        if hyphens != "--":
            return Reply(f"An option begins with two plain hyphens:  {COMMAND} {self.name} --{name}")
        self.chosen.append(name)
        return self.value_of(name, value if equals else None)

    def value_of(self, name: str, value: str | None) -> Reply | None:
        """The value of an option, where it has one."""
        if not self.shape.options[name]:
            return None if value is None else Reply(f"--{name} stands alone:  {COMMAND} {self.name} --{name}")
        if value is None and (not self.left or self.left[0].startswith("--")):
            about = self.shape.help.get(name, "a value")
            return Reply(f"Behind --{name} something is missing: {about}.")
        if value is None:
            self.left.pop(0)
        return None

    def pass_letter(self) -> None:
        """A letter alone is Invoke's short form of an option, whose value, if it has one, is Invoke's to read."""
        self.chosen.append("")
        while self.left and self.left[0] not in self.tasks:
            self.left.pop(0)

    def no_such_option(self, name: str) -> Reply:
        """An option that the task does not have."""
        if near := closest(name, self.shape.options):
            return Reply(f"{self.name} has no option --{name}. Did you mean --{near}?")
        owners = [task for task, shape in self.tasks.items() if name in shape.options]
        if owners:
            return Reply(f"--{name} is an option of {' and '.join(owners)}, not of {self.name}.")
        return Reply(f"{self.name} has no option --{name}. {known_options(self.name, self.shape)}")


def letters_of(options: Iterable[str]) -> set[str]:
    """The letters that Invoke may take for options: the first of a name, or another one where several share theirs."""
    first = Counter(name[0] for name in options)
    return {letter for name in options for letter in (name if first[name[0]] > 1 else name[0])}


def known_options(name: str, shape: Shape) -> str:
    """Which options a task has."""
    options = ", ".join(f"--{one}" for one in sorted(shape.options))
    return f"Its options are: {options}." if options else f"Type  {COMMAND} {name}  alone."


def no_such_task(name: str, rest: Sequence[str], tasks: Mapping[str, Shape]) -> Reply:
    """A word that is no task."""
    task, *words = name.split() or [""]
    if words and task in tasks:
        kind = [words.pop(0)] if words[0] in kinds_of(tasks[task]) else []
        rest = words if not tasks[task].words else [in_quotes(" ".join(words))] * bool(words)
        line = " ".join([COMMAND, task, *kind, *rest])
        return Reply(f"Quotation marks stand around what has spaces in it, not around the task:  {line}")
    task, mark, kind_named = re.sub("[-_:./]", "-", name.casefold()).partition("-")
    if mark and task in tasks and (near := closest(kind_named, kinds_of(tasks[task]))):
        line = " ".join([COMMAND, task, near, *map(in_quotes, rest)])
        return Reply(f'There is no task "{name}". Did you mean:  {line}')
    meant = closest(name, tasks) or ELSEWHERE.get(name.casefold())
    number = next((word for word in (name, *rest) if NUMBER.fullmatch(word)), None)
    if number and meant is None:
        return explanation_of(number, tasks)
    if meant is None or meant not in tasks:
        return Reply(f'There is no task "{name}". There are: {", ".join(sorted(tasks))}.')
    kind = [name.casefold()] if meant == "new" and name.casefold() in tasks["new"].help.get("kind", "") else []
    line = " ".join([COMMAND, meant, *kind, *(f'"{one}"' if " " in one else one for one in rest)])
    return Reply(f'There is no task "{name}". Did you mean:  {line}')


def explanation_of(number: str, tasks: Mapping[str, Shape]) -> Reply:
    """How one asks what a mistake's number stands for."""
    owner = next((task for task, shape in tasks.items() if EXPLAIN in shape.options), "check")
    return Reply(f"What a number stands for tells:  {COMMAND} {owner} --{EXPLAIN} {number.upper()}")


def no_task_first(first: str, tasks: Mapping[str, Shape]) -> Reply | None:
    """An option without a task before it; None for one that Invoke itself may know."""
    name = first.lstrip("-" + LONG_DASHES).partition("=")[0]
    owners = [task for task, shape in tasks.items() if name in shape.options]
    return Reply(f"First comes the task:  {COMMAND} {owners[0]} --{name}") if owners else None


def example(name: str, shape: Shape, typed: Sequence[str] = ()) -> str:
    """A line that calls a task, and begins with the words that were typed behind it."""
    samples = {"kind": "story", "title": '"Title"', "name": '"Name of the union"'}
    if typed and (sample := TITLES.get(typed[0].casefold())):
        samples["title"] = sample
    rest = [samples.get(word, word.upper()) for word in shape.words[len(typed) :]]
    return " ".join([COMMAND, name, *map(in_quotes, typed), *rest, *(f"[{word.upper()}]" for word in shape.also)])


def kinds_of(shape: Shape) -> list[str]:
    """What a task begins files of, for that which begins any."""
    return [kind for kind in re.findall(r"\w+", shape.help.get("kind", "")) if kind != "or"]


def in_quotes(word: str) -> str:
    """A word as one types it."""
    return f'"{word}"' if " " in word else word


def overview(tasks: Mapping[str, Shape]) -> Reply:
    """All tasks, a line each."""
    width = max(map(len, tasks))
    lines = [f"  {name:{width}}  {shape.about}" for name, shape in sorted(tasks.items())]
    more = f"More of one:  {COMMAND} help TASK"
    return Reply("\n".join([f"{COMMAND} TASK, of which there are:", *lines, more]), is_asked=True)


def help_of(name: str, tasks: Mapping[str, Shape]) -> Reply:
    """What a task does, the words behind it, and its options."""
    return Reply("\n".join(lines_of_help(name, tasks[name])), is_asked=True)


def lines_of_help(name: str, shape: Shape) -> Iterator[str]:
    """The same by lines."""
    yield shape.about
    yield f"  {example(name, shape)}"
    for word in shape.words:
        yield f"  {word.upper()}: {shape.help.get(word, '')}"
    for option, takes_value in shape.options.items():
        yield f"  --{option}{' ...' if takes_value else ''}: {shape.help.get(option.removeprefix('no-'), '')}"
