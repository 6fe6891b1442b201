"""The verbs. Each asks the workspace one question and prints the answer; none of them knows anything of its own."""

from __future__ import annotations

import datetime as dt
import gc
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer
from rich.console import Console

from yardstick.cli.areas import codes_of
from yardstick.cli.output import Format, print_rows, print_text
from yardstick.errors import InputError, YardstickError, nearest
from yardstick.model import MEASURES, Period

if TYPE_CHECKING:
    from yardstick.workspace import Explanation, Reading, Workspace

app = typer.Typer(
    name="yardstick", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False,
    help="Regional science-and-technology indicators: build the store, ask it, serve the dashboard.",
)  # fmt: skip
documents = typer.Typer(
    no_args_is_help=True, help="Documents kept on this machine, whose sentences the dashboard shows."
)
app.add_typer(documents, name="documents")
errors = Console(stderr=True, soft_wrap=True, highlight=False)

FolderOption = Annotated[Path, typer.Option("--folder", help="The installation: the folder of config.yaml.")]
FormatOption = Annotated[Format, typer.Option("--format", help="How rows are printed.")]
AsOfOption = Annotated[
    str | None, typer.Option("--as-of", help="As known at the end of this day (2026-11-22): no later change set.")
]
GARBAGE = 50_000
"""Objects made before garbage is looked for; Python looks every 700."""
HERE = Path(os.environ.get("YARDSTICK_FOLDER") or ".")


def main() -> None:
    """Run the command line. Its garbage is looked for seldom: a verb does not live long."""
    gc.set_threshold(GARBAGE)
    app()


def opened(folder: Path, *, as_of: str | None = None, option: str = "--as-of") -> Workspace:
    """The installation's workspace, as it was known on a day where `option` names one.

    Verbs that need none start in a quarter of the time, as they do not import it.
    """
    from yardstick.workspace import Workspace

    return Workspace.open(folder, as_of=_day(as_of, option=option))


@contextmanager
def told() -> Iterator[None]:
    """Problems go to stderr, one a line, and the exit status is 1; a traceback is never the answer."""
    try:
        yield
    except InputError as error:
        for problem in error.problems:
            errors.print(str(problem), markup=False)
        count = len(error.problems)
        errors.print("1 problem" if count == 1 else f"{count} problems", markup=False)
        raise typer.Exit(1) from None
    except YardstickError as error:
        errors.print(str(error), markup=False)
        raise typer.Exit(1) from None


@app.command()
def build(
    folder: FolderOption = HERE,
    sound_only: Annotated[bool, typer.Option("--sound-only", help="Build what has no problem; list the rest.")] = False,
) -> None:
    """Build the store from indicators/ and data/, aside, and put it in the place of the old one."""
    from yardstick.workspace import Workspace

    with told():
        with _busy("Building the store"):
            path = Workspace.build(folder, sound_only=sound_only)
        workspace = opened(folder)
        status = workspace.status()
        print_text(
            f"{os.path.relpath(path)}: {status['observations']} observations, {status['targets']} targets, "
            f"{status['change_sets']} change sets, version {str(status['data_version'])[:12]}"
        )
        for note in workspace.mended():
            errors.print(str(note), markup=False)
        if workspace.problems:
            raise InputError(workspace.problems)


@app.command()
def validate(
    folder: FolderOption = HERE,
    data: Annotated[
        bool, typer.Option("--data", help="Check the figures of the store too; print what was found.")
    ] = False,
    every: Annotated[bool, typer.Option("--all", help="With --data: also what was accepted or flagged.")] = False,
    lang: Annotated[str, typer.Option("--lang", help="With --data: language of the sentences, zh or en.")] = "zh",
    as_of: AsOfOption = None,
    form: FormatOption = Format.table,
) -> None:
    """Check settings, definitions and data as a whole; build nothing. Every problem at once, as path:line: key: …

    With --data also what the figures held contradict; exit status 1 where one of them cannot be true.
    """
    from yardstick.ingest.reading import read_reading
    from yardstick.workspace.building import read_inputs
    from yardstick.workspace.papers import READING_FILE

    with told():
        _check("--lang", [lang], ["zh", "en"])
        if as_of is not None and not data:
            raise typer.BadParameter("the files have no earlier day; use it with --data", param_hint="--as-of")
        inputs = read_inputs(folder)
        _, taught = read_reading(
            folder / inputs.config.paths.data / READING_FILE, indicators=inputs.catalogue.indicators
        )
        if inputs.problems or taught:
            raise InputError([*inputs.problems, *taught])
        if data:
            _check_figures(folder, as_of=as_of, form=form, every=every, lang=lang)
            return
        held = inputs.data
        print_text(
            f"{len(inputs.catalogue)} indicators, {len(held.areas)} areas, {len(held.sources)} sources, "
            f"{held.live()} observations, {len(held.targets)} targets: no problems"
        )


