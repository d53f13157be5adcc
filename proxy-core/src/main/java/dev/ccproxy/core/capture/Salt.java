package dev.ccproxy.core.capture;

import dev.ccproxy.configuration.SecretFile;
import java.io.IOException;
import java.nio.file.Path;
import org.jboss.logging.Logger;

/// The salt of the fingerprints, kept beside the record so that they stay the same from start to
/// start.
final class Salt {
    private static final Logger LOG = Logger.getLogger(Salt.class);
    private static final String FILE = "fingerprint.salt";

    private Salt() {}

    /// Where the folder cannot be used the salt is made up for this run alone.
    static byte[] in(Path database) {
        Path file = database.toAbsolutePath().resolveSibling(FILE);
        try {
            return SecretFile.readOrCreate(file);
        } catch (IOException e) {
            LOG.warnf("fingerprints of this run are its own: %s", e.getMessage());
            return SecretFile.random();
        }
    }
}
