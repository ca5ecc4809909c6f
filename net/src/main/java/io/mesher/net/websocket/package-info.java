/** WebSocket (RFC 6455), both sides, for Mesher's own use; what passes through the proxy is a tunnel. Event loop only. */
@NullMarked
package io.mesher.net.websocket;

import org.jspecify.annotations.NullMarked;
