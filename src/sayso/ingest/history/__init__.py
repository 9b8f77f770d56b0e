"""From captures to rows: finds the article, orders the revisions, derives claims and changes."""
