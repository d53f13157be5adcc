package dev.ccproxy.data.exchange;

import dev.ccproxy.data.http.Problem;
import dev.ccproxy.data.http.ProblemException;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/// Which exchanges a list is about. What is not asked for does not matter.
///
/// @param status a status (`404`) or a class of them (`4xx`)
/// @param outcome an outcome's code
/// @param model the whole name
/// @param session the whole id
/// @param conversation the whole id
/// @param agent the whole id, or `main` for requests of no agent
/// @param agentType the whole name
/// @param kind a class of requests
/// @param tool the whole name of a tool that the answer calls
/// @param provider who answered, or was asked to, by the whole name
/// @param from the first moment
/// @param until the first moment that is no longer in it
/// @param q part of method, path and query, in any case
record ExchangeFilter(
        @Parameter(description = "A status, or a class of them", example = "4xx")
                @QueryParam("status")
                @Nullable String status,
        @Parameter(description = "An outcome", example = "client_aborted") @QueryParam("outcome")
                @Nullable String outcome,
        @Parameter(description = "A model, by its whole name") @QueryParam("model")
                @Nullable String model,
        @Parameter(description = "A session, by its whole id") @QueryParam("session")
                @Nullable String session,
        @Parameter(description = "A conversation, by its whole id") @QueryParam("conversation")
                @Nullable String conversation,
        @Parameter(description = "An agent, by its whole id, or `main`") @QueryParam("agent")
                @Nullable String agent,
        @Parameter(description = "Agents of this type", example = "Explore")
                @QueryParam("agentType")
                @Nullable String agentType,
        @Parameter(description = "What requests are for, see RequestClass", example = "compaction")
                @QueryParam("kind")
                @Nullable String kind,
        @Parameter(description = "A tool that the answer calls", example = "Bash")
                @QueryParam("tool")
                @Nullable String tool,
        @Parameter(
                        description =
                                "Who answered, or was asked to, as the configuration calls it",
                        example = "anthropic")
                @QueryParam("provider")
                @Nullable String provider,
        @Parameter(description = "The first moment, in ISO 8601", example = "2026-11-22T09:00:00Z")
                @QueryParam("from")
                @Nullable String from,
        @Parameter(description = "The first moment that is no longer in it") @QueryParam("until")
                @Nullable String until,
        @Parameter(description = "Part of method, path and query", example = "count_tokens")
                @QueryParam("q")
                @Nullable String q) {
    private static final int MAX_LENGTH = 500;
    private static final Pattern STATUS = Pattern.compile("[1-5](xx|\\d\\d)");

    /// The agent that is none.
    static final String MAIN_AGENT = "main";

    /// Statuses from one to another, both included.
    record Statuses(int first, int last) {
        boolean contains(@Nullable Integer status) {
            return status != null && status >= first && status <= last;
        }
    }

    /// Refuses what makes no sense.
    void check() {
        Stream.of(
                        status,
                        outcome,
                        model,
                        session,
                        conversation,
                        agent,
                        agentType,
                        kind,
                        tool,
                        provider,
                        q)
                .forEach(ExchangeFilter::given);
        statuses();
        wantedOutcome();
        time("from", from);
        time("until", until);
    }

    /// Whether only the index can tell which exchanges are meant.
    boolean needsIndex() {
        return Stream.of(conversation, agentType, kind, tool, provider)
                .anyMatch(wanted -> given(wanted).isPresent());
    }

    /// Whether an exchange is one of those, as far as it can be told without the index.
    Predicate<ExchangeSummary> predicate() {
        return accepting(statuses(), (wanted, one) -> wanted.contains(one.status()))
                .and(accepting(wantedOutcome(), (wanted, one) -> one.outcome() == wanted))
                .and(accepting(given(model), (wanted, one) -> wanted.equals(one.model())))
                .and(accepting(given(session), (wanted, one) -> wanted.equals(one.sessionId())))
                .and(accepting(given(agent), ExchangeFilter::hasAgent))
                .and(accepting(first(), (wanted, one) -> !one.startedAt().isBefore(wanted)))
                .and(accepting(end(), (wanted, one) -> one.startedAt().isBefore(wanted)))
                .and(accepting(text(), (wanted, one) -> target(one).contains(wanted)));
    }

    private interface Test<T> {
        boolean passes(T wanted, ExchangeSummary one);
    }

    private static <T> Predicate<ExchangeSummary> accepting(Optional<T> wanted, Test<T> test) {
        return one -> wanted.map(value -> test.passes(value, one)).orElse(true);
    }

    Optional<Statuses> statuses() {
        return given(status)
                .map(wanted -> {
                    if (!STATUS.matcher(wanted).matches()) {
                        throw badRequest(
                                "status is not one, such as 404, nor a class, such as 4xx.");
                    }
                    if (wanted.endsWith("xx")) {
                        int hundreds = (wanted.charAt(0) - '0') * 100;
                        return new Statuses(hundreds, hundreds + 99);
                    }
                    int exact = Integer.parseInt(wanted);
                    return new Statuses(exact, exact);
                });
    }

    Optional<ExchangeOutcome> wantedOutcome() {
        return given(outcome)
                .map(wanted ->
                        ExchangeOutcome.withCode(wanted)
                                .orElseThrow(() -> badRequest("There is no such outcome.")));
    }

    Optional<Instant> first() {
        return time("from", from);
    }

    Optional<Instant> end() {
        return time("until", until);
    }

    /// What is looked for in method, path and query, in small letters.
    Optional<String> text() {
        return given(q).map(wanted -> wanted.toLowerCase(Locale.ROOT));
    }

    /// A filter's value, if it is set to anything.
    static Optional<String> given(@Nullable String wanted) {
        if (wanted == null || wanted.isBlank()) {
            return Optional.empty();
        }
        if (wanted.length() > MAX_LENGTH) {
            throw badRequest("A filter is longer than " + MAX_LENGTH + " characters.");
        }
        return Optional.of(wanted.strip());
    }

    private static Optional<Instant> time(String name, @Nullable String text) {
        Function<String, Instant> parse =
                wanted -> {
                    try {
                        return Instant.parse(wanted);
                    } catch (DateTimeParseException e) {
                        throw badRequest(name + " is no time such as 2026-11-22T10:00:00Z.");
                    }
                };
        return given(text).map(parse);
    }

    private static boolean hasAgent(String wanted, ExchangeSummary one) {
        return wanted.equals(MAIN_AGENT) ? one.agentId() == null : wanted.equals(one.agentId());
    }

    private static String target(ExchangeSummary one) {
        String query = one.query() == null ? "" : "?" + one.query();
        return (one.method() + " " + one.path() + query).toLowerCase(Locale.ROOT);
    }

    private static ProblemException badRequest(String detail) {
        return new ProblemException(Problem.badRequest(detail));
    }
}
