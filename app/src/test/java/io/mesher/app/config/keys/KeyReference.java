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
                case LATER, REFUSED ->
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

            Mesher reads flags, environment variables and YAML files at the start; changes of some keys count while it runs
            (`mesher.reload`). All of it is optional: without any it takes outgoing requests on 127.0.0.1:30101.

            - **Files**: `chassis.yaml`, `microservice.yaml`, `circuit_breaker.yaml`, `load_balancing.yaml`,
              `rate_limiting.yaml`, `tls.yaml`, `monitoring.yaml`, `auth.yaml`, `tracing.yaml`, `lager.yaml`, `router.yaml`,
              `fault.yaml`, `egress.yaml`, `mesher.yaml`, each at most 4 MiB of UTF-8. Any key may stand in any of them; where
              two have the same key, the first in this order wins, and a warning names both places.
            - **Directory**: `$CHASSIS_CONF_DIR`, else `$CHASSIS_HOME/conf`, else the directory of `--config`, else `conf` beside the
              launcher, else `./conf`.
            - **Environment**: `a_b_c=v` sets the key `a.b.c` for known keys and all that begin with `servicecomb_`, `cse_` or
              `mesher_`, in this spelling of upper and lower case. An empty variable is none. Names of their own have
              `CAS_COMPONENT_NAME`, `CAS_APPLICATION_NAME`, `CAS_INSTANCE_VERSION`, `ENVIRONMENT` (the service's name,
              application, version, environment), `PAAS_CSE_SC_ENDPOINT`, `PAAS_CSE_CC_ENDPOINT`, `PAAS_CSE_ENDPOINT` (registry,
              config centre, both), `CSE_PROJECT_ID` (the project at the registry, `default` if not set), `HOSTING_SERVER_IP`
              (goes into the instance's properties as `nodeIP`), `HOSTNAME` (unless `servicecomb.service.hostname` says more),
              `SERVICE_PORTS=rest:8080,grpc:9000` (the application's ports; `http` is the same as `rest`,
              `rest-<name>` a further one) and the old `SPECIFIC_ADDR=host:port` (its port alone counts).
            - **Flags**: `--config`, `--mode`, `--service-ports`, `--help`, `--version`.
            - **Precedence**: flags, then environment, then files.
            - **Prefixes**: `servicecomb.` and `cse.` are the same; where both say something, `servicecomb.` wins. Mesher's own
              keys begin with `mesher.`. Names of older releases (`service_description.*`, `cse.service.registry.*`,
              `logger_level`, …) are taken too.
            - **Values**: a list may be a text with commas; a duration has a unit (`500ms`, `10s`, `1m30s`);
              `${NAME||default}` in a text of a file is replaced from the environment.

            All problems are told at once, each with its place, key and value and with what was expected. An error ends the
            start with exit status 78; a warning doesn't. An error in the rules of one service doesn't either, and says so:
            that service has none then.

            ## Keys with an effect

            """;

    private static final String LATER = """

            ## Keys of CSE Mesher without an effect in this release

            One warning per row names those that are configured. The last row is an error: it would be unsafe to ignore it. So
            are a registry address with `https`, `advertiseAddress` with `?sslEnabled=true`, and any `--mode` but `sidecar`.

            | keys | instead |
            |---|---|
            """;

    private static final String IGNORED = """

            ## Keys without any effect

            They did nothing in CSE Mesher either, or there is nothing for them to do. No warning.

            """;
}
