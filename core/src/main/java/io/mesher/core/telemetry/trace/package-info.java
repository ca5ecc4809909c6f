/** One request's way through many processes: its identity, and what Mesher reports about its own part. */
@NullMarked
package io.mesher.core.telemetry.trace;

import org.jspecify.annotations.NullMarked;
