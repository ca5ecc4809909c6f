package io.mesher.net.pool;

import io.mesher.net.FakeStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Streams that stand, or fail, when a test says so. */
final class FakeOpener implements Opener {
    final List<Begun> begun = new ArrayList<>();
    /** Set: whatever is begun fails at once. */
    @Nullable String failsAtOnce;

    @Override
    public Opening open(InetSocketAddress address, Listener listener) throws IOException {
        Begun one = new Begun(address, listener);
        begun.add(one);
        if (failsAtOnce != null) {
            throw new IOException(failsAtOnce);
        }
        return one;
    }

    /** The addresses that were tried, in order. */
    List<String> tried() {
        return begun.stream()
                .map(one -> one.address.getAddress().getHostAddress())
                .toList();
    }

    static final class Begun implements Opening {
        final FakeStream stream = new FakeStream();
        private final InetSocketAddress address;
        private final Listener listener;
        boolean closed;

        Begun(InetSocketAddress address, Listener listener) {
            this.address = address;
            this.listener = listener;
        }

        void reached() {
            listener.onReached(this);
        }

        void stands() {
            listener.onOpened(this, stream);
        }

        void fails() {
            listener.onFailed(this, ConnectFault.of("Connection refused"));
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
