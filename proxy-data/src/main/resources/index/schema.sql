-- The index. Everything here can be made again from the record; docs/adr/0003-the-index.md tells why it is as it is.
-- Times are microseconds since 1970 unless said otherwise, tokens are the wire's figures, costs are picodollars
-- (dev.ccproxy.data.cost.Money) at the prices that `priced` names.

-- Up to which of the record's changes the index is.
CREATE TABLE progress (
    id       INTEGER PRIMARY KEY CHECK (id = 0),
    revision INTEGER NOT NULL
);
INSERT INTO progress VALUES (0, 0);

-- With which prices costs were reckoned.
CREATE TABLE priced (
    id     INTEGER PRIMARY KEY CHECK (id = 0),
    prices TEXT NOT NULL            -- dev.ccproxy.data.cost.Prices#fingerprint
);

-- One of Claude Code's sessions; '' is what came without one.
CREATE TABLE session (
    id      INTEGER PRIMARY KEY,
    key     TEXT NOT NULL UNIQUE,
    project TEXT,             -- the working folder, as the client tells the model
    title   TEXT,             -- as the model put it when it was asked for one
    last_at INTEGER NOT NULL DEFAULT 0,
    exchanges INTEGER NOT NULL DEFAULT 0,
    input          INTEGER NOT NULL DEFAULT 0,
    cache_read     INTEGER NOT NULL DEFAULT 0,
    cache_write_5m INTEGER NOT NULL DEFAULT 0,
    cache_write_1h INTEGER NOT NULL DEFAULT 0,
    output         INTEGER NOT NULL DEFAULT 0,
    cost_input     INTEGER NOT NULL DEFAULT 0,
    cost_output    INTEGER NOT NULL DEFAULT 0,
    cost_write_5m  INTEGER NOT NULL DEFAULT 0,
    cost_write_1h  INTEGER NOT NULL DEFAULT 0,
    cost_read      INTEGER NOT NULL DEFAULT 0,
    cost_tools     INTEGER NOT NULL DEFAULT 0,
    unpriced  INTEGER NOT NULL DEFAULT 0 -- exchanges whose cost is not known
);
CREATE INDEX session_last ON session (last_at, id);
CREATE INDEX session_project ON session (project, last_at);

-- A thread of messages: the main one of a session, or an agent's.
CREATE TABLE conversation (
    id           INTEGER PRIMARY KEY,
    key          TEXT    NOT NULL UNIQUE, -- names it in the API, also after the index was made again
    session      INTEGER NOT NULL,
    main         INTEGER NOT NULL,        -- 1, or 0 for an agent's
    agent        TEXT,                    -- the agent's id, where the client sends one
    parent_agent TEXT,                    -- the id of the agent that called it
    agent_type   TEXT,                    -- as the client tells it
    type         TEXT,                    -- that, or as the call tells it; null for a main one
    spawn        TEXT,                    -- id of the tool_use that called it
    prompt       INTEGER,                 -- hash of the last text of its first message
    system       INTEGER NOT NULL,        -- hash of its system prompt
    title        TEXT,                    -- its first prompt, cut
    model        TEXT,                    -- asked for last
    first_at     INTEGER NOT NULL DEFAULT 0,
    last_at      INTEGER NOT NULL DEFAULT 0,
    exchanges    INTEGER NOT NULL DEFAULT 0,
    turns        INTEGER NOT NULL DEFAULT 0,
    errors       INTEGER NOT NULL DEFAULT 0,
    in_flight    INTEGER NOT NULL DEFAULT 0,
    tool_calls   INTEGER NOT NULL DEFAULT 0,
    input          INTEGER NOT NULL DEFAULT 0,
    cache_read     INTEGER NOT NULL DEFAULT 0,
    cache_write_5m INTEGER NOT NULL DEFAULT 0,
    cache_write_1h INTEGER NOT NULL DEFAULT 0,
    output         INTEGER NOT NULL DEFAULT 0,
    cost_input     INTEGER NOT NULL DEFAULT 0,
    cost_output    INTEGER NOT NULL DEFAULT 0,
    cost_write_5m  INTEGER NOT NULL DEFAULT 0,
    cost_write_1h  INTEGER NOT NULL DEFAULT 0,
    cost_read      INTEGER NOT NULL DEFAULT 0,
    cost_tools     INTEGER NOT NULL DEFAULT 0,
    unpriced     INTEGER NOT NULL DEFAULT 0 -- exchanges whose cost is not known
);
CREATE INDEX conversation_last ON conversation (last_at, id);
CREATE INDEX conversation_session ON conversation (session, last_at);
CREATE INDEX conversation_prompt ON conversation (session, prompt);
CREATE INDEX conversation_spawn ON conversation (session, spawn) WHERE spawn IS NOT NULL;

