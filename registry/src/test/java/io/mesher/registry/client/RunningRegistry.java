package io.mesher.registry.client;

import io.mesher.core.catalog.Endpoint;
import io.mesher.core.config.RegistryConfig.Account;
import io.mesher.net.file.DiskThread;
import io.mesher.net.loop.EventLoop;
import io.mesher.registry.server.RegistryServer;
import io.mesher.registry.server.RegistryServerSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An embedded registry on a real port. Closing it fails the test if something failed on its loop. */
final class RunningRegistry implements AutoCloseable {
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final EventLoop loop = new EventLoop("test-registry", failures::add);
    private final DiskThread disk = new DiskThread();
    private final RegistryServer server;

    /** @param port 0 for one that the system chooses */
    RunningRegistry(Path directory, int port, Account account) {
        InetSocketAddress listen = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try {
            server = RegistryServer.open(
                    loop,
                    new RegistryServerSettings(listen, directory, account, List.of(), "0.1.0"),
                    failures::add,
                    disk);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        loop.start();
        server.start(true);
    }

    Endpoint address() {
        return new Endpoint("127.0.0.1", server.address().getPort());
    }

    @Override
    public void close() {
        server.close();
        loop.close();
        if (!failures.isEmpty()) {
            throw new AssertionError("a defect of the registry", failures.getFirst());
        }
    }
}
