/**
 * Flags, environment and YAML files, read once into the records of {@code io.mesher.core.config}, with every problem at
 * once. {@link io.mesher.app.config.ConfigLoader} is the way in. Runs at start-up on one thread; holds no state.
 */
@NullMarked
package io.mesher.app.config;

import org.jspecify.annotations.NullMarked;
