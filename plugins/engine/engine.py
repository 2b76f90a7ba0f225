"""One build: settings in, findings out, a fresh output or none. The one place that prints findings."""

import importlib
import os
import sys
from collections.abc import Callable, Collection, Mapping
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeGuard

from blinker import Signal
from jinja2 import TemplateError
from pelican import Pelican
from pelican.log import console

from plugins.core.clock import as_of, consent_day
from plugins.core.disk import not_deleted, refused_by_disk
from plugins.core.findings import Finding, SiteError, errors, finding, in_order, without_notes
from plugins.core.new_folder import NewFolder, drop_empty_folders
from plugins.core.replacing import delete
from plugins.core.settings import setting_line
from plugins.core.temporary import sweep
from plugins.engine.behind import clocks_behind
from plugins.engine.failures import as_site_error, pelican_errors, plugin_failure
from plugins.engine.fresh import SPARE, LeftoverError, Spare, begin_anew, fresh_output, refuse_file_in_the_way
from plugins.engine.progress import pictures_bar
from plugins.engine.settings import mend_settings
from plugins.release.manifest import (
    NOTHING_HASHED,
    Hashed,
    Stamp,
    hash_files,
    hashes,
    taken,
    unhashed,
    write_manifest,
)
from plugins.release.unchanged import NO_TIMES, LastBuild, Times, as_left, last_build, remember, times_in, written
from plugins.site.routes import MANIFEST, PICTURES, PORTRAITS

# Sent with the Engine when everything is written, in a folder that nobody reads yet. Pelican's `finalized` is too
# early: its receivers, which still write, have no order.
SITE_WRITTEN = Signal()

# Ours, which write into the output only by what is made for that.
PLUGINS = frozenset({"plugins.engine.plugin", "plugins.checks.plugin"})

# Pelican copies whatever file a text's HTML names in its words, from wherever it lies: it is to find none. Links and
# pictures are resolved by plugins.render.
NO_LINK = "(?!)"

LookAgain = Callable[["Build | None", list[Finding]], list[Finding]]

if TYPE_CHECKING:
    from plugins.engine.build import Build
    from plugins.pictures.cache import PictureCache


def picture_cache(settings: dict[str, Any]) -> "PictureCache":
    """The pictures made so far, for a build with these settings. raises: ExecutorError"""
    from plugins.pictures.cache import PictureCache
    from plugins.pictures.executors import executor_named

    executor = executor_named(name) if (name := settings["SELFIES_EXECUTOR"]) else None
    folder = Path(settings["PATH"]).parent / ".cache" / "pictures"
    return PictureCache(folder, executor, pictures_bar, below=PICTURES, members_below=PORTRAITS)


def environment(settings: dict[str, Any]) -> dict[str, Any]:
    """What Jinja is told for each of the ten environments that Pelican makes, one for each kind of page.

    Compiled templates are kept, each until its text changes; without a cache each would compile its own.
    """
    from plugins.engine.templates import TemplateCache, Unlisted

    theirs = settings["JINJA_ENVIRONMENT"]
    cache = TemplateCache(Path(settings["PATH"]).parent / ".cache" / "templates", repr(theirs))
    return {**theirs, "bytecode_cache": cache, "extensions": [*theirs.get("extensions", ()), Unlisted]}


