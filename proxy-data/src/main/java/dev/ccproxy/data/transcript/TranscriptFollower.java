package dev.ccproxy.data.transcript;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ccproxy.data.index.Follower;
import dev.ccproxy.data.index.StatementStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/// Looks at the transcripts that Claude Code writes, and reads what is new in them. The files are
/// asked for their sizes again and again: that works on every file system, mounted ones too.
@ApplicationScoped
class TranscriptFollower implements Follower {
    private static final Logger LOG = Logger.getLogger(TranscriptFollower.class);

    /// Looking takes this part of the time at the most.
    private static final int SHARE = 50;

    private final ClaudeFolder folder;
    private final ObjectMapper json;
    private final long intervalNanos;
    private final Deque<ClaudeFolder.Found> behind = new ArrayDeque<>();
    private long dueNanos = System.nanoTime();

    TranscriptFollower(ClaudeFolder folder, TranscriptConfig config, ObjectMapper json) {
        this.folder = folder;
        this.json = json;
        this.intervalNanos = config.checkInterval().toNanos();
    }

    @Override
    public void opened() {
        behind.clear();
        dueNanos = System.nanoTime();
    }

    @Override
    public boolean isDue() {
        return !behind.isEmpty() || System.nanoTime() - dueNanos >= 0;
    }

    @Override
    public boolean follow(StatementStore sql) {
        TranscriptIndexing indexing = new TranscriptIndexing(sql, json);
        if (behind.isEmpty()) {
            look(sql, indexing);
        }
        ClaudeFolder.Found next = behind.peek();
        if (next == null) {
            return false;
        }
        boolean more = false;
        try {
            more = indexing.index(next);
        } catch (IOException e) {
            LOG.debugf("%s cannot be read: %s", next.name(), e.getMessage());
        }
        if (!more) {
            behind.remove();
        }
        return !behind.isEmpty();
    }

    /// Finds out which files are new, have grown, or are gone.
    private void look(StatementStore sql, TranscriptIndexing indexing) {
        long began = System.nanoTime();
        Map<String, TranscriptStore.Known> gone = new HashMap<>(new TranscriptStore(sql).known());
        List<ClaudeFolder.Found> files = folder.transcripts();
        for (ClaudeFolder.Found file : files) {
            TranscriptStore.Known known = gone.remove(file.name());
            if (known == null || isChanged(file, known)) {
                behind.add(file);
            }
        }
        for (TranscriptStore.Known known : gone.values()) {
            indexing.forget(known.id());
        }
        if (behind.size() > 1) {
            List<ClaudeFolder.Found> newestFirst =
                    behind.stream()
                            .sorted(
                                    Comparator.comparingLong(ClaudeFolder.Found::modified)
                                            .reversed())
                            .toList();
            behind.clear();
            behind.addAll(newestFirst);
        }
        long took = System.nanoTime() - began;
        dueNanos = System.nanoTime() + Math.max(intervalNanos, took * SHARE);
    }

    private static boolean isChanged(ClaudeFolder.Found file, TranscriptStore.Known known) {
        return file.modified() != known.modified() || !file.key().equals(known.key());
    }
}
