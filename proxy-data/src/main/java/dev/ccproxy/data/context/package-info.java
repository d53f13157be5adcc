/// What fills the context of a conversation.
@NullMarked
package dev.ccproxy.data.context;

import org.jspecify.annotations.NullMarked;
