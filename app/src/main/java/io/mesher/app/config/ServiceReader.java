package io.mesher.app.config;

import io.mesher.core.name.ServiceIdentity;

/** Who this Mesher speaks for. */
final class ServiceReader {
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
        String name = reader.read(Keys.SERVICE_NAME, ServiceIdentity.UNNAMED, new Parsers.Name());
        String app = reader.read(Keys.SERVICE_APP, ServiceIdentity.DEFAULT_APP, new Parsers.Name());
        String version = reader.read(Keys.SERVICE_VERSION, "", new Parsers.Word());
        return new ServiceIdentity(name, app, version, reader.read(Keys.SERVICE_ENVIRONMENT, "", new Parsers.Word()));
    }
}
