package dev.ccproxy.exchange;

/// One header line, with its name spelt as it was on the wire.
public record Header(String name, String value) {}
