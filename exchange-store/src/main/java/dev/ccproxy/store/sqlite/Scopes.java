package dev.ccproxy.store.sqlite;

import dev.ccproxy.store.Bytes;
import dev.ccproxy.store.StoreException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The scopes that were written to lately, in memory: true for as long as no other process writes
/// ([#doubt]) and no transaction fails ([#forget]).
final class Scopes {
    /// Fast, and close to the best for the little that is new in a request; packing does the rest.
    private static final int LEVEL = 3;

    /// Bytes of memory for scopes; those used last stay.
    private static final long MOST_MEMORY = 16 << 20;

    /// Bytes of memory for shared elements; the newest stay.
    private static final long MOST_SHARED_MEMORY = 4 << 20;

    private static final Logger LOG = Logger.getLogger(Scopes.class);

    private final Sql sql;
    private final ChunkStore chunks;
    private final OpenAreas openAreas;
    private final ScopeStore rows;
    private final Compressor compressor = new Compressor(LEVEL);
    private final LinkedHashMap<Long, Scope> scopes = new LinkedHashMap<>(64, 0.75f, true);
    private final Map<String, Long> openByKey = new HashMap<>();
    private final Set<Area> touched = new HashSet<>();

    /// The scopes that may have grown since memory was counted.
    private final Set<Scope> used = new HashSet<>();

    /// What all scopes are charged with.
    private long memory;

    private final Set<Long> doubted = new HashSet<>();
    private @Nullable Elements shared;
    private @Nullable Area sharedArea;

    Scopes(Sql sql, OpenAreas openAreas) {
        this.sql = sql;
        this.chunks = new ChunkStore(sql);
        this.openAreas = openAreas;
        this.rows = new ScopeStore(sql);
    }

    /// The scope that takes this key's new requests; a new one where there is none or it is full.
    Scope openFor(String key) throws SQLException {
        Long known = openByKey.get(key);
        long id = known == null ? rows.open(key) : known;
        Scope scope = id < 0 ? null : byId(id);
        if (scope != null && (scope.full() || !readable(scope))) {
            rows.close(id);
            scope = null;
        }
        if (scope == null) {
            scope = byId(rows.create(key));
        }
        openByKey.put(key, scope.id);
        return scope;
    }

    /// Whether its elements can be read: if not, the session goes on without them.
    private boolean readable(Scope scope) throws SQLException {
        try {
            elements(scope);
            return true;
        } catch (DamagedChunkException e) {
            LOG.errorf("session data can no longer be read: %s", e.getMessage());
            return false;
        }
    }

    /// A scope by its number, to append responses and records to.
    Scope byId(long id) throws SQLException {
        Scope scope = scopes.get(id);
        if (scope == null || !current(scope)) {
            drop(id);
            scope = load(id);
            scopes.put(id, scope);
        }
        used.add(scope);
        return scope;
    }

    /// Whether nobody else has appended to the scope or erased anything.
    private boolean current(Scope scope) throws SQLException {
        if (!doubted.contains(scope.id)) {
            return true;
        }
        boolean current =
                scope.epoch == rows.epoch(scope.id)
                        && current(scope.requests)
                        && current(scope.responses)
                        && current(scope.records);
        doubted.remove(scope.id);
        return current;
    }

    private boolean current(Area area) throws SQLException {
        return area.end() == chunks.end(area.number());
    }

    private Scope load(long id) throws SQLException {
        doubted.remove(id);
        return new Scope(
                id,
                rows.epoch(id),
                area(Areas.requests(id)),
                area(Areas.responses(id)),
                area(Areas.records(id)));
    }

    /// The elements of a scope that takes requests.
    Elements elements(Scope scope) throws SQLException {
        Elements elements = scope.elements;
        if (elements == null) {
            elements = elements(Areas.requests(scope.id));
            scope.elements = elements;
            elements.used().addAll(rows.used(scope.id));
        }
        return elements;
    }

    private Area area(long number) throws SQLException {
        return new Area(number, chunks.end(number), chunks, openAreas, compressor);
    }

