package dev.ccproxy.data.exchange;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.brotli.dec.BrotliInputStream;

/// Undoes what `Content-Encoding` says was done to a body.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc9110#field.content-encoding">RFC 9110</a>
public record ContentDecoding(List<String> codings) {
    /// More than any honest sender applies, and few enough that nothing multiplies.
    private static final int MAX_CODINGS = 3;

    /// What a header says.
    ///
    /// @param header the value of `Content-Encoding`, or the empty string
    public static ContentDecoding of(String header) {
        return new ContentDecoding(
                Arrays.stream(header.toLowerCase(Locale.ROOT).split(","))
                        .map(String::strip)
                        .filter(coding -> !coding.isEmpty() && !coding.equals("identity"))
                        .toList());
    }

    /// Whether there is anything to undo.
    boolean isIdentity() {
        return codings.isEmpty();
    }

    /// The bytes as they were before they were encoded.
    ///
    /// @throws IOException if a coding is unknown or the body does not even begin like one
    public InputStream open(InputStream encoded) throws IOException {
        if (codings.size() > MAX_CODINGS) {
            throw new IOException("more than " + MAX_CODINGS + " codings one upon the other");
        }
        InputStream decoded = encoded;
        for (String coding : codings.reversed()) {
            decoded = undo(coding, decoded);
        }
        return decoded;
    }

    private static InputStream undo(String coding, InputStream encoded) throws IOException {
        return switch (coding) {
            case "gzip", "x-gzip" -> new GZIPInputStream(encoded);
            case "deflate" -> inflate(encoded);
            case "br" -> new BrotliInputStream(encoded);
            case "zstd" -> new ZstdInputStream(encoded);
            default -> throw new IOException("the coding " + coding + " is not known");
        };
    }

    /// `deflate` means zlib's format, and some senders leave its two-byte head away.
    private static InputStream inflate(InputStream encoded) throws IOException {
        PushbackInputStream body = new PushbackInputStream(encoded);
        int first = body.read();
        if (first >= 0) {
            body.unread(first);
        }
        boolean hasHead = (first & 0x0F) == 8;
        return new InflaterInputStream(body, new Inflater(!hasHead));
    }
}
