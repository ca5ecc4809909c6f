package io.mesher.app.config.read;

import io.mesher.app.config.keys.Keys;
import io.mesher.app.config.source.Entry;
import io.mesher.app.config.source.Shown;
import io.mesher.core.config.HttpConfig;
import io.mesher.core.config.ListenAddress;
import io.mesher.core.config.RegistrationConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What Mesher registers about this service and this instance. */
public final class RegistrationReader {
    /** Of a host's name, in the registry. */
    private static final int MAX_HOST_NAME = 64;

    private static final Path HOST_NAME_FILE = Path.of("/etc/hostname");
    private static final List<String> SCOPES = List.of("app", "full");
    private static final List<String> STATES = List.of("UP", "DOWN", "STARTING", "TESTING", "OUTOFSERVICE");

    private final KeyReader reader;
    private final Map<String, String> environment;

    public RegistrationReader(KeyReader reader, Map<String, String> environment) {
        this.reader = reader;
        this.environment = environment;
    }

    /** @param contracts of the service, by names */
    public RegistrationConfig read(HttpConfig http, Map<String, String> contracts) {
        return new RegistrationConfig(
                hostName(http),
                nodeIp(),
                reader.read(Keys.SERVICE_STATUS, "UP", new Words.OneOf(STATES)),
                reader.read(Keys.REGISTRY_SCOPE, "app", new Words.OneOf(SCOPES)).equals("full"),
                properties(Keys.SERVICE_PROPERTIES),
                properties(Keys.INSTANCE_PROPERTIES),
                new PathsReader(reader).read(),
                reader.list(Keys.SERVICE_SCHEMAS, new Words.Token(160)),
                contracts,
                dataCenter());
    }

    private String hostName(HttpConfig http) {
        String configured = reader.read(Keys.HOST_NAME, "", new Words.Token(MAX_HOST_NAME));
        String address = address(http);
        if (configured.equals("$INTERNAL_IP")) {
            return address;
        }
        return configured.isEmpty() ? hostNameOfMachine(address) : configured;
    }

    private static String address(HttpConfig http) {
        ListenAddress advertise = http.advertise();
        ListenAddress incoming = http.incoming();
        if (advertise != null) {
            return advertise.host();
        }
        return incoming == null ? http.outgoing().host() : incoming.host();
    }

    /** Without the JDK's way, which asks the name server too, and may wait for it. */
    private String hostNameOfMachine(String address) {
        for (String variable : new String[] {"HOSTNAME", "COMPUTERNAME"}) {
            String name = environment.getOrDefault(variable, "").strip();
            if (isHostName(name)) {
                return cut(name);
            }
        }
        try {
            String name = Files.readString(HOST_NAME_FILE).strip();
            return isHostName(name) ? cut(name) : address;
        } catch (IOException e) {
            return address;
        }
    }

    private static boolean isHostName(String text) {
        return !text.isEmpty() && Names.hasOnly(text, "._-");
    }

    private static String cut(String name) {
        return name.length() > MAX_HOST_NAME ? name.substring(0, MAX_HOST_NAME) : name;
    }

    private @Nullable String nodeIp() {
        String text = environment.getOrDefault("HOSTING_SERVER_IP", "").strip();
        if (!Names.isToken(text)) {
            reader.problems()
                    .error(
                            "environment HOSTING_SERVER_IP",
                            "",
                            Shown.value("", text) + " (expected: the IP address of the machine)");
        }
        return text.isEmpty() ? null : text;
    }

    private Map<String, String> properties(String prefix) {
        Map<String, String> properties = new HashMap<>();
        for (Entry entry : reader.keys().all()) {
            if (entry.key().startsWith(prefix)) {
                properties.put(
                        entry.key().substring(prefix.length()),
                        reader.read(entry.key(), "", new Words.Text(Integer.MAX_VALUE)));
            }
        }
        return properties;
    }

    /** CSE Mesher sends one of the two alone too, which the registry refuses together with the instance. */
    private RegistrationConfig.@Nullable DataCenter dataCenter() {
        String region = reader.read(Keys.REGION_NAME, "", new Zone());
        String zone = reader.read(Keys.REGION_ZONE, "", new Zone());
        if (!region.isEmpty() && !zone.isEmpty()) {
            return new RegistrationConfig.DataCenter(region, region, zone);
        }
        if (reader.has(Keys.REGION_NAME) != reader.has(Keys.REGION_ZONE)) {
            String there = reader.has(Keys.REGION_NAME) ? Keys.REGION_NAME : Keys.REGION_ZONE;
            String missing = reader.has(Keys.REGION_NAME) ? Keys.REGION_ZONE : Keys.REGION_NAME;
            reader.problems()
                    .warning(
                            reader.placeOf(there),
                            reader.written(there),
                            "set alone, so it isn't registered (expected: " + missing + " too)");
        }
        return null;
    }

    private record Zone() implements Parser<String> {
        @Override
        public String parse(String text) throws BadValue {
            if (text.isEmpty() || text.length() > 128 || !Names.hasOnly(text, "._-")) {
                throw BadValue.expected(expected());
            }
            return text;
        }

        @Override
        public String expected() {
            return "1 to 128 letters, digits and . - _";
        }
    }
}
