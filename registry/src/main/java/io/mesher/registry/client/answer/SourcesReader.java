package io.mesher.registry.client.answer;

import io.mesher.registry.wire.BadJson;
import io.mesher.registry.wire.JsonReader;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the list of all services with their instances, of which only names and addresses are kept. */
public final class SourcesReader {
    /** As many as a registry holds instances. */
    private static final int MAX_ADDRESSES = 150_000;

    private static final int MAX_NAME_CHARS = 128;

    private final Map<String, String> services = new HashMap<>();

    private SourcesReader() {}

    /** @return names of services by the host of their instances' first endpoint, as CSE Mesher takes it */
    public static Map<String, String> read(byte[] body) throws BadJson {
        SourcesReader reader = new SourcesReader();
        JsonReader.document(body, json -> {
            json.object(name -> {
                if (name.equals("allServicesDetail")) {
                    json.list(reader::service);
                } else {
                    json.skip();
                }
            });
            return reader;
        });
        return Map.copyOf(reader.services);
    }

    private int service(JsonReader json) throws BadJson {
        String[] service = {""};
        // The name may stand after the instances.
        Map<String, Boolean> hosts = new HashMap<>();
        json.object(name -> {
            switch (name) {
                case "microService" -> service[0] = name(json);
                case "instances" -> json.list(item -> instance(item, hosts));
                default -> json.skip();
            }
        });
        for (String host : hosts.keySet()) {
            if (services.size() < MAX_ADDRESSES && isName(service[0])) {
                services.put(host, service[0]);
            }
        }
        return hosts.size();
    }

    /** Whether metrics and logs take it as a caller's name, as they do its own word. */
    private static boolean isName(String service) {
        for (int i = 0; i < service.length(); i++) {
            if (!Characters.isNamePart(service.charAt(i))) {
                return false;
            }
        }
        return !service.isEmpty() && service.length() <= MAX_NAME_CHARS;
    }

    private static String name(JsonReader json) throws BadJson {
        String[] text = {""};
        json.object(name -> {
            if (name.equals("serviceName")) {
                text[0] = json.string();
            } else {
                json.skip();
            }
        });
        return text[0];
    }

    private static boolean instance(JsonReader json, Map<String, Boolean> hosts) throws BadJson {
        List<String> endpoints = new ArrayList<>();
        json.object(name -> {
            if (name.equals("endpoints")) {
                endpoints.addAll(json.strings());
            } else {
                json.skip();
            }
        });
        EndpointText first = endpoints.isEmpty() ? null : EndpointText.parse(endpoints.getFirst());
        if (first != null) {
            hosts.put(address(first.endpoint().host()), true);
        }
        return first != null;
    }

    /** IPv6 as callers' addresses are written, of which there are many ways; else as it is. */
    private static String address(String host) {
        if (host.indexOf(':') < 0) {
            return host;
        }
        try {
            return InetAddress.ofLiteral(host).getHostAddress();
        } catch (IllegalArgumentException _) {
            return host;
        }
    }
}
