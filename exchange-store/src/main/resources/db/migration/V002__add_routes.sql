-- The provider's side of exchanges that were routed elsewhere than to the upstream as they came.

-- Where it is told, in area scope * 4 + 2, why and where the request went, and what the provider was sent.
ALTER TABLE exchange ADD COLUMN route INTEGER;

-- Where it is told what came of that.
ALTER TABLE exchange ADD COLUMN route_ending INTEGER;

-- What came of a provider's answer while the exchange is in flight.
CREATE TABLE provider_part (
    exchange INTEGER NOT NULL,
    number   INTEGER NOT NULL,
    arrivals TEXT    NOT NULL, -- when, and how many bytes, as in area 2
    data     BLOB    NOT NULL,
    PRIMARY KEY (exchange, number)
) WITHOUT ROWID;

PRAGMA user_version = 2;
