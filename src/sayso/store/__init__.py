"""The store: all SQL, from tables and migrations to the queries of pages and commands."""
