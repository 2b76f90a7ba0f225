from urllib.parse import parse_qs, urlsplit

import pytest
from markupsafe import Markup

from plugins.render.letters import letter, mailto


@pytest.mark.parametrize("text", ["One & two?", "100 % = #1", "“Ça va” – ✊", "a+b", "One.\n\nTwo.", '"<b>"'])
def test_a_mail_program_reads_what_was_written(text: str) -> None:
    address = mailto("wall@example.org", text.replace("\n", " "), text)

    parts = urlsplit(address)
    assert address.isascii()
    assert (parts.scheme, parts.path) == ("mailto", "wall@example.org")
    told = parse_qs(parts.query.replace("+", "%2B"))
    assert told == {"subject": [text.replace("\n", " ")], "body": [text.replace("\n", "\r\n")]}


def test_what_is_empty_is_not_there() -> None:
    assert mailto("a@example.org") == "mailto:a@example.org"
    assert mailto("a?b&c%d@example.org", text="x") == "mailto:a%3Fb%26c%25d@example.org?body=x"


def test_a_letter_keeps_its_paragraphs_lists_and_addresses() -> None:
    html = (
        "<p>Dear&nbsp;Jo,<br>\nread &amp; see <em>this</em> <a href='/x/'>page</a>.</p>\n"
        "<ol>\n<li>One</li>\n<li>Two</li>\n</ol>"
        '<p><a href="https://a.example/">https://a.example/</a></p>'
    )

    assert letter(Markup(html)) == "Dear Jo,\nread & see this page.\n\n- One\n- Two\n\nhttps://a.example/"
