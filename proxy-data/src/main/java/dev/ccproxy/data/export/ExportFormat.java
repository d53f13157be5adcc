package dev.ccproxy.data.export;

import dev.ccproxy.data.http.Problem;
import dev.ccproxy.data.http.ProblemException;
import java.util.Arrays;
import java.util.Locale;

/// A format of files.
enum ExportFormat {
    JSONL("jsonl", "application/jsonl"),
    HAR("har", "application/json"),
    MARKDOWN("md", "text/markdown");

    private final String extension;
    private final String mediaType;

    ExportFormat(String extension, String mediaType) {
        this.extension = extension;
        this.mediaType = mediaType;
    }

    /// The format with this name.
    static ExportFormat named(String name) {
        return Arrays.stream(values())
                .filter(format -> format.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new ProblemException(
                                Problem.notFound("There are exports as jsonl, har and markdown.")));
    }

    /// What file names end with, for example `har`.
    String extension() {
        return extension;
    }

    String mediaType() {
        return mediaType;
    }
}
