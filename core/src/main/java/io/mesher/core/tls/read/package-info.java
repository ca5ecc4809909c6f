/** Reads the contents of files into certificates, keys, trust and revocation lists. The caller reads the files themselves. */
@NullMarked
package io.mesher.core.tls.read;

import org.jspecify.annotations.NullMarked;
