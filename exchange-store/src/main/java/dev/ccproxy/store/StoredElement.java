package dev.ccproxy.store;

/// A piece of a request's body as it is stored: a message, a tool or a system block without its
/// `cache_control` members, or what stands between these.
///
/// Two elements with the same address and length have the same bytes, in whatever requests they
/// are: what was read of one need not be read again.
///
/// @param address where it is stored
/// @param length bytes
public record StoredElement(long address, int length) {}
