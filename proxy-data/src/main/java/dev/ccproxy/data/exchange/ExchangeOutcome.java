package dev.ccproxy.data.exchange;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.ccproxy.exchange.Outcome;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// How an exchange ended, or that it has not.
@Schema(
        enumeration = {
            "in_flight",
            "completed",
            "upstream_error",
            "client_aborted",
            "upstream_unreachable",
            "upstream_truncated",
            "rejected",
            "abandoned"
        },
        description =
                """
                How the exchange ended: `in_flight` not yet; `completed` the whole answer went to \
                the client, whatever its status; `upstream_error` the event stream reported an \
                error; `client_aborted` the client went away first; `upstream_unreachable` no \
                answer began; `upstream_truncated` the answer broke off; `rejected` the proxy \
                refused the request; `abandoned` the proxy died in the middle\
                """)
public enum ExchangeOutcome {
    IN_FLIGHT,
    COMPLETED,
    UPSTREAM_ERROR,
    CLIENT_ABORTED,
    UPSTREAM_UNREACHABLE,
    UPSTREAM_TRUNCATED,
    REJECTED,
    ABANDONED;

    static ExchangeOutcome of(@Nullable Outcome outcome) {
        return switch (outcome) {
            case null -> IN_FLIGHT;
            case Outcome.Completed completed -> COMPLETED;
            case Outcome.UpstreamError error -> UPSTREAM_ERROR;
            case Outcome.ClientAborted aborted -> CLIENT_ABORTED;
            case Outcome.UpstreamUnreachable unreachable -> UPSTREAM_UNREACHABLE;
            case Outcome.UpstreamTruncated truncated -> UPSTREAM_TRUNCATED;
            case Outcome.Rejected rejected -> REJECTED;
            case Outcome.Abandoned abandoned -> ABANDONED;
        };
    }

    /// The outcome with this code, if there is one.
    static Optional<ExchangeOutcome> withCode(String code) {
        return Arrays.stream(values()).filter(outcome -> outcome.code().equals(code)).findFirst();
    }

    /// Its name in the API, for example `client_aborted`.
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
