package dev.ccproxy.exchange;

/// How an exchange ended.
public sealed interface Outcome {
    /// The name under which the outcome is stored and shown, for example `client_aborted`.
    String code();

    /// What is known beyond the code, or the empty string.
    default String detail() {
        return "";
    }

    /// The whole answer went to the client, whatever its status.
    record Completed() implements Outcome {
        @Override
        public String code() {
            return "completed";
        }
    }

    /// The whole answer went to the client, and it was an event stream that reported an error.
    ///
    /// @param detail the error's type, for example `overloaded_error`
    record UpstreamError(String detail) implements Outcome {
        @Override
        public String code() {
            return "upstream_error";
        }
    }

    /// The client went away before it had the whole answer.
    record ClientAborted() implements Outcome {
        @Override
        public String code() {
            return "client_aborted";
        }
    }

    /// No answer began: no connection, or none that lived until the first byte of an answer.
    record UpstreamUnreachable(String detail) implements Outcome {
        @Override
        public String code() {
            return "upstream_unreachable";
        }
    }

    /// The answer began and broke off.
    record UpstreamTruncated(String detail) implements Outcome {
        @Override
        public String code() {
            return "upstream_truncated";
        }
    }

    /// The proxy itself refused the request, for example because it was too large.
    record Rejected(String detail) implements Outcome {
        @Override
        public String code() {
            return "rejected";
        }
    }

    /// The proxy died while the exchange was in flight.
    record Abandoned() implements Outcome {
        @Override
        public String code() {
            return "abandoned";
        }
    }

    /// Reads an outcome back from what was stored.
    ///
    /// @throws IllegalArgumentException if no outcome has this code
    static Outcome of(String code, String detail) {
        return switch (code) {
            case "completed" -> new Completed();
            case "upstream_error" -> new UpstreamError(detail);
            case "client_aborted" -> new ClientAborted();
            case "upstream_unreachable" -> new UpstreamUnreachable(detail);
            case "upstream_truncated" -> new UpstreamTruncated(detail);
            case "rejected" -> new Rejected(detail);
            case "abandoned" -> new Abandoned();
            default -> throw new IllegalArgumentException("no outcome is called " + code);
        };
    }
}
