/// Sessions, conversations and agents, turns and messages: what the exchanges on record were about.
@NullMarked
package dev.ccproxy.data.conversation;

import org.jspecify.annotations.NullMarked;
