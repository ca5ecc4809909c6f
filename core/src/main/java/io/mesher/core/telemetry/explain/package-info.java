/** Why a request went where it went: what is noted on its way, and kept of the last ones. */
@NullMarked
package io.mesher.core.telemetry.explain;

import org.jspecify.annotations.NullMarked;
