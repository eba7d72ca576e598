"""Across reports: origins, stories, dating, event matching, comparisons, verdicts, threads, standings."""
