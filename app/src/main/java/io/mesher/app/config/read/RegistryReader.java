package io.mesher.app.config.read;

import io.mesher.app.config.keys.Keys;
import io.mesher.app.config.source.Shown;
import io.mesher.core.catalog.Endpoint;
import io.mesher.core.config.RegistryConfig;
import io.mesher.core.config.RegistryConfig.HeartbeatMode;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code servicecomb.registry}: which registry, and how it is used. */
public final class RegistryReader {
    /** Where the embedded registry is looked for, and hosted, unless configured. */
    private static final Endpoint LOCAL = new Endpoint("127.0.0.1", RegistryAddress.DEFAULT_PORT);

    private static final String EMBEDDED = "embedded";
    private static final String PING_PONG = "ping-pong";
    private static final Duration MILLISECOND = Duration.ofMillis(1);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration MIN_HEARTBEAT = Duration.ofSeconds(10);

    private final KeyReader reader;
    private final Map<String, String> environment;

    public RegistryReader(KeyReader reader, Map<String, String> environment) {
        this.reader = reader;
        this.environment = environment;
    }

    public RegistryConfig read() {
        RegistryConfig.Type type = type();
        String register = reader.read(Keys.REGISTRY_REGISTER, "auto", new Words.OneOf(List.of("auto", "manual")));
        String mode = reader.read(
                Keys.HEARTBEAT_MODE, "non-keep-alive", new Words.OneOf(List.of("non-keep-alive", PING_PONG)));
        return new RegistryConfig(
                type,
                addresses(type),
                project(),
                account(),
                !reader.bool(Keys.DISCOVERY_DISABLED, false),
                register.equals("auto"),
                reader.duration(Keys.REFRESH_INTERVAL, Duration.ofSeconds(30), SECOND, HOUR),
                reader.bool(Keys.REGISTRY_WATCH, true),
                mode.equals(PING_PONG) ? HeartbeatMode.WEB_SOCKET : HeartbeatMode.REQUEST,
                heartbeatInterval(),
                reader.bool(Keys.IP_INDEX, false),
                reader.duration(Keys.REGISTRY_TIMEOUT, Duration.ofSeconds(5), MILLISECOND, HOUR));
    }

    private RegistryConfig.Type type() {
        boolean disabled = reader.bool(Keys.REGISTRY_DISABLED, false);
        String type = reader.read(Keys.REGISTRY_TYPE, "", new Words.OneOf(List.of("servicecenter", EMBEDDED)));
        if (disabled) {
            return RegistryConfig.Type.DISABLED;
        }
        boolean addressed = reader.isFilled(Keys.REGISTRY_ADDRESS);
        if (type.equals(EMBEDDED) || (type.isEmpty() && !addressed)) {
            return RegistryConfig.Type.EMBEDDED;
        }
        if (!addressed) {
            reader.problems()
                    .error(
                            reader.placeOf(Keys.REGISTRY_TYPE),
                            reader.written(Keys.REGISTRY_TYPE),
                            "servicecenter: without an address (expected: " + Keys.REGISTRY_ADDRESS + ", "
                                    + RegistryAddress.EXPECTED + ")");
        }
        return RegistryConfig.Type.SERVICE_CENTER;
    }

    private List<Endpoint> addresses(RegistryConfig.Type type) {
        if (type == RegistryConfig.Type.DISABLED) {
            return List.of();
        }
        List<Endpoint> addresses = reader.list(Keys.REGISTRY_ADDRESS, new RegistryAddress());
        return type == RegistryConfig.Type.EMBEDDED ? List.of(embedded(addresses)) : addresses;
    }

    private Endpoint embedded(List<Endpoint> addresses) {
        if (addresses.isEmpty()) {
            return LOCAL;
        }
        Endpoint address = addresses.getFirst();
        if (addresses.size() > 1) {
            addressProblem("several addresses, but there is one embedded registry", "one, such as http://" + LOCAL);
        } else if (address.host().equals("localhost")) {
            return new Endpoint(LOCAL.host(), address.port());
        } else if (!isLoopback(address.host())) {
            addressProblem(
                    address + " is not on loopback, where the embedded registry is hosted",
                    "such as http://" + LOCAL
                            + "; for more than one machine run mesher registry there, with an account," + " and set "
                            + Keys.REGISTRY_TYPE + ": servicecenter");
        }
        return address;
    }

    private static boolean isLoopback(String host) {
        InetAddress address = IpLiteral.parse(host);
        return address != null && address.isLoopbackAddress();
    }

    private void addressProblem(String problem, String expected) {
        reader.problems()
                .error(
                        reader.placeOf(Keys.REGISTRY_ADDRESS),
                        reader.written(Keys.REGISTRY_ADDRESS),
                        problem + " (expected: " + expected + ")");
    }

    /** It becomes part of URLs. */
    private String project() {
        String project = environment.getOrDefault("CSE_PROJECT_ID", "").strip();
        if (project.isEmpty()) {
            return "default";
        }
        if (project.length() > 128 || !Names.hasOnly(project, "._-")) {
            reader.problems()
                    .error(
                            "environment CSE_PROJECT_ID",
                            "",
                            Shown.value("", project) + " (expected: at most 128 letters, digits and . - _)");
        }
        return project;
    }

    private RegistryConfig.@Nullable Account account() {
        String name = reader.read(Keys.ACCOUNT_NAME, "", new Words.Token(128));
        String password = reader.read(Keys.ACCOUNT_PASSWORD, "", new Words.Text(1024));
        if (reader.has(Keys.ACCOUNT_NAME) != reader.has(Keys.ACCOUNT_PASSWORD)) {
            String there = reader.has(Keys.ACCOUNT_NAME) ? Keys.ACCOUNT_NAME : Keys.ACCOUNT_PASSWORD;
            String missing = reader.has(Keys.ACCOUNT_NAME) ? Keys.ACCOUNT_PASSWORD : Keys.ACCOUNT_NAME;
            reader.problems()
                    .error(
                            reader.placeOf(there),
                            reader.written(there),
                            "alone (expected: " + missing + " too, or neither)");
        }
        return name.isEmpty() || password.isEmpty() ? null : new RegistryConfig.Account(name, password);
    }

    /** Raised as CSE Mesher does it, which didn't say so. */
    private Duration heartbeatInterval() {
        Duration interval = reader.duration(Keys.HEARTBEAT_INTERVAL, Duration.ofSeconds(30), MILLISECOND, HOUR);
        if (interval.compareTo(MIN_HEARTBEAT) >= 0) {
            return interval;
        }
        reader.problems()
                .warning(
                        reader.placeOf(Keys.HEARTBEAT_INTERVAL),
                        reader.written(Keys.HEARTBEAT_INTERVAL),
                        DurationText.of(interval) + ": taken as " + DurationText.of(MIN_HEARTBEAT)
                                + ", to spare the registry (expected: 10s or more)");
        return MIN_HEARTBEAT;
    }
}
