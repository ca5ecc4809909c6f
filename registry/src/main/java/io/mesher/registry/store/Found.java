package io.mesher.registry.store;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;

/** Instances that somebody looked for. To be used before the store changes. */
public final class Found {
    /** SHA-1 of {@code 0.0,}: what every registry says of nothing. */
    static final String EMPTY_REVISION = "97784746be9a2d00f08bc72fe1ce5ff8c7d07ffe";

    private static final byte[] BEGIN = "{\"instances\":[".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "]}".getBytes(StandardCharsets.US_ASCII);

    private final List<ServiceEntry> services;
    private final List<InstanceEntry> alone;
    private final String revision;

    private Found(List<ServiceEntry> services, List<InstanceEntry> alone, long newest, int count) {
        this.services = services;
        this.alone = alone;
        this.revision = count == 0 ? EMPTY_REVISION : revision(newest, count);
    }

    static Found all(Collection<ServiceEntry> services) {
        long newest = 0;
        int count = 0;
        for (ServiceEntry service : services) {
            newest = Math.max(newest, service.revision());
            count += service.instances().size();
        }
        return new Found(List.copyOf(services), List.of(), newest, count);
    }

    static Found one(InstanceEntry instance) {
        return new Found(List.of(), List.of(instance), instance.revision(), 1);
    }

    private static String revision(long newest, int count) {
        HexFormat hex = HexFormat.of();
        return "00000000" + hex.toHexDigits(newest) + hex.toHexDigits((long) count);
    }

    /** 40 hex digits that differ whenever the instances do. */
    public String revision() {
        return revision;
    }

    public List<InstanceEntry> instances() {
        if (services.isEmpty()) {
            return alone;
        }
        List<InstanceEntry> instances = new ArrayList<>();
        services.forEach(service -> instances.addAll(service.instances()));
        return instances;
    }

    /** The answer's body; not to be changed. A long one is kept for the next who asks before the instances change. */
    public byte[] json() {
        if (services.isEmpty()) {
            return joined(alone);
        }
        NameEntry name = services.getFirst().name();
        byte[] kept = name.kept(services, revision);
        if (kept != null) {
            return kept;
        }
        byte[] json = joined(instances());
        name.keep(services, revision, json);
        return json;
    }

    /** Made of what the instances keep, since a service may have thousands. */
    private static byte[] joined(List<InstanceEntry> instances) {
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
