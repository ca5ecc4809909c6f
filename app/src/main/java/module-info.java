/** Main, wiring and lifecycle, configuration files, command line. */
module io.mesher.app {
    requires io.mesher.core;
    requires info.picocli;
    requires org.slf4j;
    requires org.snakeyaml.engine;
    requires static transitive org.jspecify;

    // SLF4J makes the provider by its name.
    exports io.mesher.app.log to
            org.slf4j;
}
