"""Bytes to Documents: one file per format; the text is decoded once and never cleaned."""
