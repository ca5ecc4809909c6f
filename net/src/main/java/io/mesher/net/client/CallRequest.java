package io.mesher.net.client;

import java.time.Duration;

/**
 * One request, whole.
 *
 * @param host a name or an IP literal, IPv6 without brackets
 * @param port 1 to 65535
 * @param target path and query as they go on the wire: encoded, ASCII, beginning with a slash
 * @param fields whole {@code Name: value\r\n} lines, without Host, Content-Length and what concerns the connection
 * @param body may be empty; not changed by anybody
 * @param timeout from the call to the end of the response, waiting and connecting included
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
public record CallRequest(
        String host, int port, String method, String target, String fields, byte[] body, Duration timeout) {}
