package io.mesher.app.tls;

/**
 * Something that the user should know about a file.
 *
 * @param key the configuration's key that names the file
 * @param text file, line, what is wrong and what to do; one line
 */
public record TlsFinding(Code code, String key, String text) {
    /** What kind of thing it is. */
    public enum Code {
        /** There is no such file, or Mesher may not read it. */
        UNREADABLE(Weight.ERROR),
        /** The content isn't what it should be. */
        BAD_CONTENT(Weight.ERROR),
        EXPIRED(Weight.WARNING),
        NOT_YET_VALID(Weight.WARNING),
        /** Less than a fifth of the certificate's life is left. */
        EXPIRES_SOON(Weight.WARNING),
        /** Every user of the machine can read a secret. */
        READABLE_BY_OTHERS(Weight.WARNING),
        /** The next revocation list should have been there. */
        OVERDUE_LIST(Weight.WARNING),
        /** The own certificate doesn't have the name by which callers look for this service. */
        OTHER_NAME(Weight.INFO);

        private final Weight weight;

        Code(Weight weight) {
            this.weight = weight;
        }

        public Weight weight() {
            return weight;
        }
    }

    /** What it means for the place that uses the file. */
    public enum Weight {
        /** The files can't be used. */
        ERROR,
        /** They can, but some callers or called services may refuse them, or secrets are in danger. */
        WARNING,
        INFO
    }
}
