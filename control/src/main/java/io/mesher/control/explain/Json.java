package io.mesher.control.explain;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/** JSON as it is answered: one object. */
final class Json {
    private static final int NANOS_PER_MICRO = 1000;
    private static final int MILLI_DIGITS = 3;

    // Answers are rare, so keeping their buffers would only hold memory.
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
            .build();

    private Json() {}

    static String object(Consumer<JsonGenerator> content) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            content.accept(json);
            json.writeEndObject();
        }
        return text.append('\n').toString();
    }

    /** Milliseconds, to the microsecond. */
    static void millis(JsonGenerator json, String name, long nanos) {
        json.writeNumberProperty(name, BigDecimal.valueOf(Math.max(0, nanos) / NANOS_PER_MICRO, MILLI_DIGITS));
    }

    /** Likewise; left out where it is negative: it didn't come so far. */
    static void reached(JsonGenerator json, String name, long nanos) {
        if (nanos >= 0) {
            millis(json, name, nanos);
        }
    }

    /** Left out where it is empty. */
    static void filled(JsonGenerator json, String name, String text) {
        if (!text.isEmpty()) {
            json.writeStringProperty(name, text);
        }
    }

    /** As constants are written: {@code other-version}. */
    static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
