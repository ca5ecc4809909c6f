package io.mesher.app.registry;

import io.mesher.app.Build;
import io.mesher.app.ExitCode;
import io.mesher.app.Signals;
import io.mesher.base.Repeated;
import io.mesher.core.config.ListenAddress;
import io.mesher.core.config.RegistryConfig.Account;
import io.mesher.net.file.DiskThread;
import io.mesher.net.loop.EventLoop;
import io.mesher.net.loop.LoopFailureListener;
import io.mesher.registry.server.RegistryServer;
import io.mesher.registry.server.RegistryServerSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One registry, from start to signal. */
public final class RegistryProcess {
    private static final Logger log = LoggerFactory.getLogger(RegistryProcess.class);

    private static final int DEFECTS_PER_MINUTE = 10;

    private RegistryProcess() {}

    /** Returns after SIGTERM or SIGINT, with the exit code. */
    public static int run(RegistryOptions options, PrintStream err) throws InterruptedException {
        Account account;
        try {
            account = account(options.accountFile());
        } catch (IOException e) {
            err.println(e.getMessage());
            return ExitCode.CONFIGURATION;
        }
        if (account == null && !options.listen().getAddress().isLoopbackAddress()) {
            err.println("--listen: " + text(options)
                    + " can be reached by other machines, and then whoever reaches it could"
                    + " register as any service (expected: --account-file FILE with a line name:password, or a loopback"
                    + " address)");
            return ExitCode.CONFIGURATION;
        }
        return serve(options, account, err);
    }

    private static int serve(RegistryOptions options, @Nullable Account account, PrintStream err)
            throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        RegistryServerSettings settings = new RegistryServerSettings(
                options.listen(),
                // Its message names the folder, which a relative path wouldn't tell.
                options.data().toAbsolutePath().normalize(),
                account,
                options.allowedHosts(),
                Build.VERSION);
        LoopFailureListener defects = defects();
        try (DiskThread disk = new DiskThread();
                EventLoop loop = new EventLoop("registry", defects);
                RegistryServer server = RegistryServer.open(loop, settings, defects, disk)) {
            loop.start();
            server.start(true);
            Signals.handle(
                    _ -> ended.countDown(), number -> Runtime.getRuntime().halt(128 + number));
            ended.await();
            log.info("stopping");
        } catch (IOException e) {
            err.println("--listen: cannot listen on " + text(options) + ": " + e.getMessage()
                    + " (expected: an address of this machine and a port that no other process uses)");
            return ExitCode.CONFIGURATION;
        }
        log.info("stopped");
        return ExitCode.OK;
    }

    private static LoopFailureListener defects() {
        Repeated defects = new Repeated(DEFECTS_PER_MINUTE);
        return failure -> {
            long times = defects.happened();
            if (times > 0) {
                log.error("a defect in Mesher; {} defects since the last such line", times, failure);
            }
        };
    }

    private static @Nullable Account account(@Nullable Path file) throws IOException {
        if (file == null) {
            return null;
        }
        String line;
        try {
            line = Files.readString(file).strip();
        } catch (IOException e) {
            throw new IOException(
                    "--account-file: " + file + " can't be read: " + e
                            + " (expected: a file that this user may read, with one line, name:password)",
                    e);
        }
        int colon = line.indexOf(':');
        if (colon < 1 || colon == line.length() - 1 || line.indexOf('\n') >= 0) {
            throw new IOException(
                    "--account-file: " + file + " holds something else (expected: one line, name:password)");
        }
        return new Account(line.substring(0, colon), line.substring(colon + 1));
    }

    private static String text(RegistryOptions options) {
        return ListenAddress.of(options.listen(), "--listen").authority();
    }
}
