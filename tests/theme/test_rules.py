"""What holds for the whole theme, whoever adds to it."""

import re
from pathlib import Path

import pytest

THEME = Path(__file__).resolve().parents[2] / "theme"
TEMPLATES = sorted(THEME.rglob("*.html"))
SHEETS = sorted(THEME.rglob("*.css"))
TOKENS = (THEME / "static/css/tokens.css").read_text(encoding="utf-8")
SIDES = "top|right|bottom|left"
PHYSICAL = re.compile(rf"(?:margin|padding|border)-(?:{SIDES})|(?<![\w-])(?:{SIDES}|(?:min-|max-)?(?:width|height)):")


def shown(path: Path) -> str:
    return path.relative_to(THEME).as_posix()


def rules(sheet: Path) -> str:
    """A stylesheet without its comments."""
    return re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)


@pytest.mark.parametrize("template", TEMPLATES, ids=shown)
def test_no_template_holds_a_style_a_script_or_a_handler(template):
    """A script is a file of the theme, loaded as a module by the frame of every page and by nobody else."""
    html = template.read_text(encoding="utf-8").casefold()
    if template.name == "base.html":
        html = re.sub(r'<script type="module" src="{{ scripts\[script\] }}"></script>', "", html)
    if template.name == "structured-data.html":  # data, which never runs; the filter escapes whatever could end it
        html = re.sub(r'<script type="application/ld\+json">{{ structured_data\([^{}]*\)\|tojson }}</script>', "", html)

    assert re.findall(r"\sstyle\s*=|<style|<script|\son\w+\s*=", html) == []


def test_no_script_makes_code_or_markup_of_text_or_asks_another_origin():
    for script in sorted((THEME / "static/js").glob("*.js")):
        code = script.read_text(encoding="utf-8")
        if script.name == "search.js":  # it fetches its program when somebody searches, from where the page says
            assert code.count("import(form.dataset.program)") == 1
            code = code.replace("import(form.dataset.program)", "")
        risky = r"innerHTML|outerHTML|insertAdjacent|document\.write|eval|Function\(|https?:|import"

        assert re.findall(risky, code) == []


@pytest.mark.parametrize("sheet", SHEETS, ids=shown)
def test_no_stylesheet_shouts_or_names_an_id(sheet):
    css = rules(sheet)
    before_braces = re.findall(r"([^{};]+)\{", css)

    assert "!important" not in css
    assert [group for group in before_braces if re.search(r"#[A-Za-z]", group)] == []


@pytest.mark.parametrize("sheet", SHEETS, ids=shown)
def test_every_brace_that_opens_closes(sheet):
    """One too many would end the layer that the build puts the sheet into, and spoil all that follow."""
    depth = 0
    for sign in re.findall("[{}]", rules(sheet)):
        depth += 1 if sign == "{" else -1
        assert depth >= 0
    assert depth == 0


@pytest.mark.parametrize("sheet", SHEETS, ids=shown)
def test_directions_are_those_of_the_text(sheet):
    without_conditions = re.sub(r"@media[^{]*", "", rules(sheet))

    assert PHYSICAL.findall(without_conditions) == []


@pytest.mark.parametrize("sheet", SHEETS, ids=shown)
def test_every_custom_property_without_a_fallback_is_a_token(sheet):
    tokens = set(re.findall(r"(--[\w-]+):", TOKENS))

    assert set(re.findall(r"var\((--[\w-]+)\)", rules(sheet))) <= tokens


def test_no_stylesheet_wraps_itself_in_a_layer_since_the_build_does():
    wrapped = [shown(sheet) for sheet in SHEETS if re.search(r"@layer[^;]*\{", rules(sheet))]

    assert wrapped == []


def test_colours_are_written_down_in_the_tokens_alone():
    others = [sheet for sheet in SHEETS if sheet.name != "tokens.css"]
    raw = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl|oklch|oklab)a?\(")

    assert [shown(sheet) for sheet in others if raw.search(rules(sheet))] == []
