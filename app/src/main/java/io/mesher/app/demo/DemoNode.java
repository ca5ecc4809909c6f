package io.mesher.app.demo;

import java.util.Optional;

/**
 * One service of the chain: an application and the Mesher beside it.
 *
 * @param name the service's name
 * @param host where its Mesher takes calls of others; 127.0.0.1 when it takes none
 * @param port of its Mesher, on {@code host} for others and on 127.0.0.1 for its application
 * @param adminPort of its Mesher, on 127.0.0.1
 * @param appPort of its application, on 127.0.0.1; 0 when it only calls
 * @param calls the service that its application calls
 */
record DemoNode(String name, String host, int port, int adminPort, int appPort, Optional<DemoNode> calls) {
    static final String LOOPBACK = "127.0.0.1";

    /** Where its Mesher takes the calls that others make to it. */
    String incoming() {
        return host + ":" + port;
    }

    /** Where its application sends its calls. */
    String proxyUrl() {
        return "http://" + LOOPBACK + ":" + port;
    }

    String adminUrl() {
        return "http://" + LOOPBACK + ":" + adminPort;
    }

    String app() {
        return LOOPBACK + ":" + appPort;
    }

    boolean takesCalls() {
        return appPort != 0;
    }
}
