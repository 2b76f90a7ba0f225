from markupsafe import Markup

from plugins.markup.drawing import draw
from plugins.markup.reading import Block, Image, Link, Reading

READING = Reading(
    html='<p><a href="\x02link:0\x03">a</a></p>\n\x02block:0\x03\n\x02image:0\x03',
    blocks=(
        Block("section", 1, {"title": "T"}, "<p>in</p>\n\x02block:1\x03"),
        Block("note", 3, {}, '<a href="\x02link:1\x03">b</a> \x02image:0\x03'),
    ),
    links=(Link("/a/", "a", 1), Link("/b/", "b", 5)),
    images=(Image("x.jpg", "X", "", 7, alone=True),),
)


def drawn(reading: Reading = READING) -> str:
    return draw(
        reading,
        block=lambda block, body: f"<{block.component}>{body}</{block.component}>",
        link=lambda link: f"/sub{link.target}",
        image=lambda image: f"<img src={image.source}>",
    )


def test_every_mark_is_replaced_innermost_first():
    assert drawn() == (
        '<p><a href="/sub/a/">a</a></p>\n'
        '<section><p>in</p>\n<note><a href="/sub/b/">b</a> <img src=x.jpg></note></section>\n'
        "<img src=x.jpg>"
    )


def test_an_address_is_escaped_for_its_attribute():
    html = draw(READING, block=lambda *_: "", link=lambda _: '/a?b&c"d<', image=lambda _: "")

    assert 'href="/a?b&amp;c&#34;d&lt;"' in html


def test_a_block_gets_its_finished_text_as_markup():
    bodies: list[Markup] = []

    def block(which: Block, body: Markup) -> str:
        bodies.append(body)
        return which.component

    draw(READING, block=block, link=lambda link: link.target, image=lambda _: "I")

    assert bodies == ['<a href="/b/">b</a> I', "<p>in</p>\nnote"]
    assert all(isinstance(body, Markup) for body in bodies)


def test_what_a_template_returns_is_not_looked_at_again():
    html = draw(READING, block=lambda *_: "\x02block:0\x03", link=lambda _: "\x02link:0\x03", image=lambda _: "")

    assert html == '<p><a href="\x02link:0\x03">a</a></p>\n\x02block:0\x03\n'


def test_a_reading_can_be_drawn_twice():
    assert drawn() == drawn()


def test_what_was_read_can_be_drawn(reader):
    reading = reader.read("::: note\n\n[a](/b/) ![c](d.jpg)\n:::", "content/news/plan.md", 1)

    assert drawn(reading) == '<note><p><a href="/sub/b/">a</a> <img src=d.jpg></p></note>'
