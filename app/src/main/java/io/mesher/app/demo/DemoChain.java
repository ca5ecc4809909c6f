package io.mesher.app.demo;

import io.mesher.app.demo.DemoProcess.Stage;
import io.mesher.app.demo.Readiness.Probe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Starts the chain's processes, from its end to its beginning, and sends calls through it. */
final class DemoChain {
    private static final List<String> CONFIGURING =
            List.of("CAS_", "PAAS_", "CHASSIS_", "ENVIRONMENT", "SERVICE_PORTS", "SPECIFIC_ADDR");

    private final DemoNodes nodes;
    private final DemoFolder folder;
    private final DemoProcesses processes;
    private final List<String> sidecarCommand;
    private final Registered registered;
    private final List<DemoProcess> lasting = new ArrayList<>();
    private final Patience patience;

    DemoChain(
            DemoNodes nodes,
            DemoFolder folder,
            DemoProcesses processes,
            List<String> sidecarCommand,
            Patience patience) {
        this.nodes = nodes;
        this.folder = folder;
        this.processes = processes;
        this.sidecarCommand = sidecarCommand;
        this.patience = patience;
        this.registered = new Registered(nodes.registryUrl());
    }

    /** Returns when all are ready and registered. */
    void start() throws DemoFailure, IOException, InterruptedException {
        List<Probe> probes = new ArrayList<>();
        Map<DemoNode, DemoProcess> sidecars = new LinkedHashMap<>();
        for (DemoNode node : nodes.all().reversed()) {
            if (node.takesCalls()) {
                DemoProcess app = startApplication(node, node.name() + " app", Stage.APPLICATION, List.of());
                lasting.add(app);
                probes.add(new Probe(app, "http://" + node.app() + "/"));
            }
            DemoProcess sidecar = startSidecar(node, node.name(), SidecarFiles.VERSION);
            lasting.add(sidecar);
            sidecars.put(node, sidecar);
            probes.add(new Probe(sidecar, node.adminUrl() + "/readyz"));
        }
        Readiness.await(probes, patience);
        for (Map.Entry<DemoNode, DemoProcess> sidecar : sidecars.entrySet()) {
            registered.await(sidecar.getKey(), sidecar.getValue(), patience);
        }
    }

    /** An application and its Mesher. */
    record Pair(DemoProcess application, DemoProcess sidecar) {}

    /** Another instance of server2; returns when it is ready and registered. */
    Pair startCanary(DemoNode canary) throws DemoFailure, IOException, InterruptedException {
        DemoProcess app = startApplication(canary, "canary app", Stage.APPLICATION, List.of());
        DemoProcess sidecar = startSidecar(canary, "canary", CanaryShow.VERSION);
        Readiness.await(
                List.of(
                        new Probe(app, "http://" + canary.app() + "/"),
                        new Probe(sidecar, canary.adminUrl() + "/readyz")),
                patience);
        registered.await(canary, sidecar, patience);
        return new Pair(app, sidecar);
    }

    /** Who the registry has, a line each. */
    String registered() throws IOException {
        return registered.lines();
    }

    /** Lets the client application make one call; returns what it printed. */
    String call() throws DemoFailure, IOException, InterruptedException {
        DemoProcess caller = startApplication(nodes.client(), "first call", Stage.TRAFFIC, List.of());
        if (!patience.until("the first call has its answer", () -> !caller.alive())) {
            throw Readiness.failure(
                    caller, "got no answer after " + patience.limit().toSeconds() + " s");
        }
        String answer = Files.readString(caller.log());
        if (caller.process().exitValue() != 0
                || !answer.contains("Hello from server1")
                || !answer.contains("Hello from server2")) {
            throw Readiness.failure(caller, "failed");
        }
        return answer;
    }

    /** Lets the client application call once per second from now on; returns all processes that run for long. */
    List<DemoProcess> keepCalling() throws DemoFailure, IOException {
        List<DemoProcess> running = new ArrayList<>(lasting);
        running.add(startApplication(nodes.client(), "client app", Stage.TRAFFIC, List.of("--every", "1s")));
        return running;
    }

    private DemoProcess startApplication(DemoNode node, String name, Stage stage, List<String> options)
            throws DemoFailure, IOException {
        String program = node.name().substring(0, 1).toUpperCase(Locale.ROOT)
                + node.name().substring(1);
        List<String> command = new ArrayList<>(JavaCommand.small());
        command.add(folder.sample(program).toString());
        command.add("--exit-with-parent");
        command.addAll(options);
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.root().toFile());
        builder.environment().put("http_proxy", node.proxyUrl());
        builder.environment().put("PORT", Integer.toString(node.appPort()));
        return processes.start(name, stage, builder, folder.log(name));
    }

    private DemoProcess startSidecar(DemoNode node, String name, String version) throws DemoFailure, IOException {
        Path home = folder.home(node, name, version, nodes.registryUrl());
        ProcessBuilder builder = new ProcessBuilder(sidecarCommand).directory(home.toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(DemoChain::configures);
        environment.put("CHASSIS_HOME", home.toString());
        if (node.takesCalls()) {
            environment.put("SERVICE_PORTS", "rest:" + node.appPort());
        }
        return processes.start("Mesher of " + name, Stage.SIDECAR, builder, folder.log(name + " mesher"));
    }

    /** Whether a sidecar would read the variable as configuration, which a user may have exported for one of his own. */
    private static boolean configures(String variable) {
        return (!variable.isEmpty() && Character.isLowerCase(variable.charAt(0)))
                || CONFIGURING.stream().anyMatch(variable::startsWith);
    }
}
