/// What Claude Code itself keeps in `~/.claude`: transcripts, todos, plans. Files are only read.
@NullMarked
package dev.ccproxy.data.transcript;

import org.jspecify.annotations.NullMarked;