class Engine(Pelican):
    """Pelican 4.12 with a few methods of its own: plugins that fail are findings, and so is whatever else goes wrong.

    settings["BUILD"]: what the rooms make together (plugins.engine.build)
    """

    def __init__(self, settings: dict[str, Any]) -> None:
        self.output_path: str
        self.findings: list[Finding] = []
        self.report: list[str] = []
        self.made: Build
        self.failed_start: Exception | None = None
        self.hashed: dict[str, Hashed] = {}
        try:
            # Here and not at the top: pelicanconf.py imports this module, and a room that cannot be imported
            # must become a finding, not Pelican's traceback of the settings.
            from plugins.engine import build
            from plugins.engine.reader import PageReader
            from plugins.kinds.all import KINDS
            from plugins.selfies.folder import members_files

            self.findings += mend_settings(settings)
            speaks_for, now = as_of(settings["AS_OF"], settings["TIMEZONE"]), datetime.now(UTC)
            self.findings += clocks_behind(settings, speaks_for, now)
            private = members_files(Path(settings["PATH"]), settings["SELFIES_PATH"])
            pictures, day = picture_cache(settings), consent_day(speaks_for, now)
            self.made = build.Build(speaks_for, day, private, pictures, self.findings, self.report)
            settings[build.KEY] = self.made
            settings["JINJA_ENVIRONMENT"] = environment(settings)
            settings["READERS"] |= {"md": PageReader}
            of_kinds = (kind.folder for kind in KINDS if kind.has_page and kind.folder not in settings["ARTICLE_PATHS"])
            settings["PAGE_PATHS"] = [*dict.fromkeys([*settings["PAGE_PATHS"], *of_kinds])]
            settings["INTRASITE_LINK_REGEX"] = NO_LINK
            super().__init__(settings)
        except Exception as wrong:  # noqa: BLE001  (build() tells it; Pelican itself would print a traceback)
            self.failed_start = wrong

    def init_path(self) -> None:
        """Nothing: Pelican would have a file in the folder one stands in take the place of a library."""

    def init_plugins(self) -> None:
        """As Pelican 4.12.0, but a plugin that is missing or fails stops the build instead of exiting 0 (#3172)."""
        self.plugins = []
        for name in self.settings["PLUGINS"]:
            try:
                plugin = importlib.import_module(name)
                plugin.register()
            except Exception as wrong:  # noqa: BLE001  (whatever a plugin does wrong is a finding)
                self.findings.append(plugin_failure(name, wrong, setting_line("PLUGINS")))
            else:
                self.plugins.append(plugin)
        if len(self.plugins) < len(self.settings["PLUGINS"]):
            raise SiteError([])  # the findings are told; nothing can be read without its room

    def run(self, kept: Path | None = None, times: Times = NO_TIMES, look_again: LookAgain | None = None) -> None:
        """Builds, prints every finding but notes, and exits 1 when one of them is an error.

        kept: the file that is to tell whether the site has to be built again
        times: what `times_in` gave for the project before settings were read
        look_again: what to tell of a build that failed, by the build, if one began, and by what it found
        """
        from plugins.engine.inputs import inputs_of
        from plugins.engine.keys import program_key

        begun, last = datetime.now(UTC), last_build(kept) if kept else None
        looked_at = last.inputs.files if last else NOTHING_HASHED
        inputs = inputs_of(self.settings, looked_at) if kept and not self.failed_start else None
        times = {**times_in(inputs.folders), **times} if inputs else times
        try:
            findings = self.build(kept)
        except SiteError as wrong:
            made = getattr(self, "made", None)
            findings = look_again(made, wrong.findings) if look_again else wrong.findings
            print(*without_notes(findings), sep="\n", file=sys.stderr)
            count = len(errors(findings))
            print(f"{count} {'mistake' if count == 1 else 'mistakes'}. The site was not changed.", file=sys.stderr)
            raise SystemExit(1) from None
        asking = without_notes(findings)
        print(*asking, sep="\n", end="\n" * bool(asking), file=sys.stderr)
        print(*self.report, sep="\n")
        if errors(findings):
            print("The site is new, but what was there before is not gone.", file=sys.stderr)
            raise SystemExit(1)
        if kept and inputs:
            output = str(Path(self.output_path).resolve())
            # What changed meanwhile may have been read in a state that was there neither before nor now.
            changed = times_in(inputs.folders).items() ^ times.items()
            if all(Path(path).is_relative_to(output) for path, _ in changed):
                until = min(self.made.holds_until(), begun + timedelta(days=1))
                left, warnings = (output, written(Path(output))), tuple(map(str, asking))
                remember(kept, LastBuild(inputs, left, begun, until, warnings, program_key()))

    def build(self, kept: Path | None = None) -> list[Finding]:
        """Builds into a fresh folder that takes the output's place when all went well. Prints nothing.

        kept: the file that tells how the last build left the output
        returns: warnings and notes; and errors for what was left of older outputs and cannot be deleted (C82)
        raises: SiteError with every finding when another one is an error; then the last good output stands
        """
        if self.failed_start:
            raise as_site_error(self.failed_start, self.findings)
        final, project = Path(self.output_path), Path(self.settings["PATH"]).parent
        left: list[Finding] = []
        try:
            refuse_file_in_the_way(final)
            left = not_deleted(sweep(project))
            with pelican_errors(self.findings), self.fresh_output(final, project, kept) as building:
                self.output_path = self.settings["OUTPUT_PATH"] = str(building)
                self.made.output = self.new_folder(building, final.resolve(), kept)
                try:
                    self.write()
                finally:
                    self.made.keep()
                self.findings[:] = self.made.tell_drafts_apart()
                left += self.forget_in_preview(project)
                if errors(self.findings):
                    raise SiteError(self.findings)
                self.made.prune()
                self.seal(building)
                sealed = unhashed(building)
            refuse_written(final, sealed)
        except LeftoverError as wrong:
            left += wrong.findings
        except Exception as wrong:  # noqa: BLE001  (whatever stops a build is a finding)
            raise as_site_error(wrong, [*self.findings, *left], final) from None
        finally:
            self.output_path = self.settings["OUTPUT_PATH"] = str(final)
        return in_order([*self.findings, *left])

    def new_folder(self, building: Path, last: Path, kept: Path | None) -> NewFolder:
        """What is built, by what is known of the output whose place it will take."""
        from plugins.engine.keys import program_key

        if not self.knows_all_that_is_written(kept):
            return NewFolder(building)
        known, made_by = as_left(kept, last)
        is_alike = made_by == program_key()
        try:
            return NewFolder(building, last, known, is_made_alike=is_alike)
        except (
            OSError
        ):  # something of the spare folder stays: that is told, as of every old output, and hinders nothing
            begin_anew(building, last)
            return NewFolder(building, last, known, is_made_alike=is_alike)

    def record(self, earlier: "Build | None" = None, *, lists_drafts: bool = False) -> "Build":
        """Reads and joins everything and records all pages; none is drawn, and no file of an output is written.

        earlier: what the same process read before; a file of the same bytes is not read again
        lists_drafts: drafts, and what waits for its day, are in all lists, as if they were published
        returns: the build, with findings on all but finished pages
        raises: SiteError with every finding, when there is no site
        """
        if self.failed_start:
            raise as_site_error(self.failed_start, self.findings)
        self.made.is_recorded_only, self.made.lists_drafts = True, lists_drafts
        if earlier:
            self.made.readings.take_over(earlier.readings)
        try:
            with pelican_errors(self.findings), console.capture():
                super().run()
        except Exception as wrong:  # noqa: BLE001  (whatever stops a build is a finding)
            raise as_site_error(wrong, self.made.tell_drafts_apart()) from None
        finally:
            if hasattr(self.made, "readings"):
                self.made.readings.save()
        return self.made

    def forget_in_preview(self, project: Path) -> list[Finding]:
        """Delete the preview's pages when a public build finds that they show somebody who may not be seen any more.

        returns: what could not be deleted (C82)
        """
        if self.settings["SHOW_UNPUBLISHED"] or not hasattr(self.made, "members"):
            return []
        from plugins.engine.traces import forget_in_preview

        return forget_in_preview(project, self.made.members.originals.owners)

    def knows_all_that_is_written(self, kept: Path | None) -> TypeGuard[Path]:
        """Whether nobody but our rooms writes into the output, and it is known how the last build left it."""
        return kept is not None and set(self.settings["PLUGINS"]) <= PLUGINS

    def fresh_output(self, final: Path, project: Path, kept: Path | None) -> AbstractContextManager[Path]:
        """The folder that is built, which may replace nothing that the site is made of."""
        spare = Spare(project / ".cache" / SPARE, self.written) if self.knows_all_that_is_written(kept) else None
        if spare is None and final.parent == project:
            delete([project / ".cache" / SPARE])  # what it has, this output may not have any more
        paths = [self.settings[name] for name in ("PATH", "THEME", "SELFIES_PATH")]
        sources = [project / Path(name).expanduser() for name in paths if name]
        is_public = bool(self.settings["SITEURL"])
        return fresh_output(final, project=project, sources=sources, is_public=is_public, spare=spare)

    def written(self) -> Collection[str]:
        """The files that rooms wrote by what is known of the last output."""
        return self.made.output.files if hasattr(self.made, "output") else ()

    def write(self) -> None:
        """Reads everything and writes it, even what has mistakes: so all of them are told at once."""
        try:
            with console.capture() as output:  # "Done", before it is known whether anything is
                super().run()
        except TemplateError:
            raise  # nothing in a text is its cause
        except Exception as wrong:
            # Most likely the cause; when they are mended, it is seen whether this stays.
            if errors(self.made.tell_drafts_apart()) and not refused_by_disk(wrong, Path(self.output_path)):
                return
            raise
        self.report.append(output.get().strip())
        self.hashed = hash_files(Path(self.output_path), taken(self.made.output.files))
        SITE_WRITTEN.send(self)

    def seal(self, building: Path) -> None:
        """Writes the manifest of a site that is what the checks have seen. raises: SiteError when it is not (C75)"""
        drop_empty_folders(building)
        now = hash_files(building, self.hashed)
        changed = [name for name, _ in sorted(hashes(now).items() ^ hashes(self.hashed).items())]
        changed += [MANIFEST] if os.path.lexists(building / MANIFEST) else []
        if changed:
            raise SiteError([finding("C75.written-after", setting_line("PLUGINS"), file=changed[0])])
        write_manifest(building, now)
        released = max(0, min(self.made.now, datetime.now(UTC)).timestamp())
        os.utime(building / MANIFEST, (released, released))  # the next build must not lie before it


def refuse_written(final: Path, sealed: Mapping[str, Stamp]) -> None:
    """raises: SiteError when something was written into the site while it took its place (C75). sealed: as it was"""
    if changed := sorted(unhashed(final).items() ^ sealed.items()):
        raise SiteError([finding("C75.written-after", setting_line("PLUGINS"), file=changed[0][0])])
