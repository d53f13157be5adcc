/// The record in one SQLite file. `docs/STORAGE.md` tells what stands where and why.
@NullMarked
package dev.ccproxy.store.sqlite;

import org.jspecify.annotations.NullMarked;
