package dev.ccproxy.data.exchange;

import dev.ccproxy.data.http.Problem;
import dev.ccproxy.data.http.ProblemException;
import jakarta.ws.rs.QueryParam;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/// Which exchanges a list is about. What is not asked for does not matter.
///
/// @param status a status (`404`) or a class of them (`4xx`)
/// @param outcome an outcome's code
/// @param model the whole name
/// @param session the whole id
/// @param agent the whole id, or `main` for requests of no agent
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
        @Parameter(description = "An agent, by its whole id, or `main`") @QueryParam("agent")
                @Nullable String agent,
        @Parameter(description = "Part of method, path and query", example = "count_tokens")
                @QueryParam("q")
                @Nullable String q) {
    private static final int MAX_LENGTH = 500;
    private static final Pattern STATUS = Pattern.compile("[1-5](xx|\\d\\d)");
    private static final String MAIN_AGENT = "main";

    /// Whether an exchange is one of those.
    ///
    /// @throws ProblemException if what is asked for makes no sense
    Predicate<ExchangeSummary> predicate() {
        return accepting(status, ExchangeFilter::hasStatus)
                .and(accepting(outcome, ExchangeFilter::hasOutcome))
                .and(accepting(model, wanted -> one -> wanted.equals(one.model())))
                .and(accepting(session, wanted -> one -> wanted.equals(one.sessionId())))
                .and(accepting(agent, ExchangeFilter::hasAgent))
                .and(accepting(q, ExchangeFilter::mentions));
    }

    private static Predicate<ExchangeSummary> accepting(
            @Nullable String wanted,
            java.util.function.Function<String, Predicate<ExchangeSummary>> criterion) {
        if (wanted == null || wanted.isBlank()) {
            return one -> true;
        }
        if (wanted.length() > MAX_LENGTH) {
            throw badRequest("A filter is longer than " + MAX_LENGTH + " characters.");
        }
        return criterion.apply(wanted.strip());
    }

    private static Predicate<ExchangeSummary> hasStatus(String wanted) {
        if (!STATUS.matcher(wanted).matches()) {
            throw badRequest("status is not one, such as 404, nor a class, such as 4xx.");
        }
        if (wanted.endsWith("xx")) {
            int hundreds = wanted.charAt(0) - '0';
            return one -> one.status() != null && one.status() / 100 == hundreds;
        }
        int exact = Integer.parseInt(wanted);
        return one -> one.status() != null && one.status() == exact;
    }

    private static Predicate<ExchangeSummary> hasOutcome(String wanted) {
        ExchangeOutcome outcome =
                ExchangeOutcome.withCode(wanted)
                        .orElseThrow(() -> badRequest("There is no such outcome."));
        return one -> one.outcome() == outcome;
    }

    private static Predicate<ExchangeSummary> hasAgent(String wanted) {
        if (wanted.equals(MAIN_AGENT)) {
            return one -> one.agentId() == null;
        }
        return one -> wanted.equals(one.agentId());
    }

    private static Predicate<ExchangeSummary> mentions(String wanted) {
        String lower = wanted.toLowerCase(Locale.ROOT);
        return one -> target(one).contains(lower);
    }

    private static String target(ExchangeSummary one) {
        String query = one.query() == null ? "" : "?" + one.query();
        return (one.method() + " " + one.path() + query).toLowerCase(Locale.ROOT);
    }

    private static ProblemException badRequest(String detail) {
        return new ProblemException(Problem.badRequest(detail));
    }
}
