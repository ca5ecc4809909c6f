package io.mesher.net.stream;

import io.mesher.net.loop.EventLoop;
import io.mesher.net.loop.Selectable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** Plain TCP. The exceptions of the channel end here: a connection that breaks is an expected event, not an exception. */
public final class TcpStream extends Selectable implements ByteStream {
    private final EventLoop loop;
    private final SocketChannel channel;
    /** Null until there is an interest: what ends before that costs the selector nothing, and closing it half as much. */
    private @Nullable SelectionKey key;

    private @Nullable StreamListener listener;
    private boolean connecting;
    private int interest;
    /** Whether the system sends at once what is written. The first write goes out at once anyway. */
    private boolean noDelay;

    private boolean written;

    private TcpStream(EventLoop loop, SocketChannel channel) {
        this.loop = loop;
        this.channel = channel;
    }

    /**
     * Takes over a channel that was accepted. The caller closes it when this throws. Whoever closes the loop closes the streams
     * that never had an interest, too: the loop doesn't know them.
     */
    public static TcpStream accepted(EventLoop loop, SocketChannel channel) throws IOException {
        channel.configureBlocking(false);
        return new TcpStream(loop, channel);
    }

    /** Has the system find out in time that a silent peer is gone: there is no time limit on a response. */
    public void keepAlive() {
        try {
            channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        } catch (IOException _) {
            // It is gone: the next read says so.
        }
    }

    /** Begins to connect; the listener hears {@link StreamListener#onConnectReady}. */
    public static TcpStream connect(EventLoop loop, InetSocketAddress address) throws IOException {
        return connect(loop, SocketChannel.open(), address);
    }

    static TcpStream connect(EventLoop loop, SocketChannel channel, InetSocketAddress address) throws IOException {
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            // A peer that vanished without a word is noticed, though there is no time limit on responses.
            channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
            TcpKeepAlive.setTimes(channel);
            channel.connect(address);
            TcpStream stream = new TcpStream(loop, channel);
            stream.noDelay = true;
            stream.connecting = true;
            // Also when it stands at once (loopback): one way for all, and OP_CONNECT then fires immediately.
            stream.register(channel.isConnected() ? SelectionKey.OP_WRITE : SelectionKey.OP_CONNECT);
            return stream;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** To be called before the first event, too: whoever gets the stream sets itself. */
    @Override
    public void listener(StreamListener listener) {
        this.listener = listener;
    }

    /** Null when the connection stands, else why not, in the system's words. After {@link StreamListener#onConnectReady}. */
    public @Nullable String finishConnect() {
        try {
            if (!channel.isConnected() && !channel.finishConnect()) {
                return "not connected yet";
            }
            if (reachesItself()) {
                reset();
                return "Connection refused";
            }
            interest(0);
            return null;
        } catch (IOException e) {
            return reason(e);
        }
    }

    /**
     * Where nobody listens on a port of this machine from which connections begin, the system may choose that very port as ours:
     * then we are connected to ourselves (RFC 9293 §3.5, simultaneous open), and hold the port against whoever wants to listen;
     * unless by a reset, for another minute.
     */
    private boolean reachesItself() throws IOException {
        return channel.getRemoteAddress().equals(channel.getLocalAddress());
    }

    /** The peer's address, or null when the connection is gone already. */
    public @Nullable InetAddress peer() {
        try {
            return channel.getRemoteAddress() instanceof InetSocketAddress address ? address.getAddress() : null;
        } catch (IOException _) {
            return null;
        }
    }

    @Override
    protected void onReady(int readyOps) {
        StreamListener to = listener;
        if (to == null) {
            return;
        }
        if (connecting) {
            connecting = false;
            to.onConnectReady();
            return;
        }
        if ((readyOps & SelectionKey.OP_WRITE) != 0) {
            to.onWritable();
        }
        if ((readyOps & SelectionKey.OP_READ) != 0 && (interest & SelectionKey.OP_READ) != 0) {
            to.onReadable();
        }
    }

    @Override
    protected void onDefect() {
        StreamListener to = listener;
        if (to != null) {
            to.onBroken();
        }
    }

    @Override
    public int read(ByteBuffer into) {
        try {
            return channel.read(into);
        } catch (IOException _) {
            return GONE;
        }
    }

    @Override
    public int write(ByteBuffer from) {
        try {
            if (!noDelay) {
                delayNothing();
            }
            return channel.write(from);
        } catch (IOException _) {
            return GONE;
        }
    }

    /**
     * A second write would wait until the peer has acknowledged the first (RFC 9293 §3.7.4). Many connections have one only, and
     * so save the system call.
     */
    private void delayNothing() throws IOException {
        if (written) {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            noDelay = true;
        }
        written = true;
    }

    @Override
    public void readInterest(boolean wanted) {
        interest(wanted ? interest | SelectionKey.OP_READ : interest & ~SelectionKey.OP_READ);
    }

    @Override
    public void writeInterest(boolean wanted) {
        interest(wanted ? interest | SelectionKey.OP_WRITE : interest & ~SelectionKey.OP_WRITE);
    }

    @Override
    public void shutdownOutput() {
        try {
            channel.shutdownOutput();
        } catch (IOException _) {
            // It is gone: the next read says so.
        }
    }

    @Override
    public void close() {
        interest = 0;
        try {
            channel.close();
        } catch (IOException _) {
            // It is gone, which is what we want.
        }
    }

    @Override
    public void reset() {
        try {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException _) {
            // It is gone already.
        }
        close();
    }

    /** epoll_ctl is a system call, so only a change goes there. */
    private void interest(int ops) {
        if (ops == interest) {
            return;
        }
        SelectionKey present = key;
        try {
            if (present == null) {
                register(ops);
            } else if (present.isValid()) {
                interest = ops;
                present.interestOps(ops);
            }
        } catch (IOException _) {
            // Closed: nothing happens on it any more.
        }
    }

    private void register(int ops) throws IOException {
        key = loop.register(channel, ops, this);
        interest = ops;
    }

    private static String reason(IOException e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
