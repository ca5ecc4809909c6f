package io.mesher.net.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.net.LoopFixture;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** Both ends of a TLS connection in memory, on one event loop. */
final class TlsFixture implements AutoCloseable {
    static final long PATIENT_NANOS = 300_000_000_000L;

    final LoopFixture fixture = new LoopFixture();
    final TlsBuffers buffers = new TlsBuffers(fixture.loop());
    /** The client's end of the network, then the server's. */
    final Pipe[] pipe = Pipe.pair(fixture.loop());

    int readBytes = 64 * 1024;
    boolean direct = true;
    long nanos = PATIENT_NANOS;
    private @Nullable TlsEnd client;
    private @Nullable TlsEnd server;

    void begin(TlsEnd.Side forClient, TlsEnd.Side forServer) {
        fixture.run(() -> {
            client = new TlsEnd(pipe[0], readBytes, direct);
            server = new TlsEnd(pipe[1], readBytes, direct);
            server.shake(buffers, forServer, null, nanos);
            client.shake(buffers, forClient, "server.test", nanos);
        });
    }

    /** Until both handshakes have ended, either way. */
    void connect(TlsEnd.Side forClient, TlsEnd.Side forServer) {
        begin(forClient, forServer);
        await(() -> client().isOver() && server().isOver());
    }

    TlsEnd client() {
        if (client == null) {
            throw new IllegalStateException();
        }
        return client;
    }

    /** For tests whose client speaks no TLS. */
    void server(TlsEnd only) {
        server = only;
    }

    TlsEnd server() {
        if (server == null) {
            throw new IllegalStateException();
        }
        return server;
    }

    void await(BooleanSupplier condition) {
        Awaitility.await().atMost(120, TimeUnit.SECONDS).until(() -> fixture.call(condition::getAsBoolean));
    }

    static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        return bytes;
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Nothing that no connection expected has happened. */
    @Override
    public void close() {
        fixture.close();
        assertThat(fixture.failures()).isEmpty();
    }
}