-- A message, once, in however many requests it was sent.
CREATE TABLE message (
    id       INTEGER PRIMARY KEY,
    hash     INTEGER NOT NULL UNIQUE, -- of role and content
    role     TEXT    NOT NULL,
    size     INTEGER NOT NULL,        -- bytes of the content
    content  BLOB    NOT NULL         -- the content's JSON as one zstd frame
);

-- A message at its place in a conversation. What was edited, taken back or compacted stays beside what came after.
CREATE TABLE node (
    id           INTEGER PRIMARY KEY,
    conversation INTEGER NOT NULL,
    parent       INTEGER,             -- null for the first message
    chain        INTEGER NOT NULL,    -- hash of what makes the messages up to this one the same again
    message      INTEGER NOT NULL,
    depth        INTEGER NOT NULL,    -- 1 for the first message
    kind         TEXT    NOT NULL,    -- dev.ccproxy.data.conversation.MessageKind
    turn         INTEGER              -- the node of the prompt it belongs to; null for a node that is one
);
CREATE INDEX node_chain ON node (chain, conversation);
CREATE INDEX node_conversation ON node (conversation);
CREATE INDEX node_message ON node (message);
CREATE INDEX node_parent ON node (parent) WHERE parent IS NOT NULL;

CREATE TABLE exchange (
    id           INTEGER PRIMARY KEY, -- dev.ccproxy.exchange.ExchangeId
    session      INTEGER NOT NULL,
    conversation INTEGER,             -- null for side requests
    class        TEXT    NOT NULL,    -- dev.ccproxy.data.conversation.RequestClass
    started      INTEGER NOT NULL,
    leaf         INTEGER,             -- the node of its last message
    answer       INTEGER,             -- the node of its answer
    turn         INTEGER,             -- the node of the prompt that it works on
    model        TEXT,
    provider     TEXT NOT NULL DEFAULT 'anthropic', -- who answered, or was asked to
    routed_model TEXT,                -- the model that was asked instead, where an agent was routed
    routed_agent TEXT,                -- the agent that a mapping matched, also where it fell back
    status       INTEGER,
    outcome      TEXT,                -- null while it is in flight
    error        TEXT,                -- the API's type of error
    stop_reason  TEXT,
    first_token  INTEGER,             -- microseconds since the start
    duration     INTEGER,             -- microseconds
    input          INTEGER NOT NULL DEFAULT 0,
    cache_read     INTEGER NOT NULL DEFAULT 0,
    cache_write_5m INTEGER NOT NULL DEFAULT 0,
    cache_write_1h INTEGER NOT NULL DEFAULT 0,
    output         INTEGER NOT NULL DEFAULT 0,
    searches     INTEGER NOT NULL DEFAULT 0, -- by the API's own search tool
    tier         TEXT,                -- the API's tier of service
    toolset      INTEGER,             -- the tools that it offers
    lost         INTEGER NOT NULL DEFAULT 0, -- tokens that the request before had cached and this one did not read
    priced_as    TEXT,                -- the model whose price counts; null where nothing was charged
    cost_input     INTEGER NOT NULL DEFAULT 0,
    cost_output    INTEGER NOT NULL DEFAULT 0,
    cost_write_5m  INTEGER NOT NULL DEFAULT 0,
    cost_write_1h  INTEGER NOT NULL DEFAULT 0,
    cost_read      INTEGER NOT NULL DEFAULT 0,
    cost_tools     INTEGER NOT NULL DEFAULT 0,
    cache_saved     INTEGER NOT NULL DEFAULT 0, -- by reading from the cache
    cache_surcharge INTEGER NOT NULL DEFAULT 0, -- for writing into it
    cache_missed    INTEGER NOT NULL DEFAULT 0, -- for what was lost, above the price of reading it
    unpriced     INTEGER NOT NULL DEFAULT 0, -- 1 where something was charged and there is no price
    tokens       INTEGER AS (CASE WHEN priced_as IS NOT NULL
        THEN input + cache_read + cache_write_5m + cache_write_1h + output END) VIRTUAL,
    cost         INTEGER AS (CASE WHEN priced_as IS NOT NULL AND unpriced = 0
        THEN cost_input + cost_output + cost_write_5m + cost_write_1h + cost_read + cost_tools END) VIRTUAL,
    cache_ratio  REAL AS (CASE WHEN input + cache_read + cache_write_5m + cache_write_1h > 0
        THEN 1.0 * cache_read / (input + cache_read + cache_write_5m + cache_write_1h) END) VIRTUAL
);
CREATE INDEX exchange_session ON exchange (session, class);
CREATE INDEX exchange_conversation ON exchange (conversation, turn);
CREATE INDEX exchange_leaf ON exchange (leaf);
CREATE INDEX exchange_answer ON exchange (answer);
CREATE INDEX exchange_routed ON exchange (routed_agent, id) WHERE routed_agent IS NOT NULL;
CREATE INDEX exchange_charged ON exchange (conversation) WHERE priced_as IS NOT NULL;
CREATE INDEX exchange_toolset ON exchange (toolset) WHERE toolset IS NOT NULL;

