/** Any input at all: seeds are replayed in every build, {@code JAZZER_FUZZ=1} goes on from them. */
@NullMarked
package io.mesher.it.fuzz;

import org.jspecify.annotations.NullMarked;
