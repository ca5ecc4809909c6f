/** Certificates, keys, revocation lists and their files, made in memory for tests. */
@NullMarked
package io.mesher.testkit.tls;

import org.jspecify.annotations.NullMarked;
