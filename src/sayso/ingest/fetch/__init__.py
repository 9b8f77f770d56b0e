"""Polite HTTP: one queue per host, robots.txt, redirects, content encodings, no private networks."""
