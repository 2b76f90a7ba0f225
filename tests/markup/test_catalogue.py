from pathlib import Path

import pytest

from plugins.core.fields import CHOICE, Field
from plugins.core.findings import SiteError
from plugins.markup.catalogue import read_catalogue
from plugins.site.value_types import VALUE_TYPES

GOOD = 'purpose = "A remark."\nbody = "none"\n'


def test_a_component_is_a_folder_and_its_toml(catalogue):
    assert list(catalogue) == ["note", "pull-quote", "section", "story-card"]
    assert catalogue["section"].body == "required"
    assert catalogue["section"].fields[1] == Field("tone", CHOICE, default="paper", values=("paper", "sky", "sun"))


@pytest.mark.parametrize(
    ("toml", "line", "words"),
    [
        ('purpose = "A remark."\nbody = none\n', 2, "I cannot read this file"),
        ('body = "none"\n', 1, "no purpose"),
        ('purpose = ""\nbody = "none"\n', 1, "no purpose"),
        ('purpose = "A remark."\n', 1, "whether text belongs in it"),
        ('purpose = "A remark."\nbody = "some"\n', 2, "whether text belongs in it"),
        ('purpose = ["A remark."]\nbody = "none"\n', 1, '"purpose" is not text in "quotes"'),
        (GOOD + 'colour = "red"\n', 3, '"colour" is not a key I know here'),
        (GOOD + 'script = "viewr"\n', 3, "theme/static/js holds no viewr.js"),
        (GOOD + 'gives-heading = "yes"\n', 3, '"gives-heading" is not true or false'),
        (GOOD + "fields = 3\n", 3, '"fields" is not a table'),
        (GOOD + '[fields.Title]\nhelp = "x"\n', 3, '"Title" is not a name for a field'),
        (GOOD + '[fields.body]\nhelp = "x"\n', 3, '"body" is taken'),
        (GOOD + "[fields]\ntitle = true\n", 4, '"title" is not a table'),
        (GOOD + '[fields.title]\nhelp = "x"\n\n[fields.tone]\nhlep = "x"\n', 7, 'Did you mean "help"?'),
        (GOOD + '[fields.title]\nrequired = "yes"\n', 4, '"required" is not true or false'),
        (GOOD + "[fields.title]\ndefault = true\n", 4, '"default" is not text'),
        (GOOD + '[fields.title]\ntype = "txt"\n', 4, 'Did you mean "text"?'),
        (GOOD + '[fields.title]\ntype = "choice"\n', 3, 'Add for example  values = ["left", "right"]'),
        (GOOD + '[fields.title]\nvalues = ["left"]\n', 4, 'Only a choice has "values"'),
        (GOOD + '[fields.title]\ntype = "choice"\nvalues = [1]\n', 5, "something that is not text"),
        (GOOD + '[fields.title]\ntype = "email"\nexample = "x"\n', 5, "The example will not do"),
        (GOOD + '[fields.count]\ntype = "number"\ndefault = 0\n', 5, "The default will not do"),
    ],
)
def test_a_broken_toml_says_file_line_and_remedy(tmp_path: Path, toml: str, line: int, words: str):
    file = tmp_path / "components" / "remark" / "component.toml"
    file.parent.mkdir(parents=True)
    file.write_text(toml, "utf-8")

    with pytest.raises(SiteError) as raised:
        read_catalogue(tmp_path / "components", VALUE_TYPES)

    (finding,) = raised.value.findings
    assert str(finding.where) == f"{tmp_path.name}/components/remark/component.toml:{line}"
    assert words in str(finding)
    assert finding.code == "C48"


def test_everything_wrong_in_all_folders_is_told_at_once(tmp_path: Path):
    for name in ("one", "Two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "component.toml").write_text('body = "none"\n', "utf-8")

    with pytest.raises(SiteError) as raised:
        read_catalogue(tmp_path, VALUE_TYPES)

    assert len(raised.value.findings) == 3
