package io.mesher.registry.client;

import io.mesher.core.catalog.CatalogSnapshot;
import io.mesher.core.catalog.Endpoint;
import io.mesher.core.catalog.Microservice;
import io.mesher.core.telemetry.RegistryStatus;
import io.mesher.core.telemetry.RegistryStatus.Heartbeats;
import io.mesher.core.telemetry.RegistryStatus.LookUps;
import io.mesher.core.telemetry.RegistryStatus.Pulls;

/** Where the parts of the client tell what others may see of them. Event loop only, but for {@link #present}. */
final class StatusBoard {
    private final Timing timing;
    private String address;
    private long staleSince;
    private RegistryStatus.Registration registration = new RegistryStatus.Registration(0, 0);
    private Heartbeats heartbeats = new Heartbeats(0, 0, 0, 0);
    private boolean watching;
    private int services;
    private int instances;
    private LookUps lookUps = new LookUps(0, 0, 0, 0);
    private Pulls pulls = new Pulls(0, 0, 0);
    private volatile RegistryStatus present;

    StatusBoard(Timing timing, Endpoint address) {
        this.timing = timing;
        this.address = address.authority();
        this.present = status();
    }

    /** Any thread. */
    RegistryStatus present() {
        return present;
    }

    private RegistryStatus status() {
        return new RegistryStatus(
                address, staleSince, registration, heartbeats, watching, services, instances, lookUps, pulls);
    }

    private void show() {
        present = status();
    }

    /** @param anyUp whether any address answers */
    void reaches(Endpoint preferred, boolean anyUp) {
        address = preferred.authority();
        if (anyUp) {
            staleSince = 0;
        } else if (staleSince == 0) {
            staleSince = timing.epochMillis();
        }
        show();
    }

    void registered() {
        long since = registration.since() == 0 ? timing.epochMillis() : registration.since();
        registration = new RegistryStatus.Registration(since, registration.times() + 1);
        show();
    }

    void unregistered() {
        registration = new RegistryStatus.Registration(0, registration.times());
        show();
    }

    void heartbeat(boolean good) {
        Heartbeats before = heartbeats;
        long now = timing.epochMillis();
        heartbeats = good
                ? new Heartbeats(before.good() + 1, now, before.failed(), before.lastFailed())
                : new Heartbeats(before.good(), before.lastGood(), before.failed() + 1, now);
        show();
    }

    void watching(boolean open) {
        if (watching != open) {
            watching = open;
            show();
        }
    }

    void knows(CatalogSnapshot snapshot) {
        services = 0;
        instances = 0;
        for (Microservice service : snapshot.all()) {
            services++;
            instances += service.instances().size();
        }
        show();
    }

    /** Counted once, at its end: otherwise those without a failure would be fewer later than before. */
    void lookedUp(boolean answered) {
        lookUps = new LookUps(
                lookUps.asked() + 1, lookUps.failed() + (answered ? 0 : 1), lookUps.missing(), lookUps.remembered());
        show();
    }

    void missing() {
        lookUps = new LookUps(lookUps.asked(), lookUps.failed(), lookUps.missing() + 1, lookUps.remembered());
        show();
    }

    void rememberedAsMissing() {
        lookUps = new LookUps(lookUps.asked(), lookUps.failed(), lookUps.missing(), lookUps.remembered() + 1);
        show();
    }

    void pulled(boolean good) {
        pulls = good
                ? new Pulls(pulls.all() + 1, pulls.failed(), timing.epochMillis())
                : new Pulls(pulls.all() + 1, pulls.failed() + 1, pulls.lastGood());
        show();
    }
}
