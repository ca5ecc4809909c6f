/**
 * Mesher's own log: an SLF4J provider that writes text or JSON lines to standard error, or where lager.yaml says. Any thread may log; only
 * {@link io.mesher.app.log.Loggers} is meant for others, everybody else logs through {@code org.slf4j}.
 */
@NullMarked
package io.mesher.app.log;

import org.jspecify.annotations.NullMarked;
