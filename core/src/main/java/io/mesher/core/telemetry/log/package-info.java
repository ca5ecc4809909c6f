/** Lines of a log on their way from an event loop to whoever writes them: made without allocation, never torn. */
@NullMarked
package io.mesher.core.telemetry.log;

import org.jspecify.annotations.NullMarked;
