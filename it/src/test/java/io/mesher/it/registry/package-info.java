/** Register, discover and lose the registry: real processes, among them clients that know nothing of Mesher. */
@NullMarked
package io.mesher.it.registry;

import org.jspecify.annotations.NullMarked;