def _check_figures(folder: Path, *, as_of: str | None, form: Format, every: bool, lang: str) -> None:
    from yardstick.cli.checking import print_findings

    workspace = opened(folder, as_of=as_of)
    for note in workspace.mended():
        errors.print(str(note), markup=False)
    found, problems = print_findings(workspace, form=form, every=every, lang=lang)
    if problems:
        raise InputError(problems)
    if any(finding.severity == "error" for finding in found):
        raise typer.Exit(1)


@app.command()
def status(
    folder: FolderOption = HERE,
    as_json: Annotated[bool, typer.Option("--json", help="As one JSON object.")] = False,
    as_of: AsOfOption = None,
) -> None:
    """What the store holds and which version it is."""
    with told():
        facts = opened(folder, as_of=as_of).status() | ({} if as_of is None else {"as_of": as_of})
        if as_json:
            print_text(json.dumps(facts, ensure_ascii=False, default=str))
        else:
            print_text("\n".join(f"{name}: {value}" for name, value in facts.items()))


QUERY_COLUMNS = (
    *("area", "indicator", "measure", "period", "value", "value_high", "qualifier", "unit", "obs_status"),
    *("source", "locator", "base_period", "as_of", "missing_reason"),
)


@app.command()
def query(
    indicator: Annotated[list[str], typer.Option("--indicator", help="Indicator id; repeat for several.")],
    area: Annotated[list[str], typer.Option("--area", help="Area code or name; repeat for several.")],
    measure: Annotated[
        list[str] | None, typer.Option("--measure", help="value, new, growth, …; default value.")
    ] = None,
    period: Annotated[list[str] | None, typer.Option("--period", help="Only these periods.")] = None,
    as_of: AsOfOption = None,
    folder: FolderOption = HERE,
    form: FormatOption = Format.table,
) -> None:
    """The figures shown for indicators and areas, with their sources."""
    measures = measure or ["value"]
    with told():
        workspace = opened(folder, as_of=as_of)
        _check("--indicator", indicator, list(workspace.catalogue.indicators))
        areas = codes_of(workspace.areas, area, option="--area")
        _check("--measure", measures, list(MEASURES))
        rows = workspace.series(indicator, areas, measures)
        chosen = [r for r in rows if not period or r.period in period]
        print_rows(QUERY_COLUMNS, [_query_row(r) for r in chosen], form)


def _query_row(r: Reading) -> tuple[object, ...]:
    stated = (r.area, r.indicator, r.measure, r.period, r.value, r.value_high, r.qualifier, r.unit, r.status)
    return (*stated, r.source, r.locator, r.base_period, r.as_of, r.missing_reason)


@app.command()
def explain(
    area: str,
    indicator: str,
    period: str,
    measure: Annotated[str, typer.Option("--measure")] = "value",
    lang: Annotated[str, typer.Option("--lang", help="zh or en.")] = "zh",
    as_of: AsOfOption = None,
    folder: FolderOption = HERE,
) -> None:
    """The figure of one cell, every other figure for it and why it was not picked, and the arithmetic."""
    with told():
        workspace = opened(folder, as_of=as_of)
        (area,) = codes_of(workspace.areas, [area], option="AREA")
        _check("INDICATOR", [indicator], list(workspace.catalogue.indicators))
        _check("--measure", [measure], list(MEASURES))
        _check_period(period)
        _check("--lang", [lang], ["zh", "en"])
        found = workspace.explain(area, indicator, period, measure)
        print_text("\n".join(_told_lines(workspace, found, lang)))
        if found.picked is None and not found.implied:
            raise typer.Exit(1)


