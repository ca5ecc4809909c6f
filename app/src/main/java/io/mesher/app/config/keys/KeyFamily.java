package io.mesher.app.config.keys;

/** Keys of CSE Mesher that belong together, with what this release does instead. */
public enum KeyFamily {
    NONE(""),
    REGISTRY("one registry, at the addresses configured, has all parts; the contracts of other services are not read"),
    CONFIG_CENTRE("the configuration is read from files, environment and flags only"),
    RATE_LIMITS("requests aren't limited"),
    ROUTING("route rules are read from the configuration only"),
    GOVERNANCE("requests are neither marked nor limited"),
    FAULTS("no faults are injected"),
    EGRESS("only services of the registry and of mesher.services can be reached"),
    TRACING("spans go to Zipkin or an OpenTelemetry collector, as mesher.tracing.exporter says"),
    PROFILING("use the JDK's tools"),
    INGRESS("there is no edge mode"),
    LISTENERS("only protocols.http and protocols.rest-admin are opened"),
    TRANSPORT("use mesher.limits and mesher.timeouts"),
    CREDENTIALS("an account's name and password are used, as they are written"),
    TLS(
            "Mesher expects the name of the called service in a certificate, takes paths as they are, and never renegotiates");

    private final String instead;

    KeyFamily(String instead) {
        this.instead = instead;
    }

    /** What happens in place of what the keys ask for. */
    public String instead() {
        return instead;
    }
}