-- Names of tools that requests offer together.
CREATE TABLE toolset (
    id    INTEGER PRIMARY KEY,
    hash  INTEGER NOT NULL UNIQUE,
    names TEXT    NOT NULL           -- an array as JSON
);
CREATE TRIGGER toolset_unused AFTER DELETE ON exchange WHEN old.toolset IS NOT NULL BEGIN
    DELETE FROM toolset WHERE id = old.toolset AND NOT EXISTS (SELECT 1 FROM exchange WHERE toolset = old.toolset);
END;

-- A call of a tool in an answer, and its result in a later request.
CREATE TABLE tool_call (
    id           INTEGER PRIMARY KEY,
    session      INTEGER NOT NULL,
    conversation INTEGER NOT NULL,
    exchange     INTEGER NOT NULL,    -- whose answer it is in
    tool_use     TEXT    NOT NULL,
    name         TEXT    NOT NULL,
    called       INTEGER NOT NULL,    -- when the answer ended
    input_size   INTEGER NOT NULL,    -- bytes of JSON
    file         TEXT,                -- which file it reads or edits
    subagent     TEXT,                -- which type of agent it calls
    prompt       INTEGER,             -- hash of what it tells that agent
    agent        TEXT,                -- the id of that agent, once it is known
    result_exchange INTEGER,          -- the request that brought the result
    returned     INTEGER,             -- when that request was sent
    result_size  INTEGER,             -- bytes of JSON
    is_error     INTEGER,
    UNIQUE (session, tool_use, conversation)
);
CREATE INDEX tool_call_conversation ON tool_call (conversation);
CREATE INDEX tool_call_exchange ON tool_call (exchange);
CREATE INDEX tool_call_result ON tool_call (result_exchange);
CREATE INDEX tool_call_agent ON tool_call (session, agent) WHERE agent IS NOT NULL;
CREATE INDEX tool_call_prompt ON tool_call (session, prompt) WHERE prompt IS NOT NULL;

