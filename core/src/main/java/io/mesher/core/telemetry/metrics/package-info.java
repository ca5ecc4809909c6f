/** What is counted of requests: by each event loop for itself, read together when somebody scrapes. */
@NullMarked
package io.mesher.core.telemetry.metrics;

import org.jspecify.annotations.NullMarked;
