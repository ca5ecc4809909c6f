/** Why requests went where they went, and where one would go: as JSON, and in words. */
@NullMarked
package io.mesher.control.explain;

import org.jspecify.annotations.NullMarked;
