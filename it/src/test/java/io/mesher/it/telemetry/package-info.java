/** What Mesher tells of the requests that it carries, read back by the programs that others use for it. */
@NullMarked
package io.mesher.it.telemetry;

import org.jspecify.annotations.NullMarked;
