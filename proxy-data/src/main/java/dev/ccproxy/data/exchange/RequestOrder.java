package dev.ccproxy.data.exchange;

import dev.ccproxy.data.http.Problem;
import dev.ccproxy.data.http.ProblemException;
import dev.ccproxy.exchange.ExchangeId;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/// Which part of a list is asked for, and in which order.
record RequestOrder(
        @Parameter(
                        description = "What comes first",
                        schema = @Schema(implementation = RequestSort.class))
                @QueryParam("sort")
                @DefaultValue("time")
                String sort,
        @Parameter(
                        description = "`desc`, the newest or largest first, or `asc`",
                        schema = @Schema(enumeration = {"desc", "asc"}))
                @QueryParam("order")
                @DefaultValue("desc")
                String order,
        @Parameter(
                        description =
                                "Only what comes after this in the list: `next` of the page before."
                                        + " Sorted by time, an exchange's id")
                @QueryParam("before")
                @Nullable String before) {

    /// Where a page ends.
    ///
    /// @param key what the list is sorted by, of the last exchange of the page
    record End(Number key, long id) {
        /// What the next page is asked for with.
        String text(RequestSort sort) {
            String name = new ExchangeId(id).toString();
            return sort == RequestSort.TIME ? name : key + "~" + name;
        }
    }

    RequestSort by() {
        return RequestSort.named(sort);
    }

    boolean descending() {
        return switch (order) {
            case "desc" -> true;
            case "asc" -> false;
            default -> throw new ProblemException(Problem.badRequest("order is not desc or asc."));
        };
    }

    /// Where the page before ended; null for the first one.
    @Nullable End end() {
        if (before == null) {
            return null;
        }
        int cut = before.indexOf('~');
        long id = ExchangeIds.inParameter("before", before.substring(cut + 1)).value();
        if ((cut < 0) != (by() == RequestSort.TIME)) {
            throw foreign();
        }
        return new End(cut < 0 ? id : key(before.substring(0, cut)), id);
    }

    private Number key(String text) {
        try {
            return by() == RequestSort.CACHE_RATIO
                    ? (Number) Double.valueOf(text)
                    : (Number) Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw foreign();
        }
    }

    private static ProblemException foreign() {
        return new ProblemException(
                Problem.badRequest("before is not what a page in this order gave as its next."));
    }

    /// Whether the record itself can be read in this order.
    boolean isNewestFirst() {
        return by() == RequestSort.TIME && descending();
    }
}
