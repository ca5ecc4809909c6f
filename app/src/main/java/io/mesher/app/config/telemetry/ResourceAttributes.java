package io.mesher.app.config.telemetry;

import io.mesher.app.config.keys.TracingKeys;
import io.mesher.app.config.read.BadValue;
import io.mesher.app.config.read.KeyReader;
import io.mesher.app.config.read.Names;
import io.mesher.app.config.read.Words;
import java.util.Map;

/** What the user has the exporter say of the service. */
final class ResourceAttributes implements PairList.Check {
    static final String SERVICE_NAME = "service.name";
    private static final String SDK = "telemetry.sdk.";
    private static final int MAX_NAME = 255;
    private static final int MAX_VALUE = 1024;

    /** Whether {@code service.name} is taken, as OTEL_RESOURCE_ATTRIBUTES may have it. */
    private final boolean named;

    ResourceAttributes(boolean named) {
        this.named = named;
    }

    @Override
    public void check(String name, String value) throws BadValue {
        if (name.isEmpty() || name.length() > MAX_NAME || !Names.hasOnly(name, "._-/")) {
            throw BadValue.because(
                    "a name that no attribute has", "1 to " + MAX_NAME + " letters, digits and . _ - / each");
        }
        if (name.startsWith(SDK)) {
            throw BadValue.because("Mesher itself says " + SDK + "*", "another name");
        }
        if (name.equals(SERVICE_NAME)) {
            if (!named) {
                throw BadValue.because("the name has a key of its own", TracingKeys.SERVICE_NAME);
            }
            ExporterReader.SERVICE_NAME.parse(value);
        }
        new Words.Text(MAX_VALUE).parse(value);
    }

    static Map<String, String> read(KeyReader reader) {
        return PairList.read(reader, TracingKeys.ATTRIBUTES, new ResourceAttributes(false));
    }
}
