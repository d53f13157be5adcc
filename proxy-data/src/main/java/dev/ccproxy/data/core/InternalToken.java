package dev.ccproxy.data.core;

import dev.ccproxy.configuration.SecretFile;
import dev.ccproxy.data.http.Problem;
import dev.ccproxy.data.http.ProblemException;
import dev.ccproxy.data.recording.RecordingConfig;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;

/// What proxy-core wants to be shown: the content of `internal.token`, which lies beside the
/// record.
@Singleton
public class InternalToken {
    private final Path file;

    InternalToken(RecordingConfig config) {
        this.file = config.path().toAbsolutePath().resolveSibling("internal.token");
    }

    /// The value of the `Authorization` header.
    public String authorization() {
        try {
            return "Bearer " + HexFormat.of().formatHex(SecretFile.readOrCreate(file));
        } catch (IOException e) {
            throw new ProblemException(
                    Problem.of(
                            "token-missing",
                            "proxy-core cannot be asked",
                            503,
                            file + " can be neither read nor made: " + e.getMessage()));
        }
    }
}
