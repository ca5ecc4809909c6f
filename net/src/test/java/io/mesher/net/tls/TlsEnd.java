package io.mesher.net.tls;

import io.mesher.net.stream.ByteStream;
import io.mesher.net.stream.StreamListener;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One side of a TLS connection under test: shakes hands, then keeps what it reads. Event loop only. */
final class TlsEnd implements TlsHandshake.Owner, StreamListener {
    /** What a side is made of. */
    record Side(TlsContext context, PeerCheck check) {}

    private final ByteStream network;
    private final ByteArrayOutputStream read = new ByteArrayOutputStream();
    private final ByteBuffer buffer;
    private ByteBuffer toWrite = ByteBuffer.allocate(0);

    @Nullable TlsStream stream;

    @Nullable TlsFailure failure;
    /** What the read said last: END or GONE; 0 before that. */
    int end;

    /** @param direct whether it reads into a direct buffer, as event loops do */
    TlsEnd(ByteStream network, int readBytes, boolean direct) {
        this.network = network;
        this.buffer = direct ? ByteBuffer.allocateDirect(readBytes) : ByteBuffer.allocate(readBytes);
    }

    void shake(TlsBuffers buffers, Side side, @Nullable String serverName, long nanos) {
        new TlsHandshake(
                        network,
                        new CurrentTls(side.context()).engine(buffers, side.check(), serverName),
                        buffers,
                        nanos,
                        this)
                .beginServer(ByteBuffer.allocate(0));
    }

    @Override
    public void onSecured(TlsStream secured) {
        stream = secured;
        secured.listener(this);
        secured.readInterest(true);
        write();
    }

    @Override
    public void onFailed(TlsFailure why) {
        failure = why;
        network.close();
    }

    void send(byte[] bytes, boolean direct) {
        toWrite = (direct ? ByteBuffer.allocateDirect(bytes.length) : ByteBuffer.allocate(bytes.length))
                .put(bytes)
                .flip();
        write();
    }

    private void write() {
        TlsStream to = stream;
        if (to != null && toWrite.hasRemaining()) {
            int count = to.write(toWrite);
            if (count == ByteStream.GONE) {
                toWrite = ByteBuffer.allocate(0);
            }
            to.writeInterest(toWrite.hasRemaining());
        }
    }

    boolean isOver() {
        return stream != null || failure != null;
    }

    byte[] bytes() {
        return read.toByteArray();
    }

    String text() {
        return read.toString(StandardCharsets.ISO_8859_1);
    }

    TlsStream stream() {
        if (stream == null) {
            throw new AssertionError("no handshake: " + failure);
        }
        return stream;
    }

    @Override
    public void onReadable() {
        int count = stream().read(buffer.clear());
        if (count < 0) {
            end = count;
            stream().readInterest(false);
            return;
        }
        byte[] came = new byte[count];
        buffer.flip().get(came);
        read.writeBytes(came);
    }

    @Override
    public void onWritable() {
        write();
    }
}
