package io.mesher.registry.store;

import io.mesher.registry.wire.InstanceDocument;
import io.mesher.registry.wire.ServiceDocument;
import java.util.Collection;

/** Told of what happens in the store, within the call that makes it happen. It must not call back. */
public interface StoreListener {
    /** What became of an instance. */
    enum Action {
        CREATE,
        UPDATE,
        DELETE
    }

    /**
     * An instance came, changed or went.
     *
     * @param instance as it is now; as it was last for {@link Action#DELETE}
     * @param consumers whoever looked its service up; never empty
     */
    void onInstance(
            Action action,
            TenantKey tenant,
            ServiceDocument service,
            InstanceDocument instance,
            Collection<ServiceEntry> consumers);

    /** Something that {@link RegistrySnapshot} holds changed. */
    void onChanged();

    /** So many leases of {@code all} ran out together that it looks like our own fault: they are kept once more. */
    void onHeldBack(int heldBack, int all);
}
