"""The SQL of each table as its migration first created it; `migrations.py` adds the columns and indexes that came later.

Facts come first, then the tables derived from them. Nothing here changes after a release: a new column is a new migration.

Measured alternatives: *Text ids*: see `numbering.py`. *Readings as facts, changes as a view* (with `lag()`) took 1.7 s over a
million rows, against 2 ms for stored rows; so changes are rows. *Validity as NULL-ended intervals* took 147 ms where a far sentinel takes
20; so the open end is a date that never comes.
"""

from __future__ import annotations

from sayso.store.numbering import PER_ARTICLE

KINDS = "'raised','lowered','refined','coarsened','rehedged','reattributed','requoted','removed','added','returned','reworded'"
MODIFIERS = "'exact','about','nearly','over','at_least','under','at_most','between','vague'"

FACTS = f"""
create table sources (
  id integer primary key,
  name text not null unique,
  kind text not null check (kind in ('feed','sitemap','list','page','folder')),
  url text not null,
  interval_minutes integer not null default 30 check (interval_minutes > 0),
  growth real not null default 1.2 check (growth >= 1),
  watch_days integer check (watch_days > 0),
  active integer not null default 1 check (active in (0, 1)),
  allow_private integer not null default 0 check (allow_private in (0, 1)),
  notes text,
  added_at text not null,
  checked_at text,
  next_at text,
  etag text,
  last_modified text,
  outcome text,
  failures integer not null default 0
) strict;

create table watches (
  url text primary key,
  source_id integer not null references sources(id) on delete cascade,
  added_at text not null,
  checked_at text,
  changed_at text,
  next_at text not null,
  interval_minutes real not null check (interval_minutes > 0),
  etag text,
  last_modified text,
  feed_published text,
  feed_updated text,
  raw_sha256 text,
  outcome text,
  failures integer not null default 0,
  active integer not null default 1 check (active in (0, 1))
) strict;
create index watches_due on watches(source_id, next_at) where active = 1;

create table tellings (
  channel text primary key,
  run_id integer not null,
  at text not null
) strict;

create table runs (
  id integer primary key,
  started_at text not null,
  ended_at text,
  status text not null check (status in ('running','done','failed','interrupted','killed')),
  command text not null,
  sayso_version text not null,
  grammar_version integer not null,
  matcher_version integer not null,
  extractor_version text not null,
  articles integer not null default 0,
  revisions_new integer not null default 0,
  revisions_known integer not null default 0,
  claims integer not null default 0,
  changes integer not null default 0,
  failures integer not null default 0
) strict;

create table run_events (
  id integer primary key,
  run_id integer not null references runs(id) on delete cascade,
  at text not null,
  source_id integer references sources(id) on delete set null,
  locator text not null,
  outcome text not null,
  detail text,
  article_id integer references articles(id) on update cascade on delete set null,
  seconds real
) strict;
create index run_events_run on run_events(run_id);
create index run_events_article on run_events(article_id);
create index run_events_source on run_events(source_id, at);
create index run_events_outcome on run_events(outcome);

create table articles (
  id integer primary key check (id > 0 and id < {2**53 // PER_ARTICLE}),
  url text not null,
  title text not null,
  publisher text,
  byline text,
  language text,
  published_at text,
  updated_at text not null,
  first_captured_at text not null,
  last_captured_at text not null,
  status text not null default 'live' check (status in ('live','gone','blocked')),
  revisions integer not null default 0,
  claims integer not null default 0,
  changes integer not null default 0,
  last_changed_at text,
  grammar_version integer,
  matcher_version integer
) strict;
create index articles_updated on articles(updated_at);
create index articles_changed on articles(last_changed_at);
create index articles_publisher on articles(publisher, updated_at);
create index articles_url on articles(url);

create table article_urls (
  url text primary key,
  article_id integer not null references articles(id) on update cascade on delete cascade,
  reason text not null check (reason in ('asked','canonical','redirect','story number','merged')),
  since text not null,
  merged_from integer
) strict;
create index article_urls_article on article_urls(article_id);

create table raws (
  sha256 text primary key,
  media_type text not null,
  size integer not null,
  body blob
) strict;

create table revisions (
  id integer primary key,
  article_id integer not null references articles(id) on update cascade on delete cascade,
  seq integer not null check (seq > 0),
  updated_at text not null,
  updated_at_basis text not null,
  zone_assumed integer not null check (zone_assumed in (0, 1)),
  captured_at text not null,
  last_captured_at text not null,
  valid_from text not null,
  valid_to text not null default '9999-12-31T00:00:00Z' check (valid_to >= valid_from),
  stealth integer not null default 0 check (stealth in (0, 1)),
  bump integer not null default 0 check (bump in (0, 1)),
  correction text,
  title text not null,
  text text not null,
  headline_end integer not null,
  captions_start integer,
  text_hash text not null,
  occurrence integer not null default 0,
  published_at text,
  unique (article_id, updated_at, text_hash, occurrence)
) strict;
create index revisions_article on revisions(article_id, seq);
create index revisions_valid on revisions(valid_from);
create index revisions_captured on revisions(captured_at);
create index revisions_stealth on revisions(valid_from) where stealth = 1;
create index revisions_correction on revisions(valid_from) where correction is not null;

create table absences (
  article_id integer not null references articles(id) on update cascade on delete cascade,
  at text not null,
  kind text not null check (kind in ('gone','blocked')),
  url text not null,
  detail text not null,
  run_id integer references runs(id) on delete set null,
  primary key (article_id, at, url)
) strict;
create index absences_at on absences(at);
create index absences_run on absences(run_id);

create table captures (
  id integer primary key,
  run_id integer references runs(id) on delete set null,
  source_id integer references sources(id) on delete set null,
  article_id integer not null references articles(id) on update cascade on delete cascade,
  revision_id integer not null references revisions(id) on update cascade deferrable initially deferred,
  locator text not null,
  asked_url text,
  url text not null,
  captured_at text not null,
  captured_at_given integer not null check (captured_at_given in (0, 1)),
  last_seen_at text not null,
  updated_at text not null,
  updated_at_basis text not null,
  zone_assumed integer not null check (zone_assumed in (0, 1)),
  zone text not null,
  published_at text,
  publisher text,
  byline text,
  language text,
  candidates text not null default '[]' check (json_valid(candidates)),
  last_modified text,
  feed_published text,
  feed_updated text,
  raw_sha256 text not null references raws(sha256),
  text_hash text not null,
  extractor_version text not null,
  unique (url, captured_at, raw_sha256)
) strict;
create index captures_article on captures(article_id);
create index captures_revision on captures(revision_id);
create index captures_raw on captures(raw_sha256);
create index captures_run on captures(run_id);
create index captures_source on captures(source_id);
"""

