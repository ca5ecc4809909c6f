package io.mesher.net.pool;

import io.mesher.net.loop.EventLoop;
import io.mesher.net.stream.StreamListener;
import io.mesher.net.stream.TcpStream;
import java.io.IOException;
import java.net.InetSocketAddress;

/** Opens plain TCP connections. */
final class TcpOpener implements Opener {
    private final EventLoop loop;

    TcpOpener(EventLoop loop) {
        this.loop = loop;
    }

    @Override
    public Opening open(InetSocketAddress address, Listener listener) throws IOException {
        TcpStream stream = TcpStream.connect(loop, address);
        TcpOpening opening = new TcpOpening(stream, listener);
        stream.listener(opening);
        return opening;
    }

    /** Whoever is given the stream becomes its listener in this one's place. */
    private static final class TcpOpening implements Opening, StreamListener {
        private final TcpStream stream;
        private final Listener listener;

        TcpOpening(TcpStream stream, Listener listener) {
            this.stream = stream;
            this.listener = listener;
        }

        @Override
        public void onConnectReady() {
            String cause = stream.finishConnect();
            if (cause == null) {
                listener.onOpened(this, stream);
            } else {
                stream.close();
                listener.onFailed(this, ConnectFault.of(cause));
            }
        }

        @Override
        public void onReadable() {
            // Nobody reads before it stands.
        }

        @Override
        public void onWritable() {
            // Nobody writes before it stands.
        }

        @Override
        public void onBroken() {
            listener.onFailed(this, ConnectFault.of("a defect in Mesher"));
        }

        @Override
        public void close() {
            stream.close();
        }
    }
}
