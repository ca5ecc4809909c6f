/**
 * From a key's text to a value with a type, and from keys to the records of {@code io.mesher.core.config}: listeners, limits,
 * registry, registration, service, local health. Uses {@code keys} and {@code source}.
 */
@NullMarked
package io.mesher.app.config.read;

import org.jspecify.annotations.NullMarked;
