package io.mesher.core.tls;

import java.util.List;

/** Why a file of certificates, keys or revocation lists can't be used. */
public sealed interface FileFault {
    /** As the caller named it. */
    String file();

    /** From 1; 0 if the fault has no line. */
    default int line() {
        return 0;
    }

    /** What is wrong: a sentence. */
    String cause();

    /** What to do: a sentence. */
    String remedy();

    /** File, line, cause and remedy, for a log line or the end of a start. */
    default String text() {
        return file() + (line() > 0 ? ", line " + line() : "") + ": " + cause() + " " + remedy();
    }

    record Empty(String file) implements FileFault {
        @Override
        public String cause() {
            return "The file is empty.";
        }

        @Override
        public String remedy() {
            return "Check that the program that writes it has finished.";
        }
    }

    record TooLarge(String file, int bytes, int max) implements FileFault {
        @Override
        public String cause() {
            return "The file has " + bytes + " bytes (expected: at most " + max + ").";
        }

        @Override
        public String remedy() {
            return "Check that this is the right file.";
        }
    }

    record TooMany(String file, int max) implements FileFault {
        @Override
        public String cause() {
            return "The file has more than " + max + " certificates or revocation lists.";
        }

        @Override
        public String remedy() {
            return "Leave only those in it that are needed.";
        }
    }

    /** @param seen what the file seems to be: "a key store in the format JKS" */
    record NotPem(String file, String seen, String remedy) implements FileFault {
        @Override
        public String cause() {
            return "The file has no line that begins with \"-----BEGIN\"; it seems to be " + seen + ".";
        }
    }

    record BrokenBoundary(String file, int line) implements FileFault {
        @Override
        public String cause() {
            return "The line begins with \"-----BEGIN\", but does not end with five dashes.";
        }

        @Override
        public String remedy() {
            return "Put the line breaks back in: the BEGIN line and the END line each need a line of their own.";
        }
    }

    record NoEnd(String file, int line, String label) implements FileFault {
        @Override
        public String cause() {
            return "The block \"" + label + "\" that begins here has no END line.";
        }

        @Override
        public String remedy() {
            return "The file seems to be cut off, or two files were joined without a line break; write it again.";
        }
    }

    record BadBase64(String file, int line, String label) implements FileFault {
        @Override
        public String cause() {
            return "The block \"" + label + "\" is not valid base64 here.";
        }

        @Override
        public String remedy() {
            return "The file was damaged or edited; copy it again from where it was made.";
        }
    }

    /** @param what "certificate", "private key", "revocation list" */
    record BadContent(String file, int line, String what, String detail) implements FileFault {
        @Override
        public String cause() {
            return "The content is no valid " + what + ": " + detail + ".";
        }

        @Override
        public String remedy() {
            return "The file was damaged or is of another kind; copy it again from where it was made.";
        }
    }

    record KeyInsteadOfCertificate(String file, int line) implements FileFault {
        @Override
        public String cause() {
            return "This is a private key, but a certificate is expected.";
        }

        @Override
        public String remedy() {
            return "Check whether the files of certificate and key are swapped.";
        }
    }

    record CertificateInsteadOfKey(String file, int line) implements FileFault {
        @Override
        public String cause() {
            return "This is a certificate, but a private key is expected.";
        }

        @Override
        public String remedy() {
            return "Check whether the files of certificate and key are swapped.";
        }
    }

    /**
     * The file is readable, but lacks what is wanted.
     *
     * @param wanted "certificate", "private key", "revocation list"
     * @param found the labels of its blocks, or what else is in it
     */
    record Missing(String file, String wanted, List<String> found) implements FileFault {
        public Missing {
            found = List.copyOf(found);
        }

        @Override
        public String cause() {
            return "The file has no " + wanted + "; it has " + (found.isEmpty() ? "nothing" : String.join(", ", found))
                    + ".";
        }

        @Override
        public String remedy() {
            return "Name the file that has the " + wanted + ".";
        }
    }

