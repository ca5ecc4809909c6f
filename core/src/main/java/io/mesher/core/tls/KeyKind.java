package io.mesher.core.tls;

import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import org.jspecify.annotations.Nullable;

/** The kinds of keys that Mesher accepts, its own and those of peers. */
public enum KeyKind {
    RSA("SHA256withRSA"),
    EC_P256("SHA256withECDSA"),
    EC_P384("SHA384withECDSA"),
    EC_P521("SHA512withECDSA"),
    ED25519("Ed25519");

    public static final String EXPECTED = "RSA with 2048 to 8192 bits, EC on P-256, P-384 or P-521, or Ed25519";

    public static final int MIN_RSA_BITS = 2048;

    /** A signature of a larger key takes so long to verify that peers could stop a loop with it (CVE-2023-29409 of Go). */
    public static final int MAX_RSA_BITS = 8192;

    /** As in BoringSSL. An exponent as long as the modulus makes a verification a hundred times slower. */
    private static final int MAX_EXPONENT_BITS = 33;

    // Orders of the curves: SEC 2, 2.4.2, 2.5.1, 2.6.1. A curve has no name in Java, and its order is unique among
    // those known.
    private static final BigInteger P256 =
            new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);
    private static final BigInteger P384 = new BigInteger(
            "ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973", 16);
    private static final BigInteger P521 = new BigInteger(
            "1fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa"
                    + "51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409",
            16);

    private final String signature;

    KeyKind(String signature) {
        this.signature = signature;
    }

    /** Null if Mesher doesn't accept such a key. */
    public static @Nullable KeyKind of(PublicKey key) {
        return switch (key) {
            case RSAPublicKey rsa
            when rsa.getAlgorithm().equals("RSA") ->
                rsa.getModulus().bitLength() >= MIN_RSA_BITS && !isSlow(rsa) ? RSA : null;
            case ECPublicKey ec -> onCurve(ec.getParams().getOrder());
            case EdECPublicKey ed when ed.getParams().getName().equals("Ed25519") -> ED25519;
            default -> null;
        };
    }

    /** With its article: "an RSA key of 1024 bits". */
    public static String describe(PublicKey key) {
        return switch (key) {
            case RSAPublicKey rsa ->
                "an " + rsa.getAlgorithm() + " key of " + rsa.getModulus().bitLength() + " bits"
                        + (isLongExponent(rsa) ? " and an exponent of more than " + MAX_EXPONENT_BITS : "");
            case ECPublicKey ec ->
                "an EC key on a curve of " + ec.getParams().getOrder().bitLength() + " bits";
            case EdECPublicKey ed -> "a key of the kind " + ed.getParams().getName();
            default -> "a key of the kind " + key.getAlgorithm();
        };
    }

    /** Whether verifying a signature of it would take so long that it isn't tried. */
    static boolean isSlow(PublicKey key) {
        return key instanceof RSAPublicKey rsa && (rsa.getModulus().bitLength() > MAX_RSA_BITS || isLongExponent(rsa));
    }

    private static boolean isLongExponent(RSAPublicKey rsa) {
        return rsa.getPublicExponent().bitLength() > MAX_EXPONENT_BITS;
    }

    private static @Nullable KeyKind onCurve(BigInteger order) {
        if (order.equals(P256)) {
            return EC_P256;
        }
        if (order.equals(P384)) {
            return EC_P384;
        }
        return order.equals(P521) ? EC_P521 : null;
    }

    /** The name of a signature algorithm for such keys, as {@link java.security.Signature} knows it. */
    String signature() {
        return signature;
    }
}
