package io.mesher.core.config;

import org.jspecify.annotations.Nullable;

/** Where Mesher's own certificate and private key are for one place. */
public sealed interface KeySource {
    /**
     * Files in the format PEM.
     *
     * @param key may be the same file as {@code certificate}
     * @param passphrase a file whose content is the key's passphrase; null: none is configured
     */
    record Pem(
            ConfiguredFile certificate,
            ConfiguredFile key,
            @Nullable ConfiguredFile passphrase) implements KeySource {}

    /**
     * A key store with one private key: PKCS#12 or JKS.
     *
     * @param passphrase of the store and the key; null: the file has it, if there is one
     * @param passphraseFile a file whose content is the passphrase
     */
    record Store(
            ConfiguredFile file,
            @Nullable Passphrase passphrase,
            @Nullable ConfiguredFile passphraseFile) implements KeySource {}
}
