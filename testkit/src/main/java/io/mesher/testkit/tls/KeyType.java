package io.mesher.testkit.tls;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;

/** The kinds of keys that tests make, also those that Mesher must refuse. RSA can take seconds, the others take
 * milliseconds. */
public enum KeyType {
    RSA_1024("RSA", "1024", "SHA256withRSA"),
    RSA_2048("RSA", "2048", "SHA256withRSA"),
    RSA_3072("RSA", "3072", "SHA256withRSA"),
    EC_P256("EC", "secp256r1", "SHA256withECDSA"),
    EC_P384("EC", "secp384r1", "SHA384withECDSA"),
    EC_P521("EC", "secp521r1", "SHA512withECDSA"),
    ED25519("Ed25519", "", "Ed25519"),
    ED448("Ed448", "", "Ed448"),
    DSA_2048("DSA", "2048", "SHA256withDSA");

    private final String algorithm;
    private final String parameter;
    private final String signature;

    KeyType(String algorithm, String parameter, String signature) {
        this.algorithm = algorithm;
        this.parameter = parameter;
        this.signature = signature;
    }

    public KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (algorithm.equals("EC")) {
                generator.initialize(new ECGenParameterSpec(parameter));
            } else if (!parameter.isEmpty()) {
                generator.initialize(Integer.parseInt(parameter));
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(name(), e);
        }
    }

    /** The algorithm by which such a key signs if a test doesn't ask for another one. */
    String signature() {
        return signature;
    }
}
