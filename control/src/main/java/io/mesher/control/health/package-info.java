/**
 * Asks the instances of services whether they are healthy, where that is configured, and tells those who balance. On an event loop
 * that serves no traffic; all but {@code HealthChecker}'s public methods belong to that loop.
 */
@NullMarked
package io.mesher.control.health;

import org.jspecify.annotations.NullMarked;
