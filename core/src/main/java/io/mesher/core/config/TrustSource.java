package io.mesher.core.config;

import org.jspecify.annotations.Nullable;

/**
 * Where the certificates of trusted authorities are for one place.
 *
 * @param file in the format PEM, or a key store (PKCS#12, JKS)
 * @param passphrase of the key store; null: none is configured
 * @param revocations a file with revocation lists; null: none is configured
 */
public record TrustSource(
        ConfiguredFile file,
        @Nullable Passphrase passphrase,
        @Nullable ConfiguredFile revocations) {}
