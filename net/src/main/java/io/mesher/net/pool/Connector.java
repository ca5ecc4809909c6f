package io.mesher.net.pool;

import io.mesher.net.http1.ClientConnection;
import io.mesher.net.http1.ClientSettings;
import io.mesher.net.loop.EventLoop;
import io.mesher.net.loop.Timer;
import io.mesher.net.stream.StreamListener;
import io.mesher.net.stream.TcpStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** One connection on its way up, for one waiter. */
final class Connector implements StreamListener {
    private final EventLoop loop;
    private final ClientSettings settings;
    private final long connectNanos;
    private final UpstreamPool pool;
    private final Timer timer;
    private @Nullable Waiter waiter;
    private @Nullable TcpStream stream;
    private boolean done;

    Connector(EventLoop loop, ClientSettings settings, long connectNanos, UpstreamPool pool, Waiter waiter) {
        this.loop = loop;
        this.settings = settings;
        this.connectNanos = connectNanos;
        this.pool = pool;
        this.waiter = waiter;
        this.timer = loop.timer(this::onTimeout);
        timer.set(connectNanos);
    }

    boolean isFor(Waiter candidate) {
        return waiter == candidate;
    }

    /** The waiter is gone; the connection, should it stand, is kept for the next. */
    void orphan() {
        waiter = null;
    }

    void resolve(NameResolver resolver, String host, int port) {
        resolver.resolve(
                host,
                port,
                (address, cause) -> loop.execute(() -> {
                    if (done) {
                        return;
                    }
                    if (address == null) {
                        fail(cause);
                    } else {
                        connect(address);
                    }
                }));
    }

    void connect(InetSocketAddress address) {
        try {
            TcpStream opened = TcpStream.connect(loop, address);
            stream = opened;
            opened.listener(this);
        } catch (IOException | RuntimeException e) {
            // Some systems refuse at once; unresolvable and unsupported addresses too.
            fail(e.getMessage() == null ? e.toString() : e.getMessage());
        }
    }

    @Override
    public void onConnectReady() {
        TcpStream connected = stream;
        if (done || connected == null) {
            return;
        }
        String cause = connected.finishConnect();
        if (cause != null) {
            fail(cause);
            return;
        }
        done = true;
        timer.release();
        ClientConnection connection = new ClientConnection(loop, connected, pool, settings, pool.authority());
        connected.listener(connection);
        pool.onConnected(this, connection, waiter);
    }

    private void onTimeout() {
        fail(true, "no answer within " + connectNanos / 1_000_000 + " ms");
    }

    private void fail(String cause) {
        fail(false, cause);
    }

    private void fail(boolean timedOut, String cause) {
        if (done) {
            return;
        }
        done = true;
        timer.release();
        if (stream != null) {
            stream.close();
        }
        pool.onConnectFailed(this, timedOut, cause, waiter);
    }

    @Override
    public void onReadable() {}

    @Override
    public void onWritable() {}
}
