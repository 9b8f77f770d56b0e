"""The store: the only SQL, from tables and migrations to what pages and commands ask."""
