package dev.ccproxy.data.export;

import dev.ccproxy.data.http.Problem;
import dev.ccproxy.data.http.ProblemException;
import dev.ccproxy.exchange.ExchangeId;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/// Which exchanges to export.
///
/// @param ids joined by commas
/// @param session the whole id
/// @param from the first moment, in ISO 8601
/// @param until the first moment that is no longer in it
record ExportSelection(
        @Parameter(description = "Ids of exchanges, joined by commas, up to 500") @QueryParam("ids")
                @Nullable String ids,
        @Parameter(description = "A session, by its whole id") @QueryParam("session")
                @Nullable String session,
        @Parameter(description = "The first moment, in ISO 8601", example = "2026-11-22T09:00:00Z")
                @QueryParam("from")
                @Nullable String from,
        @Parameter(description = "The first moment that is no longer in it") @QueryParam("until")
                @Nullable String until) {
    private static final int MAX_IDS = 500;
    private static final int MAX_LENGTH = 500;

    /// Refuses what selects nothing, or everything by mistake.
    void check() {
        if (ids == null && session == null && from == null) {
            throw badRequest("Give ids, session, or from (and until).");
        }
        if (session != null && session.length() > MAX_LENGTH) {
            throw badRequest("session is longer than " + MAX_LENGTH + " characters.");
        }
        idList();
        first();
        end();
    }

    /// The ids that were asked for; empty where none were.
    List<ExchangeId> idList() {
        if (ids == null) {
            return List.of();
        }
        String[] parts = ids.split(",", -1);
        if (parts.length > MAX_IDS) {
            throw badRequest("There are more than " + MAX_IDS + " ids.");
        }
        try {
            return Arrays.stream(parts).map(String::strip).map(ExchangeId::parse).toList();
        } catch (IllegalArgumentException e) {
            throw badRequest("ids has something that is not the id of an exchange.");
        }
    }

    Instant first() {
        return from == null ? Instant.EPOCH : instant("from", from);
    }

    /// Null for no end.
    @Nullable Instant end() {
        return until == null ? null : instant("until", until);
    }

    /// How the selection was made, for the log: nothing that the asker wrote.
    String kind() {
        return ids != null ? "by id" : session != null ? "by session" : "by time";
    }

    private static Instant instant(String name, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw badRequest(name + " is not a time such as 2026-11-22T09:30:00Z.");
        }
    }

    private static ProblemException badRequest(String detail) {
        return new ProblemException(Problem.badRequest(detail));
    }
}
