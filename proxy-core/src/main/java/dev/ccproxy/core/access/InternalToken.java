package dev.ccproxy.core.access;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.ccproxy.configuration.SecretFile;
import dev.ccproxy.core.capture.StorageConfig;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// What proxy-data shows to be let in: the content of `internal.token` beside the record, in
/// hexadecimal digits. Who can read that file can read the record anyway.
@Singleton
class InternalToken {
    private static final Logger LOG = Logger.getLogger(InternalToken.class);
    private static final String FILE = "internal.token";
    private static final String SCHEME = "Bearer ";

    private final Path file;

    InternalToken(StorageConfig config) {
        this.file = config.dbPath().toAbsolutePath().resolveSibling(FILE);
    }

    boolean isIn(@Nullable String authorization) {
        if (authorization == null || !authorization.startsWith(SCHEME)) {
            return false;
        }
        byte[] shown = authorization.substring(SCHEME.length()).getBytes(US_ASCII);
        try {
            String token = HexFormat.of().formatHex(SecretFile.readOrCreate(file));
            return MessageDigest.isEqual(token.getBytes(US_ASCII), shown);
        } catch (IOException e) {
            LOG.errorf("nobody can be let in: %s", e.getMessage());
            return false;
        }
    }
}
