package io.mesher.app.demo;

import static io.mesher.app.demo.DemoNode.LOOPBACK;

import java.util.List;
import java.util.Optional;

/**
 * client calls server1, server1 calls server2. A Mesher that takes calls on A:port takes its own application's on
 * 127.0.0.1:port, so those of the two servers need addresses of their own on this one machine.
 *
 * @param canary another instance of server2; started only where it is shown
 * @param registryPort on 127.0.0.1
 */
record DemoNodes(DemoNode client, DemoNode server1, DemoNode server2, DemoNode canary, int registryPort) {
    private static final String SERVER1_HOST = "127.0.0.2";
    private static final String SERVER2_HOST = "127.0.0.3";
    private static final String CANARY_HOST = "127.0.0.4";

    /**
     * Chooses ports that are free now. Another process may take one before ours does: who starts on them checks
     * {@link #conflict()} after a failure, and chooses again.
     *
     * @param clientPort of the client's Mesher; 0 for any
     */
    static DemoNodes choose(int clientPort) throws DemoFailure {
        try (FreePorts free = new FreePorts()) {
            int chosen = clientPort == 0 ? free.onAll(LOOPBACK) : free.exactly(LOOPBACK, clientPort);
            int port1 = free.onAll(SERVER1_HOST, LOOPBACK);
            int port2 = free.onAll(SERVER2_HOST, LOOPBACK);
            int port3 = free.onAll(CANARY_HOST, LOOPBACK);
            DemoNode server2 = new DemoNode(
                    "server2", SERVER2_HOST, port2, free.onAll(LOOPBACK), free.onAll(LOOPBACK), Optional.empty());
            DemoNode server1 = new DemoNode(
                    "server1", SERVER1_HOST, port1, free.onAll(LOOPBACK), free.onAll(LOOPBACK), Optional.of(server2));
            DemoNode client = new DemoNode("client", LOOPBACK, chosen, free.onAll(LOOPBACK), 0, Optional.of(server1));
            DemoNode canary = new DemoNode(
                    "server2", CANARY_HOST, port3, free.onAll(LOOPBACK), free.onAll(LOOPBACK), Optional.empty());
            return new DemoNodes(client, server1, server2, canary, free.onAll(LOOPBACK));
        }
    }

    List<DemoNode> all() {
        return List.of(client, server1, server2);
    }

    /** Where the registry is, which the Mesher that starts first hosts. */
    String registryUrl() {
        return "http://" + LOOPBACK + ":" + registryPort;
    }

    /** Whether one of the ports is in use, which is another process's doing when none of ours runs. */
    boolean conflict() {
        for (DemoNode node : all()) {
            if (FreePorts.inUse(node.host(), node.port())
                    || FreePorts.inUse(LOOPBACK, node.port())
                    || FreePorts.inUse(LOOPBACK, node.adminPort())
                    || (node.takesCalls() && FreePorts.inUse(LOOPBACK, node.appPort()))) {
                return true;
            }
        }
        return FreePorts.inUse(LOOPBACK, registryPort);
    }
}
