/**
 * What is written: environment, flags and files as one flat space of keys, each with its place, and the problems of it. Uses
 * {@code keys} alone, since an older spelling gets its current name, and an environment variable must be a known key, where
 * they are found.
 */
@NullMarked
package io.mesher.app.config.source;

import org.jspecify.annotations.NullMarked;