DERIVED = f"""
create table speakers (
  id integer primary key,
  name text not null unique
) strict;

create table claims (
  id integer primary key,
  article_id integer not null references articles(id) on update cascade on delete cascade,
  kind text not null check (kind in ('quantity','statement')),
  part text not null check (part in ('headline','body','caption')),
  label text not null,
  sentence text not null,
  speaker_id integer references speakers(id),
  value real,
  unit text,
  noun text,
  role text,
  status text not null check (status in ('standing','gone')),
  first_at text not null,
  last_at text not null,
  versions integer not null,
  changes integer not null
) strict;
create index claims_article on claims(article_id);
create index claims_kind on claims(kind, last_at);
create index claims_speaker on claims(speaker_id);
create index claims_status on claims(status);
create index claims_unit on claims(unit);
create index claims_role on claims(role);
create index claims_part on claims(part);
create index claims_last on claims(last_at);

create table claim_versions (
  id integer primary key,
  claim_id integer not null references claims(id) on update cascade on delete cascade deferrable initially deferred,
  article_id integer not null references articles(id) on update cascade on delete cascade,
  revision_id integer not null references revisions(id) on update cascade deferrable initially deferred,
  n integer not null check (n > 0),
  valid_from text not null,
  valid_to text not null check (valid_to >= valid_from),
  start integer not null,
  "end" integer not null check ("end" > start),
  text text not null,
  sentence text not null,
  value real,
  modifier text check (modifier in ({MODIFIERS})),
  low real,
  high real,
  unit text,
  noun text,
  head text,
  role text,
  trend text check (trend in ('up','down')),
  speaker_id integer references speakers(id),
  source text,
  cue text,
  mode text check (mode in ('direct','indirect','mixed')),
  act text check (act in ('speech','thought','intent')),
  negated integer check (negated in (0, 1)),
  moment text,
  moment_start text,
  moment_end text,
  marks text check (json_valid(marks)),
  rule text not null,
  method text not null,
  confidence real not null check (confidence between 0 and 1)
) strict;
create index claim_versions_claim on claim_versions(claim_id, valid_from);
create index claim_versions_article on claim_versions(article_id, valid_to, valid_from);
create index claim_versions_valid on claim_versions(valid_to, valid_from);
create index claim_versions_from on claim_versions(valid_from);
create index claim_versions_revision on claim_versions(revision_id);
create index claim_versions_speaker on claim_versions(speaker_id, valid_from);
create index claim_versions_modifier on claim_versions(modifier);
create index claim_versions_unit on claim_versions(unit);

create table changes (
  id integer primary key,
  claim_id integer not null references claims(id) on update cascade on delete cascade deferrable initially deferred,
  article_id integer not null references articles(id) on update cascade on delete cascade,
  kind text not null check (kind in ({KINDS})),
  rank integer not null,
  at text not null,
  day text not null,
  old_version_id integer references claim_versions(id) on update cascade deferrable initially deferred,
  new_version_id integer references claim_versions(id) on update cascade deferrable initially deferred,
  old_revision_id integer not null references revisions(id) on update cascade deferrable initially deferred,
  new_revision_id integer not null references revisions(id) on update cascade deferrable initially deferred,
  delta real,
  percent real,
  stealth integer not null check (stealth in (0, 1)),
  correction text check (correction in ('names it','notes one')),
  method text not null,
  confidence real not null check (confidence between 0 and 1),
  check (old_version_id is not null or new_version_id is not null)
) strict;
create index changes_claim on changes(claim_id, at);
create index changes_article on changes(article_id, at);
create index changes_at on changes(at);
create index changes_kind on changes(kind, at);
create index changes_day on changes(day, rank, kind, stealth, article_id);
create index changes_old_version on changes(old_version_id);
create index changes_new_version on changes(new_version_id);
create index changes_old_revision on changes(old_revision_id);
create index changes_new_revision on changes(new_revision_id);
create index changes_stealth on changes(at) where stealth = 1;
create index changes_correction on changes(at) where correction is not null;

create table mentions (
  revision_id integer not null references revisions(id) on update cascade deferrable initially deferred,
  start integer not null,
  version_id integer not null references claim_versions(id) on update cascade on delete cascade deferrable initially deferred,
  "end" integer not null check ("end" > start),
  primary key (revision_id, start, version_id)
) strict, without rowid;
create index mentions_version on mentions(version_id);
"""

