/** OFF THE PATH: what operators see and do. */
module io.mesher.control {
    requires transitive io.mesher.core;
    requires transitive io.mesher.net;
    requires static transitive org.jspecify;
    requires org.slf4j;
    requires tools.jackson.core;

    exports io.mesher.control.admin;
    exports io.mesher.control.health;
    exports io.mesher.control.metrics;
}
