/** One request's way through many processes: its identity, and what Mesher tells of its own part. */
@NullMarked
package io.mesher.core.telemetry.trace;

import org.jspecify.annotations.NullMarked;
