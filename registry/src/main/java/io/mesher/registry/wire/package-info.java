/** The Service Center API's JSON documents, read and written. Immutable values; any thread. */
@NullMarked
package io.mesher.registry.wire;

import org.jspecify.annotations.NullMarked;
