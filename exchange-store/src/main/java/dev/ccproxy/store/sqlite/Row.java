package dev.ccproxy.store.sqlite;

import org.jspecify.annotations.Nullable;

/// A row of the table of exchanges while a batch changes it. The columns are explained in the
/// schema.
final class Row {
    final long id;
    final long scope;
    final long started;
    final long request;
    final long requestSize;
    final byte @Nullable [] requestSha256;

    @Nullable Long writer;
    @Nullable Long answer;
    @Nullable Integer status;
    @Nullable Long firstByte;
    @Nullable Long firstToken;
    @Nullable Long ending;
    long responseSize;
    long responseMissed;
    byte @Nullable [] responseSha256;
    @Nullable String outcome;
    @Nullable String detail;
    @Nullable Boolean unchanged;
    @Nullable Long duration;

    @Nullable Long route;
    @Nullable Long routeEnding;

    /// How many parts of the response's body stand in the table of parts.
    int parts;

    /// The same of what a provider answers.
    int providerParts;

    Row(
            long id,
            long scope,
            long started,
            long request,
            long requestSize,
            byte @Nullable [] requestSha256) {
        this.id = id;
        this.scope = scope;
        this.started = started;
        this.request = request;
        this.requestSize = requestSize;
        this.requestSha256 = requestSha256;
    }
}
