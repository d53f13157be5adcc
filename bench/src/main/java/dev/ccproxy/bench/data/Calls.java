package dev.ccproxy.bench.data;

import dev.ccproxy.exchange.ExchangeId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/// What is asked of proxy-data: a line for each call whose time is taken.
final class Calls {
    /// A call.
    ///
    /// @param target a path and query, in which `{request}`, `{session}`, `{conversation}` and
    ///   `{moment}` are each time some others of those on record
    record Call(String name, String target) {}

    /// Two months, which is all of them, and the last week.
    private static final String MONTHS =
            "from=2026-07-20T00:00:00Z&until=2026-09-22T00:00:00Z&zone=Europe/Berlin";

    private static final String WEEK =
            "by=hour&from=2026-09-14T00:00:00Z&until=2026-09-22T00:00:00Z&zone=Europe/Berlin";

    static final List<Call> ALL =
            List.of(
                    new Call("requests, the newest", "/api/requests?limit=100"),
                    new Call("requests, far down", "/api/requests?limit=100&before={request}"),
                    new Call("requests, the dearest", "/api/requests?sort=cost"),
                    new Call("requests, the slowest", "/api/requests?sort=duration"),
                    new Call("requests, the last to begin", "/api/requests?sort=first_token"),
                    new Call("requests, the largest", "/api/requests?sort=tokens"),
                    new Call("requests, least cached", "/api/requests?sort=cache_ratio&order=asc"),
                    new Call("requests of a session", "/api/requests?session={session}"),
                    new Call(
                            "requests of a conversation, the dearest",
                            "/api/requests?conversation={session}&sort=cost"),
                    new Call(
                            "requests of a model, the dearest",
                            "/api/requests?model=claude-sonnet-4-5-20250929&sort=cost"),
                    new Call("requests that failed", "/api/requests?status=5xx"),
                    new Call(
                            "requests that failed, of a model",
                            "/api/requests?status=5xx&model=claude-opus-4-5-20251101"),
                    new Call(
                            "requests given up, the slowest",
                            "/api/requests?outcome=client_aborted&sort=duration"),
                    new Call("requests that call a tool", "/api/requests?tool=Bash"),
                    new Call("requests of agents", "/api/requests?kind=agent"),
                    new Call("requests since a moment", "/api/requests?until={moment}"),
                    new Call("requests by text", "/api/requests?q=count_tokens"),
                    new Call("values to filter by", "/api/requests/values"),
                    new Call("a request", "/api/requests/{request}"),
                    new Call("a request's content", "/api/requests/{request}/content"),
                    new Call("a request's cache", "/api/requests/{request}/cache"),
                    new Call("sessions", "/api/sessions"),
                    new Call("conversations", "/api/conversations"),
                    new Call("conversations of a session", "/api/conversations?session={session}"),
                    new Call("a conversation", "/api/conversations/{session}"),
                    new Call("a conversation's turns", "/api/conversations/{session}/turns"),
                    new Call("a conversation's messages", "/api/conversations/{session}/messages"),
                    new Call("usage by day and model", "/api/stats/usage?group=model&" + MONTHS),
                    new Call(
                            "usage by hour, of a model",
                            "/api/stats/usage?model=claude-opus-4-5-20251101&" + WEEK),
                    new Call(
                            "usage by week and agent",
                            "/api/stats/usage?by=week&group=agent&" + MONTHS),
                    new Call(
                            "costs by model and project",
                            "/api/costs?group=model&group=project&" + MONTHS),
                    new Call("performance by hour", "/api/stats/performance?" + WEEK),
                    new Call("performance by day", "/api/stats/performance?" + MONTHS),
                    new Call("tools", "/api/stats/tools?" + MONTHS),
                    new Call("rate limits", "/api/stats/rate-limits?" + MONTHS),
                    new Call("projects", "/api/projects"),
                    new Call("search, two characters", "/api/search?q=" + Vocabulary.word(1)),
                    new Call("search, a beginning", "/api/search?q=" + Vocabulary.word(500)),
                    new Call(
                            "search, a frequent word", "/api/search?q=" + Vocabulary.word(2) + "+"),
                    new Call(
                            "search, two words",
                            "/api/search?q="
                                    + Vocabulary.word(3)
                                    + "+"
                                    + Vocabulary.word(40)
                                    + "+"),
                    new Call(
                            "search, words in a row",
                            "/api/search?q=%22"
                                    + Vocabulary.word(1)
                                    + "+"
                                    + Vocabulary.word(2)
                                    + "%22"),
                    new Call(
                            "search, in answers",
                            "/api/search?kind=answer&q=" + Vocabulary.word(500) + "+"),
                    new Call(
                            "search, of a model",
                            "/api/search?model=claude-opus-4-5-20251101&q="
                                    + Vocabulary.word(500)
                                    + "+"),
                    new Call(
                            "search, in a session",
                            "/api/search?session={session}&q=" + Vocabulary.word(1)),
                    new Call("search, nothing there", "/api/search?q=zzzzzzzz"),
                    new Call("what an export holds", "/api/exports/preview?session={session}"),
                    new Call("what a deletion takes", "/api/deletions/preview?session={session}"));

    private final Random random = new Random(3);
    private final int exchanges;
    private final int writer;

    Calls(int exchanges, int writer) {
        this.exchanges = exchanges;
        this.writer = writer;
    }

    /// A call's target with something that is on record in it.
    String target(Call call) {
        int number = random.nextInt(exchanges);
        ExchangeId id = SmallTraffic.id(number, writer);
        Instant moment = Instant.EPOCH.plusNanos((id.value() >> ExchangeId.WRITER_BITS) * 1_000);
        return call.target
                .replace("{request}", id.toString())
                .replace("{session}", SmallTraffic.session(number))
                .replace("{moment}", URLEncoder.encode(moment.toString(), StandardCharsets.UTF_8));
    }
}
