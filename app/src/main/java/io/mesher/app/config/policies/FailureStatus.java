package io.mesher.app.config.policies;

import io.mesher.app.config.read.BadValue;
import io.mesher.app.config.read.Parser;

/** An item of {@code transport.failure}: {@code http_503}. */
record FailureStatus() implements Parser<Integer> {
    private static final String PREFIX = "http_";

    @Override
    public Integer parse(String text) throws BadValue {
        if (text.startsWith(PREFIX) && text.length() == PREFIX.length() + 3) {
            try {
                int status = Integer.parseInt(text.substring(PREFIX.length()));
                if (status >= 100 && status <= 599) {
                    return status;
                }
            } catch (NumberFormatException _) {
                // Said below.
            }
        }
        throw BadValue.expected(expected());
    }

    @Override
    public String expected() {
        return "http_ and a status from 100 to 599, such as http_503";
    }
}
