-- The practice network's file. Every time is whole microseconds since 1970-01-01 in UTC.
-- `acts` is a sum of bits, named by `Act` in town.py.

CREATE TABLE IF NOT EXISTS town (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  seed TEXT NOT NULL,
  zone TEXT NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS resident (
  id INTEGER PRIMARY KEY,
  household INTEGER NOT NULL,
  district TEXT NOT NULL,
  age TEXT NOT NULL,
  languages TEXT NOT NULL,
  interest INTEGER NOT NULL,
  apps TEXT NOT NULL,
  friends TEXT NOT NULL,
  circles TEXT NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS account (
  id INTEGER PRIMARY KEY,
  network TEXT NOT NULL,
  stable_id TEXT NOT NULL,
  handle TEXT NOT NULL,
  name TEXT NOT NULL,
  credentials TEXT NOT NULL,
  expired INTEGER NOT NULL CHECK (expired IN (0, 1)),
  created_at INTEGER NOT NULL,
  UNIQUE (network, stable_id)
) STRICT;

-- A resident follows from just after `since` up to and including `until`.
CREATE TABLE IF NOT EXISTS follow (
  account_id INTEGER NOT NULL REFERENCES account (id),
  resident_id INTEGER NOT NULL REFERENCES resident (id),
  since INTEGER NOT NULL,
  until INTEGER CHECK (until > since),
  gained_by INTEGER REFERENCES post (number),
  lost_by INTEGER REFERENCES post (number),
  PRIMARY KEY (account_id, resident_id, since)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS media (
  id TEXT PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES account (id),
  content BLOB NOT NULL,
  sha256 TEXT NOT NULL,
  media_type TEXT NOT NULL,
  alt TEXT,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS post (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  account_id INTEGER NOT NULL REFERENCES account (id),
  text TEXT NOT NULL,
  media_ids TEXT NOT NULL,
  poll_options TEXT NOT NULL,
  poll_minutes INTEGER,
  link TEXT,
  reply_to TEXT,
  created_at INTEGER NOT NULL,
  published_at INTEGER,
  visible_from INTEGER,
  edited_at INTEGER,
  deleted_at INTEGER,
  routine INTEGER NOT NULL CHECK (routine IN (0, 1)),
  campaign TEXT,
  -- From here on residents and visitors see it; null for a draft.
  shown_at INTEGER GENERATED ALWAYS AS (
    max(published_at, coalesce(visible_from, published_at))
  ) VIRTUAL
) STRICT;

CREATE INDEX IF NOT EXISTS post_by_account ON post (account_id, shown_at);

CREATE TABLE IF NOT EXISTS meeting (
  post_number INTEGER NOT NULL REFERENCES post (number),
  resident_id INTEGER NOT NULL REFERENCES resident (id),
  at INTEGER NOT NULL,
  as_follower INTEGER NOT NULL CHECK (as_follower IN (0, 1)),
  acts INTEGER NOT NULL,
  PRIMARY KEY (post_number, resident_id, at)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS request_log (
  number INTEGER PRIMARY KEY,
  network TEXT NOT NULL,
  method TEXT NOT NULL,
  path TEXT NOT NULL,
  account TEXT,
  at INTEGER NOT NULL,
  status INTEGER NOT NULL
) STRICT;
