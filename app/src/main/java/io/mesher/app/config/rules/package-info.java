/**
 * The rules that are nested in one key: route rules, dark launch, match policies, options of routes. A fault in those of one
 * service concerns no other. Uses {@code keys}, {@code source} and {@code read}.
 */
@NullMarked
package io.mesher.app.config.rules;

import org.jspecify.annotations.NullMarked;
