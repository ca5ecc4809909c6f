/**
 * Hostile HTTP/1.1: raw bytes from callers and from back-ends, judged by a strict recording back-end after RFC 9110 and 9112.
 * A case fails when anything arrives that the caller didn't send as one unambiguous request.
 */
@NullMarked
package io.mesher.it.hostile;

import org.jspecify.annotations.NullMarked;
