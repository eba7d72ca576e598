"""The command line: one file per command, imported only when it is called."""

from __future__ import annotations

import importlib

import click

from dragoman import __version__

_COMMANDS = {"brief": "brief", "annotate": "annotate", "why": "why", "completion": "completion"}


class _Lazy(click.Group):
    """A group whose commands are imported by name, so that `--help` needs none of what they need."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command = importlib.import_module(f"dragoman.present.cli.{_COMMANDS[cmd_name]}").command
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

    \b
    Exit codes: 0 all reports were read, 1 none was, 2 wrong usage, 3 some were not.
    """
