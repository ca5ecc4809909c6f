package io.mesher.net.tls;

import io.mesher.net.stream.ByteStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** A connection of the JDK's TLS. What takes time is done at once, on the event loop: this is the fallback. */
final class JdkEngine implements TlsEngine {
    private static final ByteBuffer EMPTY = ByteBuffer.allocate(0);
    private static final String ALERT_CAME = "Received fatal alert: ";

    private final SSLEngine engine;
    private final JdkPeerCheck check;
    /** Decrypted bytes for which there was no room: a record is decrypted as a whole. */
    private ByteBuffer left = EMPTY;

    private @Nullable TlsFailure failure;
    private boolean ended;
    private boolean more;

    JdkEngine(SSLEngine engine, JdkPeerCheck check) {
        this.engine = engine;
        this.check = check;
    }

    @Override
    public Step handshake(ByteBuffer from, ByteBuffer to) {
        try {
            if (engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING) {
                engine.beginHandshake();
            }
            return shake(from, to);
        } catch (SSLException e) {
            fail(e);
            sendAlert(to);
            return Step.FAILED;
        }
    }

    private Step shake(ByteBuffer from, ByteBuffer to) throws SSLException {
        while (true) {
            SSLEngineResult result;
            switch (engine.getHandshakeStatus()) {
                case NEED_TASK -> {
                    runTasks();
                    continue;
                }
                case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
                    result = engine.unwrap(from, EMPTY);
                    if (result.getStatus() == SSLEngineResult.Status.BUFFER_UNDERFLOW) {
                        return Step.NEEDS_BYTES;
                    }
                }
                case NEED_WRAP -> {
                    result = engine.wrap(EMPTY, to);
                    if (result.getStatus() == SSLEngineResult.Status.BUFFER_OVERFLOW) {
                        return Step.NEEDS_ROOM;
                    }
                }
                case FINISHED, NOT_HANDSHAKING -> {
                    return Step.DONE;
                }
                default -> throw new IllegalStateException("a handshake status that is none");
            }
            if (result.getStatus() == SSLEngineResult.Status.CLOSED) {
                failure = new TlsFailure.Closed();
                return Step.FAILED;
            }
        }
    }

    private void runTasks() {
        Runnable task = engine.getDelegatedTask();
        while (task != null) {
            task.run();
            task = engine.getDelegatedTask();
        }
    }

    /** The engine has its alert ready for the next wrap. */
    private void sendAlert(ByteBuffer to) {
        try {
            while (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP
                    && engine.wrap(EMPTY, to).bytesProduced() > 0) {}
        } catch (SSLException _) {
            // There is no alert, or it doesn't fit.
        }
    }

    private void fail(SSLException e) {
        if (failure == null) {
            failure = check.answer() instanceof PeerCheck.Refused(TlsFailure.Rejected why) ? why : failure(e);
        }
    }

    private static TlsFailure failure(SSLException e) {
        String text = e.getMessage() == null ? e.toString() : e.getMessage();
        int named = text.indexOf(ALERT_CAME);
        int alert = named < 0 ? -1 : JdkAlerts.number(text.substring(named + ALERT_CAME.length()));
        if (alert >= 0) {
            return new TlsFailure.RefusedByPeer(alert);
        }
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.contains("empty client certificate chain")) {
            return new TlsFailure.Rejected(
                    "tls.no.certificate",
                    "The caller sent no certificate, and one is demanded here.",
                    TlsAlert.CERTIFICATE_REQUIRED);
        }
        boolean common = lower.contains("no cipher suites in common")
                || lower.contains("protocol version")
                || lower.contains("protocol is disabled")
                || lower.contains("not supported by");
        return common ? new TlsFailure.NothingInCommon(text) : new TlsFailure.Broken(text);
    }

    @Override
    public int read(ByteBuffer from, ByteBuffer into, ByteBuffer to) {
        int before = into.position();
        more = false;
        move(into);
        try {
            while (into.hasRemaining() && !ended && !left.hasRemaining()) {
                ByteBuffer record = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
                SSLEngineResult result = engine.unwrap(from, record);
                left = record.flip();
                move(into);
                answerWithin(to);
                ended = result.getStatus() == SSLEngineResult.Status.CLOSED;
                if (result.bytesConsumed() == 0) {
                    break;
                }
            }
        } catch (SSLException e) {
            fail(e);
            sendAlert(to);
        }
        int count = into.position() - before;
        if (count > 0) {
            more = left.hasRemaining() || ended || failure != null || (!into.hasRemaining() && from.hasRemaining());
            return count;
        }
        return failure != null ? ByteStream.GONE : ended ? ByteStream.END : ByteStream.NOTHING;
    }

    /** Key updates are answered; tickets have a task now and then. */
    private void answerWithin(ByteBuffer to) throws SSLException {
        if (engine.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
            runTasks();
        }
        if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP && !ended) {
            engine.wrap(EMPTY, to);
        }
    }

    private void move(ByteBuffer into) {
        int part = Math.min(left.remaining(), into.remaining());
        into.put(into.position(), left, left.position(), part).position(into.position() + part);
        left.position(left.position() + part);
    }

    @Override
    public boolean hasMore() {
        return more;
    }

    @Override
    public boolean write(ByteBuffer from, ByteBuffer to) {
        try {
            while (from.hasRemaining()) {
                SSLEngineResult result = engine.wrap(from, to);
                if (result.getStatus() != SSLEngineResult.Status.OK) {
                    return result.getStatus() == SSLEngineResult.Status.BUFFER_OVERFLOW;
                }
            }
            return true;
        } catch (SSLException e) {
            fail(e);
            return false;
        }
    }

    @Override
    public void end(ByteBuffer to) {
        engine.closeOutbound();
        sendAlert(to);
    }

    @Override
    public TlsFailure failure() {
        TlsFailure known = failure;
        return known == null ? new TlsFailure.Broken("no cause is known") : known;
    }

    @Override
    public TlsFacts facts() {
        ExtendedSSLSession session = (ExtendedSSLSession) engine.getSession();
        String protocol = engine.getApplicationProtocol();
        return new TlsFacts(
                session.getProtocol(),
                session.getCipherSuite(),
                "",
                protocol == null || protocol.isEmpty() ? null : protocol,
                serverName(session.getRequestedServerNames()),
                false,
                check.answer() instanceof PeerCheck.Accepted(PeerCheck.PeerFacts peer) ? peer : null);
    }

    private static @Nullable String serverName(List<SNIServerName> asked) {
        return !asked.isEmpty() && asked.getFirst() instanceof SNIHostName name ? name.getAsciiName() : null;
    }

    @Override
    public void release() {
        left = EMPTY;
    }
}
