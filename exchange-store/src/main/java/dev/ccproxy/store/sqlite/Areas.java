package dev.ccproxy.store.sqlite;

/// Areas of bytes that are only ever appended to, and the addresses in them.
///
/// An area's number is `scope * 4 + kind`; the address of a byte is `area << 32 | start`.
final class Areas {
    static final long SHARED_SCOPE = 0;

    private static final int REQUESTS = 0;
    private static final int RESPONSES = 1;
    private static final int RECORDS = 2;

    private Areas() {}

    /// The bytes of request bodies.
    static long requests(long scope) {
        return scope << 2 | REQUESTS;
    }

    /// The bytes of response bodies.
    static long responses(long scope) {
        return scope << 2 | RESPONSES;
    }

    /// What is known of each exchange, as text.
    static long records(long scope) {
        return scope << 2 | RECORDS;
    }

    static boolean isRecords(long area) {
        return (area & 3) == RECORDS;
    }

    static boolean isRequests(long area) {
        return (area & 3) == REQUESTS;
    }

    static long scope(long area) {
        return area >>> 2;
    }

    static long address(long area, long start) {
        return area << 32 | start;
    }

    static long area(long address) {
        return address >>> 32;
    }

    static long start(long address) {
        return address & 0xFFFF_FFFFL;
    }
}
