package io.mesher.net.pool;

import io.mesher.net.stream.ByteStream;
import io.mesher.net.tls.CurrentTls;
import io.mesher.net.tls.TlsFailure;
import io.mesher.net.tls.TlsHandshake;
import io.mesher.net.tls.TlsStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** Opens TCP connections and secures them: a stream stands when its handshake has succeeded. */
final class TlsOpener implements Opener {
    private final Opener tcp;
    private final Secured by;
    private final CurrentTls tls;

    TlsOpener(Opener tcp, Secured by, CurrentTls tls) {
        this.tcp = tcp;
        this.by = by;
        this.tls = tls;
    }

    @Override
    public Opening open(InetSocketAddress address, Listener listener) throws IOException {
        Securing securing = new Securing(listener);
        securing.below = tcp.open(address, securing);
        return securing;
    }

    /** A connection on its way up, first without TLS, then within its handshake. */
    private final class Securing implements Opening, Listener, TlsHandshake.Owner {
        private final Listener listener;
        private @Nullable Opening below;
        private @Nullable ByteStream network;
        private @Nullable TlsHandshake handshake;

        Securing(Listener listener) {
            this.listener = listener;
        }

        @Override
        public void onOpened(Opening opening, ByteStream stream) {
            below = null;
            network = stream;
            listener.onReached(this);
            handshake =
                    new TlsHandshake(stream, tls, by.check(), by.serverName(), by.buffers(), by.handshakeNanos(), this);
            handshake.beginClient();
        }

        @Override
        public void onFailed(Opening opening, ConnectFault fault) {
            listener.onFailed(this, fault);
        }

        @Override
        public void onSecured(TlsStream stream) {
            handshake = null;
            network = null;
            listener.onOpened(this, stream);
        }

        @Override
        public void onFailed(TlsFailure why) {
            handshake = null;
            if (network != null) {
                network.close();
            }
            listener.onFailed(this, ConnectFault.of(why));
        }

        @Override
        public void close() {
            if (below != null) {
                below.close();
            }
            if (handshake != null) {
                handshake.cancel();
            }
            if (network != null) {
                network.close();
            }
        }
    }
}
