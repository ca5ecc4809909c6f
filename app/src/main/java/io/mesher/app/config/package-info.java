/**
 * Flags, environment and YAML files, read once into the records of {@code io.mesher.core.config}, with every problem at
 * once. {@link io.mesher.app.config.ConfigLoader} is the way in. Runs at start-up on one thread; holds no state.
 *
 * <p>This package uses all below it; among those the arrows point one way: {@code keys} &larr; {@code source} &larr; {@code read}
 * &larr; {@code rules} &larr; {@code policies}; {@code telemetry} uses what {@code rules} uses, {@code shown} only {@code keys}
 * and {@code source}.
 */
@NullMarked
package io.mesher.app.config;

import org.jspecify.annotations.NullMarked;
