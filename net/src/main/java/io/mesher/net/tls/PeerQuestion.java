package io.mesher.net.tls;

import java.util.function.Consumer;

/**
 * Asks a check about a peer. A check with a defect lets nobody in: an exception must not leave through the implementation of TLS.
 *
 * @param defects gets what no check should throw
 */
record PeerQuestion(PeerCheck check, Consumer<RuntimeException> defects) {
    PeerCheck.Answer ask(byte[][] chain) {
        try {
            return check.check(chain);
        } catch (RuntimeException e) {
            return defect(e);
        } catch (StackOverflowError e) {
            return defect(new IllegalStateException(e));
        }
    }

    private PeerCheck.Answer defect(RuntimeException e) {
        defects.accept(e);
        return new PeerCheck.Refused(new TlsFailure.Rejected(
                "tls.bad.chain",
                "Mesher could not check the certificates, by a defect of its own: " + e,
                TlsAlert.BAD_CERTIFICATE));
    }
}
