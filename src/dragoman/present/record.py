"""A project as a Python user holds it."""

from __future__ import annotations

from datetime import date

from dragoman.present.facade import Briefing
from dragoman.present.table import EventTable, table_of
from dragoman.project import Keeping
from dragoman.reconcile.selection import Wanted


class Project(Keeping):
    """A project: a folder with a database in which reports accumulate. Use it in a `with` statement, or close it.

    `Project.create(folder)` makes one; `Project(folder)` opens it and raises StoreError where there is none.
    """

    def brief(
        self,
        *parties: str,
        since: date | None = None,
        until: date | None = None,
        as_of: date | None = None,
        topic: str = "",
    ) -> Briefing:
        """What the project's reports say of the parties (codes such as "PRK"), of all where none is named."""
        return Briefing(self.tell(Wanted(parties, since, until, tuple(topic.split())), as_of))

    def events(
        self,
        *parties: str,
        since: date | None = None,
        until: date | None = None,
        as_of: date | None = None,
        topic: str = "",
    ) -> EventTable:
        """The events of the same brief as a table."""
        return table_of(self.tell(Wanted(parties, since, until, tuple(topic.split())), as_of))

    def _repr_html_(self) -> str:
        from html import escape

        listed = [k for k in self.documents() if k.state in ("in", "partial")]
        return (
            f"<p>Project {escape(str(self.folder))}: {len(listed)} reports, {len(self.log())} decisions</p>"
        )