-- What the list of requests shows beside that: dev.ccproxy.data.exchange. Sorted by a figure, what lacks it is left out;
-- by time the list follows the ids. Of what most requests have, status 200 and so on, there is no index: it would find all.
CREATE INDEX exchange_duration ON exchange (duration) WHERE duration IS NOT NULL;
CREATE INDEX exchange_first_token ON exchange (first_token) WHERE first_token IS NOT NULL;
CREATE INDEX exchange_cost ON exchange (cost) WHERE cost IS NOT NULL;
CREATE INDEX exchange_tokens ON exchange (tokens) WHERE tokens IS NOT NULL;
CREATE INDEX exchange_cache_ratio ON exchange (cache_ratio) WHERE cache_ratio IS NOT NULL;
CREATE INDEX exchange_model ON exchange (model);
CREATE INDEX exchange_status ON exchange (status) WHERE status <> 200;
CREATE INDEX exchange_failed ON exchange (id, status) WHERE status >= 400;
CREATE INDEX exchange_outcome ON exchange (outcome) WHERE outcome IS NOT 'completed';
CREATE INDEX exchange_class ON exchange (class) WHERE class <> 'main';
CREATE INDEX exchange_provider ON exchange (provider) WHERE provider <> 'anthropic';
CREATE INDEX tool_call_name ON tool_call (name, exchange);

-- Where requests go: few, for very many requests.
CREATE TABLE target (
    id     INTEGER PRIMARY KEY,
    method TEXT NOT NULL,
    path   TEXT NOT NULL,
    query  TEXT NOT NULL,             -- '' for none
    UNIQUE (method, path, query)
);

CREATE TABLE request (
    id             INTEGER PRIMARY KEY, -- dev.ccproxy.exchange.ExchangeId
    target         INTEGER NOT NULL,
    agent          TEXT,              -- the id that the client sends
    parent_agent   TEXT,
    said_class     TEXT,              -- what the client says the request is for
    request_bytes  INTEGER NOT NULL,
    response_bytes INTEGER NOT NULL,
    first_byte     INTEGER,           -- microseconds since the start
    detail         TEXT               -- beyond the outcome; null where there is nothing
);
CREATE INDEX request_target ON request (target);
CREATE INDEX request_agent ON request (agent) WHERE agent IS NOT NULL;

-- Full-text search, dev.ccproxy.data.search: passages are parts of messages, and texts are found by their words. The
-- texts themselves are where they were; only their words stand here.

-- A text that is found by itself. Its id is `seconds since 1970 << 8`, and up from there, so ids follow time.
CREATE TABLE passage (
    id     INTEGER PRIMARY KEY,
    source INTEGER NOT NULL,          -- dev.ccproxy.data.search.Source: where the text is
    ref    INTEGER NOT NULL,          -- there: the message, system prompt or line of a transcript
    block  INTEGER NOT NULL,          -- its place among the message's blocks, from 0
    kind   TEXT    NOT NULL,          -- dev.ccproxy.data.search.PassageKind
    tool   TEXT,                      -- whose input or result it is
    error  INTEGER NOT NULL           -- 1 where it is the result of a call that failed
);
CREATE INDEX passage_ref ON passage (source, ref);

-- text: the words, as dev.ccproxy.data.search.Words makes them; heads: what words begin with; facets: kind, tool, error.
CREATE VIRTUAL TABLE passage_words USING fts5 (text, heads, facets, content='', columnsize=0, tokenize='ascii');
INSERT INTO passage_words (passage_words, rank) VALUES ('secure-delete', 1);
INSERT INTO passage_words (passage_words, rank) VALUES ('hashsize', 8388608);

-- Messages that have yet to be found, and those that no longer may be.
CREATE TABLE message_added (message INTEGER PRIMARY KEY);
CREATE TABLE message_removed (
    message INTEGER PRIMARY KEY,
    role    TEXT    NOT NULL,
    size    INTEGER NOT NULL,
    content BLOB    NOT NULL
);
CREATE TRIGGER message_insert AFTER INSERT ON message BEGIN
    INSERT INTO message_added VALUES (new.id);
