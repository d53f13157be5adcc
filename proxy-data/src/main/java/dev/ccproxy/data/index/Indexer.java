package dev.ccproxy.data.index;

import dev.ccproxy.data.recording.Recording;
import dev.ccproxy.data.recording.RecordingState;
import dev.ccproxy.data.recording.RecordingUnavailableException;
import dev.ccproxy.store.Change;
import dev.ccproxy.store.ExchangeReader;
import dev.ccproxy.store.StoreException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Follows the record with a thread of its own and puts what changes into the index.
///
/// An index that is missing or damaged is made anew, one of another version too: while that goes on
/// the old one answers, if it can be asked at all.
@ApplicationScoped
class Indexer {
    private static final Logger LOG = Logger.getLogger(Indexer.class);
    private static final long UNKNOWN = Long.MIN_VALUE;
    private static final long RETRY_MILLIS = 1_000;

    private final Index index;
    private final Recording recording;
    private final IndexConfig config;
    private final List<Chapter> chapters;
    private final List<Follower> followers;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().daemon().name("indexer").unstarted(this::run);

    private @Nullable OpenIndex writing;
    private long version = UNKNOWN;
    private int failedReads;

    /// The record's last change when the index that is made was begun: what was deleted until then
    /// cannot be in it.
    private long begunAt;

    @Inject
    Indexer(
            Index index,
            Recording recording,
            IndexConfig config,
            @Any Instance<Chapter> chapters,
            @Any Instance<Follower> followers) {
        this(
                index,
                recording,
                config,
                chapters.stream().sorted(Comparator.comparingInt(Chapter::order)).toList(),
                followers.stream().toList());
    }

    Indexer(
            Index index,
            Recording recording,
            IndexConfig config,
            List<Chapter> chapters,
            List<Follower> followers) {
        this.index = index;
        this.recording = recording;
        this.config = config;
        this.chapters = chapters;
        this.followers = followers;
    }

    void starting(@Observes StartupEvent event) {
        start();
    }

    void stopping(@Observes ShutdownEvent event) {
        stop();
    }

    void start() {
        thread.start();
    }

    void stop() {
        stopping.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            boolean more = false;
            while (!stopping.await(more ? 0 : pause(), TimeUnit.MILLISECONDS)) {
                more = step();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            close();
        }
    }

    private long pause() {
        return index.progress().problem() == null
                ? config.checkInterval().toMillis()
                : RETRY_MILLIS;
    }

    /// Indexes a batch of changes, if there are any; else what is new beside the record.
    ///
    /// @return whether there is more to do at once
    private boolean step() {
        try {
            OpenIndex open = writing == null ? open() : writing;
            return readRecord(open) || readBeside(open) || swapped(open);
        } catch (RuntimeException e) {
            failed(e);
            return false;
        }
    }

    private boolean readRecord(OpenIndex open) {
        try {
            boolean more = recording.read(record -> follow(open, record));
            failedReads = 0;
            return more;
        } catch (RecordingUnavailableException e) {
            version = UNKNOWN;
            failedReads++;
            // A record that cannot be asked at all shows on its own; one that was just made fails
            // once.
            if (e.state() instanceof RecordingState.Unreadable unreadable
                    && recording.state() instanceof RecordingState.Available
                    && failedReads > 1) {
                report(unreadable.reason());
            }
            return false;
        }
    }

    private boolean follow(OpenIndex open, ExchangeReader record) throws StoreException {
        long now = record.version();
        if (now == version) {
            return false;
        }
        long forgotten = record.forgottenUntil();
        long newest = record.revision();
        if (open.revision() == 0) {
            begunAt = newest;
        }
        if (newest < open.revision() || forgotten > Math.max(open.revision(), begunAt)) {
            LOG.info("the record does not go on from what is known of it: the index is made anew");
            startOver();
            return true;
        }
        List<Change> changes = record.changesAfter(open.revision(), config.batch());
        if (!changes.isEmpty()) {
            open.write(chapters, record, changes);
            changes.forEach(Indexer::tellIfUnreadable);
        }
        boolean more = changes.size() == config.batch();
        version = more ? version : now;
        report(open, newest);
        return more;
    }

    /// One damaged exchange does not hold up all that follow.
    private static void tellIfUnreadable(Change change) {
        if (change instanceof Change.Unreadable unreadable) {
            LOG.warnf(
                    "exchange %s is left out of the index, because what is on record of it is"
                            + " damaged: %s",
                    unreadable.id(), unreadable.problem());
        }
    }

    private boolean readBeside(OpenIndex open) {
        boolean more = false;
        for (Follower follower : followers) {
            more |= follower.isDue() && open.write(follower);
        }
        return more;
    }

    /// Lets an index answer that was made beside another one, once it has caught up.
    private boolean swapped(OpenIndex open) {
        boolean complete = open.isBeside() && version != UNKNOWN;
        if (complete) {
            swap(open);
        }
        return complete;
    }

    private void report(OpenIndex open, long newest) {
        IndexProgress last = index.progress();
        index.progress(
                open.isBeside()
                        ? new IndexProgress(last.revision(), open.revision(), newest, null)
                        : new IndexProgress(open.revision(), null, newest, null));
    }

    private void report(String problem) {
        IndexProgress last = index.progress();
        index.progress(new IndexProgress(last.revision(), last.building(), last.newest(), problem));
    }

    /// Finds out what there is, and opens what is to be written.
    private OpenIndex open() {
        FileStore file = new FileStore(index.path());
        FileStore beside = beside(file);
        FileStore.Use use = file.use();
        boolean outdated = use == FileStore.Use.OUTDATED;
        index.serve(
                outdated ? file : null,
                () -> {
                    if (use == FileStore.Use.NONE) {
                        file.delete();
                    }
                    if (!outdated || beside.use() != FileStore.Use.CURRENT) {
                        beside.delete();
                    }
                });
        OpenIndex open = new OpenIndex(outdated ? beside : file, outdated);
        if (!outdated) {
            index.serve(file, () -> {});
        }
        writing = open;
        open.begin(chapters);
        followers.forEach(Follower::opened);
        version = UNKNOWN;
        index.progress(
                outdated
                        ? new IndexProgress(revision(file), open.revision(), null, null)
                        : new IndexProgress(open.revision(), null, null, null));
        return open;
    }

    private static FileStore beside(FileStore file) {
        return new FileStore(file.sibling(".new"));
    }

    private static @Nullable Long revision(FileStore file) {
        try (StatementStore sql = file.openForReading()) {
            return sql.number("SELECT revision FROM progress");
        }
    }

    /// What was made anew takes the old one's place.
    private void swap(OpenIndex made) {
        FileStore file = new FileStore(index.path());
        close();
        index.serve(file, () -> beside(file).replace(file));
        LOG.infof("the index was made anew, up to change %d", made.revision());
    }

    /// Throws away what there is.
    private void startOver() {
        close();
        FileStore file = new FileStore(index.path());
        index.serve(
                null,
                () -> {
                    file.delete();
                    beside(file).delete();
                });
    }

    private void failed(RuntimeException e) {
        String problem = String.valueOf(e.getMessage());
        report(problem);
        close();
        if (e instanceof IndexException broken && broken.damaged()) {
            LOG.warnf("the index is damaged and is made anew: %s", problem);
            startOver();
        } else {
            LOG.error("indexing failed and is tried again", e);
        }
    }

    private void close() {
        OpenIndex open = writing;
        writing = null;
        version = UNKNOWN;
        if (open != null) {
            open.close();
        }
    }
}
