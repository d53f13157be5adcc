package dev.ccproxy.data.index;

import org.jspecify.annotations.Nullable;

/// How far the index is.
///
/// @param revision the last of the record's changes that is in what answers now; null where nothing
///   can be asked yet
/// @param building the last of the record's changes that is in what is being made anew; null where
///   nothing is
/// @param newest the record's last change; null while that is not known
/// @param problem why indexing does not get on; null where it does
public record IndexProgress(
        @Nullable Long revision,
        @Nullable Long building,
        @Nullable Long newest,
        @Nullable String problem) {
    static final IndexProgress NONE = new IndexProgress(null, null, null, null);

    /// Whether answers leave nothing out but what happened just now.
    public boolean isComplete() {
        return building == null && revision != null && newest != null && revision >= newest;
    }

    /// How much of the record is indexed, from 0 to 1.
    public double fraction() {
        Long reached = building == null ? revision : building;
        if (reached == null || newest == null) {
            return 0;
        }
        return newest == 0 ? 1 : Math.min(1, reached / (double) newest);
    }
}
