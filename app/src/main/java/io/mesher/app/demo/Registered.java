package io.mesher.app.demo;

import io.mesher.net.server.JsonSetup;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/** Asks the registry who is registered, as any of its users could. */
final class Registered {
    private static final int MILLIS = 1_000;

    private final URI services;

    Registered(String registryUrl) {
        this.services = URI.create(registryUrl + "/v4/default/govern/microservices?options=instances");
    }

    /** @throws DemoFailure if its Mesher ends, or isn't registered within the patience's limit */
    void await(DemoNode node, DemoProcess sidecar, Patience patience)
            throws DemoFailure, IOException, InterruptedException {
        if (!patience.until(sidecar.name() + " is registered", () -> {
            Readiness.failIfEnded(sidecar);
            return isRegistered(node);
        })) {
            throw Readiness.failure(
                    sidecar,
                    "wasn't registered after " + patience.limit().toSeconds() + " s (asked: " + services + ")");
        }
    }

    private boolean isRegistered(DemoNode node) {
        try {
            List<String> endpoints = endpointsByService().get(node.name());
            return endpoints != null && (!node.takesCalls() || endpoints.contains("rest://" + node.incoming()));
        } catch (IOException _) {
            return false;
        }
    }

    /** A line for each service, with where it is called. */
    String lines() throws IOException {
        StringBuilder lines = new StringBuilder();
        endpointsByService().forEach((service, endpoints) -> {
            String where = String.join(
                    " ", endpoints.stream().filter(e -> e.startsWith("rest://")).toList());
            lines.append("%-10s %s%n".formatted(service, where.isEmpty() ? "only calls others" : where));
        });
        return lines.toString();
    }

    /** Of those that have an instance; the registry itself, which is its own service, is left out. */
    private Map<String, List<String>> endpointsByService() throws IOException {
        HttpURLConnection connection = (HttpURLConnection) services.toURL().openConnection(Proxy.NO_PROXY);
        connection.setConnectTimeout(MILLIS);
        connection.setReadTimeout(MILLIS);
        try (InputStream body = connection.getInputStream();
                JsonParser json = JsonSetup.FACTORY.createParser(ObjectReadContext.empty(), body)) {
            return read(json);
        } catch (JacksonException e) {
            throw new IOException("no JSON from " + services, e);
        } finally {
            connection.disconnect();
        }
    }

    /** The names are those of the API: each entry has its microService before its instances. */
    private static Map<String, List<String>> read(JsonParser json) {
        Map<String, List<String>> endpoints = new TreeMap<>();
        String service = "";
        for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
            if (token == JsonToken.PROPERTY_NAME && json.currentName().equals("serviceName")) {
                json.nextToken();
                service = json.getString();
            } else if (token == JsonToken.PROPERTY_NAME && json.currentName().equals("instanceId")) {
                endpoints.computeIfAbsent(service, _ -> new ArrayList<>());
            } else if (token == JsonToken.PROPERTY_NAME && json.currentName().equals("endpoints")) {
                json.nextToken();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    endpoints.computeIfAbsent(service, _ -> new ArrayList<>()).add(json.getString());
                }
            }
        }
        return endpoints;
    }
}