def _told_lines(workspace: Workspace, found: Explanation, lang: str) -> list[str]:
    from yardstick.cli.telling import explanation_lines

    return explanation_lines(workspace, found, lang)


@app.command()
def targets(
    area: Annotated[list[str] | None, typer.Option("--area", help="Area code or name; repeat.")] = None,
    status: Annotated[list[str] | None, typer.Option("--status", help="met, missed, behind, …; repeat.")] = None,
    indicator: Annotated[list[str] | None, typer.Option("--indicator", help="Indicator id; repeat.")] = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", help="By what had been published on this day (2024-01-31).")
    ] = None,
    vintage: Annotated[
        str | None, typer.Option("--vintage", help="By what this store knew at the end of this day (2026-11-22).")
    ] = None,
    method: Annotated[
        str | None, typer.Option("--method", help="linear, cagr, projection, level_ratio; default: the indicator's.")
    ] = None,
    lang: Annotated[str, typer.Option("--lang", help="Language of the sentence: zh or en.")] = "zh",
    folder: FolderOption = HERE,
    form: FormatOption = Format.table,
) -> None:
    """Targets and how they stand: status, achieved and elapsed share, reason, and what they were judged on."""
    from yardstick.cli.targeting import COLUMNS, chosen, row
    from yardstick.targets.methods import METHODS
    from yardstick.targets.records import CODES

    with told():
        workspace = opened(folder, as_of=vintage, option="--vintage")
        areas = codes_of(workspace.areas, area or (), option="--area")
        _check("--indicator", indicator or [], list(workspace.catalogue.indicators))
        _check("--status", status or [], list(CODES))
        _check("--method", [] if method is None else [method], list(METHODS))
        _check("--lang", [lang], ["zh", "en"])
        every = workspace.judged(areas, as_of=_day(as_of), method=method)
        found = chosen(every, statuses=status or (), indicators=indicator or ())
        print_rows(COLUMNS, [row(workspace, one, lang) for one in found], form)


def _day(text: str | None, *, option: str = "--as-of") -> dt.date | None:
    try:
        return None if text is None else dt.date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text or 'empty'}: not a date; use 2024-01-31", param_hint=option) from None


@app.command()
def progress(
    cases: Annotated[Path, typer.Argument(metavar="CASES.csv", help="A CSV file, one case a row.")],
    method: Annotated[str, typer.Option("--method", help="linear, cagr, projection or level_ratio.")] = "linear",
    folder: FolderOption = HERE,  # every verb takes it; nothing is read but the cases
    form: FormatOption = Format.table,
) -> None:
    """Judge the cases of a CSV file by one method: status, score, achieved and elapsed share, ratio, reason."""
    from yardstick.cli.progress import JUDGED, judged_rows, read_cases, uncollected
    from yardstick.targets.methods import METHODS

    with told(), uncollected():
        _check("--method", [method], list(METHODS))
        found, problems = read_cases(cases)
        if found or not problems:
            print_rows(JUDGED, judged_rows(found, method, form=form), form)
        problems.raise_if_any()


@app.command()
def serve(
    port: Annotated[int, typer.Option("--port", min=1, max=65535)] = 8501,
    folder: FolderOption = HERE,
    build_first: Annotated[bool, typer.Option("--build/--no-build", help="Build the store first.")] = True,
) -> None:
    """Serve the dashboard on 127.0.0.1."""
    from yardstick.cli.serving import serve as serve_dashboard

    with told():
        serve_dashboard(
            folder.resolve(), port=port, build_first=build_first, say=lambda line: errors.print(line, markup=False)
        )


@app.command()
def convert(
    facts: Annotated[
        Path, typer.Argument(help="A folder with figures.csv, statistics.csv, documents.csv, sources.csv.")
    ],
    panels: Annotated[Path, typer.Option("--panels", help="A folder of panel files.")],
    folder: FolderOption = HERE,
) -> None:
    """Convert collected facts into data/ again: observations, targets, sources, and what was left out and why."""
    from yardstick.cli.converting import convert as run

    with told():
        print_text(run(facts, panels=panels, folder=folder))


