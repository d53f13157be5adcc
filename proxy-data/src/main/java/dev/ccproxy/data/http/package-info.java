/// What holds for every route: who may ask, and how an error is told.
@NullMarked
package dev.ccproxy.data.http;

import org.jspecify.annotations.NullMarked;
