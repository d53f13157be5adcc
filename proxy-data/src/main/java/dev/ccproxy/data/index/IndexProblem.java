package dev.ccproxy.data.index;

import dev.ccproxy.data.http.Problem;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Tells that the index cannot be asked.
final class IndexProblem {
    @ServerExceptionMapper
    public Response unavailable(IndexUnavailableException e) {
        return Problem.of(
                        "index-missing",
                        "Not indexed yet",
                        503,
                        "The index is about to be made from the record; /api/health tells how far"
                                + " it is.")
                .toResponse();
    }
}
