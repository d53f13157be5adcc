package dev.ccproxy.configuration;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFileTest {
    @TempDir Path folder;

    @Test
    void staysTheSameOnceMade() throws IOException {
        Path file = folder.resolve("new/secret");

        assertArrayEquals(SecretFile.readOrCreate(file), SecretFile.readOrCreate(file));
    }

    @Test
    void isForItsOwnerAlone() throws IOException {
        Path file = folder.resolve("new/secret");
        SecretFile.readOrCreate(file);

        assertEquals("rw-------", permissions(file));
        assertEquals("rwx------", permissions(folder.resolve("new")));
    }

    @Test
    void allThatMakeItAtOnceGetTheSame() throws Exception {
        Path file = folder.resolve("secret");
        Callable<String> make = () -> HexFormat.of().formatHex(SecretFile.readOrCreate(file));
        try (ExecutorService processes = Executors.newFixedThreadPool(8)) {
            for (Future<String> made : processes.invokeAll(Collections.nCopies(8, make))) {
                assertEquals(make.call(), made.get());
            }
        }
        try (var files = Files.list(folder)) {
            assertEquals(1, files.count());
        }
    }

    @Test
    void aDamagedOneIsNotUsed() throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "short");

        assertThrows(IOException.class, () -> SecretFile.readOrCreate(file));
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
