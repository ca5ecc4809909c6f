/** Start-up, wiring and lifecycle. */
@NullMarked
package io.mesher.app;

import org.jspecify.annotations.NullMarked;
