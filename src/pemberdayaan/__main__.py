"""The command line: assess a programme, look at frameworks, check a file, write a form or template, print a schema."""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from .catalogue import library
from .catalogue.checking import on_default_source, read, untranslated
from .catalogue.reading import read_framework, read_programme
from .catalogue.schema import schema
from .errors import InvalidInput, MissingLibraryError
from .model.framework import Framework
from .model.periods import Period, as_period
from .model.programme import Programme
from .model.text import Language, Text

__all__ = ["main"]

DONE, FAULTS, USAGE = 0, 1, 2
SHOWN = 20
WORDS: Mapping[str, Text] = MappingProxyType(
    {
        "no_faults": Text(id="tidak ada kesalahan", en="no faults"),
        "untranslated": Text(id="Belum diterjemahkan", en="Not translated"),
        "default_source": Text(
            id="Hanya bertumpu pada sumber umum berkas ini", en="Resting on the file's default source alone"
        ),
        "no_source": Text(id="Tanpa sumber", en="Without any source"),
        "more": Text(id="dan {n} lagi", en="and {n} more"),
        "written": Text(id="Laporan ditulis ke {path}", en="The report is in {path}"),
        "form": Text(id="Formulir ditulis ke {path}", en="The form is in {path}"),
        "template": Text(id="Templat ditulis ke {path}", en="The template is in {path}"),
    }
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    Parameters
    ----------
    argv
        The words after the program's name; None for those that it was started with.

    Returns
    -------
    int
        0 when done, whatever the verdict; 1 for faults in the input; 2 for wrong usage.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        options = _parser().parse_args(argv)
    except SystemExit as stop:
        return int(stop.code or DONE)
    try:
        COMMANDS[options.command](options)
        sys.stdout.flush()
    except InvalidInput as error:
        print(error.text(getattr(options, "language", "en")), file=sys.stderr)
        return FAULTS
    except BrokenPipeError:
        # Whoever read the output has gone; what is left of it must not be flushed at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, MissingLibraryError) as error:
        print(error, file=sys.stderr)
        return USAGE
    return DONE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m pemberdayaan",
        description="Is it empowerment? / Apakah ini pemberdayaan?",
        epilog="exit / kode keluar: 0 done / selesai, 1 faults in the input / masukan salah, 2 usage / cara pakai",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    assess = commands.add_parser("assess", help="hold a programme against a framework / nilai sebuah program")
    which = assess.add_mutually_exclusive_group(required=True)
    which.add_argument("file", nargs="?", metavar="FILE", help="a programme's file / berkas program")
    which.add_argument("--example", metavar="NAME", help=", ".join(library.examples()))
    assess.add_argument("--framework", metavar="KEY|FILE", default="pemberdayaan-masyarakat")
    assess.add_argument("--period", type=_period, help="only that time / hanya kurun waktu itu")
    assess.add_argument("--years", type=_years, metavar="2021,2022", help="one by one / satu per satu")
    assess.add_argument("--report", metavar="PATH", help="write a page / tulis halaman laporan (HTML)")
    assess.add_argument("--json", action="store_true", help="print data / cetak data")
    frameworks = commands.add_parser(
        "frameworks", help="list them, or describe one / daftar kerangka, atau uraian satu"
    )
    frameworks.add_argument("key", nargs="?", metavar="KEY", help=", ".join(library.frameworks()))
    check = commands.add_parser("check", help="find the faults of a file / periksa sebuah berkas")
    check.add_argument("file", metavar="FILE", help="a programme or a framework / program atau kerangka")
    template = commands.add_parser("template", help="a workbook to fill in / buku kerja untuk diisi (Excel)")
    template.add_argument("path", metavar="PATH", help="ends in / berakhiran .xlsx")
    form = commands.add_parser("form", help="a form for KoboToolbox and ODK / formulir untuk KoboToolbox dan ODK")
    form.add_argument("framework", metavar="KEY|FILE")
    form.add_argument("path", metavar="PATH", help="ends in / berakhiran .xlsx")
    form.add_argument("--programme", metavar="FILE", help="ask for each of its stages / tanyakan per tahapnya")
    for one in (assess, frameworks, check, template, form):
        one.add_argument("--language", choices=[language.value for language in Language], default="id")
    schemas = commands.add_parser("schema", help="JSON Schema for editors and forms / untuk penyunting dan formulir")
    schemas.add_argument("noun", choices=["programme", "framework"])
    return parser


def _period(text: str) -> Period:
    try:
        return as_period(text)
    except InvalidInput as error:
        raise argparse.ArgumentTypeError(error.faults[0].text()) from None


def _years(text: str) -> list[Period]:
    return [_period(one.strip()) for one in text.split(",")]


def _assess(options: argparse.Namespace) -> None:
    from .measures.assessment import Assessment
    from .measures.years import assess

    programme = library.example(options.example) if options.example else read_programme(options.file)
    if options.period is not None:
        programme = programme.during(options.period)
    framework = _framework(options.framework)
    found = assess(programme, framework) if options.years is None else assess(programme, framework, years=options.years)
    if options.report is not None:
        from .show.report import report

        report(found, options.report, language=options.language)
    if options.json:
        print(found.to_json())
        return
    from .show.words import summary, summary_of_years

    language = options.language
    print(summary(found, language) if isinstance(found, Assessment) else summary_of_years(found, language))
    if options.report is not None:
        print("\n" + WORDS["written"][language].format(path=options.report))


def _framework(named: str) -> Framework:
    is_file = named not in library.frameworks() and (Path(named).suffix or Path(named).exists())
    return read_framework(named) if is_file else library.framework(named)


def _frameworks(options: argparse.Namespace) -> None:
    from .show.contents import describe

    if options.key is not None:
        print(describe(_framework(options.key), options.language))
        return
    width = max(map(len, library.frameworks()))
    for key in library.frameworks():
        print(f"{key:{width}}  {library.framework(key).label[options.language]}")


def _check(options: argparse.Namespace) -> None:
    from .show.contents import counts

    whole = read(options.file)
    print(f"{Path(options.file).name}: {WORDS['no_faults'][options.language]}")
    print(f"{whole.key}: {counts(whole, options.language)}")
    for line in _lacking(whole, options.language):
        print(line)


def _lacking(whole: Programme | Framework, language: str) -> Iterator[str]:
    from .show.contents import NAMES

    missing = untranslated(whole)
    if missing:
        yield f"{WORDS['untranslated'][language]} ({len(missing)}):"
        yield from (f"  {one.where}: {one.values['given']}" for one in missing)
    bare = on_default_source(whole) if isinstance(whole, Programme) else {}
    if bare:
        yield f"{WORDS['default_source' if whole.source else 'no_source'][language]}:"
    for name, records in bare.items():
        more = [WORDS["more"][language].format(n=len(records) - SHOWN)] if len(records) > SHOWN else []
        shown = ", ".join([*records[:SHOWN], *more])
        yield f"  {NAMES[name][language]}, {len(records)} / {len(getattr(whole, name))}: {shown}"


def _template(options: argparse.Namespace) -> None:
    from .catalogue.forms.template import programme_template

    programme_template(options.path, language=options.language)
    print(WORDS["template"][options.language].format(path=options.path))


def _form(options: argparse.Namespace) -> None:
    from .catalogue.forms.xlsform import xlsform

    programme = None if options.programme is None else read_programme(options.programme)
    xlsform(_framework(options.framework), options.path, stages=programme)
    print(WORDS["form"][options.language].format(path=options.path))


def _schema(options: argparse.Namespace) -> None:
    print(json.dumps(schema(options.noun), ensure_ascii=False, indent=2))


COMMANDS = MappingProxyType(
    {
        "assess": _assess,
        "frameworks": _frameworks,
        "check": _check,
        "template": _template,
        "form": _form,
        "schema": _schema,
    }
)


if __name__ == "__main__":
    sys.exit(main())
