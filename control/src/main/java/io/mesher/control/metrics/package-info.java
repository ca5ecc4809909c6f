/**
 * The metrics as Prometheus reads them: Mesher's own and CSE Mesher's. Everything is read when somebody asks, on the event loop
 * of the admin port.
 */
@NullMarked
package io.mesher.control.metrics;

import org.jspecify.annotations.NullMarked;
