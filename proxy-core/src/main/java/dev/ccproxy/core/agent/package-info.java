/// Which agent sent a request, and what tells so.
///
/// Claude Code names its built-in agents only where it is asked to, and those that users define
/// never: their names are found by what they were called with, or by their definitions.
@NullMarked
package dev.ccproxy.core.agent;

import org.jspecify.annotations.NullMarked;
