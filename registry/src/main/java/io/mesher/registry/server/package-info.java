/** The embedded registry as a server: HTTP and WebSocket over {@code store}, and its file. Event loop only. */
@NullMarked
package io.mesher.registry.server;

import org.jspecify.annotations.NullMarked;
