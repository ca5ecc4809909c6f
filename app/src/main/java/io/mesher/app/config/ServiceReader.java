package io.mesher.app.config;

import io.mesher.core.name.ServiceIdentity;

/** Who this Mesher speaks for. */
final class ServiceReader {
    private static final int MOST = 128;

    private final KeyReader reader;

    ServiceReader(KeyReader reader) {
        this.reader = reader;
    }

    ServiceIdentity read() {
        if (!reader.has(Keys.SERVICE_NAME)) {
            reader.problems()
                    .warning(
                            "configuration",
                            Keys.SERVICE_NAME,
                            "not set: the service is called " + ServiceIdentity.UNNAMED
                                    + " (expected: its name in microservice.yaml or CAS_COMPONENT_NAME)");
        }
        String name = reader.read(Keys.SERVICE_NAME, ServiceIdentity.UNNAMED, "a name", ServiceReader::name);
        String app = reader.read(Keys.SERVICE_APP, ServiceIdentity.DEFAULT_APP, "a name", ServiceReader::name);
        return new ServiceIdentity(name, app, word(Keys.SERVICE_VERSION), word(Keys.SERVICE_ENVIRONMENT));
    }

    private String word(String key) {
        return reader.read(key, "", "a word", text -> {
            if (!Names.isToken(text)) {
                throw BadValue.expected("at most 160 visible ASCII characters without spaces");
            }
            return text;
        });
    }

    private static String name(String text) throws BadValue {
        if (text.length() > MOST || !Names.isHost(text)) {
            throw BadValue.expected("1 to " + MOST + " letters, digits and . - _, at both ends a letter or digit");
        }
        return text;
    }
}
