package io.mesher.registry.wire;

import io.mesher.net.server.JsonSetup;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads one JSON document piece by piece, so that a large answer is never held as a tree. As the registry does, it takes
 * {@code null} for a missing value, and a wrong type for an error. It stands at a value when it is given away, and each method
 * reads that one value whole.
 */
public final class JsonReader {
    private static final int MAX_NESTED = 32;

    private static final JsonFactory FACTORY = JsonSetup.FACTORY
            .rebuild()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_NESTED).build())
            .build();

    /** Of a request: heartbeats for some 8,000 instances. An entry of a map, two of these, takes 20 times its text of heap. */
    private static final int MAX_REQUEST_TOKENS = 50_000;

    /** Of names that callers choose none is kept for later documents: 6,000 of 50,000 characters each might be. */
    private static final JsonFactory REQUESTS = FACTORY.rebuild()
            .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_NESTED)
                    .maxTokenCount(MAX_REQUEST_TOKENS)
                    .build())
            .build();

    private final JsonParser parser;

    private JsonReader(JsonParser parser) {
        this.parser = parser;
    }

    /** Makes something of the value at which the reader stands. */
    @FunctionalInterface
    public interface ValueReader<T> {
        T read(JsonReader json) throws BadJson;
    }

    /** Takes an object's fields one by one. */
    @FunctionalInterface
    public interface FieldReader {
        /**
         * Reads the field's value, or calls {@link #skip}.
         *
         * @param name as it stands in the document
         */
        void read(String name) throws BadJson;
    }

    /** Loads and initialises what the first document needs. */
    public static void prepare() {
        FACTORY.createParser(ObjectReadContext.empty(), new byte[] {'{', '}'}).close();
    }

    /** Reads a whole document; what follows it is an error. */
    public static <T> T document(byte[] document, ValueReader<T> reader) throws BadJson {
        return document(FACTORY, document, reader);
    }

    /** Likewise, of a caller that nobody has reason to trust: what would take much more memory than it has bytes is an error. */
    public static <T> T request(byte[] document, ValueReader<T> reader) throws BadJson {
        return document(REQUESTS, document, reader);
    }

    private static <T> T document(JsonFactory factory, byte[] document, ValueReader<T> reader) throws BadJson {
        try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), document)) {
            JsonReader json = new JsonReader(parser);
            if (parser.nextToken() == null) {
                throw new BadJson("empty (expected: JSON)");
            }
            T value = reader.read(json);
            if (parser.nextToken() != null) {
                throw json.bad("the end of the document");
            }
            return value;
        } catch (JacksonException e) {
            throw new BadJson("not JSON: " + message(e) + at(e.getLocation()));
        }
    }

    /** Without where an object or array began, which names a source that nobody here has. */
    private static String message(JacksonException e) {
        String message = e.getOriginalMessage();
        int source = message.indexOf(" (start marker at [Source");
        return source < 0 ? message : message.substring(0, source);
    }

    public void object(FieldReader field) throws BadJson {
        if (isNull()) {
            return;
        }
        expect(JsonToken.START_OBJECT, "an object");
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            field.read(name);
        }
    }

    public <T> List<T> list(ValueReader<T> item) throws BadJson {
        if (isNull()) {
            return List.of();
        }
        expect(JsonToken.START_ARRAY, "an array");
        List<T> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(item.read(this));
        }
        return items;
    }

    public List<String> strings() throws BadJson {
        return list(JsonReader::string);
    }

    /** An object whose values are all texts, in the document's order. */
    public Map<String, String> stringMap() throws BadJson {
        Map<String, String> map = new LinkedHashMap<>();
        object(name -> map.put(name, string()));
        return map;
    }

    /** Empty for {@code null}. */
    public String string() throws BadJson {
        if (isNull()) {
            return "";
        }
        expect(JsonToken.VALUE_STRING, "a text");
        return parser.getString();
    }

    /** Empty for what is no text, which is passed over. */
    public String stringIfAny() {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return parser.getString();
        }
        skip();
        return "";
    }

    /** 0 for {@code null}. */
    public int integer() throws BadJson {
        if (isNull()) {
            return 0;
        }
        expect(JsonToken.VALUE_NUMBER_INT, "a whole number");
        return parser.getIntValue();
    }

    /** Likewise, for what an int doesn't hold. */
    public long longInteger() throws BadJson {
        if (isNull()) {
            return 0;
        }
        expect(JsonToken.VALUE_NUMBER_INT, "a whole number");
        return parser.getLongValue();
    }

    /** False for {@code null}. */
    public boolean bool() throws BadJson {
        JsonToken token = parser.currentToken();
        if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE && !isNull()) {
            throw bad("true or false");
        }
        return token == JsonToken.VALUE_TRUE;
    }

    /** Passes over the value, whatever it is. */
    public void skip() {
        parser.skipChildren();
    }

    public boolean isNull() {
        return parser.currentToken() == JsonToken.VALUE_NULL;
    }

    private void expect(JsonToken token, String what) throws BadJson {
        if (parser.currentToken() != token) {
            throw bad(what);
        }
    }

    private BadJson bad(String expected) {
        String name = parser.currentName();
        return new BadJson((name == null ? "" : "field " + name + ": ") + "not what was expected (expected: " + expected
                + ")" + at(parser.currentTokenLocation()));
    }

    private static String at(TokenStreamLocation location) {
        return location == null ? "" : ", line " + location.getLineNr() + ", column " + location.getColumnNr();
    }
}
