/** HTTP/1.1 and 1.0 on the wire (RFC 9112): strict parsers, exact writers, and the two kinds of connection. */
@NullMarked
package io.mesher.net.http1;

import org.jspecify.annotations.NullMarked;
