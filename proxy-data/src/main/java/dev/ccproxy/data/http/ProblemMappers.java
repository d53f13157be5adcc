package dev.ccproxy.data.http;

import dev.ccproxy.data.recording.RecordingState;
import dev.ccproxy.data.recording.RecordingUnavailableException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Turns whatever ends a request into a [Problem].
final class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    @ServerExceptionMapper
    public Response problem(ProblemException e) {
        return e.problem().toResponse();
    }

    @ServerExceptionMapper
    public Response recordingUnavailable(RecordingUnavailableException e) {
        Problem problem =
                switch (e.state()) {
                    case RecordingState.Missing(String path) ->
                            Problem.of(
                                    "recording-missing",
                                    "Nothing recorded yet",
                                    503,
                                    "There is no database at "
                                            + path
                                            + ". proxy-core makes it when it starts: start it,"
                                            + " or set DB_PATH to the same file for both"
                                            + " services.");
                    case RecordingState.Unreadable(String reason) ->
                            Problem.of(
                                    "recording-unreadable",
                                    "The record cannot be read",
                                    503,
                                    reason);
                    case RecordingState.Available() ->
                            throw new IllegalStateException("a readable record is no problem", e);
                };
        return problem.toResponse();
    }

    @ServerExceptionMapper
    public Response webApplication(WebApplicationException e) {
        Response.StatusType status = e.getResponse().getStatusInfo();
        String title = status.getReasonPhrase();
        String name = title.toLowerCase(Locale.ROOT).replace(' ', '-');
        String detail =
                status.getStatusCode() == 404
                        ? "There is no such resource. /api/openapi lists what there is."
                        : title;
        return Problem.of(name, title, status.getStatusCode(), detail).toResponse();
    }

    @ServerExceptionMapper
    public Response bug(RuntimeException e) {
        String reference = UUID.randomUUID().toString();
        LOG.errorf(e, "A request failed, reference %s", reference);
        return Problem.of(
                        "internal-error",
                        "Internal error",
                        500,
                        "This is a bug. The log of proxy-data tells more under " + reference + ".")
                .toResponse();
    }
}
