package dev.ccproxy.core.capture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.jboss.logging.Logger;

/// The salt of the fingerprints, kept beside the record so that they stay the same from start to
/// start.
final class Salt {
    private static final Logger LOG = Logger.getLogger(Salt.class);
    private static final String FILE = "fingerprint.salt";
    private static final int BYTES = 32;

    private Salt() {}

    /// Where the folder cannot be used the salt is made up for this run alone.
    static byte[] in(Path database) {
        Path file = database.toAbsolutePath().resolveSibling(FILE);
        try {
            if (!Files.exists(file)) {
                create(file);
            }
            byte[] salt = Files.readAllBytes(file);
            if (salt.length == BYTES) {
                return salt;
            }
            LOG.warnf("%s is damaged: fingerprints of this run are its own", file);
        } catch (IOException e) {
            LOG.warnf("%s cannot be used: fingerprints of this run are its own", file);
        }
        return random();
    }

    private static void create(Path file) throws IOException {
        Files.createDirectories(
                file.getParent(),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path draft =
                Files.createTempFile(
                        file.getParent(),
                        FILE,
                        null,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        Files.write(draft, random(), StandardOpenOption.WRITE);
        try {
            Files.createLink(file, draft);
        } catch (java.nio.file.FileAlreadyExistsException e) {
            LOG.debugf("%s was made by another process just now", file);
        } finally {
            Files.delete(draft);
        }
    }

    private static byte[] random() {
        byte[] salt = new byte[BYTES];
        new SecureRandom().nextBytes(salt);
        return salt;
    }
}
