package io.mesher.net.websocket;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** A connection under a test's control. */
final class FakeTunnel implements Tunnel {
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    boolean congested;
    boolean ended;
    boolean aborted;
    boolean inputWanted = true;

    /** What was sent since the last time. */
    byte[] take() {
        byte[] taken = sent.toByteArray();
        sent.reset();
        return taken;
    }

    @Override
    public void send(ByteBuffer data) {
        while (data.hasRemaining()) {
            sent.write(data.get());
        }
    }

    @Override
    public void end() {
        ended = true;
    }

    @Override
    public void abort() {
        aborted = true;
    }

    @Override
    public boolean isCongested() {
        return congested;
    }

    @Override
    public void inputWanted(boolean wanted) {
        inputWanted = wanted;
    }
}
