"""What to look at and when: sources, feeds, the pace of looking again, limits, and files and archives read instead."""
