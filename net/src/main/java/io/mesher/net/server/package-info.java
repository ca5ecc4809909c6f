/** HTTP APIs that Mesher serves itself: whole requests in, whole responses out, WebSockets. Event loop only. */
@NullMarked
package io.mesher.net.server;

import org.jspecify.annotations.NullMarked;
