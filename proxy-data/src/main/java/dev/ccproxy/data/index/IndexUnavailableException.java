package dev.ccproxy.data.index;

/// There is no index to ask yet: it is about to be made.
public class IndexUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;
}
