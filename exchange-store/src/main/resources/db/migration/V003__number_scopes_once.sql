-- The number of a scope that was deleted is never given to another one: readers remember what they read at an address.

CREATE TABLE numbered_scope (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    key     TEXT    NOT NULL,           -- the session's id; '' for none
    epoch   INTEGER NOT NULL DEFAULT 0, -- rises when bytes of its areas are erased
    closed  INTEGER NOT NULL DEFAULT 0, -- 1: new requests go to a later scope of the same key
    erasing INTEGER NOT NULL DEFAULT 0  -- 1: bytes of deleted exchanges are still to be erased
);
INSERT INTO numbered_scope SELECT id, key, epoch, closed, erasing FROM scope;
DROP TABLE scope;
ALTER TABLE numbered_scope RENAME TO scope;
CREATE INDEX scope_key ON scope (key);
CREATE INDEX scope_erasing ON scope (id) WHERE erasing = 1;

PRAGMA user_version = 3;
