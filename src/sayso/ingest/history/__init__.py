"""From captures to rows: which article, which order of revisions, what was claimed and what changed."""
