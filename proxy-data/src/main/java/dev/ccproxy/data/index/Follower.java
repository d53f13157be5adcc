package dev.ccproxy.data.index;

/// Follows something beside the record, and puts what is new there into the index. Only the
/// indexing thread calls it.
public interface Follower {
    /// Another index is to be filled from now on.
    void opened();

    /// Whether it is time to look. This is asked often.
    boolean isDue();

    /// Takes some of what is new, within a transaction, and no longer than new exchanges can wait.
    ///
    /// @param sql the index, which tells how far it is, too
    /// @return whether there is more
    boolean follow(StatementStore sql);
}