END;
CREATE TRIGGER message_delete AFTER DELETE ON message BEGIN
    DELETE FROM message_added WHERE message = old.id;
    INSERT OR IGNORE INTO message_removed SELECT old.id, old.role, old.size, old.content
        WHERE EXISTS (SELECT 1 FROM passage WHERE source = 0 AND ref = old.id);
END;

-- A system prompt that conversations began with; conversation.system is its hash.
CREATE TABLE system_prompt (
    id      INTEGER PRIMARY KEY,
    hash    INTEGER NOT NULL UNIQUE,
    size    INTEGER NOT NULL,         -- bytes of the text
    content BLOB    NOT NULL          -- the text as one zstd frame
);
CREATE INDEX conversation_system ON conversation (system, last_at);

-- Transcripts that Claude Code writes itself, dev.ccproxy.data.transcript. Of what crossed the proxy they add the title and
-- the branch; of the rest the content is kept here.

-- A file below ~/.claude/projects, as far as it was read.
CREATE TABLE transcript (
    id       INTEGER PRIMARY KEY,
    path     TEXT    NOT NULL UNIQUE, -- below that folder
    key      TEXT    NOT NULL,        -- the file system's, tells another file of this name
    session  TEXT    NOT NULL,        -- session.key, where it crossed the proxy
    agent    TEXT,                    -- the agent's id; null for the main conversation
    project  TEXT    NOT NULL,        -- the working folder; the folder's name until one is told
    branch   TEXT,                    -- of git, told last
    title    TEXT,
    title_rank INTEGER NOT NULL DEFAULT 0, -- dev.ccproxy.data.transcript.TranscriptLine.Title
    prompt   TEXT,                    -- the first one, cut
    first_at INTEGER NOT NULL DEFAULT 0,
    last_at  INTEGER NOT NULL DEFAULT 0,
    messages INTEGER NOT NULL DEFAULT 0,
    apart    INTEGER NOT NULL DEFAULT 0, -- messages that never crossed the proxy
    read     INTEGER NOT NULL DEFAULT 0, -- up to which byte
    tail     INTEGER NOT NULL DEFAULT 0, -- hash of the last bytes before that
    modified INTEGER NOT NULL DEFAULT 0  -- milliseconds since 1970, when it was read to its end
);
CREATE INDEX transcript_session ON transcript (session);
CREATE INDEX transcript_project ON transcript (project, last_at);
CREATE INDEX transcript_last ON transcript (last_at, id);

CREATE TABLE transcript_message (
    id         INTEGER PRIMARY KEY,
    transcript INTEGER NOT NULL,
    position   INTEGER NOT NULL,      -- from 1
    role       TEXT    NOT NULL,
    at         INTEGER NOT NULL,
    request_id TEXT,                  -- of the answer that it is part of
    state      INTEGER NOT NULL,      -- dev.ccproxy.data.transcript.TranscriptStore.State
    size       INTEGER NOT NULL,      -- bytes of the content
    content    BLOB,                  -- JSON as one zstd frame; null for what is on record
    UNIQUE (transcript, position)
);
CREATE INDEX transcript_message_request ON transcript_message (request_id) WHERE request_id IS NOT NULL;
CREATE INDEX transcript_message_state ON transcript_message (transcript, state);

-- The request-id that the upstream gave an answer.
CREATE TABLE exchange_request (
    exchange   INTEGER PRIMARY KEY,
    request_id TEXT NOT NULL
);
CREATE INDEX exchange_request_id ON exchange_request (request_id);

