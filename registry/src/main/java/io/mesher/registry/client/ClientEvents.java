package io.mesher.registry.client;

import io.mesher.registry.client.find.Discovery;
import io.mesher.registry.client.find.Watch;
import io.mesher.registry.client.register.Registration;
import io.mesher.registry.wire.EventDocument;

/** Passes on what one part of the client reports to those that have to do something about it. Event loop only. */
final class ClientEvents implements Registration.Listener, Discovery.Listener, Watch.Listener {
    private final ClientParts parts;

    /** @param parts may still be in the making: nothing is reported before all are there */
    ClientEvents(ClientParts parts) {
        this.parts = parts;
    }

    /** An address answers after none did. */
    void onReachable() {
        if (!parts.registersInstance()) {
            // No heartbeat of ours will tell whether it came back empty.
            parts.discovery.distrust();
        } else if (!parts.registration.isRegistered()) {
            // Likewise, or it is another one, which begins empty.
            parts.discovery.mayLackSome();
        }
        parts.registration.reachable();
        parts.heartbeat.now();
        parts.status.doubted();
        parts.refresh.soon();
    }

    @Override
    public void onService(String serviceId) {
        parts.discovery.consumer(serviceId);
        if (parts.config.discover()) {
            parts.refresh.wholeSoon();
            if (parts.config.watch()) {
                parts.watch.start(serviceId);
            }
        }
    }

    @Override
    public void onInstance(String serviceId, String instanceId) {
        parts.discovery.leaving(false);
        parts.heartbeat.start(serviceId, instanceId);
        parts.status.registered(serviceId, instanceId);
    }

    @Override
    public void onLost() {
        parts.heartbeat.stop();
        parts.status.stop();
        parts.watch.stop();
        parts.discovery.consumer("");
        parts.discovery.distrust();
    }

    @Override
    public void onSuspicion() {
        parts.heartbeat.now();
    }

    @Override
    public void onUnknownConsumer() {
        parts.registration.lost();
    }

    @Override
    public void onEvent(EventDocument event) {
        parts.discovery.event(event);
        parts.lookups.changed(parts.discovery.name(event));
    }

    @Override
    public void onCut() {
        parts.registration.interrupted();
        parts.status.doubted();
    }

    @Override
    public void onStale() {
        parts.refresh.soon();
    }

    @Override
    public void onAdded() {
        parts.watch.added();
    }
}
