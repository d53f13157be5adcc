package dev.ccproxy.message;

/// An error in the API's shape.
///
/// @param type for example `overloaded_error`
public record ApiError(String type, String message) {}
