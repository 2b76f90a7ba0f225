"""What people type that is no task or no option: each gets a sentence, with the line to type."""

from pathlib import Path

import pytest

from plugins.core.command_line import Reply, tasks_in, understood

ROOT = Path(__file__).parents[2]
TASKS = tasks_in((ROOT / "tasks.py").read_text(encoding="utf-8"))


def said(*typed: str) -> str:
    """What is said instead of a mistake."""
    found = understood(typed, TASKS)
    assert isinstance(found, Reply)
    assert not found.is_asked
    return found.text


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (["biuld"], "Did you mean:  python3 tasks.py build"),
        (["Build"], "Did you mean:  python3 tasks.py build"),
        (["previw", "--port", "8001"], "Did you mean:  python3 tasks.py preview --port 8001"),
        (["serve"], "Did you mean:  python3 tasks.py preview"),
        (["deploy", "--to", "a b"], 'Did you mean:  python3 tasks.py publish --to "a b"'),
        (["story", "My title"], 'Did you mean:  python3 tasks.py new story "My title"'),
        (["new-story", "My title"], 'Did you mean:  python3 tasks.py new story "My title"'),
        (["new:selfy", "a.jpg"], "Did you mean:  python3 tasks.py new selfie a.jpg"),
        (["frobnicate"], 'There is no task "frobnicate". There are: '),
        (["build", "chekc"], "Did you mean:  python3 tasks.py check"),
        (["new"], 'new needs more than that. Type for example:  python3 tasks.py new story "Title"'),
        (["new", "story"], 'new needs more than that. Type for example:  python3 tasks.py new story "Title"'),
        (["new", "My own title"], 'Type for example:  python3 tasks.py new story "My own title"'),
        (["new", "stroy"], 'Type for example:  python3 tasks.py new story "Title"'),
        (["new", "post"], 'Type for example:  python3 tasks.py new story "Title"'),
        (["new", "poem"], 'Type for example:  python3 tasks.py new story "Title"'),
        (["new", "selfies"], "Type for example:  python3 tasks.py new selfie my-picture.jpg"),
        (["new", "fields"], "An option begins with two hyphens:  python3 tasks.py new --fields"),
        (["new story My title"], 'not around the task:  python3 tasks.py new story "My title"'),
        (["check --notes"], "not around the task:  python3 tasks.py check --notes"),
        (["publish", "to", "../public"], "An option begins with two hyphens:  python3 tasks.py publish --to ../public"),
        (["selfies", "withdraw", "0417"], "with two hyphens:  python3 tasks.py selfies --withdraw 0417"),
        (["new", "selfie"], "Type for example:  python3 tasks.py new selfie my-picture.jpg"),
        (["new", "person"], 'Type for example:  python3 tasks.py new person "Ruth Okafor"'),
        (["new", "Announcement"], 'python3 tasks.py new announcement "Town halls in June"'),
        (["new", "campaign"], 'Type for example:  python3 tasks.py new campaign "Title"'),
        (["new", "selfie", "one.jpg", "two.jpg"], "One at a time:  python3 tasks.py new selfie one.jpg"),
        (["new", "selfie", "a/one.JPG", "two.heic", "3.png"], "One at a time:  python3 tasks.py new selfie a/one.JPG"),
        (["new", "story", "-5 degrees"], 'and write it in the file:  python3 tasks.py new story "5 degrees"'),
        (["new", "story", "-5"], 'and write it in the file:  python3 tasks.py new story "5"'),
        (["new", "story", "-n"], 'and write it in the file:  python3 tasks.py new story "n"'),
        (["new", "-n"], "new has no option --n."),
        (["publish", "host", "other"], 'publish takes no word such as "other".'),
        (["publish", "-q"], "publish has no option --q."),
        (["new", "story", "- a dash"], 'and write it in the file:  python3 tasks.py new story "a dash"'),
        (["new", "story", "— a dash"], 'and write it in the file:  python3 tasks.py new story "a dash"'),
        (
            ["new", "story", "--again and again"],
            'and write it in the file:  python3 tasks.py new story "again and again"',
        ),
        (["new", "story", "Nurses", "strike"], 'into quotation marks:  python3 tasks.py new story "Nurses strike"'),
        (["new", "story", "“Nurses", "strike”"], 'python3 tasks.py new story "Nurses strike"'),
        (["new", "selfie", "my", "picture.jpg"], 'python3 tasks.py new selfie "my picture.jpg"'),
        (["new", "story", "Title", "--fieldss"], "new has no option --fieldss. Did you mean --fields?"),
        (["check", "--note"], "check has no option --note. Did you mean --notes?"),
        (["check", "notes"], "An option begins with two hyphens:  python3 tasks.py check --notes"),
        (["check", "-notes"], "An option begins with two plain hyphens:  python3 tasks.py check --notes"),
        (["check", "–notes"], "An option begins with two plain hyphens:  python3 tasks.py check --notes"),
        (["check", "—notes"], "An option begins with two plain hyphens:  python3 tasks.py check --notes"),
        (
            ["begin", "Union", "of", "bakers", "--short", "UB", "--campaign", "Fair hours", "--email", "a@b.example"],
            'begin "Union of bakers" --short UB --campaign "Fair hours" --email a@b.example',
        ),
        (["check", "--notes=yes"], "--notes stands alone:  python3 tasks.py check --notes"),
        (["check", "--explain"], "Behind --explain something is missing: a mistake's number, such as C11"),
        (["check", "--port", "80"], "--port is an option of preview, not of check."),
        (
            ["check", "--verbose"],
            "check has no option --verbose. Its options are: --as-of, --explain, --format, --notes.",
        ),
        (["publish", "--to"], "Behind --to something is missing"),
        (["publish", "--to", "--yes"], "Behind --to something is missing"),
        (["publish", "--too", "x"], "Did you mean --to?"),
        (
            ["preview", "8001"],
            'preview takes no word such as "8001". Its options are: --as-of, --no-browser,',
        ),
        (["preview", "--browser"], "Did you mean --no-browser?"),
        (["selfies", "--withdrawn", "0417"], "Did you mean --withdraw?"),
        (["explain", "c11"], "What a number stands for tells:  python3 tasks.py check --explain C11"),
        (["C104"], "What a number stands for tells:  python3 tasks.py check --explain C104"),
        (["check", "C11"], "What a number stands for tells:  python3 tasks.py check --explain C11"),
        (["check", "content/news/plan.md"], "check always takes the whole site. Type  python3 tasks.py check  alone."),
        (["build", "now"], 'build takes no word such as "now". Its options are: --as-of.'),
        (["build", "--fast"], "build has no option --fast. Its options are: --as-of."),
        (["bench", "all"], 'bench takes no word such as "all"'),
        (["test", "--onyl", "x"], "Did you mean --only?"),
        (["--notes", "check"], "First comes the task:  python3 tasks.py check --notes"),
        (["--port=8001", "preview"], "First comes the task:  python3 tasks.py preview --port"),
    ],
)
def test_what_was_mistyped_gets_a_sentence(typed, words) -> None:
    assert words in said(*typed)


