package io.mesher.app.config.source;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The flags of {@code run}: {@code --name value} or {@code --name=value}; as in CSE Mesher, one dash does, and the last
 * of two counts.
 */
public final class Flags {
    public static final String USAGE = """
            usage: mesher [run] [flags]
              --config PATH         mesher.yaml; its directory is the one of the other files too, unless
                                    CHASSIS_CONF_DIR or CHASSIS_HOME says another
              --mode MODE           sidecar, the only one in this release
              --service-ports LIST  ports of the local application, such as rest:8080,grpc:9000
              -h, --help            this text
              --version             the version

            further commands:
              mesher demo           a client, two servers and a Mesher beside each, for a first look
              mesher registry       the embedded registry in a process of its own
              mesher explain URL    where a running Mesher would send a request, and why
              mesher demo --help    the options of a command
              ./mesher test | bench | setup-dev    in the source tree only: see CONTRIBUTING.md
            """;

    private static final Set<String> NAMES = Set.of("config", "mode", "service-ports");

    private final Map<String, String> values = new TreeMap<>();
    private boolean help;
    private boolean version;
    private @Nullable String wrong;

    private Flags() {}

    public static Flags parse(List<String> arguments) {
        Flags flags = new Flags();
        for (int i = 0; i < arguments.size() && flags.wrong == null; i++) {
            i += flags.take(arguments.get(i), i + 1 < arguments.size() ? arguments.get(i + 1) : null) ? 1 : 0;
        }
        return flags;
    }

    /** @return whether the next argument was the value */
    private boolean take(String argument, @Nullable String next) {
        String name = argument.startsWith("--")
                ? argument.substring(2)
                : argument.startsWith("-") ? argument.substring(1) : "";
        int equals = name.indexOf('=');
        String value = equals < 0 ? null : name.substring(equals + 1);
        name = equals < 0 ? name : name.substring(0, equals);
        if (value == null && (name.equals("help") || name.equals("h"))) {
            help = true;
        } else if (value == null && name.equals("version")) {
            version = true;
        } else if (!NAMES.contains(name)) {
            wrong = (argument.startsWith("-") ? "unknown flag: " : "unexpected argument: ") + Shown.text(argument);
        } else if (value != null) {
            values.put(name, value);
        } else if (next == null) {
            wrong = "--" + name + ": no value";
        } else {
            values.put(name, next);
            return true;
        }
        return false;
    }

    /** What is wrong with them, then the usage; null: nothing is. */
    public @Nullable String complaint() {
        return wrong == null ? null : wrong + "\n" + USAGE;
    }

    /** Whether the usage is asked for rather than a start. */
    public boolean wantHelp() {
        return help;
    }

    /** Whether the version is asked for rather than a start. */
    public boolean wantVersion() {
        return version;
    }

    public @Nullable String find(String name) {
        return values.get(name);
    }
}
