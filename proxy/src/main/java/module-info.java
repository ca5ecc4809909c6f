/** THE REQUEST PATH: the order of a request's steps, and one file per step. */
module io.mesher.proxy {
    requires transitive io.mesher.core;
    requires transitive io.mesher.net;
    requires org.slf4j;
    requires static transitive org.jspecify;
    requires tools.jackson.core;

    exports io.mesher.proxy;
    exports io.mesher.proxy.filter;
    exports io.mesher.proxy.record;
    exports io.mesher.proxy.trace;
}
