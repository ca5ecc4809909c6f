package io.mesher.net.websocket;

import io.mesher.net.loop.EventLoop;
import io.mesher.net.loop.Timer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** An open WebSocket from the handshake on, either side, over a {@link Tunnel} whose owner passes on what comes. Event loop only. */
public final class WebSocketSession implements WebSocket {
    /** For the peer's close frame, and then for the end of its connection. */
    static final long CLOSE_NANOS = 5_000_000_000L;

    private static final int MAX_REASON_BYTES = FrameReader.MAX_CONTROL_BYTES - Short.BYTES;

    private enum State {
        OPEN,
        /** Our close frame is out, the peer's isn't here yet. */
        CLOSING,
        /** The listener has heard of the end; the connection's end is awaited. */
        ENDING,
        ENDED
    }

    private final Side side;
    private final Tunnel tunnel;
    private final WebSocketListener listener;
    private final FrameReader reader;
    private final FrameWriter writer;
    private final Timer timer;
    private State state = State.OPEN;
    private boolean opened;

    /** @param side ours */
    public WebSocketSession(Side side, EventLoop loop, Tunnel tunnel, int maxMessageBytes, WebSocketListener listener) {
        this.side = side;
        this.tunnel = tunnel;
        this.listener = listener;
        this.reader = new FrameReader(side, maxMessageBytes, new Frames());
        this.writer = new FrameWriter(side, tunnel);
        this.timer = loop.timer(this::onTimeout);
    }

    // --- the tunnel

    /** The handshake is done. May be called again. */
    public void open() {
        if (!opened) {
            opened = true;
            listener.onOpen(this);
        }
    }

    /** Takes all of {@code data}. Frames may have come right after the handshake, before {@link #open}. */
    public void onInput(ByteBuffer data) {
        open();
        reader.read(data);
    }

    /** The peer sends no more. */
    public void onInputEnd() {
        if (state == State.OPEN || state == State.CLOSING) {
            finish(CloseCode.ABNORMAL, "the connection ended without a close frame");
        }
        if (state == State.ENDING) {
            tunnel.end();
            if (!tunnel.isCongested()) {
                end();
            }
        }
    }

    /** The connection is closed, whatever it was doing. May be called again. */
    public void onGone() {
        State before = state;
        end();
        if (before == State.OPEN || before == State.CLOSING) {
            listener.onClosed(CloseCode.ABNORMAL, "the connection broke");
        }
    }

    /** Called within a write. Who sends pings and doesn't take the pongs is read no more, else they would pile up here. */
    public void onCongested() {
        tunnel.inputWanted(false);
    }

    public void onDrained() {
        if (state != State.ENDED) {
            tunnel.inputWanted(true);
        }
    }

    // --- the owner

    @Override
    public void text(byte[] utf8) {
        if (state == State.OPEN) {
            writer.text(utf8);
        }
    }

    @Override
    public void ping() {
        if (state == State.OPEN) {
            writer.ping();
        }
    }

    @Override
    public void close(int code, String reason) {
        if (!CloseCode.isSendable(code) || reason.getBytes(StandardCharsets.UTF_8).length > MAX_REASON_BYTES) {
            throw new IllegalArgumentException("not a close code or too long a reason: " + code + " " + reason);
        }
        if (state == State.OPEN) {
            state = State.CLOSING;
            writer.close(code, reason);
            timer.set(CLOSE_NANOS);
        }
    }

    @Override
    public void abort() {
        if (state != State.ENDED) {
            end();
            tunnel.abort();
        }
    }

    @Override
    public boolean isCongested() {
        return state != State.ENDED && tunnel.isCongested();
    }

    // --- the end

    private void finishAndEnd(int code, String reason) {
        finish(code, reason);
        if (state == State.ENDING) {
            tunnel.end();
        }
    }

    private void finish(int code, String reason) {
        state = State.ENDING;
        reader.stop();
        timer.set(CLOSE_NANOS);
        listener.onClosed(code, reason);
    }

    private void onTimeout() {
        State before = state;
        end();
        tunnel.abort();
        if (before == State.CLOSING) {
            listener.onClosed(
                    CloseCode.ABNORMAL, "no close frame within " + CLOSE_NANOS / 1_000_000 + " ms after ours");
        }
    }

    private void end() {
        state = State.ENDED;
        reader.stop();
        timer.release();
    }

    // --- the peer's frames

    private final class Frames implements FrameReader.Listener {
        @Override
        public void onText(byte[] utf8) {
            if (state == State.OPEN) {
                listener.onText(utf8);
            }
        }

        @Override
        public void onPing(byte[] content) {
            if (state == State.OPEN) {
                writer.pong(content);
                listener.onPing();
            }
        }

        @Override
        public void onPong() {
            if (state == State.OPEN) {
                listener.onPong();
            }
        }

        @Override
        public void onClose(int code, String reason) {
            boolean answered = state == State.CLOSING;
            if (!answered) {
                writer.close(code, "");
            }
            // RFC 6455 §7.1.1: the server ends the connection first, so that it is the client's port that stays in use
            // a while.
            if (side == Side.SERVER) {
                finishAndEnd(code, reason);
            } else {
                finish(code, reason);
            }
        }

        /** RFC 6455 §7.1.7: whoever broke the protocol isn't listened to any more. */
        @Override
        public void onError(int code, String what) {
            if (state == State.OPEN) {
                writer.close(code, what);
            }
            finishAndEnd(CloseCode.ABNORMAL, "the peer sent " + what);
        }
    }
}
