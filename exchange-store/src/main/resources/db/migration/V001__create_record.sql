-- docs/STORAGE.md explains this schema and how to read it by hand.

-- What exchanges share bytes in: one of Claude Code's sessions, or what came without a session.
-- Each scope has three areas of bytes, numbered scope * 4 + 0 (request bodies), 1 (response bodies)
-- and 2 (what is known of each exchange, as text). Bytes are only ever appended to an area.
CREATE TABLE scope (
    id      INTEGER PRIMARY KEY,
    key     TEXT    NOT NULL,           -- the session's id; '' for none
    epoch   INTEGER NOT NULL DEFAULT 0, -- rises when bytes of its areas are erased
    closed  INTEGER NOT NULL DEFAULT 0, -- 1: new requests go to a later scope of the same key
    erasing INTEGER NOT NULL DEFAULT 0  -- 1: bytes of deleted exchanges are still to be erased
);
CREATE INDEX scope_key ON scope (key);
CREATE INDEX scope_erasing ON scope (id) WHERE erasing = 1;

-- Scope 0 holds what the requests of many sessions have in common: tools and system prompts.
INSERT INTO scope (id, key, closed) VALUES (0, 'shared', 1);

-- A piece of an area, compressed.
CREATE TABLE chunk (
    id     INTEGER PRIMARY KEY, -- area << 32 | where in the area it starts
    length INTEGER NOT NULL,    -- before compression
    open   INTEGER NOT NULL,    -- 1 until it is packed together with its neighbours
    cuts   BLOB,                -- request bodies: lengths of the elements, as varints
    data   BLOB    NOT NULL     -- one zstd frame
);
CREATE INDEX chunk_open ON chunk (id, length) WHERE open = 1;

-- An element of area 0, and how many scopes use it.
CREATE TABLE shared (
    start  INTEGER PRIMARY KEY,
    length INTEGER NOT NULL,
    uses   INTEGER NOT NULL
);
CREATE TABLE shared_use (
    scope INTEGER NOT NULL,
    start INTEGER NOT NULL,
    PRIMARY KEY (scope, start)
) WITHOUT ROWID;

CREATE TABLE exchange (
    id              INTEGER PRIMARY KEY, -- dev.ccproxy.exchange.ExchangeId
    revision        INTEGER NOT NULL,    -- rises with every change to any exchange
    scope           INTEGER NOT NULL,
    writer          INTEGER,             -- while in flight: who writes it
    started         INTEGER NOT NULL,    -- microseconds after id >> 11
    request         INTEGER NOT NULL,    -- where its request is told, in area scope * 4 + 2
    request_size    INTEGER NOT NULL,
    request_sha256  BLOB,                -- null: the body is not on record
    answer          INTEGER,             -- where its response's head is told
    status          INTEGER,
    first_byte      INTEGER,             -- microseconds since the start
    first_token     INTEGER,
    ending          INTEGER,             -- where its response's body is told
    response_size   INTEGER NOT NULL,
    response_missed INTEGER NOT NULL,    -- bytes of response_size that are not on record
    response_sha256 BLOB,                -- of what is on record
    outcome         TEXT,
    detail          TEXT,
    unchanged       INTEGER,             -- 1: the upstream was sent what the client had sent
    duration        INTEGER
);
CREATE UNIQUE INDEX exchange_revision ON exchange (revision);
CREATE INDEX exchange_scope ON exchange (scope);
CREATE INDEX exchange_writer ON exchange (writer) WHERE writer IS NOT NULL;

-- What came of a response's body while the exchange is in flight.
CREATE TABLE part (
    exchange INTEGER NOT NULL,
    number   INTEGER NOT NULL,
    arrivals TEXT    NOT NULL, -- when, and how many bytes, as in area 2
    data     BLOB    NOT NULL,
    PRIMARY KEY (exchange, number)
) WITHOUT ROWID;

-- Tells readers which exchanges are no longer on record.
CREATE TABLE deletion (
    revision INTEGER PRIMARY KEY,
    exchange INTEGER NOT NULL
);

-- When recording failed.
CREATE TABLE gap (
    id        INTEGER PRIMARY KEY,
    from_us   INTEGER NOT NULL, -- microseconds since 1970
    until_us  INTEGER NOT NULL,
    exchanges INTEGER NOT NULL,
    bytes     INTEGER NOT NULL,
    reason    TEXT    NOT NULL
);

PRAGMA user_version = 1;
