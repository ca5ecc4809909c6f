/** MOVES BYTES: event loops, byte streams, HTTP/1.1, connection pool; calls and APIs of Mesher's own, WebSockets. Knows no service. */
module io.mesher.net {
    requires transitive io.mesher.base;
    requires io.netty.tcnative.classes.openssl;
    requires jdk.net;
    requires static transitive org.jspecify;
    requires transitive tools.jackson.core;

    exports io.mesher.net.client;
    exports io.mesher.net.file;
    exports io.mesher.net.http;
    exports io.mesher.net.http1;
    exports io.mesher.net.listen;
    exports io.mesher.net.loop;
    exports io.mesher.net.pool;
    exports io.mesher.net.server;
    exports io.mesher.net.stream;
    exports io.mesher.net.tls;
    exports io.mesher.net.websocket;
}
