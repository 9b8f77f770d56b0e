"""Decides which pages to fetch and when: sources, feeds, intervals of recrawling, limits; reads files and archives too."""
