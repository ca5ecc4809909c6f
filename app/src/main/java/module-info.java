/** Main, wiring and lifecycle, configuration files, command line. */
module io.mesher.app {
    requires io.mesher.core;
    requires static transitive org.jspecify;
}
