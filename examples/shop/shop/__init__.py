"""The warehouse of an online shop."""
