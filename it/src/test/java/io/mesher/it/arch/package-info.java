/** Rules of the code base that the compiler does not hold: arrows between packages, names, sizes. */
@NullMarked
package io.mesher.it.arch;

import org.jspecify.annotations.NullMarked;
