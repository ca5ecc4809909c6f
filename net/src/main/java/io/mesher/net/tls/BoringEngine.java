package io.mesher.net.tls;

import io.mesher.net.stream.ByteStream;
import io.netty.internal.tcnative.CertificateVerifier;
import io.netty.internal.tcnative.SSL;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A connection of BoringSSL's. The library reads from and writes to the loop's buffers; what it has to send while it reads goes into
 * a small buffer of its own, which is emptied after each call.
 */
final class BoringEngine implements TlsEngine {
    /** Enough for an alert. A connection keeps it for life, and 2 KiB cost as much more memory per connection (measured). */
    private static final int OWN_BYTES = 64;

    /** A peer that sends 32 records without content, key updates for example, waits for the next turn. */
    private static final int MAX_EMPTY_READS = 32;

    private final BoringContext context;
    private final TlsBuffers buffers;
    private final PeerCheck check;
    private final long connection;
    private final long bio;
    private @Nullable TlsFailure failure;
    private PeerCheck.@Nullable Answer answer;
    private boolean more;
    private boolean released;

    BoringEngine(BoringContext context, TlsBuffers buffers, PeerCheck check, long connection) {
        this.context = context;
        this.buffers = buffers;
        this.check = check;
        this.connection = connection;
        this.bio = SSL.bioNewByteBuffer(connection, OWN_BYTES);
    }

    @Override
    public Step handshake(ByteBuffer from, ByteBuffer to) {
        while (true) {
            int before = from.remaining();
            source(from);
            int error = shake();
            sourceEnd(from);
            sink(to);
            if (error == BoringErrors.WANT_WRITE) {
                error = shake();
            }
            boolean sent = sinkEnd(to);
            switch (error) {
                case BoringErrors.NONE -> {
                    return completed();
                }
                case BoringErrors.WANT_READ -> {
                    if (!from.hasRemaining() || (from.remaining() == before && !sent)) {
                        return Step.NEEDS_BYTES;
                    }
                }
                case BoringErrors.WANT_WRITE -> {
                    return Step.NEEDS_ROOM;
                }
                default -> {
                    fail(error);
                    return Step.FAILED;
                }
            }
        }
    }

    private int shake() {
        int result = SSL.doHandshake(connection);
        return result == 1 ? BoringErrors.NONE : SSL.getError(connection, result);
    }

    /** A server that asks nobody for a certificate, and one whose caller has none, never hear the verifier. */
    private Step completed() {
        context.over(connection);
        if (answer == null) {
            answer = new PeerCheck.Accepted(null);
        }
        return Step.DONE;
    }

    /** Called within {@link #handshake}, by the library. */
    int verify(byte[][] chain) {
        answer = new PeerQuestion(check, buffers.loop()::tellDefect).ask(chain);
        return switch (answer) {
            case PeerCheck.Accepted _ -> CertificateVerifier.X509_V_OK;
            case PeerCheck.Refused(TlsFailure.Rejected why) -> {
                failure = why;
                yield error(why.alert());
            }
        };
    }

    /** BoringSSL knows alerts by OpenSSL's errors only. */
    private static int error(int alert) {
        return switch (alert) {
            case TlsAlert.CERTIFICATE_EXPIRED -> CertificateVerifier.X509_V_ERR_CERT_HAS_EXPIRED;
            case TlsAlert.UNKNOWN_CA -> CertificateVerifier.X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY;
            case TlsAlert.CERTIFICATE_REVOKED -> CertificateVerifier.X509_V_ERR_CERT_REVOKED;
            case TlsAlert.UNSUPPORTED_CERTIFICATE -> CertificateVerifier.X509_V_ERR_INVALID_PURPOSE;
            default -> CertificateVerifier.X509_V_ERR_CERT_REJECTED;
        };
    }

    @Override
    public int read(ByteBuffer from, ByteBuffer into, ByteBuffer to) {
        ByteBuffer plain = into.isDirect() ? into : buffers.plain();
        int room = Math.min(into.remaining(), plain.remaining());
        long address = buffers.address(plain) + plain.position();
        int total = 0;
        more = false;
        source(from);
        int error = BoringErrors.NONE;
        int empty = 0;
        while (total < room) {
            int count = SSL.readFromSSL(connection, address + total, room - total);
            if (count > 0) {
                total += count;
                continue;
            }
            error = SSL.getError(connection, count);
            if (error != BoringErrors.WANT_WRITE || ++empty > MAX_EMPTY_READS) {
                break;
            }
            sourceEnd(from);
            sink(to);
            sinkEnd(to);
            source(from);
        }
        sourceEnd(from);
        if (SSL.bioLengthNonApplication(bio) > 0) {
            sink(to);
            sinkEnd(to);
        }
        if (plain == into) {
            into.position(into.position() + total);
        } else {
            into.put(plain.limit(total));
        }
        return result(total, error, total == room);
    }

