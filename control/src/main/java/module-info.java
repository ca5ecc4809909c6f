/** OFF THE PATH: what operators see and do. */
module io.mesher.control {
    requires io.mesher.core;
    requires io.mesher.net;
    requires static transitive org.jspecify;

    exports io.mesher.control.admin;
}
