package io.mesher.registry.client.answer;

import io.mesher.registry.wire.BadJson;
import io.mesher.registry.wire.JsonReader;
import java.util.HashSet;
import java.util.Set;

/** Reads the list of all services, of which only the names are kept. */
public final class ServiceListReader {
    /** A registry holds so many services by default. */
    private static final int MAX_NAMES = 50_000;

    private final String ownApp;
    private final String environment;
    private final Set<ServiceName> names = new HashSet<>();

    private ServiceListReader(String ownApp, String environment) {
        this.ownApp = ownApp;
        this.environment = environment;
    }

    /** @return those of one environment, of every application; each once, whatever its versions */
    public static Set<ServiceName> read(byte[] body, String ownApp, String environment) throws BadJson {
        ServiceListReader reader = new ServiceListReader(ownApp, environment);
        JsonReader.document(body, json -> {
            json.object(name -> {
                if (name.equals("services")) {
                    json.list(reader::service);
                } else {
                    json.skip();
                }
            });
            return reader;
        });
        return reader.names;
    }

    private boolean service(JsonReader json) throws BadJson {
        String[] key = {"", "", ""};
        json.object(name -> {
            switch (name) {
                case "appId" -> key[0] = json.string();
                case "serviceName" -> key[1] = json.string();
                case "environment" -> key[2] = json.string();
                default -> json.skip();
            }
        });
        ServiceName service = ServiceName.of(key[0], key[1], ownApp);
        return key[2].equals(environment) && service.isPossible() && names.size() < MAX_NAMES && names.add(service);
    }
}
