/** OFF THE PATH: what operators see and do. */
module io.mesher.control {
    requires transitive io.mesher.core;
    requires transitive io.mesher.net;
    requires static transitive org.jspecify;
    requires org.slf4j;
    requires tools.jackson.core;

    exports io.mesher.control.accesslog;
    exports io.mesher.control.admin;
    exports io.mesher.control.admin.source;
    exports io.mesher.control.export;
    exports io.mesher.control.explain;
    exports io.mesher.control.health;
    exports io.mesher.control.logfile;
    exports io.mesher.control.metrics;
}
