package io.mesher.it.hostile;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/** A caller that sends any bytes, and reads answers strictly. */
final class RawClient implements AutoCloseable {
    static final int TIMEOUT_MILLIS = 60_000;

    private final Socket socket = new Socket();
    private final BufferedInputStream in;
    private final StrictReader reader;

    RawClient(InetSocketAddress to) throws IOException {
        this(to, TIMEOUT_MILLIS);
    }

    /** {@code timeoutMillis}: without a byte, when one is awaited. */
    RawClient(InetSocketAddress to, int timeoutMillis) throws IOException {
        socket.setTcpNoDelay(true);
        socket.connect(to, TIMEOUT_MILLIS);
        socket.setSoTimeout(timeoutMillis);
        in = new BufferedInputStream(socket.getInputStream());
        reader = new StrictReader(in);
    }

    /** What doesn't go out any more is not missed: Mesher may have answered and closed. */
    void send(String bytes) {
        try {
            socket.getOutputStream().write(Bytes.of(bytes));
        } catch (IOException _) {
            // The answer tells.
        }
    }

    void endOutput() {
        try {
            socket.shutdownOutput();
        } catch (IOException _) {
            // It is closed already.
        }
    }

    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Nullable Message response(String method) throws IOException, StrictReader.Unclear, StrictReader.Cut {
        return reader.response(method);
    }

    /** All that still comes, until the end or a reset. */
    String rest() throws IOException {
        StringBuilder rest = new StringBuilder();
        byte[] buffer = new byte[8192];
        try {
            for (int count; (count = in.read(buffer)) >= 0; ) {
                rest.append(Bytes.text(buffer, 0, count));
            }
        } catch (java.net.SocketTimeoutException e) {
            throw e;
        } catch (IOException _) {
            // A reset is an end, too.
        }
        return rest.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
