package io.mesher.control.answer;

import io.mesher.net.server.JsonSetup;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.core.util.Separators.Spacing;

/** Writes JSON. Nothing of the library is loaded before the first answer in JSON. */
public final class Json {
    private static final int NANOS_PER_MICRO = 1000;
    private static final int MILLI_DIGITS = 3;

    private static final ObjectWriteContext PRETTY = new ObjectWriteContext.Base() {
        @Override
        public boolean hasPrettyPrinter() {
            return true;
        }

        @Override
        public PrettyPrinter getPrettyPrinter() {
            DefaultIndenter lines = new DefaultIndenter(" ", "\n");
            return new DefaultPrettyPrinter(
                            Separators.createDefaultInstance().withObjectNameValueSpacing(Spacing.AFTER))
                    .withObjectIndenter(lines)
                    .withArrayIndenter(lines);
        }
    };

    private Json() {}

    /** One value as CSE Mesher prints it: with one space of indent. */
    public static String print(Consumer<JsonGenerator> content) {
        return JsonSetup.write(PRETTY, content);
    }

    /** One object, printed likewise, and the end of its last line: it is for terminals, too. */
    public static String object(Consumer<JsonGenerator> properties) {
        return print(json -> {
                    json.writeStartObject();
                    properties.accept(json);
                    json.writeEndObject();
                })
                + '\n';
    }

    /** Milliseconds, to the microsecond. */
    public static void millis(JsonGenerator json, String name, long nanos) {
        json.writeNumberProperty(name, BigDecimal.valueOf(Math.max(0, nanos) / NANOS_PER_MICRO, MILLI_DIGITS));
    }

    /** Likewise; left out where it is negative: it didn't come so far. */
    public static void reached(JsonGenerator json, String name, long nanos) {
        if (nanos >= 0) {
            millis(json, name, nanos);
        }
    }

    /** Left out where it is empty. */
    public static void filled(JsonGenerator json, String name, String text) {
        if (!text.isEmpty()) {
            json.writeStringProperty(name, text);
        }
    }

    /** As constants are written: {@code other-version}. */
    public static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
