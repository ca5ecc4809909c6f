package io.mesher.app.demo;

import java.util.Map;
import java.util.TreeMap;

/** The configuration of one node's Mesher, the same files that a user would write. */
final class SidecarFiles {
    static final String VERSION = "0.0.1";

    private static final String MESHER = """
            admin:
              enable: true
            mesher:
              config:
                strict: true # a misspelt key ends the start
              shutdown:
                notice: 0s # ends at once; by default callers get 5 s to notice
              loadBalancing:
                slowStart: 0s # a new instance gets its share at once; by default it grows for 30 s
              tracing:
                sampleRatio: 1 # every call; by default one of a hundred
            """;

    private SidecarFiles() {}

    /** File name to content. */
    static Map<String, String> of(DemoNode node, String version, String registryUrl) {
        Map<String, String> files = new TreeMap<>();
        files.put("microservice.yaml", microservice(node, version));
        files.put("chassis.yaml", chassis(node, registryUrl));
        files.put("mesher.yaml", MESHER);
        return files;
    }

    /** Of tracing.yaml. */
    static String tracing(String zipkin) {
        return """
                mesher:
                  tracing:
                    exporter: zipkin
                    endpoint: "%s/api/v2/spans"
                    interval: 1s # how long a span waits at most; by default 5 s
                """.formatted(zipkin);
    }

    private static String microservice(DemoNode node, String version) {
        return """
                # Who this Mesher speaks for.
                servicecomb:
                  service:
                    name: %s
                    version: %s
                """.formatted(node.name(), version);
    }

    private static String chassis(DemoNode node, String registryUrl) {
        String where = node.takesCalls()
                ? "accepts calls to " + node.name() + " here, and those that " + node.name() + " makes on 127.0.0.1:"
                        + node.port()
                : "accepts the calls that " + node.name() + " makes";
        return """
                servicecomb:
                  protocols:
                    http:
                      listenAddress: %s # %s
                    rest-admin:
                      listenAddress: 127.0.0.1:%d
                  registry:
                    type: embedded # the first Mesher hosts it, the others use it
                    address: %s
                """.formatted(node.incoming(), where, node.adminPort(), registryUrl);
    }
}
