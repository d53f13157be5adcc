package dev.ccproxy.data.deletion;

import dev.ccproxy.data.core.InternalToken;
import dev.ccproxy.data.http.Problem;
import dev.ccproxy.data.http.ProblemException;
import jakarta.inject.Singleton;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.util.function.Supplier;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/// Asks proxy-core to delete, and tells in its own words when it cannot be asked.
@Singleton
class Deletions {
    private final DeletionClient core;
    private final InternalToken token;

    Deletions(@RestClient DeletionClient core, InternalToken token) {
        this.core = core;
        this.token = token;
    }

    Deletion begin(DeletionSelection selection) {
        return ask(() -> core.begin(token.authorization(), selection));
    }

    Deletion progress(long number) {
        return ask(() -> core.progress(token.authorization(), number));
    }

    private static Deletion ask(Supplier<Deletion> question) {
        try {
            return question.get();
        } catch (WebApplicationException e) {
            throw new ProblemException(
                    switch (e.getResponse().getStatus()) {
                        case 404 -> Problem.notFound("proxy-core knows of no such deletion.");
                        case 400 -> Problem.badRequest("proxy-core does not take this selection.");
                        default -> unreachable("it answered " + e.getResponse().getStatus());
                    });
        } catch (ProcessingException e) {
            throw new ProblemException(unreachable("it does not answer"));
        }
    }

    private static Problem unreachable(String reason) {
        return Problem.of(
                "core-unavailable",
                "Deletion is not possible now",
                503,
                "proxy-core, which writes the record, is needed for this: " + reason + ".");
    }
}
