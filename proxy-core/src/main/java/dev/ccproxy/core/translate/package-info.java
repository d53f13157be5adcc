/// Speaks with providers whose API is OpenAI's: makes a Messages request one of theirs, and their
/// answer one of the Messages API's.
///
/// Knows nothing of connections. What a translation cannot carry over is told in a
/// [dev.ccproxy.exchange.Loss], so that nothing gets lost silently.
///
/// @see <a href="https://platform.openai.com/docs/api-reference">OpenAI's reference</a>
@NullMarked
package dev.ccproxy.core.translate;

import org.jspecify.annotations.NullMarked;
