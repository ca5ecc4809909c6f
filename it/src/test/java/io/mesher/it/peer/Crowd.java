package io.mesher.it.peer;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Many connections of callers, without a thread each. Their system takes few bytes that they don't read. One thread. */
public final class Crowd implements AutoCloseable {
    private static final int RECEIVE_BYTES = 4096;
    /** What a connection whose peer doesn't read costs the system: measured, about 3 MB of its default send buffer. */
    private static final long STALLED_BYTES = 3_000_000;

    private static final long PAGE_BYTES = 4096;

    private final List<SocketChannel> channels = new ArrayList<>();

    private Crowd() {}

    /** {@code count} connections, over which the same bytes were sent. */
    public static Crowd of(int count, InetSocketAddress to, String request) throws IOException {
        Crowd crowd = new Crowd();
        try {
            for (int i = 0; i < count; i++) {
                SocketChannel channel = SocketChannel.open();
                crowd.channels.add(channel);
                channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BYTES);
                channel.connect(to);
                ByteBuffer bytes = ByteBuffer.wrap(request.getBytes(StandardCharsets.ISO_8859_1));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.configureBlocking(false);
            }
        } catch (IOException e) {
            crowd.close();
            throw e;
        }
        return crowd;
    }

    /**
     * How many stalled connections the system can have without running short of memory for all of its connections: a third of the
     * size above which it takes memory back from them (tcp(7), {@code tcp_mem}).
     */
    public static int maxStalled() throws IOException {
        byte[] text = new byte[256];
        int length;
        // In one read: the kernel ends these files after the first, and Files.readString begins with a single byte.
        try (InputStream file = Files.newInputStream(Path.of("/proc/sys/net/ipv4/tcp_mem"))) {
            length = file.read(text);
        } catch (NoSuchFileException _) {
            return 100; // not Linux
        }
        String pages =
                new String(text, 0, length, StandardCharsets.US_ASCII).strip().split("\\s+", -1)[0];
        return (int) Math.min(Integer.MAX_VALUE, Long.parseLong(pages) * PAGE_BYTES / 3 / STALLED_BYTES);
    }

    public int size() {
        return channels.size();
    }

    /** One byte on each connection that is still open. Returns how many those are. */
    public int drip() {
        int open = 0;
        for (SocketChannel channel : channels) {
            open += write(channel, ByteBuffer.wrap(new byte[] {'x'})) < 0 ? 0 : 1;
        }
        return open;
    }

    /** As many bytes as the system takes now, on the first {@code first} connections. */
    public void flood(int first) {
        ByteBuffer bytes = ByteBuffer.allocate(64 * 1024);
        for (SocketChannel channel : channels.subList(0, first)) {
            do {
                bytes.clear();
            } while (write(channel, bytes) > 0);
        }
    }

    /** Negative: it is broken. */
    private static int write(SocketChannel channel, ByteBuffer bytes) {
        try {
            return channel.write(bytes);
        } catch (IOException _) {
            return -1;
        }
    }

    @Override
    public void close() {
        for (SocketChannel channel : channels) {
            try {
                channel.close();
            } catch (IOException _) {
                // It is reset: that is what it is here for.
            }
        }
    }
}
