package io.mesher.app.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.module.ModuleFinder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * {@code mesher demo}: starts the chain, sends a call through, shows its way, keeps it going until Ctrl-C. However it
 * ends, short of kill -9, no process stays behind; the folder stays only after a failure.
 */
public final class Demo {
    private static final int STARTS = 3;

    private final DemoOptions options;
    private final List<String> sidecarCommand;
    private final PrintStream out;
    private final Patience patience;
    private final DemoProcesses processes = new DemoProcesses();
    private final CountDownLatch ending = new CountDownLatch(1);
    private final AtomicBoolean failed = new AtomicBoolean();

    /** @param sidecarCommand starts a Mesher that is configured by {@code CHASSIS_HOME} and {@code SERVICE_PORTS} */
    public Demo(DemoOptions options, List<String> sidecarCommand, PrintStream out) {
        this.options = options;
        this.sidecarCommand = List.copyOf(sidecarCommand);
        this.out = out;
        this.patience = new Patience(options.stepLimit(), Duration.ofSeconds(10), out);
    }

    /** Runs until the end, once; returns the exit code: 0, or 1 after a failure. */
    public int run() throws InterruptedException {
        DemoFolder folder;
        try {
            folder = DemoFolder.create(options.zipkin());
        } catch (IOException e) {
            out.println("The demo needs a temporary folder: " + e.getMessage());
            return 1;
        }
        Thread hook = new Thread(() -> end(folder), "demo-end");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            demonstrate(folder);
        } catch (DemoFailure | IOException e) {
            // Ctrl-C goes to all processes of the terminal: ours may see the others' end before its own begins.
            if (!ending.await(500, TimeUnit.MILLISECONDS)) {
                failed.set(true);
                out.println();
                out.println(e instanceof DemoFailure ? e.getMessage() : e.toString());
            }
        } finally {
            end(folder);
        }
        return failed.get() ? 1 : 0;
    }

    private void demonstrate(DemoFolder folder) throws DemoFailure, IOException, InterruptedException {
        if (ModuleFinder.ofSystem().find("jdk.compiler").isEmpty()) {
            throw new DemoFailure("The sample applications run from source, which this Java can't: "
                    + System.getProperty("java.home") + " (expected: a JDK)");
        }
        out.println("Mesher demo: a client, two servers, and a Mesher beside each.");
        out.println("The applications know nothing but http_proxy and each other's names.");
        out.println();
        long begun = System.nanoTime();
        DemoNodes nodes = DemoNodes.choose(options.port());
        DemoChain chain = chain(nodes, folder);
        for (int i = 1; ; i++) {
            try {
                chain.start();
                break;
            } catch (DemoFailure e) {
                processes.end();
                if (i == STARTS || !nodes.conflict()) {
                    throw e;
                }
                out.println("Another process has taken a port; starting again with other ports.");
                nodes = DemoNodes.choose(options.port());
                chain = chain(nodes, folder);
            }
        }
        String answer = chain.call();
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        out.printf("All six are running; after %.1f s the first call took this path:%n%n", took.toMillis() / 1e3);
        out.println(DemoPicture.way(nodes));
        out.println("Registered at the registry that the first Mesher hosts on " + nodes.registryUrl() + ":");
        out.println();
        out.println(chain.registered().indent(2).stripTrailing());
        out.println();
        out.println("The client's answer:");
        out.println();
        out.println(answer.indent(2).stripTrailing());
        if (options.canary()) {
            out.println();
            new CanaryShow(nodes, chain, folder, patience).run();
        }
        if (!options.once()) {
            List<DemoProcess> all = chain.keepCalling();
            out.println();
            out.println(DemoPicture.next(nodes, folder));
            out.println("The client continues with one call per second. Ctrl-C ends everything.");
            out.flush();
            watch(all);
        }
    }

    private DemoChain chain(DemoNodes nodes, DemoFolder folder) {
        return new DemoChain(nodes, folder, processes, sidecarCommand, patience);
    }

    /** Waits until one of the processes ends, which nothing but the end of the demo should make it do. */
    private static void watch(List<DemoProcess> all) throws DemoFailure {
        CompletableFuture.anyOf(all.stream().map(DemoProcess::exit).toArray(CompletableFuture<?>[]::new))
                .join();
        DemoProcess gone =
                all.stream().filter(child -> !child.alive()).findFirst().orElseThrow();
        throw Readiness.failure(
                gone, "ended by itself, with exit code " + gone.process().exitValue());
    }

    private synchronized void end(DemoFolder folder) {
        if (ending.getCount() == 0) {
            return;
        }
        ending.countDown();
        processes.close();
        if (failed.get() && processes.any()) {
            out.println("Everything was ended. Configuration and logs stay in " + folder.root());
        } else {
            try {
                folder.remove();
                if (processes.any()) {
                    out.println("\nEverything was ended and removed.");
                }
            } catch (IOException e) {
                out.println("\nEverything was ended, but " + folder.root() + " can't be removed: " + e);
            }
        }
        out.flush();
    }
}
