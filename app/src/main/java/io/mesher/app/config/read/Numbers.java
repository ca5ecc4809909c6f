package io.mesher.app.config.read;

/** Texts to numbers. */
public final class Numbers {
    private Numbers() {}

    public record Int(int min, int max) implements Parser<Integer> {
        @Override
        public Integer parse(String text) throws BadValue {
            try {
                int value = Integer.parseInt(text);
                if (value >= min && value <= max) {
                    return value;
                }
            } catch (NumberFormatException _) {
                // The bounds of an int say nothing to somebody who wrote a word.
                if (min == Integer.MIN_VALUE && max == Integer.MAX_VALUE && !isWhole(text)) {
                    throw BadValue.expected("a whole number");
                }
            }
            throw BadValue.expected(expected());
        }

        /** Whatever its size. */
        private static boolean isWhole(String text) {
            int sign = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
            return text.length() > sign && text.chars().skip(sign).allMatch(c -> c >= '0' && c <= '9');
        }

        @Override
        public String expected() {
            return min + " to " + max;
        }
    }

    /** A share, in decimals. */
    public record Ratio() implements Parser<Double> {
        private static final int MAX_CHARACTERS = 20;

        @Override
        public Double parse(String text) throws BadValue {
            boolean plain = text.length() <= MAX_CHARACTERS;
            boolean digits = false;
            for (int i = 0; i < text.length() && plain; i++) {
                boolean digit = text.charAt(i) >= '0' && text.charAt(i) <= '9';
                digits |= digit;
                plain = digit || (text.charAt(i) == '.' && text.indexOf('.') == i);
            }
            double value = plain && digits ? Double.parseDouble(text) : 2;
            if (value > 1) {
                throw BadValue.expected(expected());
            }
            return value;
        }

        @Override
        public String expected() {
            return "0 to 1";
        }
    }
}
