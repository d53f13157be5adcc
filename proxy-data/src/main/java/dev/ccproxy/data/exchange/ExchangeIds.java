package dev.ccproxy.data.exchange;

import dev.ccproxy.data.http.Problem;
import dev.ccproxy.data.http.ProblemException;
import dev.ccproxy.exchange.ExchangeId;

/// Ids as they come in requests.
final class ExchangeIds {
    private ExchangeIds() {}

    /// The id in a path: what is no id names nothing that there is.
    static ExchangeId inPath(String text) {
        try {
            return ExchangeId.parse(text);
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
    }

    /// The id in a parameter.
    static ExchangeId inParameter(String name, String text) {
        try {
            return ExchangeId.parse(text);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                    Problem.badRequest(name + " is not the id of an exchange, 13 characters."));
        }
    }

    static ProblemException unknown() {
        return new ProblemException(
                Problem.notFound("There is no exchange with this id on record. Was it deleted?"));
    }
}
