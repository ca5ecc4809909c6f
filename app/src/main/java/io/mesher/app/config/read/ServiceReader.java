package io.mesher.app.config.read;

import io.mesher.app.config.keys.Keys;
import io.mesher.core.name.ServiceIdentity;
import java.util.List;

/** Who this Mesher speaks for. */
public final class ServiceReader {
    /** That the registry takes, beside none. */
    private static final List<String> ENVIRONMENTS = List.of("development", "testing", "acceptance", "production");

    private final KeyReader reader;

    public ServiceReader(KeyReader reader) {
        this.reader = reader;
    }

    /** @param registered whether a registry is told, which takes less than Mesher does */
    public ServiceIdentity read(boolean registered) {
        // A file that couldn't be read may have it.
        if (!reader.has(Keys.SERVICE_NAME) && !reader.problems().hasErrors()) {
            reader.problems()
                    .warning(
                            "configuration",
                            Keys.SERVICE_NAME,
                            "not set: the service is called " + ServiceIdentity.UNNAMED
                                    + " (expected: its name in microservice.yaml or CAS_COMPONENT_NAME)");
        }
        String name = reader.read(Keys.SERVICE_NAME, ServiceIdentity.UNNAMED, new Name());
        String app = reader.read(Keys.SERVICE_APP, ServiceIdentity.DEFAULT_APP, new Name());
        Parser<String> version = registered ? new Version() : new Words.Word();
        Parser<String> environment = registered ? new Words.OneOf(ENVIRONMENTS) : new Words.Word();
        return new ServiceIdentity(
                name,
                app,
                reader.read(Keys.SERVICE_VERSION, "", version),
                reader.isFilled(Keys.SERVICE_ENVIRONMENT)
                        ? reader.read(Keys.SERVICE_ENVIRONMENT, "", environment)
                        : "");
    }

    /** A name of a service or an application, as it may stand in a URL's host. */
    private record Name() implements Parser<String> {
        private static final int MAX = 128;

        @Override
        public String parse(String text) throws BadValue {
            if (text.length() > MAX || !Names.isHost(text)) {
                throw BadValue.expected(expected());
            }
            return text;
        }

        @Override
        public String expected() {
            return "1 to " + MAX + " letters, digits and . - _, with a letter or digit at both ends";
        }
    }

    /** A version as the registry takes it. */
    private record Version() implements Parser<String> {
        private static final int MAX_PART = 32_767;
        private static final int MAX_PARTS = 4;

        @Override
        public String parse(String text) throws BadValue {
            int parts = 0;
            int part = -1;
            for (int i = 0; i <= text.length() && parts <= MAX_PARTS; i++) {
                char c = i < text.length() ? text.charAt(i) : '.';
                if (c == '.') {
                    parts = part < 0 || part > MAX_PART ? MAX_PARTS + 1 : parts + 1;
                    part = -1;
                } else if (c >= '0' && c <= '9') {
                    part = Math.min(MAX_PART + 1, Math.max(0, part) * 10 + c - '0');
                } else {
                    part = MAX_PART + 1;
                }
            }
            if (!text.isEmpty() && (parts > MAX_PARTS || text.length() > 64)) {
                throw BadValue.expected(expected());
            }
            return text;
        }

        @Override
        public String expected() {
            return "1 to 4 numbers from 0 to 32767 with dots, such as 1.2.0: the registry takes no other";
        }
    }
}
