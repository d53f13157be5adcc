package dev.ccproxy.core.forward;

import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/// Says in a few words why the upstream did not answer.
final class UpstreamFailure {
    private UpstreamFailure() {}

    static String describe(Throwable cause) {
        return switch (cause) {
            case UnknownHostException unknown -> "its name cannot be resolved";
            case ConnectException refused -> "connection refused";
            case HttpClosedException closed -> "it closed the connection";
            case StreamResetException reset -> "it reset the stream";
            case SSLException tls -> "TLS failed: " + tls.getMessage();
            case TimeoutException late -> "connecting took too long";
            default -> String.valueOf(cause.getMessage());
        };
    }
}
