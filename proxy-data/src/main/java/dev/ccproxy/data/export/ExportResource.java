package dev.ccproxy.data.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ccproxy.data.exchange.ExchangeContents;
import dev.ccproxy.exchange.Exchange;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;

/// Exchanges as files.
@Path("/api/exports")
@Tag(name = "Exports", description = "Exchanges as files; credentials are never in them")
class ExportResource {
    private static final Logger AUDIT = Logger.getLogger("dev.ccproxy.audit");
    private static final DateTimeFormatter FILE_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Exports exports;
    private final ExchangeContents contents;
    private final ObjectMapper json;
    private final UpstreamUrl upstream;

    ExportResource(
            Exports exports, ExchangeContents contents, ObjectMapper json, UpstreamUrl upstream) {
        this.exports = exports;
        this.contents = contents;
        this.json = json;
        this.upstream = upstream;
    }

    @GET
    @Path("/preview")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "previewExport", summary = "What an export would hold")
    public ExportPreview preview(@BeanParam ExportSelection selection) {
        return ExportPreview.of(exports.select(selection));
    }

    @GET
    @Path("/{format}")
    @Operation(
            operationId = "export",
            summary = "Exchanges as a file, the oldest first",
            description =
                    """
                    `jsonl`: one exchange a line, as the API tells it, with its bodies. `har`: an \
                    HTTP archive, version 1.2. `markdown`: to be read; what a request repeats of \
                    the one before it is left out. At most 5,000 exchanges, the newest of what was \
                    asked for.\
                    """)
    @APIResponse(
            responseCode = "200",
            description = "The file",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Response export(
            @Parameter(description = "`jsonl`, `har` or `markdown`") @PathParam("format")
                    String name,
            @BeanParam ExportSelection selection,
            @Parameter(description = "Take what looks like a key out of bodies and headers")
                    @QueryParam("redact")
                    @DefaultValue("true")
                    boolean redact) {
        ExportFormat format = ExportFormat.named(name);
        Exports.Selected selected = exports.select(selection);
        AUDIT.infof(
                "export of %d exchanges as %s, selected %s, %s",
                selected.exchanges().size(),
                format.extension(),
                selection.kind(),
                redact ? "redacted" : "not redacted");
        StreamingOutput file = out -> write(format, selected, new Redaction(redact), out);
        return Response.ok(file)
                .type(format.mediaType())
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"ccproxy-"
                                + FILE_TIME.format(Instant.now())
                                + "."
                                + format.extension()
                                + "\"")
                .header("Cache-Control", "no-store")
                .build();
    }

    private void write(
            ExportFormat format, Exports.Selected selected, Redaction redaction, OutputStream out)
            throws IOException {
        OutputStream buffered = new BufferedOutputStream(out);
        try (ExportWriter writer = writer(format, buffered, redaction)) {
            for (Exchange exchange : selected.exchanges()) {
                writer.write(exchange);
            }
        }
        buffered.flush();
    }

    private ExportWriter writer(ExportFormat format, OutputStream out, Redaction redaction)
            throws IOException {
        return switch (format) {
            case JSONL -> new JsonLinesWriter(out, json, contents, redaction);
            case HAR -> new HarWriter(out, json, contents, redaction, upstream.base());
            case MARKDOWN -> new MarkdownWriter(out, contents, redaction);
        };
    }
}
