"""One build: settings in, findings out, a fresh output or none. The one place that prints findings."""

import importlib
import logging
import sys
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import jinja2
from pelican import Pelican

from plugins.core.clock import as_of
from plugins.core.dates import DateError
from plugins.core.findings import Finding, SiteError, Where, error, errors, in_order
from plugins.engine.fresh import fresh_output
from plugins.pictures.cache import PictureCache
from plugins.pictures.picture import PictureError


class Site(Pelican):
    """Pelican 4.12 with three methods of its own: plugins that fail are findings, and so is whatever else goes wrong.

    settings["FINDINGS"]: the one list that rooms put their findings in; the generators' context holds the same list
    settings["NOW"]: the moment the build speaks for
    settings["PICTURES"]: the pictures made so far
    """

    def __init__(self, settings: dict[str, Any]) -> None:
        self.output_path: str
        self.findings: list[Finding] = []
        self.failed_start: Exception | None = None
        cache = Path(settings["PATH"]).parent / ".cache" / "pictures"
        settings |= {"FINDINGS": self.findings, "PICTURES": PictureCache(cache), "TYPOGRIFY": False}
        try:
            settings["NOW"] = as_of(settings["AS_OF"], settings["TIMEZONE"])
            super().__init__(settings)
        except DateError as wrong:
            where = Where("pelicanconf.py")
            self.failed_start = SiteError([error(where, f"AS_OF: {wrong.problem}", wrong.remedy, "C38")])
        except Exception as wrong:  # noqa: BLE001  (build() tells it; Pelican itself would print a traceback)
            self.failed_start = wrong

    def init_plugins(self) -> None:
        """As Pelican 4.12.0, but a plugin that is missing or fails stops the build instead of exiting 0 (#3172)."""
        self.plugins = []
        self.asked_plugins = self.settings["PLUGINS"]
        for name in self.asked_plugins:
            try:
                plugin = importlib.import_module(name)
                plugin.register()
            except Exception as wrong:  # noqa: BLE001  (whatever a plugin does wrong is a finding)
                self.findings.append(plugin_finding(name, wrong))
            else:
                self.plugins.append(plugin)

    def run(self) -> None:
        """Builds, prints every finding, and exits 1 when one of them is an error."""
        try:
            findings = self.build()
        except SiteError as wrong:
            print(*wrong.findings, sep="\n", file=sys.stderr)
            count = len(errors(wrong.findings))
            print(f"{count} {'mistake' if count == 1 else 'mistakes'}. The site was not changed.", file=sys.stderr)
            raise SystemExit(1) from None
        print(*findings, sep="\n", end="\n" * bool(findings), file=sys.stderr)

    def build(self) -> list[Finding]:
        """Builds into a fresh folder that takes the output's place when all went well. Prints nothing.

        returns: warnings and notes
        raises: SiteError with every finding when one of them is an error; then the last good output stands
        """
        if self.failed_start:
            raise as_site_error(self.failed_start, self.findings)
        if len(self.plugins) < len(self.asked_plugins):
            raise SiteError(self.findings)
        final = Path(self.output_path)
        try:
            with pelican_errors(self.findings), fresh_output(final) as building:
                self.output_path = self.settings["OUTPUT_PATH"] = str(building)
                super().run()
                if errors(self.findings):
                    raise SiteError(self.findings)
        except Exception as wrong:  # noqa: BLE001  (whatever stops a build is a finding)
            raise as_site_error(wrong, self.findings) from None
        finally:
            self.output_path = self.settings["OUTPUT_PATH"] = str(final)
        self.settings["PICTURES"].prune()
        return in_order(self.findings)


@contextmanager
def pelican_errors(findings: list[Finding]) -> Iterator[None]:
    """What Pelican only logs as an error, and then drops, becomes a finding."""
    handler = logging.Handler(logging.ERROR)

    def emit(record: logging.LogRecord) -> None:
        message = " ".join(record.getMessage().split())
        findings.append(error(Where("content"), f"Pelican could not go on: {message}.", "", "C51"))

    handler.emit = emit  # type: ignore[method-assign]  # a class for one function would say no more
    logger = logging.getLogger("pelican")
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)


def as_site_error(wrong: Exception, findings: list[Finding]) -> SiteError:
    """Whatever stopped the build, in the form that staff and maintainers can read, beside what was found before it."""
    if isinstance(wrong, SiteError):
        return SiteError([*findings, *wrong.findings])
    if isinstance(wrong, (jinja2.TemplateError, PictureError)):
        return SiteError([*findings, template_finding(wrong)])
    return SiteError([*findings, program_finding(wrong)])


def template_finding(wrong: jinja2.TemplateError | PictureError) -> Finding:
    """C49: a template that cannot be drawn, with the line of the template."""
    frames = [f for f in traceback.extract_tb(wrong.__traceback__) if f.filename.endswith(".html")]
    file, line = (frames[-1].filename, frames[-1].lineno or 1) if frames else ("theme/templates", 1)
    if isinstance(wrong, jinja2.TemplateSyntaxError):
        file, line = wrong.filename or file, wrong.lineno
    shown = "/".join(Path(file).parts[-3:])
    return error(Where(shown, line), f"This template cannot be drawn: {wrong}.", "Mend the template.", "C49")


def plugin_finding(name: str, wrong: Exception) -> Finding:
    """C53: a plugin named in PLUGINS that is missing or fails, with the line at which it fails."""
    if isinstance(wrong, ModuleNotFoundError) and wrong.name is not None and name.startswith(wrong.name):
        problem = f'PLUGINS names "{name}", which does not exist.'
        return error(Where("pelicanconf.py", 1), problem, "Correct the name, or take it out of PLUGINS.", "C53")
    frames = traceback.extract_tb(wrong.__traceback__)
    file, line = (frames[-1].filename, frames[-1].lineno or 1) if frames else ("pelicanconf.py", 1)
    if isinstance(wrong, SyntaxError) and wrong.filename:
        file, line = wrong.filename, wrong.lineno or 1
    shown = "/".join(Path(file).parts[-3:])
    problem = f'The plugin "{name}" fails: {type(wrong).__name__}: {wrong}.'
    return error(Where(shown, line), problem, "Mend it, or take it out of PLUGINS in pelicanconf.py.", "C53")


def program_finding(wrong: Exception) -> Finding:
    """C50: a mistake in the program itself. The traceback goes to a file that is named, never onto the screen."""
    with tempfile.NamedTemporaryFile("w", prefix="site-error-", suffix=".txt", delete=False, encoding="utf-8") as file:
        file.writelines(traceback.format_exception(wrong))
    problem = f"The program itself failed ({type(wrong).__name__}: {wrong})."
    remedy = f"This is not your mistake. Please send {file.name} to whoever looks after it."
    return error(Where("plugins"), problem, remedy, "C50")
