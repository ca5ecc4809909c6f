/** How long to wait before the next try. */
@NullMarked
package io.mesher.base.retry;

import org.jspecify.annotations.NullMarked;
