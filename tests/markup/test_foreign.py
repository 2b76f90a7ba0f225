import pytest

from plugins.core.findings import Finding
from plugins.markup.extension import BodyReader

GO_ELSEWHERE = [
    '<iframe src="https://www.youtube.com/embed/x"></iframe>',
    "<video controls src=//www.youtube.com/x.mp4></video>",
    "<IMG alt='' SRC=' HTTPS://www.youtube.com/x.jpg'>",
]


def findings(reader: BodyReader, body: str) -> tuple[Finding, ...]:
    return reader.read(body, "content/news/plan.md", 5).findings


@pytest.mark.parametrize("html", GO_ELSEWHERE)
def test_what_lies_elsewhere_is_told_with_its_host(reader, html: str) -> None:
    messages = {str(finding).partition("  ")[2] for finding in findings(reader, html)}

    assert messages == {"This would make visitors' browsers contact www.youtube.com. Use a plain link.  [C30]"}


@pytest.mark.parametrize(
    ("html", "code"),
    [
        ('<script src="https://x.example/x.js"></script>', "C35"),
        ('<iframe src="/own/"></iframe>', "C35"),
        ('<img src="/images/x.jpg" alt="https://x.example/">', "C47"),
    ],
)
def test_other_html_that_is_not_allowed_keeps_its_words(reader, html: str, code: str) -> None:
    assert {finding.code for finding in findings(reader, html)} == {code}
