/** Verifies a peer's certificates: finds the path, checks it, and names one exact cause if it can't be accepted. */
@NullMarked
package io.mesher.core.tls.verify;

import org.jspecify.annotations.NullMarked;
