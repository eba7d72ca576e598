"""The project's database: raw reports, their readings, and the decisions of its keeper, in one file."""
