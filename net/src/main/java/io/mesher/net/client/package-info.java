/** Calls of Mesher's own to other servers, off the request path: whole requests, whole responses. Event loop only. */
@NullMarked
package io.mesher.net.client;

import org.jspecify.annotations.NullMarked;
