"""Decides which pages to fetch and when: sources, feeds, recrawl intervals, limits; also reads files and archives."""
