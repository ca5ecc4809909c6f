/** Main, wiring and lifecycle, configuration files, command line. */
module io.mesher.app {
    requires io.mesher.control;
    requires io.mesher.core;
    requires io.mesher.net;
    requires io.mesher.proxy;
    requires io.mesher.registry;
    requires info.picocli;
    requires jdk.unsupported;
    requires org.slf4j;
    requires org.snakeyaml.engine;
    requires tools.jackson.core;
    requires static transitive org.jspecify;

    // SLF4J makes the provider by its name.
    exports io.mesher.app.log to
            org.slf4j;
}
