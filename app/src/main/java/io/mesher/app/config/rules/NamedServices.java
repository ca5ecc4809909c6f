package io.mesher.app.config.rules;

import io.mesher.app.config.keys.GovernanceKeys;
import io.mesher.app.config.keys.Keys;
import io.mesher.app.config.keys.KnownKey;
import io.mesher.app.config.keys.KnownKeys;
import io.mesher.app.config.read.Names;
import io.mesher.app.config.source.Entry;
import io.mesher.app.config.source.FlatKeys;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the services that Mesher is to call by rules or policies of their own. */
public final class NamedServices {
    /** Of the local application, which is no service that Mesher calls. */
    private static final String PROVIDER = "Provider.";

    private NamedServices() {}

    /**
     * In the order of the keys. Without names that have dots, since the same keys are used for hosts outside of the mesh.
     *
     * @param own service, which may have keys but is not called
     */
    public static List<NamedService> of(FlatKeys keys, KnownKeys known, String own) {
        Map<String, NamedService> named = new LinkedHashMap<>();
        WrittenRoutes.of(keys).forEach((service, written) -> {
            add(named, service, own, written.rules);
            add(named, service, own, written.darkLaunch);
            add(named, service, own, written.options);
        });
        for (Entry entry : keys.all()) {
            if (GovernanceKeys.isOne(entry.key())) {
                add(named, service(known.find(entry.key()), entry.key()), own, entry);
            }
        }
        return List.copyOf(named.values());
    }

    private static void add(Map<String, NamedService> named, String service, String own, @Nullable Entry entry) {
        if (entry != null
                && !service.equals(own)
                && Names.isHost(service)
                && service.indexOf('.') < 0
                && !named.containsKey(service)) {
            named.put(service, new NamedService(service, entry.value().place(), entry.written()));
        }
    }

    /** Empty: the key names none. */
    private static String service(@Nullable KnownKey row, String key) {
        if (row == null
                || row.status() != KnownKey.Status.EFFECTIVE
                || row.pattern().startsWith(Keys.SERVICES)
                || row.pattern().contains(PROVIDER)) {
            return "";
        }
        int open = row.pattern().indexOf("<service>.");
        int after = row.pattern().length() - open - "<service>".length();
        return open < 0 ? "" : key.substring(open, key.length() - after);
    }
}