@app.command()
def read(
    file: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Documents: .txt, .md, .html, .docx or .pdf.")],
    area: Annotated[str, typer.Option("--area", help="Whose document it is: an area code or name.")],
    signed: Annotated[str | None, typer.Option("--signed", help="The day it speaks of (2024-01-15).")] = None,
    published: Annotated[str | None, typer.Option("--published", help="The day of its page.")] = None,
    folder: FolderOption = HERE,
    form: FormatOption = Format.table,
) -> None:
    """Read the figures in documents: one row a figure, with its place, its rules and how sure it is; nothing is stored.

    A figure that could not be placed has no indicator. Value and unit are as written. Days that are not given are
    looked for in the text.
    """
    with told():
        workspace = opened(folder)
        (code,) = codes_of(workspace.areas, [area], option="--area")
        days = (_day(signed, option="--signed"), _day(published, option="--published"))
        from yardstick.cli.reading import COLUMNS, rows_of

        rows, problems = rows_of(workspace, file, area=code, signed=days[0], published=days[1])
        print_rows(COLUMNS, rows, form)
        if problems:
            raise InputError(problems)


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write: yardstick-2026-11-22.zip.")],
    force: Annotated[bool, typer.Option("--force", help="Overwrite a file that is there.")] = False,
    lang: Annotated[str, typer.Option("--lang", help="Language of what is told: zh or en.")] = "zh",
    folder: FolderOption = HERE,
) -> None:
    """Write one file with the store, its definitions and the steward's files; read it back before it has its name."""
    from yardstick.cli.safekeeping import backup_line
    from yardstick.workspace.safekeeping import backup as back_up

    with told():
        _check("--lang", [lang], ["zh", "en"])
        with _busy("Writing the backup"):
            made = back_up(folder, file, force=force)
        print_text(backup_line(made, lang))


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A backup, or a store file kept as before-….duckdb.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    lang: Annotated[str, typer.Option("--lang", help="Language of what is told: zh or en.")] = "zh",
    folder: FolderOption = HERE,
) -> None:
    """Check a backup, tell what it would change, and put it in the place of the store in use, which is kept."""
    from yardstick.cli.safekeeping import ask, prospect_lines, restored_line
    from yardstick.workspace.safekeeping import prospect
    from yardstick.workspace.safekeeping import restore as put_back

    with told():
        _check("--lang", [lang], ["zh", "en"])
        with prospect(folder, file) as found:
            print_text("\n".join(prospect_lines(found, lang)))
            if not yes:
                ask(lang)
            with _busy("Restoring"):
                path = put_back(found)
            print_text(restored_line(found, path, lang))