-- What belongs to the statistics. A quarter of an hour (counted from 1970, by the ids of exchanges) in which something
-- changed that the tables below sum up is summed up anew at the end of the transaction.
CREATE TABLE stale_slot (
    slot INTEGER PRIMARY KEY
);
CREATE TRIGGER exchange_added AFTER INSERT ON exchange WHEN new.outcome IS NOT NULL BEGIN
    INSERT INTO stale_slot VALUES ((new.id >> 11) / 900000000) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER exchange_ended AFTER UPDATE ON exchange WHEN new.outcome IS NOT NULL BEGIN
    INSERT INTO stale_slot VALUES ((new.id >> 11) / 900000000) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER exchange_deleted AFTER DELETE ON exchange BEGIN
    INSERT INTO stale_slot VALUES ((old.id >> 11) / 900000000) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER call_made AFTER INSERT ON tool_call BEGIN
    INSERT INTO stale_slot VALUES ((new.exchange >> 11) / 900000000) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER call_returned AFTER UPDATE OF returned ON tool_call BEGIN
    INSERT INTO stale_slot VALUES ((new.exchange >> 11) / 900000000) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER project_found AFTER UPDATE OF project ON session WHEN old.project IS NOT new.project BEGIN
    INSERT INTO stale_slot SELECT DISTINCT (id >> 11) / 900000000 FROM exchange WHERE session = new.id
        ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER type_found AFTER UPDATE OF type ON conversation WHEN old.type IS NOT new.type BEGIN
    INSERT INTO stale_slot SELECT DISTINCT (id >> 11) / 900000000 FROM exchange WHERE conversation = new.id
        ON CONFLICT DO NOTHING;
END;

-- All of these hold sums of blocks of time: quarters of an hour (span 1), and so that long times are quick to sum up,
-- hours (4), quarters of a day (24) and days (96) of UTC, `at` being the first slot. Names are '' where none is known.

-- What exchanges that ended took, by when they began.
CREATE TABLE usage_block (
    span     INTEGER NOT NULL,
    at       INTEGER NOT NULL,
    provider TEXT    NOT NULL,
    model    TEXT    NOT NULL,  -- that answered, else that was asked for
    project  TEXT    NOT NULL,
    agent    TEXT    NOT NULL,  -- 'main', an agent's type, or 'side' for what stands beside conversations
    class    TEXT    NOT NULL,
    requests INTEGER NOT NULL,
    failed   INTEGER NOT NULL,
    input          INTEGER NOT NULL,
    cache_read     INTEGER NOT NULL,
    cache_write_5m INTEGER NOT NULL,
    cache_write_1h INTEGER NOT NULL,
    output         INTEGER NOT NULL,
    cost_input     INTEGER NOT NULL,
    cost_output    INTEGER NOT NULL,
    cost_write_5m  INTEGER NOT NULL,
    cost_write_1h  INTEGER NOT NULL,
    cost_read      INTEGER NOT NULL,
    cost_tools     INTEGER NOT NULL,
    unpriced       INTEGER NOT NULL,
    cache_saved     INTEGER NOT NULL,
    cache_surcharge INTEGER NOT NULL,
    lost            INTEGER NOT NULL,
    cache_missed    INTEGER NOT NULL,
    PRIMARY KEY (span, at, provider, model, project, agent, class)
) WITHOUT ROWID;

-- The same by the tools that their answers call; an exchange counts for each of them.
CREATE TABLE tool_usage_block (
    span     INTEGER NOT NULL,
    at       INTEGER NOT NULL,
    tool     TEXT    NOT NULL,  -- '' for exchanges that call none
    provider TEXT    NOT NULL,
    model    TEXT    NOT NULL,
    project  TEXT    NOT NULL,
    agent    TEXT    NOT NULL,
    class    TEXT    NOT NULL,
    requests INTEGER NOT NULL,
    failed   INTEGER NOT NULL,
    input          INTEGER NOT NULL,
    cache_read     INTEGER NOT NULL,
    cache_write_5m INTEGER NOT NULL,
    cache_write_1h INTEGER NOT NULL,
    output         INTEGER NOT NULL,
    cost_input     INTEGER NOT NULL,
    cost_output    INTEGER NOT NULL,
    cost_write_5m  INTEGER NOT NULL,
    cost_write_1h  INTEGER NOT NULL,
    cost_read      INTEGER NOT NULL,
    cost_tools     INTEGER NOT NULL,
    unpriced       INTEGER NOT NULL,
    cache_saved     INTEGER NOT NULL,
    cache_surcharge INTEGER NOT NULL,
    lost            INTEGER NOT NULL,
    cache_missed    INTEGER NOT NULL,
    PRIMARY KEY (span, at, tool, provider, model, project, agent, class)
) WITHOUT ROWID;

