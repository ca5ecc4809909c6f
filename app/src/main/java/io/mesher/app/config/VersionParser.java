package io.mesher.app.config;

import io.mesher.core.route.VersionRange;

/** Versions that a rule chooses. */
record VersionParser() implements KeyReader.Parser<String> {
    @Override
    public String parse(String text) throws BadValue {
        if (text.isEmpty() || text.length() > 160 || !Names.isToken(text)) {
            throw BadValue.expected(expected());
        }
        if (VersionRange.of(text).isEmpty()) {
            throw BadValue.because("no version is from the first and older than the second", expected());
        }
        return text;
    }

    @Override
    public String expected() {
        return "latest, a version such as 1.2.0, 1.2.0+ for that and newer, or 1.2.0-2.0.0 for from the first and older"
                + " than the second";
    }
}
