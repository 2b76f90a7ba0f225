"""What stops a build, as staff and maintainers can read it: one line with file and line, never a traceback."""

import logging
import re
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import jinja2

from plugins.core.disk import refused_by_disk
from plugins.core.findings import Finding, SiteError, Where, finding
from plugins.core.redaction import without_secrets
from plugins.core.temporary import keep_report
from plugins.pictures.picture import PictureError
from plugins.pictures.refusals import what_to_do

ROOT = Path(__file__).parents[2]
# The name under which an output is built, which nobody is to look for (plugins.core.replacing).
BUILDING = re.compile(r"\.[^/\\]+\.site-building-[0-9a-f]{32}")


@contextmanager
def pelican_errors(findings: list[Finding]) -> Iterator[None]:
    """Collects what Pelican could not do, and would leave out in silence (C51)."""
    handler = logging.Handler(logging.ERROR)

    def emit(record: logging.LogRecord) -> None:
        message = " ".join(record.getMessage().split())
        refused = refused_by_disk(RuntimeError(message), Path("content"))
        findings.append(refused or finding("C51.pelican", Where("content"), message=message))

    handler.emit = emit  # type: ignore[method-assign]  # a class for one function would say no more
    logger, of_addresses = logging.getLogger("pelican"), logging.getLogger("pelican.utils")
    logger.addHandler(handler)
    of_addresses.addFilter(is_news)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        of_addresses.removeFilter(is_news)


def is_news(record: logging.LogRecord) -> bool:
    """Whether nobody else tells what Pelican logs: two pages with one address are a finding (C10)."""
    return not str(record.msg).startswith(("There are %s items", "There are %s original", "All items"))


def as_site_error(wrong: Exception, findings: list[Finding], final: Path = ROOT) -> SiteError:
    """Whatever stopped the build, beside what was found before it.

    final: the output, as staff know it
    """
    if isinstance(wrong, SiteError):
        return SiteError([*findings, *wrong.findings])
    if refused := refused_by_disk(wrong, final):
        values = tuple((name, BUILDING.sub(final.name, str(value))) for name, value in refused.values)
        where = Where(BUILDING.sub(final.name, refused.where.path))
        return SiteError([*findings, replace(refused, where=where, values=values)])
    return SiteError([*findings, failure(wrong)])


def failure(wrong: Exception) -> Finding:
    """A template (C49) or a setting (C38) that cannot be read, or a failure of the program itself (C50).

    Of a template that is right and names a picture that is not, the picture is told (C18).
    wrong: an exception nobody meant
    """
    if picture := _unopened(wrong):
        return picture
    where = place(wrong)
    if isinstance(wrong, jinja2.TemplateError) or where.path.endswith(".html"):
        return finding("C49.template", where, reason=reason_of(wrong))
    if where.path.endswith(("pelicanconf.py", "publishconf.py")):
        return finding("C38.unreadable", where, reason=reason_of(wrong))
    try:
        file = keep_report(ROOT, without_secrets("".join(traceback.format_exception(wrong))))
    except OSError:
        return finding("C50.program", where, reason=reason_of(wrong))
    return finding("C50.program", where, reason=reason_of(wrong), file=str(file))


def is_known(wrong: Exception, found: Finding) -> bool:
    """Whether a finding tells of the failure of the same line already, as on each page of one template."""
    return found == _unopened(wrong) or (found.code in ("C38", "C49", "C50") and found.where == place(wrong))


def _unopened(wrong: Exception) -> Finding | None:
    """A picture that a template names and nobody can open (C18); None where none is there, or for any other failure."""
    if not isinstance(wrong, PictureError) or wrong.reason != "picture.in-content":
        return None
    values = {name: value for name, value in wrong.values.items() if name not in ("path", "reason_there")}
    path, reason = str(wrong.values["path"]), str(wrong.values["reason_there"])
    if reason == "picture.no-file":
        return None
    picture = path.rpartition("/")[2]
    return finding("C18.not-opened", Where(path), picture=picture, reason=reason, **values, **what_to_do(reason))


def plugin_failure(name: str, wrong: Exception, setting: Where) -> Finding:
    """A plugin named in PLUGINS that is missing or fails, with the line at which it fails (C53).

    setting: where PLUGINS is set
    """
    if isinstance(wrong, ModuleNotFoundError) and wrong.name is not None and name.startswith(wrong.name):
        return finding("C53.missing", setting, name=name)
    return finding("C53.fails", place(wrong), name=name, reason=reason_of(wrong))


def reason_of(wrong: Exception) -> str:
    """An exception in a clause, without secrets; one that says nothing by itself is named, too."""
    if isinstance(wrong, SyntaxError):
        return f"{wrong.msg} (SyntaxError)"
    if isinstance(wrong, jinja2.TemplateError):
        return str(wrong.message)
    return without_secrets(f"{type(wrong).__name__}: {wrong}")


def place(wrong: Exception) -> Where:
    """The innermost line of a template or of this project that an exception went through, or the last line of all."""
    if isinstance(wrong, jinja2.TemplateSyntaxError | SyntaxError) and wrong.filename:
        return Where(shown(Path(wrong.filename)), wrong.lineno or 1)
    frames = traceback.extract_tb(wrong.__traceback__)
    if templates := [f for f in frames if f.filename.endswith(".html")]:
        return Where(shown(Path(templates[-1].filename)), templates[-1].lineno or 1)
    own = [f for f in frames if is_own(Path(f.filename))]
    if not frames:
        return Where("plugins")
    last = (own or frames)[-1]
    return Where(shown(Path(last.filename)), last.lineno or 1)


def is_own(file: Path) -> bool:
    """Whether a file is the project's: not a library's, nor of the engine, which every build goes through."""
    return file.is_relative_to(ROOT) and "site-packages" not in file.parts and file.parent.name != "engine"


def shown(file: Path) -> str:
    """A path as maintainers know it: from the project's folder, or else its last parts."""
    return file.relative_to(ROOT).as_posix() if file.is_relative_to(ROOT) else "/".join(file.parts[-3:])
