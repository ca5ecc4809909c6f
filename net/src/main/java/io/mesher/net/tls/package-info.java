/** TLS below {@link io.mesher.net.stream.ByteStream}: two engines, one handshake, one stream. Whom to trust is decided elsewhere. */
@NullMarked
package io.mesher.net.tls;

import org.jspecify.annotations.NullMarked;
