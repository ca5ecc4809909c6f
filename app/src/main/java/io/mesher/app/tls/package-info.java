/** Reads the files of TLS: certificates, keys, trusted authorities and revocation lists. */
@NullMarked
package io.mesher.app.tls;

import org.jspecify.annotations.NullMarked;
