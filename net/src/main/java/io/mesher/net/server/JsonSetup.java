package io.mesher.net.server;

import java.io.StringWriter;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/**
 * The one set-up of the JSON library. The library is loaded with this class, so it must not be touched before there is JSON to read
 * or to write: that would cost a start 20 ms. Any thread.
 */
public final class JsonSetup {
    public static final JsonFactory FACTORY = JsonFactory.builder()
            // Documents are rare, so keeping their buffers would only hold memory.
            .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
            // Whoever opened a stream closes it.
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();

    private JsonSetup() {}

    /**
     * Parses what a caller sent. {@link #FACTORY} keeps names for later documents, up to 6,000 of any length; those that callers choose
     * are forgotten with the parser. Switching {@code CANONICALIZE_PROPERTY_NAMES} off would do the same, but selects a decoder that
     * accepts invalid UTF-8.
     */
    public static JsonParser untrusted(byte[] json) {
        return FACTORY.rebuild().build().createParser(ObjectReadContext.empty(), json);
    }

    /** A value without spaces and line ends. */
    public static String compact(Consumer<JsonGenerator> content) {
        return write(ObjectWriteContext.empty(), content);
    }

    /** A value, printed as the context says. */
    public static String write(ObjectWriteContext context, Consumer<JsonGenerator> content) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(context, text)) {
            content.accept(json);
        }
        return text.toString();
    }
}
