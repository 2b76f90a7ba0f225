"""Nothing in content reads a file outside the content folder, writes outside the output or takes another's page."""

import os
import socket
from pathlib import Path

import pytest
from PIL import Image

from tests.small_site import HOME, SmallSite, small_site, story

SECRET = "Quillfeather"
OUTSIDE = "This is a link to a file outside the content folder. Put the file itself here.  [C37]"
FOLDER = "This is a link to another folder. Put the folder itself here.  [C37]"
NO_FILE = "This is not a file. Move it out of this folder.  [C56]"
TEXT_FOLDERS = ("announcements", "campaigns", "news", "pages", "people")
HEADER = "Title: A note\nDate: 2021-03-04\n{}\n\nWords.\n"


@pytest.fixture
def site(tmp_path: Path) -> SmallSite:
    """With a story, and beside its content folder another that holds a text and a picture."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.md").write_text(story("A secret", SECRET))
    (outside / "secret.txt").write_text(SECRET)
    Image.new("RGB", (64, 48), "red").save(outside / "secret.jpg")
    return small_site(tmp_path / "site", {"news/plan.md": story("A plan")})


def content(site: SmallSite) -> Path:
    return site.folder / "content"


def link(site: SmallSite, name: str, target: str) -> None:
    """A link below content/ that leads to `target`, seen from the folder that holds the site."""
    file = content(site) / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.symlink_to(site.folder.parent / target)


def holds_secret(site: SmallSite) -> list[Path]:
    return [file for file in site.output.rglob("*") if file.is_file() and SECRET.encode() in file.read_bytes()]


def test_a_text_that_is_a_link_out_of_the_content_folder_is_not_read(site: SmallSite) -> None:
    for folder in TEXT_FOLDERS:
        link(site, f"{folder}/secret.md", "outside/secret.md")
    link(site, "news/users.md", "/etc/passwd")
    names = [*(f"{folder}/secret.md" for folder in TEXT_FOLDERS), "news/users.md"]

    assert site.mistakes() == [f"error content/{name}:1  {OUTSIDE}" for name in sorted(names)]


def test_a_linked_folder_is_not_gone_into_wherever_it_leads(site: SmallSite) -> None:
    link(site, "news/more", "outside")
    link(site, "pages/more", "outside")
    link(site, "people", "outside")
    (content(site) / "news/round").symlink_to(".")
    (content(site) / "news/up").symlink_to("..")
    (content(site) / "images/round").symlink_to(".")
    names = ("images/round", "news/more", "news/round", "news/up", "pages/more", "people")

    found = site.mistakes()

    assert [line for line in found if FOLDER in line] == [f"error content/{name}:1  {FOLDER}" for name in names]
    assert set(found) - {f"error content/{name}:1  {FOLDER}" for name in names} == {
        f"error content/people/secret.md:1  {OUTSIDE}"
    }


def test_the_folder_of_all_stories_may_be_no_link_either(site: SmallSite) -> None:
    (content(site) / "news/plan.md").unlink()
    (content(site) / "news").rmdir()
    link(site, "news", "outside")

    assert site.mistakes() == [f"error content/news:1  {FOLDER}"]


def test_a_picture_or_download_that_is_a_link_out_is_not_read_nor_published(site: SmallSite) -> None:
    link(site, "images/secret.jpg", "outside/secret.jpg")
    link(site, "images/secret.txt", "outside/secret.txt")
    body = "![One sees red](secret.jpg)\n\n[All](../images/secret.txt) of [it]({static}/images/secret.txt)"
    site.write({"news/plan.md": story("A plan", body)})

    assert [line for line in site.mistakes() if "C60" not in line] == [
        f"error content/images/secret.jpg:1  {OUTSIDE}",
        f"error content/images/secret.txt:1  {OUTSIDE}",
        ('error content/news/plan.md:5  I cannot find the picture "secret.jpg". Put it into content/images.  [C13]'),
        (
            'error content/news/plan.md:7  "../images/secret.txt" points outside the content folder. '
            "Copy the file into it.  [C37]"
        ),
        (
            'error content/news/plan.md:7  "{static}/images/secret.txt" points outside the content folder. '
            "Copy the file into it.  [C37]"
        ),
    ]


@pytest.mark.parametrize("target", ["{attach}../../../outside/secret.txt", "{static}/../../outside/secret.txt"])
def test_no_link_leads_out_of_the_content_folder(site: SmallSite, target: str) -> None:
    site.write({"news/plan.md": story("A plan", f"[All]({target})")})

    assert site.mistakes() == [
        f'error content/news/plan.md:5  "{target}" points outside the content folder. Copy the file into it.  [C37]'
    ]


@pytest.mark.parametrize("source", ["../../../outside/secret.jpg", "/../../outside/secret.jpg", "{static}/../x.jpg"])
def test_no_picture_is_taken_from_outside_the_content_folder(site: SmallSite, source: str) -> None:
    text = story("A plan", f"![One sees red]({source})").replace(
        "Date:", f"Image: {source}\nImage-description: Red\nDate:"
    )
    site.write({"news/plan.md": text})

    found = [line for line in site.mistakes() if source in line]

    outside = f'"{source}" points outside the content folder. Copy the picture into it.  [C37]'
    assert f"error content/news/plan.md:7  {outside}" in found
    assert len(found) == 2


def test_a_withdrawal_list_that_is_a_link_or_a_pipe_is_told_and_not_waited_for(site: SmallSite) -> None:
    listed = content(site) / "withdrawn.toml"
    os.mkfifo(listed)
    assert site.mistakes() == [f"error content/withdrawn.toml:1  {NO_FILE}"]
    listed.unlink()
    link(site, "withdrawn.toml", "outside/secret.txt")
    assert site.mistakes() == [f"error content/withdrawn.toml:1  {OUTSIDE}"]
    listed.unlink()
    link(site, "withdrawn.toml", "gone")
    assert "[C56]" in "".join(site.mistakes())


def test_pipes_sockets_and_devices_are_told_and_nobody_waits_for_them(
    site: SmallSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders = (*TEXT_FOLDERS, "images", "events")
    for folder in folders:
        (content(site) / folder).mkdir(exist_ok=True)
        os.mkfifo(content(site) / folder / "pipe.md")
        os.mkfifo(content(site) / folder / "pipe.jpg")
        (content(site) / folder / "device.md").symlink_to("/dev/zero")
        with socket.socket(socket.AF_UNIX) as opened:
            monkeypatch.chdir(content(site) / folder)  # a socket's path may have 107 letters
            opened.bind("socket.txt")
    site.write({"news/plan.md": story("A plan", "![A pipe](/images/pipe.jpg)")})
    names = ("device.md", "pipe.jpg", "pipe.md", "socket.txt")

    found = [line for line in site.mistakes() if "C56" in line]

    assert found == [f"error content/{folder}/{name}:1  {NO_FILE}" for folder in sorted(folders) for name in names]


def test_a_link_that_leads_nowhere_or_round_in_circles_is_told(site: SmallSite) -> None:
    (content(site) / "news/round.md").symlink_to("round.md")
    (content(site) / "images/gone.jpg").symlink_to("never.jpg")

    assert site.mistakes() == [
        (
            "error content/images/gone.jpg:1  I cannot open this file (No such file or directory). "
            "Is it there, and may you read it?  [C56]"
        ),
        (
            "error content/news/round.md:1  I cannot open this file (Too many levels of symbolic links). "
            "Is it there, and may you read it?  [C56]"
        ),
    ]


def test_folders_within_folders_without_end_are_told_and_not_gone_into(site: SmallSite) -> None:
    deep = content(site) / "news" / "/".join("d" * 40)
    deep.mkdir(parents=True)
    (deep / "x.md").write_text(story("Far down"))

    assert site.mistakes() == [
        f"error content/news/{'/'.join('d' * 20)}:1  Folders are nested deeper than 20 here. Move this one up.  [C39]"
    ]


def test_hidden_files_are_neither_read_nor_published(site: SmallSite) -> None:
    hidden = story("Hidden", SECRET)
    names = (
        "news/.a.md",
        "news/.b/a.md",
        "pages/.a.md",
        "people/.a.md",
        "announcements/.a.md",
        ".c/a.md",
        "news/.a.txt",
    )
    site.write(dict.fromkeys(names, hidden))
    site.picture("images/.a.jpg")
    os.mkfifo(content(site) / "news/.pipe.md")

    assert site.build() == []
    assert not holds_secret(site)

    body = "![One sees](/images/.a.jpg)\n\n[x]({static}.a.txt) [y]({filename}.a.md) [z](.b/a.md)"
    site.write({"news/plan.md": story("A plan", body)})
    found = site.mistakes()
    assert [line[-5:] for line in found] == ["[C37]", "[C11]", "[C11]", "[C37]"]
    assert '"/images/.a.jpg" is hidden, and hidden files are not published.' in found[0]


ADDRESSES = {
    "Slug: ../../x": "C34",
    "Slug: /etc/x": "C34",
    "Slug: %2e%2e%2fx": "C34",
    "Slug: a\0b": "C44",
    "Save_as: ../../x.html": "C37",
    "Save_as: /srv/x.html": "C37",
    "Save_as: a/../../x.html": "C37",
    "Save_as: ..\\x.html": "C34",
    "Save_as: %2e%2e/x.html": "C34",
    "Save_as: robots.txt": "C34",
    "Save_as: manifest.json": "C34",
    "Save_as: feeds/all.atom.xml": "C34",
    "Save_as: .git/x.html": "C34",
    "Template: ../../../etc/passwd": "C34",
    "Template: ../components/hero/template": "C34",
    "Template: base": "C34",
    "URL: javascript:alert(1)": "C34",
    "URL: //evil.example/": "C34",
    "URL: ../x": "C34",
    "Lang: ../../x": "C34",
    "Lang: en/../..": "C34",
    'Lang: "><script>': "C34",
    "Tags: ..": "C46",
    "Tags: ../..": "C10",
}


def test_no_header_chooses_a_file_outside_the_site(site: SmallSite) -> None:
    """Stories and pages at once: each file has one mistake, in its third line."""
    for number, line in enumerate(ADDRESSES):
        site.write({f"{folder}/note-{number}.md": HEADER.format(line) for folder in ("news", "pages")})

    found = site.mistakes()

    where = [
        f"content/{folder}/note-{n}.md:3 {code}"
        for folder in ("news", "pages")
        for n, code in enumerate(ADDRESSES.values())
    ]
    found = [line for line in found if line.startswith("error")]  # of one title for all of them they are warned
    assert sorted(f"{line.split()[1]} {line[-4:-1]}" for line in found) == sorted(where)
    assert sorted(path.name for path in site.folder.parent.iterdir()) == ["outside", "site"]


TAKEN = [
    "index.html",
    "Index.html",
    "404.html",
    "news/index.html",
    "NEWS/Plan/index.html",
    "static/x.html",
    "pictures/x.html",
    "files/x.html",
    "sitemap.xml/x.html",
    "news/plan/index.html/x.html",
    "feeds/all.atom.xml/x.html",
]


def test_no_page_takes_anothers_address_or_the_programs_own(site: SmallSite) -> None:
    site.write({f"pages/note-{n}.md": HEADER.format(f"Save_as: {taken}") for n, taken in enumerate(TAKEN)})

    found = [line for line in site.mistakes() if " web address " in line]

    assert all(line.endswith("[C10]") for line in found)
    assert {line.split()[1] for line in found} == {f"content/pages/note-{n}.md:3" for n in range(len(TAKEN))}


def test_a_file_whose_name_is_a_reserved_one_takes_nothing_either(site: SmallSite) -> None:
    site.write(
        {f"pages/{name}.md": HEADER.format("Lang: en") for name in ("static", "News", "Pictures", "feeds", "files")}
    )
    site.write({"pages/index.md": HOME, "news/Plan.md": story("Another plan")})

    errors = [line for line in site.mistakes() if line.startswith("error ")]
    codes = {line.split()[1].partition(":")[0]: line[-4:-1] for line in errors}

    assert codes["content/news/plan.md"] == "C10"
    assert {codes[f"content/pages/{name}.md"] for name in ("static", "News", "Pictures", "files")} == {"C10"}


@pytest.mark.parametrize("name", ["pages/!!!", "news/!!!", "pages/<img src=x onerror=alert(1)>"])
def test_a_file_name_without_a_letter_does_not_become_the_page_above(site: SmallSite, name: str) -> None:
    site.write({f"{name}.md": story("Odd")})

    (found,) = [line for line in site.mistakes() if "has no letter" in line]

    last = name.rpartition("/")[2]
    assert found == (
        f'error content/{name}.md:1  The file name "{last}.md" has no letter for a web address. '
        "Rename it, or add  Slug: another-name  [C10]"
    )


def test_only_markdown_is_read_so_that_no_other_reader_includes_a_file(site: SmallSite) -> None:
    include = "Title\n=====\n\n:date: 2021-03-04\n\n.. include:: ../../../outside/secret.txt\n"
    names = ("news/a.rst", "news/b.html", "news/c.htm", "pages/d.rst", "pages/e.html", "pages/f.mkd")
    site.write(dict.fromkeys(names, include))

    assert [line.split()[1] + line[-5:] for line in site.mistakes()] == [f"content/{name}:1[C60]" for name in names]
