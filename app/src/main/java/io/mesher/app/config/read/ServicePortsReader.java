package io.mesher.app.config.read;

import io.mesher.app.config.source.Problems;
import io.mesher.app.config.source.Shown;
import io.mesher.core.config.ServicePort;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The ports of the local application: {@code --service-ports}, {@code SERVICE_PORTS}, {@code SPECIFIC_ADDR}. */
public final class ServicePortsReader {
    private static final String EXPECTED = "protocol:port, such as rest:8080";

    private final Problems problems;

    public ServicePortsReader(Problems problems) {
        this.problems = problems;
    }

    /** The first of the three that says anything. */
    public List<ServicePort> read(@Nullable String flag, Map<String, String> environment) {
        if (flag != null && !flag.isBlank()) {
            return ports(flag, "flag --service-ports");
        }
        String ports = environment.getOrDefault("SERVICE_PORTS", "");
        if (!ports.isBlank()) {
            return ports(ports, "environment SERVICE_PORTS");
        }
        String address = environment.getOrDefault("SPECIFIC_ADDR", "").strip();
        return address.isEmpty() ? List.of() : specific(address);
    }

    private List<ServicePort> ports(String text, String place) {
        List<ServicePort> ports = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            String item = part.strip();
            try {
                ServicePort port = port(item);
                for (ServicePort other : ports) {
                    if (other.protocol().equals(port.protocol()) && other.name().equals(port.name())) {
                        throw BadValue.because(
                                "a second port for " + protocol(port), "each once; http is the same as rest");
                    }
                }
                if (port.protocol().equals("dubbo")) {
                    problems.warning(
                            place, "", Shown.text(item) + ": no effect in this release: there is no dubbo listener");
                } else {
                    ports.add(port);
                }
            } catch (BadValue e) {
                problems.error(place, "", Shown.value("", item) + e.why());
            }
        }
        return ports;
    }

    private static String protocol(ServicePort port) {
        return port.name().isEmpty() ? port.protocol() : port.protocol() + "-" + port.name();
    }

    private static ServicePort port(String item) throws BadValue {
        int colon = item.indexOf(':');
        if (colon <= 0 || item.indexOf(':', colon + 1) >= 0) {
            throw BadValue.expected(EXPECTED);
        }
        String full = item.substring(0, colon).strip();
        int dash = full.indexOf('-');
        String protocol = dash < 0 ? full : full.substring(0, dash);
        String name = dash < 0 ? "" : full.substring(dash + 1);
        if (dash >= 0 && (name.isEmpty() || !Names.hasOnly(name, "_"))) {
            throw BadValue.because("bad name of a port", "letters, digits and _, such as rest-legacy:8081");
        }
        int port = HostPort.port(item.substring(colon + 1).strip(), 1);
        return switch (protocol) {
            case "rest", "http" -> new ServicePort("rest", name, port);
            case "grpc", "dubbo" -> new ServicePort(protocol, name, port);
            default -> throw BadValue.because("unknown protocol", "rest, http or grpc, such as rest:8080");
        };
    }

    /** The host was never used by CSE Mesher: the application is on this machine. */
    private List<ServicePort> specific(String address) {
        try {
            return List.of(new ServicePort(
                    "rest",
                    "",
                    HostPort.parse(address, 1, "host:port, such as 127.0.0.1:8080")
                            .port()));
        } catch (BadValue e) {
            problems.error("environment SPECIFIC_ADDR", "", Shown.value("", address) + e.why());
            return List.of();
        }
    }
}
