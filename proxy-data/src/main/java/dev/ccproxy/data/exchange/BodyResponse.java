package dev.ccproxy.data.exchange;

import dev.ccproxy.exchange.BodySummary;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import org.jspecify.annotations.Nullable;

/// Hands out a body as a file to be saved, never as something to be shown: what is in it was
/// written by others.
///
/// @param name names the file
/// @param summary what the record knows of the body
/// @param known the tag of what the asker has already, or null
record BodyResponse(String name, BodySummary summary, @Nullable String known) {
    /// Present where the decoded body goes on behind what was given out.
    static final String TRUNCATED = "Body-Truncated";

    /// Present where decoding stopped early, with the reason.
    static final String PROBLEM = "Body-Problem";

    Response answer(RecordedBody body, boolean decoded, long limit) {
        String tag = summary.sha256() == null ? null : "\"" + summary.sha256() + "\"";
        if (tag != null && tag.equals(known) && !decoded) {
            return Response.notModified().header("ETag", tag).build();
        }
        Response.ResponseBuilder response =
                Response.ok()
                        .type(MediaType.APPLICATION_OCTET_STREAM)
                        .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
                        .header("Cache-Control", "private, no-cache");
        return decoded && !body.decoding().isIdentity()
                ? decoded(response, body, limit)
                : raw(response, body, tag);
    }

    private static Response raw(
            Response.ResponseBuilder response, RecordedBody body, @Nullable String tag) {
        StreamingOutput content = body::writeRaw;
        return response.header("ETag", tag)
                .header("Content-Length", body.bytes().size())
                .entity(content)
                .build();
    }

    private static Response decoded(
            Response.ResponseBuilder response, RecordedBody body, long limit) {
        RecordedBody.Extent extent = body.measure(limit);
        if (extent.truncated()) {
            response.header(TRUNCATED, "after " + limit + " bytes");
        }
        extent.problem().ifPresent(problem -> response.header(PROBLEM, problem));
        StreamingOutput content = out -> body.writeDecoded(out, limit);
        return response.header("Content-Length", extent.bytes()).entity(content).build();
    }
}
