"""Dragoman reads news reports of diplomacy and keeps the record: who did or said what to whom, when, and who says so.

>>> import dragoman
>>> report = dragoman.read("OSLO - Norway rejected a British proposal on Monday.", published="2023-10-17", outlet="The Gazette")
>>> [(e.type.value, str(e.time)) for e in report.events]
[('REJECT', '2023-10-16')]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["Briefing", "Project", "ReadReport", "Settings", "__version__", "brief", "read"]

if TYPE_CHECKING:
    from dragoman.model.settings import Settings
    from dragoman.present.facade import Briefing, ReadReport, brief, read
    from dragoman.present.record import Project


def __getattr__(name: str) -> Any:
    """The facade is imported when it is used, so that `import dragoman` stays light."""
    if name == "Settings":
        from dragoman.model.settings import Settings

        return Settings
    if name == "Project":
        from dragoman.present.record import Project

        return Project
    if name in __all__:
        from dragoman.present import facade

        return getattr(facade, name)
    raise AttributeError(f"module 'dragoman' has no attribute {name!r}")