@app.command("import")
def import_(
    file: Annotated[str, typer.Argument(metavar="FILE", help=".xlsx, .xls, .csv or .tsv; - for standard input.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would change; store nothing.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Store without asking.")] = False,
    name: Annotated[str, typer.Option("--name", help="What to call the file; default: its own name.")] = "",
    source: Annotated[str, typer.Option("--source", help="Whose figures they are: a source's id.")] = "",
    title: Annotated[str, typer.Option("--title", help="A source that is new: its title.")] = "",
    publisher: Annotated[str, typer.Option("--publisher", help="… its publisher.")] = "",
    kind: Annotated[str, typer.Option("--kind", help="… its kind; default department_report.")] = "",
    published: Annotated[str, typer.Option("--published", help="… the year, month or day it was published.")] = "",
    author: Annotated[str, typer.Option("--author", help="Who accepts it; default: the system's user.")] = "",
    reason: Annotated[str, typer.Option("--reason", help="Why; needed where a figure changes by more than 20 %.")] = "",
    placed: Annotated[
        list[str] | None, typer.Option("--map", help="WORD=ID, or ROLE:WORD=ID: what a word stands for; repeat.")
    ] = None,
    fixed: Annotated[
        list[str] | None, typer.Option("--fixed", help="area=WORD, period=WORD or indicator=WORD for the whole sheet.")
    ] = None,
    unit: Annotated[str, typer.Option("--unit", help="The unit of figures that state none.")] = "",
    sheet: Annotated[list[str] | None, typer.Option("--sheet", help="Only this sheet; repeat.")] = None,
    leave: Annotated[list[str] | None, typer.Option("--leave", help="Leave out the line of this address.")] = None,
    take: Annotated[list[str] | None, typer.Option("--take", help="Store the line of this address too.")] = None,
    sound_only: Annotated[
        bool, typer.Option("--sound-only", help="Store what is sound although lines are refused or doubtful.")
    ] = False,
    accept_suspicious: Annotated[
        bool, typer.Option("--accept-suspicious", help="Store the doubtful lines too.")
    ] = False,
    marked: Annotated[
        Path | None, typer.Option("--marked", help="Write the workbook with comments at the cells to this file.")
    ] = None,
    lang: Annotated[str, typer.Option("--lang", help="Language of what is told: zh or en.")] = "zh",
    folder: FolderOption = HERE,
    form: FormatOption = Format.table,
) -> None:
    """Show what the figures of a file would change, line by line, and store them as one change set."""
    from yardstick.cli.importing import import_file
    from yardstick.cli.wish import Wish

    _check("--lang", [lang], ["zh", "en"])
    if dry_run and yes:
        raise typer.BadParameter("either --dry-run or --yes", param_hint="--yes")
    wish = Wish(
        file, name=name, source=source, title=title, publisher=publisher, kind=kind, published=published,
        author=author, reason=reason, words=tuple(placed or ()), unit=unit, fixed=tuple(fixed or ()),
        sheets=tuple(sheet or ()), leave=frozenset(leave or ()), take=frozenset(take or ()), sound_only=sound_only,
        accept_suspicious=accept_suspicious, marked=marked, lang=lang, form=form, dry_run=dry_run, yes=yes,
    )  # fmt: skip
    raise typer.Exit(import_file(folder, wish))


@app.command()
def revert(
    which: Annotated[str, typer.Argument(metavar="last|ID", help="The change set accepted last, or one by number.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    author: Annotated[str, typer.Option("--author", help="Who takes it back; default: the system's user.")] = "",
    reason: Annotated[str, typer.Option("--reason", help="Why.")] = "",
    lang: Annotated[str, typer.Option("--lang", help="Language of what is told: zh or en.")] = "zh",
    folder: FolderOption = HERE,
    form: FormatOption = Format.table,
) -> None:
    """Show what taking a change set back would do, and do it as a change set of its own."""
    from yardstick.cli.reverting import revert_change_set

    _check("--lang", [lang], ["zh", "en"])
    if which != "last" and not (which.isascii() and which.isdigit()):
        raise typer.BadParameter(f"{which}: expected last or the number of a change set", param_hint="last|ID")
    number: int | Literal["last"] = "last" if which == "last" else int(which)
    raise typer.Exit(revert_change_set(folder, number, author=author, reason=reason, yes=yes, lang=lang, form=form))


def _say(line: str) -> None:
    errors.print(line, markup=False)


@documents.command("add")
def add(
    file: Annotated[list[Path], typer.Argument(help="Documents: .txt, .md, .html, .docx or .pdf with text.")],
    source: Annotated[
        str | None, typer.Option("--source", help="The source's id; found by the hash if not given.")
    ] = None,
    folder: FolderOption = HERE,
) -> None:
    """Put documents' texts where the dashboard finds them, if they are the texts that figures were read from."""
    from yardstick.workspace.documents import add_documents

    with told():
        for line in add_documents(opened(folder), file, source=source):
            print_text(line)


def _check_period(period: str) -> None:
    try:
        Period.parse(period)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="PERIOD") from None


def _check(name: str, given: list[str], known: list[str]) -> None:
    for word in given:
        if word not in known:
            hint = nearest(word, known)
            raise typer.BadParameter(f"unknown: {word or 'empty'}" + (f", {hint}" if hint else ""), param_hint=name)


@contextmanager
def _busy(what: str) -> Iterator[None]:
    """A spinner on a terminal, silence in a pipe."""
    if not sys.stderr.isatty():
        yield
        return
    with errors.status(what):
        yield