@pytest.mark.parametrize(
    "typed",
    [
        [],
        ["build"],
        ["build", "check", "--notes"],
        ["new", "story", "Nurses strike"],
        ["new", "story", "build"],
        ["new", "story", "- a title"[1:]],
        ["new", "--fields"],
        ["new", "story", "--fields"],
        ["check", "--format=json", "--notes"],
        ["check", "--format", "json", "build"],
        ["check", "-n"],
        ["preview", "--port", "8001", "--no-browser"],
        ["publish", "--to", ""],
        ["publish", "--to", "../public", "--yes"],
        ["--list"],
        ["--complete", "--", "b"],
    ],
)
def test_what_invoke_can_read_is_left_to_it(typed) -> None:
    left_open = {"new --fields": ["", ""], "new story --fields": [""]}

    assert understood(typed, TASKS) == [*typed, *left_open.get(" ".join(typed), [])]


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        (["publish", "host"], ["publish", "--target=host"]),
        (["publish", "--yes", "host"], ["publish", "--yes", "--target=host"]),
        (["publish", "host", "--yes"], ["publish", "--yes", "--target=host"]),
        (["publish", "--target", "host"], ["publish", "--target", "host"]),
    ],
)
def test_a_word_that_may_stand_alone_gets_the_name_of_its_option(typed, line) -> None:
    assert understood(typed, TASKS) == line


@pytest.mark.parametrize("asked", ["help", "--help", "-h", "-help", "--Help"])
def test_help_lists_every_task_with_its_sentence(asked) -> None:
    found = understood([asked], TASKS)

    assert isinstance(found, Reply)
    assert found.is_asked
    lines = [line.split(maxsplit=1) for line in found.text.splitlines()[1:-1]]
    assert lines == [[name, shape.about] for name, shape in sorted(TASKS.items())]


@pytest.mark.parametrize(
    "typed",
    [
        ["new", "--help"],
        ["new", "story", "--help"],
        ["new", "-h"],
        ["help", "new"],
        ["help", "neww"],
        ["new", "help"],
        ["--help", "new"],
        ["new", "—help"],
    ],
)
def test_help_of_a_task_names_its_words_and_options_and_begins_nothing(typed) -> None:
    found = understood(typed, TASKS)

    assert isinstance(found, Reply)
    assert found.is_asked
    assert 'python3 tasks.py new story "Title"' in found.text
    assert "KIND: story, event, matter, page, campaign, person, announcement or selfie" in found.text
    assert "--fields: " in found.text


@pytest.mark.parametrize("name", sorted(TASKS))
def test_every_task_has_help_and_every_option_of_it_a_sentence(name) -> None:
    found = understood([name, "--help"], TASKS)

    assert isinstance(found, Reply)
    lines = found.text.splitlines()
    assert lines[0].endswith(".")
    assert all(line.partition(": ")[2] for line in lines[2:])
