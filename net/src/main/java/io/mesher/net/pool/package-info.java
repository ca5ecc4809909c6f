/** Upstream connections kept for the next request. */
@NullMarked
package io.mesher.net.pool;

import org.jspecify.annotations.NullMarked;
