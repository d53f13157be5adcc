package dev.ccproxy.data.search;

import dev.ccproxy.data.http.Problem;
import dev.ccproxy.data.http.ProblemException;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/// Where to look. What is not asked for does not matter.
record SearchFilter(
        @Parameter(description = "A session, by its whole id") @QueryParam("session")
                @Nullable String session,
        @Parameter(description = "A conversation, by its whole id") @QueryParam("conversation")
                @Nullable String conversation,
        @Parameter(description = "A working folder, by its whole path") @QueryParam("project")
                @Nullable String project,
        @Parameter(description = "`main`, an agent's whole id, or its type", example = "Explore")
                @QueryParam("agent")
                @Nullable String agent,
        @Parameter(description = "The model that was asked, by its whole name") @QueryParam("model")
                @Nullable String model,
        @Parameter(description = "The tool whose inputs and results to look in", example = "Bash")
                @QueryParam("tool")
                @Nullable String tool,
        @Parameter(description = "`user`, `assistant` or `system`") @QueryParam("role")
                @Nullable String role,
        @Parameter(
                        description = "What to look in; several are separated by commas",
                        example = "prompt,answer")
                @QueryParam("kind")
                @Nullable String kind,
        @Parameter(description = "`true` for results of failed calls only") @QueryParam("error")
                @Nullable String error,
        @Parameter(
                        description = "Only what was said at this time or later",
                        example = "2026-11-22T10:00:00Z")
                @QueryParam("from")
                @Nullable String from,
        @Parameter(
                        description = "Only what was said before this time",
                        example = "2026-11-23T10:00:00Z")
                @QueryParam("until")
                @Nullable String until) {
    private static final int MAX_LENGTH = 500;
    private static final long LATEST = Instant.parse("9999-01-01T00:00:00Z").getEpochSecond();

    /// What is checked for each passage that the words are in; null where it does not matter.
    record Place(
            @Nullable String session,
            @Nullable String conversation,
            @Nullable String project,
            @Nullable String agent,
            @Nullable String model) {}

    Place place() {
        return new Place(
                checked(session),
                checked(conversation),
                checked(project),
                checked(agent),
                checked(model));
    }

    /// What has to be among a passage's facets, each a choice.
    List<List<String>> facets() {
        List<List<String>> facets = new ArrayList<>();
        List<PassageKind> kinds = kinds();
        if (kinds.size() < PassageKind.values().length) {
            facets.add(kinds.stream().map(Passage::facet).toList());
        }
        String name = checked(tool);
        if (name != null) {
            facets.add(List.of(Passage.facet(name)));
        }
        String failed = checked(error);
        if ("true".equals(failed)) {
            facets.add(List.of(Passage.ERROR));
        } else if (failed != null && !failed.equals("false")) {
            throw refused("error is neither true nor false.");
        }
        return facets;
    }

    private List<PassageKind> kinds() {
        String names = checked(kind);
        String who = checked(role);
        List<PassageKind> kinds =
                names == null
                        ? List.of(PassageKind.values())
                        : Stream.of(names.split(",", -1)).map(SearchFilter::kind).toList();
        if (who == null) {
            return kinds;
        }
        if (Stream.of(PassageKind.values()).noneMatch(one -> one.role().equals(who))) {
            throw refused("role is none of user, assistant and system.");
        }
        List<PassageKind> some = kinds.stream().filter(one -> one.role().equals(who)).toList();
        if (some.isEmpty()) {
            throw refused("No " + names + " is part of what has the role " + who + ".");
        }
        return some;
    }

    private static PassageKind kind(String name) {
        return PassageKind.withCode(name.strip())
                .orElseThrow(() ->
                        refused(
                                "kind is none of "
                                        + String.join(
                                                ", ",
                                                Stream.of(PassageKind.values())
                                                        .map(PassageKind::code)
                                                        .toList())
                                        + "."));
    }

    /// The first id of passages that were said late enough.
    long firstId() {
        Long micros = micros("from", from);
        return micros == null ? 0 : PassageStore.firstId(micros);
    }

    /// The id after the last of those that were said early enough.
    long endId() {
        Long micros = micros("until", until);
        return micros == null ? Long.MAX_VALUE : PassageStore.firstId(micros);
    }

    private static @Nullable Long micros(String name, @Nullable String value) {
        String text = checked(value);
        if (text == null) {
            return null;
        }
        try {
            Instant time = Instant.parse(text);
            if (time.isBefore(Instant.EPOCH) || time.getEpochSecond() > LATEST) {
                throw refused(name + " is not in the years from 1970 to 9999.");
            }
            return ChronoUnit.MICROS.between(Instant.EPOCH, time);
        } catch (DateTimeParseException e) {
            throw refused(name + " is no time such as 2026-11-22T10:00:00Z.");
        }
    }

    private static @Nullable String checked(@Nullable String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        if (value.length() > MAX_LENGTH) {
            throw refused("A filter is longer than " + MAX_LENGTH + " characters.");
        }
        return value.strip();
    }

    private static ProblemException refused(String detail) {
        return new ProblemException(Problem.badRequest(detail));
    }
}
