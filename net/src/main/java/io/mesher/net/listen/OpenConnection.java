package io.mesher.net.listen;

import java.net.InetAddress;

/**
 * A caller's connection, as it was when it was looked at.
 *
 * @param state {@code handshake}, {@code idle}, {@code head}, {@code exchange}, {@code tunnel}, {@code linger}, {@code flush}
 */
public record OpenConnection(InetAddress peer, String state) {}
