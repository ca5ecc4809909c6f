package io.mesher.net.websocket;

/** Which end of a WebSocket: clients mask what they send, servers don't (RFC 6455 §5.1). */
public enum Side {
    CLIENT,
    SERVER
}
