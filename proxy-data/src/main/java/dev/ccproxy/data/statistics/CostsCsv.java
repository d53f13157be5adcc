package dev.ccproxy.data.statistics;

import dev.ccproxy.data.conversation.Tokens;
import dev.ccproxy.data.cost.Cost;
import dev.ccproxy.data.cost.Money;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Writes what requests cost as comma-separated values.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>
final class CostsCsv {
    /// With these a spreadsheet begins a formula.
    private static final String FORMULAS = "=+-@\t\r";

    private static final String FIGURES =
            "requests,failed_requests,unpriced_requests,input_tokens,cache_read_tokens,"
                    + "cache_write_5m_tokens,cache_write_1h_tokens,output_tokens,input_usd,"
                    + "cache_read_usd,cache_write_5m_usd,cache_write_1h_usd,output_usd,"
                    + "server_tools_usd,total_usd,cache_saved_usd,cache_surcharge_usd,"
                    + "lost_tokens,miss_usd";

    private final ZoneId zone;
    private final List<Dimension> dimensions;

    CostsCsv(ZoneId zone, List<Dimension> dimensions) {
        this.zone = zone;
        this.dimensions = dimensions;
    }

    String write(List<CostTable.Row> rows) {
        String names =
                dimensions.stream()
                        .map(dimension -> dimension.code() + ",")
                        .collect(Collectors.joining());
        return rows.stream()
                .map(row -> line(row) + "\r\n")
                .collect(Collectors.joining("", "started_at," + names + FIGURES + "\r\n", ""));
    }

    private String line(CostTable.Row row) {
        String start = DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(row.startedAt().atZone(zone));
        Stream<String> names = dimensions.stream().map(dimension -> quoted(name(row, dimension)));
        return Stream.of(Stream.of(start), names, figures(row.usage()))
                .flatMap(parts -> parts)
                .collect(Collectors.joining(","));
    }

    private static @Nullable String name(CostTable.Row row, Dimension dimension) {
        return switch (dimension) {
            case PROVIDER -> row.provider();
            case MODEL -> row.model();
            case PROJECT -> row.project();
            case AGENT -> row.agent();
            case CLASS -> row.requestClass();
            case TOOL -> row.tool();
        };
    }

    private static Stream<String> figures(Usage usage) {
        Tokens tokens = usage.tokens();
        Cost cost = usage.spending().cost();
        Stream<Long> counts =
                Stream.of(
                        usage.requests(),
                        usage.failedRequests(),
                        usage.spending().unpricedRequests(),
                        tokens.input(),
                        tokens.cacheRead(),
                        tokens.cacheWrite5m(),
                        tokens.cacheWrite1h(),
                        tokens.output());
        Stream<Money> amounts =
                Stream.of(
                        cost.input(),
                        cost.cacheRead(),
                        cost.cacheWrite5m(),
                        cost.cacheWrite1h(),
                        cost.output(),
                        cost.serverTools(),
                        cost.total(),
                        usage.cacheEffect().saved(),
                        usage.cacheEffect().surcharge());
        return Stream.of(
                        counts.map(String::valueOf),
                        amounts.map(CostsCsv::usd),
                        Stream.of(String.valueOf(usage.lostTokens()), usd(usage.missCost())))
                .flatMap(parts -> parts);
    }

    private static String usd(Money amount) {
        return amount.usd().toPlainString();
    }

    /// A text in quotes. What a spreadsheet would take for a formula begins with an apostrophe.
    private static String quoted(@Nullable String text) {
        String value = text == null ? "" : text;
        boolean formula = !value.isEmpty() && FORMULAS.indexOf(value.charAt(0)) >= 0;
        return "\"" + (formula ? "'" : "") + value.replace("\"", "\"\"") + "\"";
    }
}
