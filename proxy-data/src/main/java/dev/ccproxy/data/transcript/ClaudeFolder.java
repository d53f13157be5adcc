package dev.ccproxy.data.transcript;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The folder in which Claude Code keeps its files. What leads out of it is not followed.
@ApplicationScoped
class ClaudeFolder {
    private static final int MOST_FILES = 50_000;
    private static final int DEPTH = 4;
    private static final Pattern NAME = Pattern.compile("[0-9A-Za-z][0-9A-Za-z._-]{0,199}");

    private final Path projects;

    ClaudeFolder(TranscriptConfig config) {
        this.projects =
                config.path()
                        .orElseGet(() ->
                                Path.of(System.getProperty("user.home"), ".claude", "projects"))
                        .toAbsolutePath()
                        .normalize();
    }

    /// A file as the file system tells of it.
    ///
    /// @param name its path below the folder, parts separated by slashes
    /// @param key tells it from another one under the same name
    /// @param modified milliseconds since 1970
    record Found(String name, Path path, String key, long size, long modified) {}

    /// Every transcript.
    List<Found> transcripts() {
        return files(projects, DEPTH, ".jsonl");
    }

    /// The files of a folder beside the one of transcripts, such as `todos`.
    ///
    /// @param ending of their names
    List<Found> beside(String folder, String ending) {
        return files(projects.resolveSibling(folder), 1, ending);
    }

    /// One of these, by its name.
    Optional<Found> beside(String folder, String ending, String name) {
        return NAME.matcher(name).matches() && name.endsWith(ending)
                ? beside(folder, ending).stream().filter(file -> file.name.equals(name)).findFirst()
                : Optional.empty();
    }

    private static List<Found> files(Path folder, int depth, String ending) {
        List<Found> found = new ArrayList<>();
        try {
            if (Files.isDirectory(folder)) {
                Files.walkFileTree(
                        folder,
                        EnumSet.noneOf(java.nio.file.FileVisitOption.class),
                        depth,
                        new Collector(folder, ending, found));
            }
        } catch (IOException e) {
            return found; // what can be read is there; the rest is tried again
        }
        return found;
    }

    /// Gathers files, and passes over what cannot be read and what is no plain file.
    private static final class Collector extends SimpleFileVisitor<Path> {
        private final Path folder;
        private final String ending;
        private final List<Found> found;

        Collector(Path folder, String ending, List<Found> found) {
            this.folder = folder;
            this.ending = ending;
            this.found = found;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes about) {
            if (about.isRegularFile() && file.toString().endsWith(ending)) {
                found.add(
                        new Found(
                                folder.relativize(file).toString().replace('\\', '/'),
                                file,
                                String.valueOf(about.fileKey()),
                                about.size(),
                                about.lastModifiedTime().toMillis()));
            }
            return found.size() < MOST_FILES ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException reason) {
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException reason) {
            return FileVisitResult.CONTINUE;
        }
    }

    /// The beginning of a file, as text.
    ///
    /// @param most bytes
    /// @throws IOException if it is gone, or has become a link
    static String read(Found file, int most) throws IOException {
        try (var in = Files.newInputStream(file.path, LinkOption.NOFOLLOW_LINKS)) {
            return new String(in.readNBytes(most), java.nio.charset.StandardCharsets.UTF_8);
        }
    }
}