    private int result(int total, int error, boolean full) {
        return switch (error) {
            case BoringErrors.NONE -> {
                more = full;
                yield total;
            }
            case BoringErrors.WANT_READ, BoringErrors.WANT_WRITE -> total;
            // Of the end and of failures the library says the same at the next call.
            case BoringErrors.ZERO_RETURN -> last(total, ByteStream.END);
            default -> {
                fail(error);
                yield last(total, ByteStream.GONE);
            }
        };
    }

    private int last(int total, int end) {
        more = total > 0;
        return total > 0 ? total : end;
    }

    @Override
    public boolean hasMore() {
        return more;
    }

    @Override
    public boolean write(ByteBuffer from, ByteBuffer to) {
        sink(to);
        int error = BoringErrors.NONE;
        while (error == BoringErrors.NONE && from.hasRemaining()) {
            error = writePart(from);
        }
        sinkEnd(to);
        // No room: a server's first bytes come after its session tickets. The library has the record, and wants it
        // again.
        boolean stands = error == BoringErrors.NONE || error == BoringErrors.WANT_WRITE;
        if (!stands) {
            fail(error);
        }
        return stands;
    }

    private int writePart(ByteBuffer from) {
        ByteBuffer plain = from;
        if (!from.isDirect()) {
            plain = buffers.plain();
            int part = Math.min(from.remaining(), plain.remaining());
            plain.put(0, from, from.position(), part).limit(part);
        }
        int count = SSL.writeToSSL(connection, buffers.address(plain) + plain.position(), plain.remaining());
        if (count <= 0) {
            return SSL.getError(connection, count);
        }
        from.position(from.position() + count);
        return BoringErrors.NONE;
    }

    @Override
    public void end(ByteBuffer to) {
        sink(to);
        SSL.shutdownSSL(connection);
        sinkEnd(to);
        SSL.clearError();
    }

    private void source(ByteBuffer from) {
        SSL.bioSetByteBuffer(bio, buffers.address(from) + from.position(), from.remaining(), false);
    }

    private void sourceEnd(ByteBuffer from) {
        from.position(from.limit() - SSL.bioLengthByteBuffer(bio));
        SSL.bioClearByteBuffer(bio);
    }

    /** What waits in the library's own buffer goes first. */
    private void sink(ByteBuffer to) {
        SSL.bioSetByteBuffer(bio, buffers.address(to) + to.position(), to.remaining(), true);
        SSL.bioFlushByteBuffer(bio);
    }

    /** Whether anything was written. */
    private boolean sinkEnd(ByteBuffer to) {
        int before = to.position();
        to.position(to.limit() - SSL.bioLengthByteBuffer(bio));
        SSL.bioClearByteBuffer(bio);
        return to.position() > before;
    }

    private void fail(int error) {
        int number = SSL.getLastErrorNumber();
        TlsFailure seen = BoringErrors.failure(error, number, number == 0 ? "" : SSL.getErrorString(number));
        // What stays in the thread's queue would be taken for the next connection's failure.
        SSL.clearError();
        if (failure == null) {
            failure = seen;
        }
    }

    @Override
    public TlsFailure failure() {
        TlsFailure known = failure;
        return known == null ? new TlsFailure.Broken("no cause is known") : known;
    }

    @Override
    public TlsFacts facts() {
        return new TlsFacts(
                SSL.getVersion(connection),
                SSL.getCipherForSSL(connection),
                group(),
                SSL.getAlpnSelected(connection),
                SSL.getSniHostname(connection),
                SSL.isSessionReused(connection),
                answer instanceof PeerCheck.Accepted(PeerCheck.PeerFacts peer) ? peer : null);
    }

    private String group() {
        try {
            String name = SSL.getGroupName(connection);
            return name == null ? "" : name;
        } catch (Exception _) {
            // Resumed sessions of TLS 1.2 have none.
            return "";
        }
    }

    @Override
    public void release() {
        if (!released) {
            released = true;
            // The library frees the BIO with it: freeing it once more would end the process.
            context.release(connection);
        }
    }
}
