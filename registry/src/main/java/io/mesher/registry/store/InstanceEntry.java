package io.mesher.registry.store;

import io.mesher.registry.wire.InstanceDocument;
import io.mesher.registry.wire.InstanceDocument.HealthCheck;
import io.mesher.registry.wire.JsonText;

/** An instance and its lease. */
public final class InstanceEntry {
    private static final long MAX_SECONDS = 10L * 365 * 24 * 3600;

    private final ServiceEntry service;
    private final long sequence;
    private InstanceDocument document;
    private byte[] json;
    private long revision;

    /** Nanos; of the lease. */
    long deadline;

    /** Nanos; where it stands in the queue of leases, never later than its deadline. */
    long queuedAt;

    /** Whether its expiry was put off once already, by self-preservation. */
    boolean heldBack;

    InstanceEntry(ServiceEntry service, InstanceDocument document, long revision) {
        this.service = service;
        this.document = document;
        this.json = json(document);
        this.revision = revision;
        this.sequence = revision;
    }

    public InstanceDocument document() {
        return document;
    }

    public ServiceEntry service() {
        return service;
    }

    /** Its document, in UTF-8. Not to be changed. */
    public byte[] json() {
        return json;
    }

    long bytes() {
        return Footprint.of(document, json.length);
    }

    /** Of its last change; each is larger than all before. */
    long revision() {
        return revision;
    }

    /** Tells entries of one moment apart. */
    long sequence() {
        return sequence;
    }

    void change(InstanceDocument to, long newRevision) {
        document = to;
        json = json(to);
        revision = newRevision;
    }

    /** How long the lease lasts without a heartbeat. */
    public long ttlNanos() {
        HealthCheck check = document.healthCheck();
        long seconds = check == null ? 120 : check.interval() * (check.times() + 1L);
        return Math.min(seconds, MAX_SECONDS) * 1_000_000_000;
    }

    static byte[] json(InstanceDocument document) {
        return JsonText.object(document::write);
    }
}
