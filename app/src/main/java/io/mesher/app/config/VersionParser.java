package io.mesher.app.config;

import io.mesher.core.route.VersionRange;

/** Versions that a rule chooses. */
record VersionParser() implements KeyReader.Parser<String> {
    @Override
    public String parse(String text) throws BadValue {
        if (text.isEmpty() || text.length() > 160 || !Names.hasOnly(text, ".+-_") || isOnlyLike(text)) {
            throw BadValue.expected(expected());
        }
        if (VersionRange.of(text).isEmpty()) {
            throw BadValue.because("no version is from the first and older than the second", expected());
        }
        return text;
    }

    /** What nobody's version is, so that the rule would answer 503 to all: {@code 1.0.0-beta+}, {@code Latest}. */
    private static boolean isOnlyLike(String text) {
        boolean range = !VersionRange.of(text).one();
        boolean open = text.endsWith("+") || text.endsWith("-");
        return (open && !range) || (text.equalsIgnoreCase("latest") && !text.equals("latest"));
    }

    @Override
    public String expected() {
        return "latest, a version such as 1.2.0, 1.2.0+ for that and newer, or 1.2.0-2.0.0 for versions from the first on"
                + " that are older than the second";
    }
}
