/** A connection as a stream of bytes, whatever carries it: TCP now, TLS later. */
@NullMarked
package io.mesher.net.stream;

import org.jspecify.annotations.NullMarked;
