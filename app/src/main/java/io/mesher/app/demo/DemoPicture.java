package io.mesher.app.demo;

/** What a user sees when the chain works. ASCII only: a terminal may know no more. */
final class DemoPicture {
    private DemoPicture() {}

    /** The way of one call through all processes. */
    static String way(DemoNodes nodes) {
        DemoNode client = nodes.client();
        DemoNode server1 = nodes.server1();
        DemoNode server2 = nodes.server2();
        return station("client app", "", "asks http://server1/hello")
                + step("http_proxy=" + client.proxyUrl())
                + station("Mesher of client", "127.0.0.1:" + client.port(), "asks the registry for server1")
                + step("")
                + station("Mesher of server1", server1.incoming(), "takes calls to server1")
                + step("")
                + station("server1 app", server1.app(), "asks http://server2/hello")
                + step("http_proxy=" + server1.proxyUrl())
                + station("Mesher of server1", "127.0.0.1:" + server1.port(), "asks the registry for server2")
                + step("")
                + station("Mesher of server2", server2.incoming(), "takes calls to server2")
                + step("")
                + station("server2 app", server2.app(), "answers");
    }

    /** What the user may do now. */
    static String next(DemoNodes nodes, DemoFolder folder) {
        StringBuilder text = new StringBuilder("Call it yourself:\n\n");
        text.append("  curl -x ").append(nodes.client().proxyUrl()).append(" http://server1/hello\n\n");
        text.append("Look inside:\n\n");
        for (DemoNode node : nodes.all()) {
            text.append("  %-20s %s%n".formatted("Mesher of " + node.name(), node.adminUrl()));
        }
        text.append("  %-20s %s%n"
                .formatted("registry", nodes.registryUrl() + "/v4/default/govern/microservices?options=instances"));
        if (!folder.zipkin().isEmpty()) {
            text.append("  %-20s %s%n".formatted("traces", folder.zipkin()));
        }
        text.append("  %-20s %s%n".formatted("files and logs", folder.root()));
        return text.toString();
    }

    private static String station(String who, String where, String what) {
        return "  %-18s %-16s %s%n".formatted(who, where, what);
    }

    private static String step(String note) {
        return "      |   %s".formatted(note).stripTrailing() + System.lineSeparator() + "      v"
                + System.lineSeparator();
    }
}
