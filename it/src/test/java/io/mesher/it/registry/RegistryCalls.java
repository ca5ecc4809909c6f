package io.mesher.it.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.it.component.Message;
import io.mesher.it.component.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** What a test asks a registry directly, whoever runs it. */
class RegistryCalls {
    private static final String BASE = "/v4/default/registry";
    private static final Pattern ENDPOINT = Pattern.compile("rest://[^\"]+");
    private static final Pattern STATUS = Pattern.compile("\"status\":\"([A-Z]+)\"");
    private static final Pattern ID = Pattern.compile("\"(?:service|instance)Id\":\"([^\"]+)\"");

    private final int port;

    /** @param port on 127.0.0.1 */
    RegistryCalls(int port) {
        this.port = port;
    }

    final InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    final int port() {
        return port;
    }

    final String url() {
        return "http://127.0.0.1:" + port;
    }

    final boolean answers() {
        try {
            return ask("GET", "/health", "").status() == 200;
        } catch (IOException _) {
            return false; // not yet, or not any more
        }
    }

    /** @param path below the API's base */
    Message ask(String method, String path, String body) throws IOException {
        try (Wire wire = Wire.to(address())) {
            return wire.ask(method + " " + BASE + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port
                    + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
        }
    }

    /** Registers an instance that needs no heartbeat for two minutes; what this gives is its path. */
    String register(String application, String service, String version, String endpoint) throws IOException {
        return register(application, service, version, endpoint, "{}");
    }

    /** That other applications may find too. */
    String registerShared(String application, String service, String version, String endpoint) throws IOException {
        return register(application, service, version, endpoint, "{\"allowCrossApp\":\"true\"}");
    }

    private String register(String application, String service, String version, String endpoint, String properties)
            throws IOException {
        String created = ask(
                        "POST",
                        "/microservices",
                        "{\"service\":{\"appId\":\"" + application + "\",\"serviceName\":\"" + service
                                + "\",\"version\":\"" + version + "\",\"properties\":" + properties + "}}")
                .body();
        String instances = "/microservices/" + id(created) + "/instances";
        String registered = ask(
                        "POST",
                        instances,
                        "{\"instance\":{\"hostName\":\"localhost\",\"status\":\"UP\",\"endpoints\":[\"" + endpoint
                                + "\"]}}")
                .body();
        return instances + "/" + id(registered);
    }

    private static String id(String answer) {
        Matcher id = ID.matcher(answer);
        if (!id.find()) {
            throw new AssertionError("no id in the registry's answer: " + answer);
        }
        return id.group(1);
    }

    /** Where the instances of a service of the application {@code default} are called. */
    List<String> endpoints(String service) throws IOException {
        return endpoints("default", service);
    }

    List<String> endpoints(String application, String service) throws IOException {
        String found = ask("GET", "/instances?appId=" + application + "&serviceName=" + service + "&version=0%2B", "")
                .body();
        return ENDPOINT.matcher(found).results().map(MatchResult::group).toList();
    }

    /** Waits until the instances of a service have these statuses, sorted. */
    void awaitStatuses(String service, String... statuses) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(20))
                .ignoreExceptionsInstanceOf(IOException.class)
                .untilAsserted(() -> assertThat(statuses(service)).containsExactly(statuses));
    }

    private List<String> statuses(String service) throws IOException {
        String found = ask("GET", "/instances?appId=default&serviceName=" + service + "&version=0%2B", "")
                .body();
        return STATUS.matcher(found).results().map(of -> of.group(1)).sorted().toList();
    }

    /** Waits until a service has so many instances. */
    void awaitInstances(String service, int count) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(50))
                // Of a registry that isn't there now.
                .ignoreExceptionsInstanceOf(IOException.class)
                .untilAsserted(() -> assertThat(endpoints(service)).hasSize(count));
    }
}
