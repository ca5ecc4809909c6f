package io.mesher.it.telemetry;

import io.mesher.it.component.MesherProcess;
import io.mesher.it.component.MesherSetup;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A Mesher whose standard error is a pipe that this test reads, or doesn't. What was read is the process's log. */
final class PipedLog implements AutoCloseable {
    private final Process process;
    private final InputStream pipe;
    private final OutputStream file;
    private final MesherProcess mesher;

    private PipedLog(Process process, Path out, Path log) throws IOException {
        this.process = process;
        this.pipe = process.getErrorStream();
        this.file = Files.newOutputStream(log);
        this.mesher = new MesherProcess(process, out, log);
    }

    /** Reads until the Mesher serves, then no more. */
    static PipedLog start(Path folder, MesherSetup setup) throws IOException {
        Path out = folder.resolve("standard.out");
        Process process = setup.program().redirectOutput(out.toFile()).start();
        PipedLog started = new PipedLog(process, out, folder.resolve("standard.err"));
        while (!started.mesher.log().contains("outgoing on")) {
            if (!started.read()) {
                throw new AssertionError("Mesher did not start: " + started.mesher.log());
            }
        }
        return started;
    }

    private boolean read() throws IOException {
        byte[] bytes = new byte[8 * 1024];
        int count = pipe.read(bytes);
        if (count > 0) {
            file.write(bytes, 0, count);
        }
        return count > 0;
    }

    /** From here on, on a thread that ends with the process. */
    void readOn() {
        Thread.ofPlatform().daemon().start(() -> {
            try {
                boolean more;
                do {
                    more = read();
                } while (more);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** SIGTERM. {@link Process#destroy} would close the pipe, too. */
    void terminate() {
        process.toHandle().destroy();
    }

    MesherProcess mesher() {
        return mesher;
    }

    @Override
    public void close() throws IOException {
        mesher.close();
        file.close();
        process.getInputStream().close();
    }
}
