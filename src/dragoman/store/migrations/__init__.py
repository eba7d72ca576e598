"""From each earlier schema to this one: Alembic's revisions, one a version, run inside a transaction of the caller's."""

from __future__ import annotations

from importlib import resources

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from dragoman.store.tables import SCHEMA


def upgrade(connection: Connection, schema: int) -> None:
    """Bring the tables from `schema` to this version's. Nothing is committed."""
    config = _config(connection)
    command.stamp(config, str(schema))
    command.upgrade(config, str(SCHEMA))


def stamp(connection: Connection) -> None:
    """Note that the tables are this version's."""
    command.stamp(_config(connection), str(SCHEMA))


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option(
        "script_location", str(resources.files("dragoman.store.migrations")).replace("%", "%%")
    )
    config.attributes["connection"] = connection
    return config
