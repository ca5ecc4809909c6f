package io.mesher.proxy.filter;

import io.mesher.core.catalog.Endpoint;
import io.mesher.core.catalog.Instance;
import io.mesher.core.catalog.Microservice;
import io.mesher.core.config.ServicePort;
import io.mesher.core.failure.InternalFailure;
import io.mesher.core.failure.ProxyFailure;
import io.mesher.core.name.ServiceIdentity;
import io.mesher.net.http.Ascii;
import io.mesher.net.http.FieldName;
import io.mesher.net.http.Fields;
import io.mesher.proxy.Destination;
import io.mesher.proxy.Filter;
import io.mesher.proxy.RequestContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which port of the local application is meant. Only declared ports: CSE Mesher let any caller reach any local port by
 * {@code X-Forwarded-Port}.
 */
public final class LocalPort extends Filter {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int NOT_A_PORT = -1;

    private final List<Microservice> applications;
    private final List<Integer> ports;

    public LocalPort(ServiceIdentity self, List<ServicePort> declared) {
        this.ports = declared.stream()
                .filter(port -> port.protocol().equals("rest"))
                .map(ServicePort::port)
                .toList();
        this.applications = ports.stream()
                .map(port -> new Endpoint(LOOPBACK, port))
                .map(endpoint ->
                        new Microservice(self.name(), List.of(new Instance(endpoint.authority(), "", endpoint))))
                .toList();
    }

    @Override
    public @Nullable ProxyFailure onRequest(RequestContext exchange) {
        int index = 0;
        if (ports.size() != 1) {
            Fields fields = exchange.request().fields();
            int wanted = hint(fields);
            index = wanted == 0 ? 0 : ports.indexOf(wanted);
            if (index < 0 && !fields.has(FieldName.X_CSE_CONTEXT)) {
                // No Mesher sent it: it is the port on which a load balancer took the request.
                index = 0;
            }
            if (ports.isEmpty() || index < 0) {
                return new InternalFailure.PortUndeclared(ports.isEmpty() ? 0 : wanted);
            }
        }
        Destination application = exchange.context().application();
        exchange.destination(application, applications.get(index));
        exchange.record().explanation().destination(application, applications.get(index));
        return null;
    }

    /** 0 when there is none. */
    private static int hint(Fields fields) {
        int field = fields.find(FieldName.X_FORWARDED_PORT);
        if (field < 0) {
            return 0;
        }
        int port = 0;
        for (int i = fields.valueStart(field); i < fields.valueEnd(field); i++) {
            if (!Ascii.isDigit(fields.bytes()[i]) || port > 6553) {
                return NOT_A_PORT;
            }
            port = port * 10 + fields.bytes()[i] - '0';
        }
        return port == 0 || port > 65_535 ? NOT_A_PORT : port;
    }
}