READINGS = """
create table _readings (
  revision_id integer primary key references revisions(id) on update cascade on delete cascade,
  seen text not null,
  grammar_version integer not null,
  claims blob not null
) strict;
"""

STATES = """
create table _states (
  article_id integer primary key references articles(id) on update cascade on delete cascade,
  revisions integer not null,
  grammar_version integer not null,
  matcher_version integer not null,
  claims blob not null
) strict;
"""

SERIES = """
create table series (
  id integer primary key,
  name text not null,
  dimension text not null,
  points integer not null,
  articles integer not null,
  outlets integer not null,
  first_at text not null,
  last_at text not null,
  latest_claim_id integer not null references claims(id) on update cascade on delete cascade deferrable initially deferred,
  latest_value real,
  least real,
  most real
) strict;
create index series_last on series(last_at);
create index series_points_count on series(points);
create index series_latest on series(latest_claim_id);

create table claim_series (
  claim_id integer primary key references claims(id) on update cascade on delete cascade deferrable initially deferred,
  series_id integer not null references series(id) on update cascade on delete cascade deferrable initially deferred,
  at text not null,
  certainty real not null check (certainty between 0 and 1),
  verdict text not null check (verdict in ('first','repeats','same copy','refines','coarsens','raises','lowers'))
) strict;
create index claim_series_series on claim_series(series_id, at);

create table series_decisions (
  id integer primary key,
  at text not null,
  kind text not null check (kind in ('join','split','rename')),
  claim_id integer not null,
  other_id integer,
  name text
) strict;
"""

SERIES_PAGES = """
alter table series add column telling integer not null default 0;
alter table series add column disagreements integer not null default 0;
create index series_telling on series(telling);
create index series_outlets on series(outlets);
create index series_dimension on series(dimension);
create index claim_series_moved on claim_series(at) where verdict in ('raises','lowers');

create table _disagreements (
  id integer primary key references claims(id) on update cascade on delete cascade deferrable initially deferred,
  other_id integer not null references claims(id) on update cascade on delete cascade deferrable initially deferred,
  series_id integer not null references series(id) on update cascade on delete cascade deferrable initially deferred,
  at text not null,
  between_whom text not null check (between_whom in ('outlets','headline and body','articles of one outlet'))
) strict;
create index _disagreements_at on _disagreements(at);
create index _disagreements_series on _disagreements(series_id, at);
create index _disagreements_other on _disagreements(other_id);
"""

SETTLED = """
create table _settled (
  seen text not null,
  made text not null
) strict;
"""

VERDICTS = """
create table _points (
  claim_id integer primary key references claims(id) on update cascade on delete cascade deferrable initially deferred,
  series_id integer not null references series(id) on update cascade on delete cascade deferrable initially deferred,
  at text not null,
  certainty real not null check (certainty between 0 and 1),
  verdict text not null
    check (verdict in ('first','repeats','same copy','refines','coarsens','raises','lowers','conflicts')),
  before_id integer references claims(id) on update cascade on delete set null deferrable initially deferred
) strict;
insert into _points select claim_id, series_id, at, certainty, verdict, before_id from claim_series;
drop table claim_series;
alter table _points rename to claim_series;
create index claim_series_series on claim_series(series_id, at);
create index claim_series_at on claim_series(at);
create index claim_series_before on claim_series(before_id);
"""
