/**
 * {@code mesher demo}: three sample applications and a Mesher beside each, as child processes, for a first look. Knows
 * Mesher only from outside: its command, configuration files and ports. Nothing here is loaded to run a sidecar.
 */
@NullMarked
package io.mesher.app.demo;

import org.jspecify.annotations.NullMarked;
