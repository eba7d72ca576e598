"""The command line: one file per command, imported only when it is called."""

from __future__ import annotations

import importlib

import click

from dragoman import __version__

# The commands in the order of their help, each with its module and its name there.
_COMMANDS = {
    "brief": "brief:command",
    "annotate": "annotate:command",
    "why": "why:command",
    "init": "init:command",
    "add": "add:command",
    "status": "status:status",
    "documents": "status:documents",
    "search": "search:command",
    "timeline": "timeline:timeline",
    "upcoming": "timeline:upcoming",
    "events": "timeline:events",
    "threads": "pairs:threads",
    "standing": "pairs:standing",
    "compare": "pairs:compare",
    "date": "decide:set_date",
    "outlet": "decide:set_outlet",
    "same": "decide:same",
    "merge": "decide:same",
    "different": "decide:different",
    "split": "decide:split",
    "accept": "decide:accept",
    "reject": "decide:reject",
    "person": "decide:person",
    "review": "review:command",
    "undo": "decide:undo",
    "log": "decide:log",
    "forget": "care:forget",
    "verify": "care:verify",
    "rebuild": "care:rebuild",
    "migrate": "care:migrate",
    "completion": "completion:command",
}


class _Lazy(click.Group):
    """A group whose commands are imported by name, so that `--help` needs none of what they need."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module, _, name = _COMMANDS[cmd_name].partition(":")
        command = getattr(importlib.import_module(f"dragoman.present.cli.{module}"), name)
        assert isinstance(command, click.Command)
        return command


@click.command(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "--version", prog_name="dragoman")
def main() -> None:
    """Dragoman reads news reports of diplomacy and keeps the record.

    \b
    Examples
      dragoman brief reports/                      what the reports of a folder say together
      dragoman brief --html brief.html a.txt b.txt  the same as one page that opens from disk
      dragoman annotate report.txt                 what one report says, as JSON
      dragoman why ev3 reports/                    the rule, words and day behind a line of a brief
      dragoman init; dragoman add reports/          a project that keeps what is added, day by day
      dragoman brief ETH KEN                        where a pair stands by the reports of the project

    \b
    Exit codes: 0 all reports were read, 1 none was, 2 wrong usage, 3 some were not.
    """
