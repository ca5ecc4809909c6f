/** The documents' commands, run as they are written. CONTRIBUTING.md says how a block is marked. */
@NullMarked
package io.mesher.it.docs;

import org.jspecify.annotations.NullMarked;