    /// An open scope is closed before bytes of its area of requests are erased: so these are whole,
    /// and the lengths of their elements add up.
    private Elements elements(long area) throws SQLException {
        Elements elements = new Elements();
        ByteArray bytes = new ByteArray();
        ByteArray cuts = new ByteArray();
        for (ChunkStore.Chunk chunk :
                chunks.between(Areas.address(area, 0), Areas.address(area + 1, 0))) {
            append(bytes, chunk);
            byte[] lengths = chunks.cuts(chunk.address());
            cuts.append(lengths, 0, lengths.length);
        }
        int from = 0;
        for (int length : Varints.all(cuts.toByteArray())) {
            elements.add(bytes.array(), from, from + length, from);
            from += length;
        }
        return elements;
    }

    private void append(ByteArray bytes, ChunkStore.Chunk chunk) throws SQLException {
        byte[] plain = chunks.bytes(chunk);
        bytes.append(plain, 0, plain.length);
    }

    /// The elements of the shared area.
    Elements shared() throws SQLException {
        Elements elements = shared;
        if (elements == null) {
            elements = loadShared();
            shared = elements;
        }
        return elements;
    }

    /// The newest of them. What is left out is stored once more when it is needed again.
    private Elements loadShared() throws SQLException {
        Elements elements = new Elements();
        ChunkReader reader = new ChunkReader(sql, new ChunkCache(2 * Area.CHUNK_SIZE));
        for (long[] element : rows.newestShared(MOST_SHARED_MEMORY / 2)) {
            List<byte[]> slices = new ArrayList<>();
            long address = Areas.address(Areas.requests(Areas.SHARED_SCOPE), element[0]);
            try {
                reader.read(address, element[1], slices);
            } catch (DamagedChunkException | StoreException e) {
                LOG.errorf("a shared element can no longer be read: %s", e.getMessage());
                continue;
            }
            byte[] bytes = new Bytes(slices).toByteArray();
            elements.add(bytes, 0, bytes.length, element[0]);
        }
        return elements;
    }

    /// Makes room for new shared elements where there is none.
    void trimShared() throws SQLException {
        if (shared != null && shared.footprint() > MOST_SHARED_MEMORY) {
            sharedArea().flush();
            shared = null;
        }
    }

    Area sharedArea() throws SQLException {
        Area area = sharedArea;
        if (area == null) {
            area = area(Areas.requests(Areas.SHARED_SCOPE));
            sharedArea = area;
        }
        return area;
    }

    ScopeStore rows() {
        return rows;
    }

    /// Notes that there may be something to flush.
    Area touch(Area area) {
        touched.add(area);
        return area;
    }

    /// Writes what the batch appended.
    void flush() throws SQLException {
        for (Area area : touched) {
            area.flush();
        }
        touched.clear();
    }

    /// Another process has written: each scope is checked before it is used again.
    void doubt() {
        doubted.addAll(scopes.keySet());
        openByKey.clear();
        shared = null;
        sharedArea = null;
    }

    /// Bytes of the scope are to be erased or were.
    void forget(long id) {
        drop(id);
        openByKey.values().remove(id);
        if (id == Areas.SHARED_SCOPE) {
            shared = null;
            sharedArea = null;
        }
    }

    /// Memory may be ahead of the database: drop it.
    void forget() {
        scopes.clear();
        used.clear();
        memory = 0;
        doubted.clear();
        openByKey.clear();
        touched.clear();
        shared = null;
        sharedArea = null;
    }

    /// Lets the scopes go that were not used for the longest time, until the rest fits.
    void trim() {
        for (Scope scope : used) {
            memory += scope.charge();
        }
        used.clear();
        Iterator<Scope> oldest = scopes.values().iterator();
        while (memory > MOST_MEMORY && oldest.hasNext()) {
            Scope scope = oldest.next();
            memory -= scope.charged();
            openByKey.values().remove(scope.id);
            oldest.remove();
        }
    }

    private void drop(long id) {
        Scope scope = scopes.remove(id);
        if (scope != null) {
            used.remove(scope);
            memory -= scope.charged();
        }
    }

    void close() {
        compressor.close();
    }
}
