/** Main, wiring and lifecycle, configuration files, command line. */
module io.mesher.app {
    requires io.mesher.core;
    requires org.snakeyaml.engine;
    requires static transitive org.jspecify;
}
