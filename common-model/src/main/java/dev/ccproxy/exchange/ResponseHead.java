package dev.ccproxy.exchange;

/// What came before the response's body.
///
/// @param status for example 200
/// @param headers as received, credentials replaced by fingerprints
public record ResponseHead(int status, Headers headers) {}
