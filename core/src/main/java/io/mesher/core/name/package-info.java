/** What services are called. Immutable values; any thread. */
@NullMarked
package io.mesher.core.name;

import org.jspecify.annotations.NullMarked;
