package dev.ccproxy.data.transcript;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Where Claude Code's own files are.
@ConfigMapping(prefix = "proxy-data.transcripts")
public interface TranscriptConfig {
    /// The folder of transcripts; `~/.claude/projects` where it is not set. Todos and plans are
    /// beside it. Nothing is read where it does not exist.
    Optional<Path> path();

    /// How often files are looked for that are new or have grown.
    @WithDefault("1s")
    Duration checkInterval();
}
