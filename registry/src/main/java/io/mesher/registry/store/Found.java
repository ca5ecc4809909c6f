package io.mesher.registry.store;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;

/**
 * Instances that somebody looked for.
 *
 * @param revision 40 hex digits that differ whenever the instances do
 */
public record Found(String revision, List<InstanceEntry> instances) {
    /** SHA-1 of {@code 0.0,}: what every registry says of nothing. */
    static final String EMPTY_REVISION = "97784746be9a2d00f08bc72fe1ce5ff8c7d07ffe";

    private static final byte[] BEGIN = "{\"instances\":[".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "]}".getBytes(StandardCharsets.US_ASCII);

    public Found {
        instances = List.copyOf(instances);
    }

    static Found all(Collection<ServiceEntry> services) {
        List<InstanceEntry> instances = new ArrayList<>();
        long newest = 0;
        for (ServiceEntry service : services) {
            newest = Math.max(newest, service.revision());
            instances.addAll(service.instances());
        }
        return new Found(revision(newest, instances.size()), instances);
    }

    static Found one(InstanceEntry instance) {
        return new Found(revision(instance.revision(), 1), List.of(instance));
    }

    private static String revision(long newest, int count) {
        if (count == 0) {
            return EMPTY_REVISION;
        }
        HexFormat hex = HexFormat.of();
        return "00000000" + hex.toHexDigits(newest) + hex.toHexDigits((long) count);
    }

    /** The answer's body. Made of what the instances keep, since a service may have thousands. */
    public byte[] json() {
        if (instances.isEmpty()) {
            return new byte[] {'{', '}'};
        }
        int length = BEGIN.length + END.length + instances.size() - 1;
        for (InstanceEntry instance : instances) {
            length += instance.json().length;
        }
        byte[] json = new byte[length];
        int at = append(json, 0, BEGIN);
        for (int i = 0; i < instances.size(); i++) {
            if (i > 0) {
                json[at++] = ',';
            }
            at = append(json, at, instances.get(i).json());
        }
        append(json, at, END);
        return json;
    }

    private static int append(byte[] to, int at, byte[] bytes) {
        System.arraycopy(bytes, 0, to, at, bytes.length);
        return at + bytes.length;
    }
}
