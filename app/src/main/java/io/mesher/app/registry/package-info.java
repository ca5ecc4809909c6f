/** {@code mesher registry}: the embedded registry in a process of its own. */
@NullMarked
package io.mesher.app.registry;

import org.jspecify.annotations.NullMarked;
