package dev.ccproxy.data.search;

import org.jspecify.annotations.Nullable;

/// A text that is found by itself: a block of a message, or a system prompt.
///
/// @param block its place among the message's blocks, from 0
/// @param tool the name of the tool whose input or result it is
/// @param error whether it is a result that tells a failure
/// @param text as it was said
public record Passage(
        int block, PassageKind kind, @Nullable String tool, boolean error, String text) {
    /// What is indexed beside the words so that they can be looked for within it.
    String facets() {
        StringBuilder facets = new StringBuilder(facet(kind));
        if (tool != null) {
            facets.append(' ').append(facet(tool));
        }
        return facets.append(error ? " " + ERROR : "").toString();
    }

    /// Stands for a result that tells a failure.
    static final String ERROR = "error";

    static String facet(PassageKind kind) {
        return "k" + kind.code().replace("_", "");
    }

    /// A name as one word, whatever it is made of.
    static String facet(String tool) {
        return "t" + Long.toHexString(hash(tool));
    }

    private static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }
}
