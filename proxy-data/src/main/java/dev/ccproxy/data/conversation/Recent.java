package dev.ccproxy.data.conversation;

import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/// Remembers what was used lately. One thread at a time.
final class Recent<K, V> {
    private final LinkedHashMap<K, V> entries = new LinkedHashMap<>(16, 0.75f, true);
    private final int most;

    /// @param most how many to remember
    Recent(int most) {
        this.most = most;
    }

    @Nullable V find(K key) {
        return entries.get(key);
    }

    void put(K key, V value) {
        entries.put(key, value);
        if (entries.size() > most) {
            entries.pollFirstEntry();
        }
    }
}
