/** Other programs that tests and benchmarks put beside Mesher, and where they are found. */
@NullMarked
package io.mesher.it.peer;

import org.jspecify.annotations.NullMarked;
