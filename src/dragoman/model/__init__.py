"""The shared language: frozen, slotted dataclasses; the standard library only; imports nothing of ours."""
