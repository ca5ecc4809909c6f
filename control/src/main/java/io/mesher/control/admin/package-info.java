/**
 * The admin API: what operators and probes ask a running Mesher. Served by the engine's own HTTP; every answer is made whole, on
 * the event loop that owns the connection, from values that any thread may read.
 */
@NullMarked
package io.mesher.control.admin;

import org.jspecify.annotations.NullMarked;
