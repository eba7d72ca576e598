"""What the words mean: who (people by date, references), when (anchors and intervals)."""
