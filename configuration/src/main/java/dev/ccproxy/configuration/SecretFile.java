package dev.ccproxy.configuration;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Set;

/// A secret of the proxy's own making: 32 random bytes in a file that its user alone can read.
public final class SecretFile {
    private static final int BYTES = 32;
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private SecretFile() {}

    /// Reads the secret. It is made where there is none; of several processes that make it at once,
    /// one wins.
    ///
    /// @throws IOException if the file can be neither read nor made, or does not hold 32 bytes
    public static byte[] readOrCreate(Path file) throws IOException {
        if (!Files.exists(file)) {
            create(file.toAbsolutePath());
        }
        return read(file);
    }

    /// Reads the secret that another process has made.
    ///
    /// @throws IOException if the file cannot be read or does not hold 32 bytes
    public static byte[] read(Path file) throws IOException {
        byte[] secret = Files.readAllBytes(file);
        if (secret.length != BYTES) {
            throw new IOException(file + " does not hold " + BYTES + " bytes");
        }
        return secret;
    }

    /// 32 random bytes.
    public static byte[] random() {
        byte[] secret = new byte[BYTES];
        new SecureRandom().nextBytes(secret);
        return secret;
    }

    private static void create(Path file) throws IOException {
        Path folder = file.resolveSibling("");
        if (!Files.exists(folder)) {
            Files.createDirectories(folder, OWNER_ONLY_FOLDER);
        }
        Path draft =
                Files.createTempFile(folder, file.getFileName().toString(), null, OWNER_ONLY_FILE);
        try {
            Files.write(draft, random());
            // A link appears whole or not at all, and never replaces another process's secret.
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            // Another process was first; its secret is the one.
            return;
        } finally {
            Files.delete(draft);
        }
    }
}
