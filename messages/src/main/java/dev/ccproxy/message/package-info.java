/// The Messages API as types. They are views: the bytes on record are the truth, and what these
/// types do not know stays in them as it came (`Unknown`).
///
/// @see <a href="https://docs.claude.com/en/api/messages">The API's reference</a>
@NullMarked
package dev.ccproxy.message;

import org.jspecify.annotations.NullMarked;
