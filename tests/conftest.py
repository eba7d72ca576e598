"""Hermetic runs: nothing of the user's settings, folder or terminal reaches a test."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

from runs import Episodes, Run, invoke, read_episodes

settings.register_profile(
    "ci",
    deadline=None,
    derandomize=True,
    max_examples=30,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("ci")


@pytest.fixture(autouse=True)
def hermetic(monkeypatch: pytest.MonkeyPatch) -> None:
    """No variable of the caller's shell changes what is read or how it is printed."""
    for name in ("DRAGOMAN_MODEL", "COLUMNS", "FORCE_COLOR", "NO_COLOR", "PAGER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "dumb")


@pytest.fixture
def run() -> Run:
    """`dragoman ARGUMENTS...` in this process."""
    return invoke


@pytest.fixture(scope="session")
def episodes() -> Episodes:
    """The reports of every example episode by its folder's name, read once for all tests."""
    return read_episodes()
