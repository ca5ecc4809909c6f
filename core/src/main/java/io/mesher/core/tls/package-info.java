/**
 * Certificates and keys as values: what this Mesher shows of itself, whom it trusts, who a peer is. Bytes and time are passed in.
 * Everything is immutable and may be shared by threads.
 */
@NullMarked
package io.mesher.core.tls;

import org.jspecify.annotations.NullMarked;
