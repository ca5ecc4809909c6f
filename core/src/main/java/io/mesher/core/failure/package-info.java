/** Failures as values, and the one place that turns a failure into an answer. */
@NullMarked
package io.mesher.core.failure;

import org.jspecify.annotations.NullMarked;
