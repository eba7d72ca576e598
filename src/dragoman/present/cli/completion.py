"""`dragoman completion`: a script that completes commands and options in the shell."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class


@click.command(name="completion", short_help="A completion script for your shell.")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """A script that completes Dragoman's commands and options.

    \b
    Examples
      eval "$(dragoman completion bash)"       in ~/.bashrc
      dragoman completion fish > ~/.config/fish/completions/dragoman.fish
    """
    from dragoman.present.cli import main

    made = get_completion_class(shell)
    assert made is not None
    click.echo(made(main, {}, "dragoman", "_DRAGOMAN_COMPLETE").source())
