package io.mesher.app.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.config.LogConfig.Level;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

class LayoutTest {
    private static final long TIME = Instant.parse("2026-11-23T02:15:35.123Z").toEpochMilli();

    @Test
    void writesTimeLevelLoggerAndMessageAsText() throws IOException {
        assertThat(text(Level.INFO, "outgoing on 127.0.0.1:30101", null))
                .isEqualTo("2026-11-23T02:15:35.123+00:00 INFO  Mesher: outgoing on 127.0.0.1:30101\n");
    }

    @ParameterizedTest
    @EnumSource(Level.class)
    void alignsMessagesOfAllLevels(Level level) throws IOException {
        assertThat(text(level, "x", null)).startsWith("2026-11-23T02:15:35.123+00:00 " + level.name());
        assertThat(text(level, "x", null).indexOf("Mesher:")).isEqualTo(36);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-23T02:15:35.123Z",
                "1970-01-01T00:00:00Z",
                "1969-12-31T23:59:59.999Z",
                "2024-02-29T23:59:59.999Z",
                "2027-01-01T00:30:00.005Z",
                "9999-12-31T23:59:59.050Z"
            })
    void writesTheTimeAsIso8601WithOffset(Instant time) throws IOException {
        LogLine line = new LogLine();
        Timestamp.append(line, time.toEpochMilli());

        OffsetDateTime read = OffsetDateTime.parse(LogLineTest.text(line));

        assertThat(read.toInstant()).isEqualTo(time);
        assertThat(read.getOffset()).isEqualTo(ZoneOffset.UTC);
    }

    @Test
    void keepsAForgedLineInsideItsOwn() throws IOException {
        String forged = "no such user\n2026-11-23T02:15:35.123+00:00 INFO  Mesher: logged in";

        assertThat(text(Level.WARN, forged, null)).containsOnlyOnce("\n").endsWith("\n");
        assertThat(json(Level.WARN, forged, null)).containsEntry("message", forged);
    }

    @Test
    void indentsEveryRowOfAStackTraceInText() throws IOException {
        Throwable cause = new IOException("reset\n2026-11-23T02:15:35.123+00:00 INFO  Mesher: forged");
        String[] lines = text(Level.ERROR, "failed", new UncheckedIOException((IOException) cause))
                .split("\n", -1);

        assertThat(lines[0]).endsWith("Mesher: failed");
        assertThat(lines[1]).startsWith("    java.io.UncheckedIOException: java.io.IOException: reset\\n2026");
        assertThat(lines[2]).startsWith("        at io.mesher.app.log.LayoutTest.");
        assertThat(lines)
                .anySatisfy(line -> assertThat(line).startsWith("    caused by: java.io.IOException: reset\\n2026"));
        assertThat(lines[lines.length - 1]).isEmpty();
        for (int i = 1; i < lines.length - 1; i++) {
            assertThat(lines[i]).startsWith("    ");
        }
    }

    @Test
    void writesOneObjectPerLineAsJson() throws IOException {
        IllegalStateException thrown = new IllegalStateException("bad \"state\"\n\u001b");

        Map<String, String> fields = json(Level.ERROR, "say \"hi\"\t\\ \u2028 🙂", thrown);

        assertThat(fields)
                .containsEntry("time", "2026-11-23T02:15:35.123+00:00")
                .containsEntry("level", "ERROR")
                .containsEntry("logger", "Mesher")
                .containsEntry("thread", "loop \"1\"")
                .containsEntry("message", "say \"hi\"\t\\ \u2028 🙂");
        assertThat(fields.get("stack"))
                .startsWith(
                        "java.lang.IllegalStateException: bad \"state\"\n\u001b\n    at io.mesher.app.log.LayoutTest");
    }

    @Test
    void leavesTheStackOutOfJsonWithoutAThrowable() throws IOException {
        assertThat(json(Level.INFO, "x", null).keySet())
                .isEqualTo(Set.of("time", "level", "logger", "thread", "message"));
    }

    private static LogRecord said(Level level, String message, @Nullable Throwable thrown) {
        return new LogRecord(TIME, level, "Mesher", "loop \"1\"", message, thrown);
    }

    private static String text(Level level, String message, @Nullable Throwable thrown) throws IOException {
        LogLine line = new LogLine();
        TextLayout.append(line, said(level, message, thrown), false);
        return LogLineTest.text(line);
    }

    private static Map<String, String> json(Level level, String message, @Nullable Throwable thrown)
            throws IOException {
        LogLine line = new LogLine();
        JsonLayout.append(line, said(level, message, thrown));
        String text = LogLineTest.text(line);
        assertThat(text).containsOnlyOnce("\n").endsWith("}\n");
        return fields(text);
    }

    static Map<String, String> fields(String json) {
        Map<String, String> fields = new LinkedHashMap<>();
        try (JsonParser parser = JsonFactory.builder().build().createParser(ObjectReadContext.empty(), json)) {
            assertThat(parser.nextToken()).isEqualTo(JsonToken.START_OBJECT);
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                assertThat(parser.nextToken()).isEqualTo(JsonToken.VALUE_STRING);
                assertThat(fields.put(name, parser.getString())).isNull();
            }
            assertThat(parser.nextToken()).isNull();
        }
        return fields;
    }
}
