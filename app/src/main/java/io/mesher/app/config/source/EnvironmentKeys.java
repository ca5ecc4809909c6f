package io.mesher.app.config.source;

import io.mesher.app.config.keys.CanonicalKeys;
import io.mesher.app.config.keys.Keys;
import io.mesher.app.config.keys.KnownKey;
import io.mesher.app.config.keys.KnownKeys;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Environment variables that set keys: those with a name of their own, and {@code a_b_c} for {@code a.b.c}. */
final class EnvironmentKeys {
    /** Variable and key; of two for one key the first one counts. */
    private static final String[][] NAMED = {
        {"CAS_COMPONENT_NAME", Keys.SERVICE_NAME},
        {"CAS_APPLICATION_NAME", Keys.SERVICE_APP},
        {"CAS_INSTANCE_VERSION", Keys.SERVICE_VERSION},
        {"ENVIRONMENT", Keys.SERVICE_ENVIRONMENT},
        {"PAAS_CSE_SC_ENDPOINT", Keys.REGISTRY_ADDRESS},
        {"PAAS_CSE_CC_ENDPOINT", Keys.CONFIG_CENTRE_ADDRESS},
    };

    private static final String BOTH = "PAAS_CSE_ENDPOINT";

    /** Variables in capitals that the launcher and the sub-commands read. */
    private static final List<String> LAUNCHERS =
            List.of("MESHER_FOLDER", "MESHER_BUILD", "MESHER_JAVA_OPTS", "MESHER_JDK_DIRS", "MESHER_ADMIN_TOKEN");

    private final Map<String, String> environment;
    private final Problems problems;

    EnvironmentKeys(Map<String, String> environment, Problems problems) {
        this.environment = environment;
        this.problems = problems;
    }

    /** Adds those that are set; an empty variable is none. The variables with a name of their own are added first, and so win. */
    void addTo(FlatKeys keys) {
        for (String[] named : NAMED) {
            add(keys, named[0], named[1]);
        }
        for (String key : List.of(Keys.REGISTRY_ADDRESS, Keys.CONFIG_CENTRE_ADDRESS)) {
            if (keys.find(key) == null) {
                add(keys, BOTH, key);
            }
        }
        List<String> names = new ArrayList<>();
        KnownKeys known = null;
        for (String name : environment.keySet()) {
            if (isOurs(name)) {
                names.add(name);
            } else if (isOursInCapitals(name)) {
                known = known == null ? new KnownKeys() : known;
                warnOfCapitals(name, known);
            } else if (!name.isEmpty() && name.charAt(0) >= 'a' && name.charAt(0) <= 'z') {
                // Few variables begin with a small letter, so that the table is rarely built for this.
                known = known == null ? new KnownKeys() : known;
                if (known.find(CanonicalKeys.of(name.replace('_', '.'))) != null) {
                    names.add(name);
                }
            }
        }
        Collections.sort(names);
        for (String name : names) {
            add(keys, name, name.replace('_', '.'));
        }
    }

    private static boolean isOurs(String name) {
        return starts(name, "servicecomb") || starts(name, "cse") || starts(name, "mesher");
    }

    private static boolean isOursInCapitals(String name) {
        return (name.startsWith("SERVICECOMB_") || name.startsWith("MESHER_")) && !LAUNCHERS.contains(name);
    }

    private void warnOfCapitals(String name, KnownKeys known) {
        for (KnownKey row : known.rows()) {
            if (row.pattern().equalsIgnoreCase(name.replace('_', '.'))) {
                problems.warning(
                        "environment " + Shown.key(name),
                        "",
                        "not used: upper and lower case must match (expected: "
                                + row.pattern().replace('.', '_') + ")");
                return;
            }
        }
    }

    private static boolean starts(String name, String prefix) {
        return name.length() > prefix.length() + 1
                && name.startsWith(prefix)
                && (name.charAt(prefix.length()) == '_' || name.charAt(prefix.length()) == '.');
    }

    private void add(FlatKeys keys, String variable, String written) {
        String value = environment.getOrDefault(variable, "");
        if (!value.isEmpty()) {
            String place = "environment " + Shown.key(variable);
            keys.add(new Entry(CanonicalKeys.of(written), written, new Value.Scalar(value, place)));
        }
    }
}