-- How they failed.
CREATE TABLE error_block (
    span     INTEGER NOT NULL,
    at       INTEGER NOT NULL,
    provider TEXT    NOT NULL,
    model    TEXT    NOT NULL,
    project  TEXT    NOT NULL,
    agent    TEXT    NOT NULL,
    class    TEXT    NOT NULL,
    error    TEXT    NOT NULL,  -- the API's type of error, else the status, else the outcome
    requests INTEGER NOT NULL,
    PRIMARY KEY (span, at, provider, model, project, agent, class, error)
) WITHOUT ROWID;

-- How long answers took: dev.ccproxy.data.statistics.Histogram.
CREATE TABLE timing_block (
    span        INTEGER NOT NULL,
    at          INTEGER NOT NULL,
    provider    TEXT    NOT NULL,
    model       TEXT    NOT NULL,
    duration    BLOB    NOT NULL, -- microseconds
    first_token BLOB    NOT NULL, -- microseconds
    speed       BLOB    NOT NULL, -- tokens of output in 1,000 s, from the first token on
    PRIMARY KEY (span, at, provider, model)
) WITHOUT ROWID;

-- How often tools were offered and called, by when the request began.
CREATE TABLE tool_block (
    span         INTEGER NOT NULL,
    at           INTEGER NOT NULL,
    name         TEXT    NOT NULL,
    project      TEXT    NOT NULL,
    offered      INTEGER NOT NULL,  -- requests in which it was
    calls        INTEGER NOT NULL,
    results      INTEGER NOT NULL,  -- calls whose result is known
    failed       INTEGER NOT NULL,  -- of these
    input_bytes  INTEGER NOT NULL,
    result_bytes INTEGER NOT NULL,
    PRIMARY KEY (span, at, name, project)
) WITHOUT ROWID;

-- How long they took, from call to result, in microseconds: dev.ccproxy.data.statistics.Histogram.
CREATE TABLE tool_time_block (
    span    INTEGER NOT NULL,
    at      INTEGER NOT NULL,
    name    TEXT    NOT NULL,
    project TEXT    NOT NULL,
    time    BLOB    NOT NULL,
    total   INTEGER NOT NULL,   -- exact
    PRIMARY KEY (span, at, name, project)
) WITHOUT ROWID;

-- Files that tools named.
CREATE TABLE file_block (
    span    INTEGER NOT NULL,
    at      INTEGER NOT NULL,
    file    TEXT    NOT NULL,
    project TEXT    NOT NULL,
    reads   INTEGER NOT NULL,
    edits   INTEGER NOT NULL,
    PRIMARY KEY (span, at, file, project)
) WITHOUT ROWID;

-- What the API's headers told of its limits within a quarter of an hour.
CREATE TABLE rate_limit (
    slot         INTEGER NOT NULL,
    organization TEXT    NOT NULL,  -- '' where the answer does not name it
    name         TEXT    NOT NULL,  -- for example unified-5h
    exchange     INTEGER NOT NULL,  -- the newest one that told
    used         REAL,              -- then, 0 to 1
    remaining    INTEGER,
    most         INTEGER,           -- the limit
    resets_at    INTEGER,           -- seconds since 1970
    status       TEXT,
    peak_exchange INTEGER NOT NULL, -- the one that told the highest use
    peak         REAL,              -- that, 0 to 1
    PRIMARY KEY (slot, organization, name)
) WITHOUT ROWID;
CREATE INDEX rate_limit_exchange ON rate_limit (exchange);
CREATE INDEX rate_limit_peak ON rate_limit (peak_exchange);
