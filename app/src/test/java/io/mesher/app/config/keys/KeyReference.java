package io.mesher.app.config.keys;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Writes {@code docs/configuration.md} from the table of keys. */
final class KeyReference {
    private final KnownKeys known;

    KeyReference(KnownKeys known) {
        this.known = known;
    }

    String markdown() {
        StringBuilder out = new StringBuilder(INTRODUCTION);
        out.append("| key | value | default | meaning |\n|---|---|---|---|\n");
        Map<KeyFamily, List<KnownKey>> later = new EnumMap<>(KeyFamily.class);
        List<KnownKey> ignored = new ArrayList<>();
        for (KnownKey row : known.rows()) {
            switch (row.status()) {
                case EFFECTIVE ->
                    out.append("| `%s` | %s | %s | %s |\n"
                            .formatted(row.pattern(), row.type(), row.fallback(), row.meaning()));
                case LATER ->
                    later.computeIfAbsent(row.family(), _ -> new ArrayList<>()).add(row);
                case IGNORED -> ignored.add(row);
            }
        }
        out.append(LATER);
        later.forEach((family, rows) -> out.append("| ")
                .append(list(rows))
                .append(" | ")
                .append(family.instead())
                .append(" |\n"));
        return out.append(IGNORED).append(list(ignored)).append("\n").toString();
    }

    private static String list(List<KnownKey> rows) {
        List<String> names = new ArrayList<>();
        for (KnownKey row : rows) {
            names.add("`" + row.pattern() + "`");
        }
        return String.join(", ", names);
    }

    private static final String INTRODUCTION = """
            # Configuration

            <!-- Made from the table of keys in io.mesher.app.config; a test holds it in step:
                 mvn test -pl app -am -Dmesher.docs.write=true -->

            Mesher reads flags, environment variables and YAML files at the start; changes of some keys take effect while it runs
            (`mesher.reload`). All configuration is optional: without any, Mesher accepts outgoing requests on 127.0.0.1:30101.

            - **Files**: `chassis.yaml`, `microservice.yaml`, `circuit_breaker.yaml`, `load_balancing.yaml`,
              `rate_limiting.yaml`, `tls.yaml`, `monitoring.yaml`, `auth.yaml`, `tracing.yaml`, `lager.yaml`, `router.yaml`,
              `fault.yaml`, `egress.yaml`, `mesher.yaml`, each at most 4 MiB of UTF-8. Any key can be in any of them. If two
              files have the same key, the first in this order wins, and a warning names both places.
            - **Directory**: the first that is given of `$CHASSIS_CONF_DIR`, `$CHASSIS_HOME/conf`, the directory of `--config`,
              `conf` beside the launcher, `./conf`.
            - **Environment**: `a_b_c=v` sets the key `a.b.c`, for known keys and for all that begin with `servicecomb_`, `cse_` or
              `mesher_`. Upper and lower case must match. An empty variable is ignored. Further variables:

              | variable | sets |
              |---|---|
              | `CAS_COMPONENT_NAME`, `CAS_APPLICATION_NAME`, `CAS_INSTANCE_VERSION`, `ENVIRONMENT` | the service's name, application, version, environment |
              | `PAAS_CSE_SC_ENDPOINT`, `PAAS_CSE_CC_ENDPOINT`, `PAAS_CSE_ENDPOINT` | the registry, the config centre, both |
              | `CSE_PROJECT_ID` | the project at the registry; `default` if not set |
              | `HOSTING_SERVER_IP` | the property `nodeIP` of the instance |
              | `HOSTNAME` | the machine's name, unless `servicecomb.service.hostname` is set |
              | `SERVICE_PORTS=rest:8080,grpc:9000` | the application's ports; `http` is the same as `rest`, `rest-<name>` is a further port |
              | `SPECIFIC_ADDR=host:port` | the old form of `SERVICE_PORTS`; only its port is used |

            - **Flags**: `--config`, `--mode`, `--service-ports`, `--help`, `--version`.
            - **Precedence**: flags, then environment, then files.
            - **Prefixes**: `servicecomb.` and `cse.` are the same; if a key has both, `servicecomb.` wins. Mesher's own keys begin
              with `mesher.`. Names of older releases (`service_description.*`, `cse.service.registry.*`, `logger_level`, …) are
              accepted too.
            - **Values**: a list may be a text with commas. A duration has a unit (`500ms`, `10s`, `1m30s`). `${NAME||default}` in a
              text of a file is replaced from the environment.

            Mesher reports all problems at once, each with its place, key and value and with what was expected. An error ends the
            start with exit status 78; a warning doesn't. An error in the rules of one service doesn't either: that service then has
            no rules, and the message says so.

            ## Keys with an effect

            """;

    private static final String LATER = """

            ## Keys of CSE Mesher without an effect in this release

            One warning per row names the keys that are configured. A registry address with `https` and any `--mode` but `sidecar`
            are errors, because ignoring them would be unsafe.

            | keys | what Mesher does instead |
            |---|---|
            """;

    private static final String IGNORED = """

            ## Keys without any effect

            These keys did nothing in CSE Mesher either, or there is nothing for them to do. Mesher doesn't warn about them.

            """;
}
