package dev.ccproxy.message;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// Where the data of an image or a document is.
public sealed interface Source {
    /// Here.
    ///
    /// @param mediaType for example `image/png`
    /// @param data in Base64
    record Base64(String mediaType, String data) implements Source {}

    /// On the web.
    record Url(String url) implements Source {}

    /// Here, as plain text.
    record PlainText(String text) implements Source {}

    /// Here, as blocks.
    record Blocks(List<ContentBlock> content) implements Source {
        public Blocks {
            content = List.copyOf(content);
        }
    }

    /// With the Files API.
    record File(String fileId) implements Source {}

    /// Somewhere that is not known here.
    record Unknown(String type, JsonNode json) implements Source {}
}
