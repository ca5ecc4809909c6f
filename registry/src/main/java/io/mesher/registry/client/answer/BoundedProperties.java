package io.mesher.registry.client.answer;

import java.util.HashMap;
import java.util.Map;

/** Takes an instance's properties up to a limit: whoever registers must not be able to fill the memory of all who call. */
public final class BoundedProperties {
    public static final int MAX = 64;
    public static final int MAX_CHARS = 4_096;

    private final Map<String, String> taken = new HashMap<>();
    private int chars;
    private boolean cut;

    static BoundedProperties of(Map<String, String> properties) {
        BoundedProperties bounded = new BoundedProperties();
        properties.forEach(bounded::add);
        return bounded;
    }

    /** What fits no more is left out. */
    public void add(String name, String value) {
        int more = name.length() + value.length();
        if (taken.size() >= MAX || chars + more > MAX_CHARS) {
            cut = true;
            return;
        }
        chars += more;
        taken.put(name, value);
    }

    public Map<String, String> taken() {
        return taken;
    }

    boolean isCut() {
        return cut;
    }
}