    record SeveralKeys(String file, int line) implements FileFault {
        @Override
        public String cause() {
            return "This is the second private key of the file.";
        }

        @Override
        public String remedy() {
            return "Leave only the key of the certificate in it.";
        }
    }

    record PassphraseMissing(String file, int line) implements FileFault {
        @Override
        public String cause() {
            return "A passphrase protects this, but none is configured.";
        }

        @Override
        public String remedy() {
            return "Set the file with the passphrase, or store the key without one.";
        }
    }

    record PassphraseWrong(String file, int line) implements FileFault {
        @Override
        public String cause() {
            return "The configured passphrase is wrong.";
        }

        @Override
        public String remedy() {
            return "Check the file with the passphrase: also its line end and spaces at its end.";
        }
    }

    /** JDK's key derivation for PKCS#8 takes printable ASCII only. */
    record PassphraseNotAscii(String file, int line) implements FileFault {
        @Override
        public String cause() {
            return "The configured passphrase has characters other than printable ASCII, which Mesher can't use for such a key.";
        }

        @Override
        public String remedy() {
            return "Encrypt the key with another passphrase: openssl pkey -in " + file + " -aes256 -out new.pem";
        }
    }

    record UnsupportedEncryption(String file, int line, String algorithm) implements FileFault {
        @Override
        public String cause() {
            return "The key is encrypted by " + algorithm + ", which Mesher can't decrypt.";
        }

        @Override
        public String remedy() {
            return "Convert it: openssl pkcs8 -topk8 -v2 aes-256-cbc -in " + file + " -out new.pem";
        }
    }

    /** @param detail "an RSA key of 1024 bits" */
    record UnsupportedKey(String file, int line, String detail) implements FileFault {
        @Override
        public String cause() {
            return "The key is " + detail + ", which Mesher doesn't use.";
        }

        @Override
        public String remedy() {
            return "Use " + KeyKind.EXPECTED + ".";
        }
    }

    record KeyMismatch(String file, String subject) implements FileFault {
        @Override
        public String cause() {
            return "The private key doesn't belong to the certificate of " + subject
                    + ", nor to any other that the file has.";
        }

        @Override
        public String remedy() {
            return "Name the key that was made with this certificate; if both are being renewed, wait until both are written.";
        }
    }

    record UnsupportedStore(String file) implements FileFault {
        @Override
        public String cause() {
            return "The file is no key store that Mesher can read.";
        }

        @Override
        public String remedy() {
            return "Use PKCS#12, JKS or PEM.";
        }
    }

    record NoneTrusted(String file) implements FileFault {
        @Override
        public String cause() {
            return "The key store has no certificate that is marked as trusted; openssl marks none.";
        }

        @Override
        public String remedy() {
            return "Use a file in the format PEM, or make the key store by: keytool -importcert";
        }
    }

    record NoSuchAlias(String file, String alias, List<String> found) implements FileFault {
        public NoSuchAlias {
            found = List.copyOf(found);
        }

        @Override
        public String cause() {
            return "The key store has no private key with the alias " + alias + "; those with a key are: "
                    + (found.isEmpty() ? "none" : String.join(", ", found)) + ".";
        }

        @Override
        public String remedy() {
            return "Set one of these aliases.";
        }
    }

    record SeveralAliases(String file, List<String> found) implements FileFault {
        public SeveralAliases {
            found = List.copyOf(found);
        }

        @Override
        public String cause() {
            return "The key store has several private keys: " + String.join(", ", found) + ".";
        }

        @Override
        public String remedy() {
            return "Set the alias of the one to use.";
        }
    }

    /** @param detail "it is a delta list" */
    record UnsupportedList(String file, int line, String detail) implements FileFault {
        @Override
        public String cause() {
            return "Mesher can't use this revocation list: " + detail + ".";
        }

        @Override
        public String remedy() {
            return "Use the complete list of the authority.";
        }
    }
}
