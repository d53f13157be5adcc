package dev.ccproxy.data.http;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// An error, as every route tells it.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>
@Schema(description = "An error, in the form of RFC 9457")
public record Problem(
        @Schema(description = "Names the kind of error", examples = "/problems/not-found")
                String type,
        @Schema(description = "The kind of error in words", examples = "Not found") String title,
        @Schema(description = "The HTTP status", examples = "404") int status,
        @Schema(description = "What is wrong here and what to do about it") String detail) {
    /// The media type of problems.
    public static final String MEDIA_TYPE = "application/problem+json";

    /// A problem of its own kind.
    ///
    /// @param name the last part of its type, for example `recording-missing`
    public static Problem of(String name, String title, int status, String detail) {
        return new Problem("/problems/" + name, title, status, detail);
    }

    /// What asks for something that is not there.
    public static Problem notFound(String detail) {
        return of("not-found", "Not found", 404, detail);
    }

    /// What cannot be understood.
    public static Problem badRequest(String detail) {
        return of("bad-request", "Bad request", 400, detail);
    }

    /// This problem as an answer.
    public Response toResponse() {
        return Response.status(status)
                .type(MediaType.valueOf(MEDIA_TYPE))
                .header("Cache-Control", "no-store")
                .entity(this)
                .build();
    }
}
