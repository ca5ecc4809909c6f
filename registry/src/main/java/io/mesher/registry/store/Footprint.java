package io.mesher.registry.store;

import io.mesher.registry.wire.InstanceDocument;
import io.mesher.registry.wire.ServiceDocument;
import io.mesher.registry.wire.ServiceDocument.ServicePath;
import java.util.List;
import java.util.Map;

/**
 * About how many bytes of heap what is kept takes. Rather too many: objects and map entries are counted as on a JVM without
 * compact headers, and characters as two bytes.
 */
final class Footprint {
    private static final int OBJECT = 64;
    private static final int TEXT = 48;
    private static final int SERVICE = 1024;
    private static final int INSTANCE = 512;

    private Footprint() {}

    static long of(ServiceDocument service) {
        long bytes = SERVICE
                + text(service.serviceName())
                + text(service.alias())
                + text(service.description())
                + texts(service.schemas())
                + map(service.properties());
        for (ServicePath path : service.paths()) {
            bytes += OBJECT + text(path.path()) + map(path.property());
        }
        return bytes;
    }

    /** Its JSON twice: it is kept, and part of the answer that its service's name keeps. */
    static long of(InstanceDocument instance, int jsonBytes) {
        return INSTANCE + 2L * jsonBytes + texts(instance.endpoints()) + map(instance.properties());
    }

    static long of(Schema schema) {
        return OBJECT + text(schema.schemaId()) + text(schema.text()) + text(schema.summary());
    }

    static long of(NameKey provider) {
        return 4 * OBJECT + text(provider.appId()) + text(provider.serviceName());
    }

    static long map(Map<String, String> map) {
        long bytes = 0;
        for (Map.Entry<String, String> entry : map.entrySet()) {
            bytes += OBJECT + text(entry.getKey()) + text(entry.getValue());
        }
        return bytes;
    }

    private static long texts(List<String> texts) {
        long bytes = 0;
        for (String text : texts) {
            bytes += text(text);
        }
        return bytes;
    }

    private static long text(String text) {
        return text.isEmpty() ? 0 : TEXT + 2L * text.length();
    }
}
