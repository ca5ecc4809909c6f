/** Counters owned by one event loop each, merged when somebody reads them. */
@NullMarked
package io.mesher.core.telemetry;

import org.jspecify.annotations.NullMarked;
