package io.mesher.app.config;

import io.mesher.core.name.ServiceIdentity;
import java.util.List;

/** Who this Mesher speaks for. */
final class ServiceReader {
    /** That the registry takes, beside none. */
    private static final List<String> ENVIRONMENTS = List.of("development", "testing", "acceptance", "production");

    private final KeyReader reader;

    ServiceReader(KeyReader reader) {
        this.reader = reader;
    }

    /** @param registered whether a registry is told, which takes less than Mesher does */
    ServiceIdentity read(boolean registered) {
        // A file that couldn't be read may have it.
        if (!reader.has(Keys.SERVICE_NAME) && !reader.problems().hasErrors()) {
            reader.problems()
                    .warning(
                            "configuration",
                            Keys.SERVICE_NAME,
                            "not set: the service is called " + ServiceIdentity.UNNAMED
                                    + " (expected: its name in microservice.yaml or CAS_COMPONENT_NAME)");
        }
        String name = reader.read(Keys.SERVICE_NAME, ServiceIdentity.UNNAMED, new Parsers.Name());
        String app = reader.read(Keys.SERVICE_APP, ServiceIdentity.DEFAULT_APP, new Parsers.Name());
        KeyReader.Parser<String> version = registered ? new Parsers.Version() : new Parsers.Word();
        KeyReader.Parser<String> environment = registered ? new Parsers.OneOf(ENVIRONMENTS) : new Parsers.Word();
        return new ServiceIdentity(
                name,
                app,
                reader.read(Keys.SERVICE_VERSION, "", version),
                reader.isFilled(Keys.SERVICE_ENVIRONMENT)
                        ? reader.read(Keys.SERVICE_ENVIRONMENT, "", environment)
                        : "");
    }
}
