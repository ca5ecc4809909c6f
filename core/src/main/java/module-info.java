/** DECIDES: what a request means and where it goes. No I/O, no threads; time is passed in. */
module io.mesher.core {
    requires transitive io.mesher.base;
    requires re2j;
    requires static transitive org.jspecify;

    exports io.mesher.core.balance;
    exports io.mesher.core.catalog;
    exports io.mesher.core.config;
    exports io.mesher.core.failure;
    exports io.mesher.core.name;
    exports io.mesher.core.resilience;
    exports io.mesher.core.route;
    exports io.mesher.core.telemetry;
    exports io.mesher.core.telemetry.explain;
    exports io.mesher.core.telemetry.log;
    exports io.mesher.core.telemetry.metrics;
    exports io.mesher.core.telemetry.trace;
    exports io.mesher.core.tls;
    exports io.mesher.core.tls.read;
    exports io.mesher.core.tls.verify;
}
