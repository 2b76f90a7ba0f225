from datetime import date

import pytest

from plugins.core.disk import refused_by_disk
from plugins.core.findings import SiteError
from plugins.core.header import read_source
from plugins.selfies.consent import decide
from plugins.selfies.new import create, next_id
from plugins.selfies.submission import FIELDS, Refused, read_submissions
from tests.small_disk import small_disk


@pytest.fixture
def picture(tmp_path):
    file = tmp_path / "Ade at work.JPG"
    file.write_bytes(b"nobody opens it")
    return file


def test_a_picture_gets_an_id_and_a_file_whose_every_answer_is_open(tmp_path, picture):
    folder = tmp_path / "selfies"
    file = create(folder, picture, ["library"])
    (submission,), _, findings = read_submissions(folder, "content/selfies")

    source, _ = read_source(file, submission.path, folder)
    assert file == folder / "0001.md"
    assert sorted(path.name for path in folder.iterdir()) == ["0001.jpg", "0001.md"]
    assert (folder / "0001.jpg").read_bytes() == picture.read_bytes() == b"nobody opens it"
    assert not findings
    assert [entry.name for entry in source.entries] == [field.name for field in FIELDS]
    assert [entry.name for entry in source.entries if entry.value] == ["Campaign"]
    assert "Ade" not in file.read_text(encoding="utf-8")
    assert isinstance(decide(submission, "web", date(2026, 11, 22)), Refused)


@pytest.mark.parametrize(("campaigns", "line"), [([], "Campaign:"), (["a"], "Campaign: a"), (["a", "b"], "Campaign:")])
def test_the_campaign_is_filled_in_when_there_is_only_one(tmp_path, picture, campaigns, line):
    written = create(tmp_path / "selfies", picture, campaigns).read_text(encoding="utf-8")

    assert [each.rstrip() for each in written.splitlines() if each.startswith("Campaign")] == [line]


def test_the_next_id_is_above_every_one_in_the_folder(tmp_path):
    assert next_id(tmp_path) == "0001"
    for name in ("0417.md", "0417.jpg", "0009.md", "0418.png", "ade.md", ".5000.md"):
        (tmp_path / name).touch()
    assert next_id(tmp_path) == "0419"
    (tmp_path / "12345.md").touch()
    assert next_id(tmp_path) == "12346"


def test_a_picture_in_the_folder_keeps_a_name_that_can_be_an_id(tmp_path):
    (tmp_path / "0417.jpg").write_bytes(b"")

    assert create(tmp_path, tmp_path / "0417.jpg", []) == tmp_path / "0417.md"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["0417.jpg", "0417.md"]


def test_a_picture_in_the_folder_with_another_name_gets_an_id(tmp_path, picture):
    assert create(tmp_path, picture, []) == tmp_path / "0001.md"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["0001.jpg", "0001.md"]


def test_a_picture_in_a_folder_within_is_moved_since_it_may_be_told_as_a_letter_there(tmp_path):
    (tmp_path / "DCIM").mkdir()
    (tmp_path / "DCIM/0417.jpg").write_bytes(b"a picture")

    assert create(tmp_path, tmp_path / "DCIM/0417.jpg", []) == tmp_path / "0001.md"
    assert sorted(path.name for path in tmp_path.rglob("*.*")) == ["0001.jpg", "0001.md"]


def test_nothing_that_is_there_is_overwritten(tmp_path):
    (tmp_path / "0417.jpg").write_bytes(b"")
    (tmp_path / "0417.md").write_text("Withdrawn: 2021-06-14\n")

    with pytest.raises(SiteError, match=r"This picture has a text file already\. Fill that one in\.  \[C10\]"):
        create(tmp_path, tmp_path / "0417.jpg", [])
    assert (tmp_path / "0417.md").read_text() == "Withdrawn: 2021-06-14\n"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("gone.jpg", r"There is no such picture. Check its name and folder.  \[C13\]"),
        ("folder.jpg", r"There is no such picture. Check its name and folder.  \[C13\]"),
        (
            "list.pdf",
            r'"list.pdf" is not a kind of picture I know. Use one of .jpg, .jpeg, .png, .webp, .heic, .heif.  \[C18\]',
        ),
    ],
)
def test_what_is_no_picture_is_refused_before_anything_is_written(tmp_path, name, message):
    (tmp_path / "folder.jpg").mkdir()
    (tmp_path / "list.pdf").touch()

    with pytest.raises(SiteError, match=message):
        create(tmp_path / "selfies", tmp_path / name, [])
    assert not (tmp_path / "selfies").exists()


def test_on_a_full_disk_the_folder_is_named_and_nothing_half_copied_stays(tmp_path):
    (tmp_path / "me.jpg").write_bytes(bytes(200_000))
    with small_disk(tmp_path / "selfies", "100k"):
        with pytest.raises(OSError, match="No space left") as raised:
            create(tmp_path / "selfies", tmp_path / "me.jpg", [])
        assert list((tmp_path / "selfies").iterdir()) == []

    refusal = refused_by_disk(raised.value, tmp_path)
    assert refusal is not None
    assert refusal.where.path.startswith(f"{tmp_path / 'selfies'}/")


def test_a_new_file_holds_hints_of_which_nothing_is_shown(tmp_path, picture):
    file = create(tmp_path / "selfies", picture, ["library"])
    text = file.read_text(encoding="utf-8")
    sign = "My job keeps you warm (Behind the desk)"
    file.write_text(text.replace("Withdrawn:\n", f"Withdrawn:\n\n{sign}\n"), encoding="utf-8")
    (submission,), _, findings = read_submissions(tmp_path / "selfies", "content/selfies")

    assert text.count("(Behind ") == 5
    assert submission.words == sign
    assert not findings
