/** ONE PROTOCOL, BOTH SIDES: the Service Center API as its client and as the embedded registry. */
module io.mesher.registry {
    requires transitive io.mesher.core;
    requires transitive io.mesher.net;
    requires static transitive org.jspecify;
    requires org.slf4j;
    requires tools.jackson.core;

    exports io.mesher.registry.client;
    exports io.mesher.registry.server;
}
