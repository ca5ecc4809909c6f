package io.mesher.net.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectWriteContext;

class JsonSetupTest {
    @Test
    void writesWithoutSpaces() {
        assertThat(JsonSetup.compact(json -> {
                    json.writeStartObject();
                    json.writeStringProperty("a", "b c");
                    json.writeNumberProperty("d", 1);
                    json.writeEndObject();
                }))
                .isEqualTo("{\"a\":\"b c\",\"d\":1}");
    }

    @Test
    void refusesCallersJsonThatIsNotUtf8() {
        byte[] json = "{\"a\":\"\u00ff\"}".getBytes(StandardCharsets.ISO_8859_1);
        try (JsonParser parser = JsonSetup.untrusted(json)) {
            parser.nextToken();
            parser.nextToken();
            parser.nextToken();
            assertThatThrownBy(parser::getString).isInstanceOf(JacksonException.class);
        }
    }

    @Test
    void leavesStreamsOpen() {
        boolean[] closed = {false};
        ByteArrayOutputStream to = new ByteArrayOutputStream() {
            @Override
            public void close() {
                closed[0] = true;
            }
        };
        JsonSetup.FACTORY
                .createGenerator(ObjectWriteContext.empty(), to)
                .writeNumber(1)
                .close();

        assertThat(to).hasToString("1");
        assertThat(closed[0]).isFalse();
    }
}
