package dev.ccproxy.data.statistics;

import dev.ccproxy.exchange.Header;
import dev.ccproxy.exchange.Headers;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What an answer's headers tell of one of the API's limits.
///
/// @param name for example `input-tokens` or `unified-5h`
/// @param used the share that is used up, 0 to 1 and more; null where the headers do not tell
/// @param remaining what is left of the limit, in its unit
/// @param most the limit itself, in its unit
/// @param status for example `allowed_warning`
/// @see <a href="https://docs.claude.com/en/api/rate-limits#response-headers">The headers</a>
record RateLimit(
        String name,
        @Nullable Double used,
        @Nullable Long remaining,
        @Nullable Long most,
        @Nullable Instant resetsAt,
        @Nullable String status) {
    private static final Pattern HEADER =
            Pattern.compile(
                    "anthropic-ratelimit-([a-z0-9_-]{1,60})-(limit|remaining|reset|utilization|status)");
    private static final String ORGANIZATION = "anthropic-organization-id";
    private static final int MOST = 30;
    private static final int LONGEST_STATUS = 40;
    private static final int LONGEST_ORGANIZATION = 100;
    private static final Pattern NUMBER = Pattern.compile("\\d{1,15}");
    private static final Pattern SHARE = Pattern.compile("\\d{1,6}(\\.\\d{1,18})?");

    /// All of the limits that these headers tell of.
    static List<RateLimit> of(Headers headers) {
        Map<String, Map<String, String>> fields = new TreeMap<>();
        for (Header header : headers.lines()) {
            Matcher matcher = HEADER.matcher(header.name().toLowerCase(Locale.ROOT));
            if (matcher.matches()
                    && (fields.size() < MOST || fields.containsKey(matcher.group(1)))) {
                fields.computeIfAbsent(matcher.group(1), _ -> new TreeMap<>())
                        .putIfAbsent(matcher.group(2), header.value().strip());
            }
        }
        return fields.entrySet().stream()
                .map(entry -> of(entry.getKey(), entry.getValue()))
                .toList();
    }

    /// Whose limits they are; empty where the headers do not tell.
    static String organization(Headers headers) {
        String id = headers.first(ORGANIZATION).orElse("").strip();
        return id.length() > LONGEST_ORGANIZATION ? id.substring(0, LONGEST_ORGANIZATION) : id;
    }

    private static RateLimit of(String name, Map<String, String> fields) {
        Long remaining = number(fields.get("remaining"));
        Long most = number(fields.get("limit"));
        String status = fields.get("status");
        return new RateLimit(
                name,
                used(share(fields.get("utilization")), remaining, most),
                remaining,
                most,
                time(fields.get("reset")),
                status == null || status.length() > LONGEST_STATUS ? null : status);
    }

    private static @Nullable Double used(
            @Nullable Double told, @Nullable Long remaining, @Nullable Long most) {
        if (told != null || remaining == null || most == null || most == 0) {
            return told;
        }
        return Math.clamp(1 - remaining / (double) most, 0.0, 1.0);
    }

    private static @Nullable Long number(@Nullable String text) {
        return text != null && NUMBER.matcher(text).matches() ? Long.valueOf(text) : null;
    }

    private static @Nullable Double share(@Nullable String text) {
        return text != null && SHARE.matcher(text).matches() ? Double.valueOf(text) : null;
    }

    /// Some are given as RFC 3339, some as seconds since 1970.
    private static @Nullable Instant time(@Nullable String text) {
        Long seconds = number(text);
        if (text == null || seconds != null) {
            return seconds == null ? null : Instant.ofEpochSecond(Math.min(seconds, 1L << 40));
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
