package io.mesher.registry.client.find;

import io.mesher.core.catalog.SimilarNames;
import io.mesher.registry.client.answer.ServiceName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Which services callers can mean who write a name in another case, by the registry's list and by what is known. Event loop only. */
public final class Spellings {
    private final KnownServices services;
    private final ServiceList list;

    public Spellings(KnownServices services, ServiceList list) {
        this.services = services;
        this.list = list;
    }

    /** Calls once, when {@link #of} is by a fresh list, or when there is none to be had. */
    void whenListed(Runnable done) {
        list.whenFresh(done);
    }

    /** Names that differ from it only in case, sorted. */
    List<String> of(ServiceName name) {
        Set<String> names = new TreeSet<>(list.spellings(name));
        services.addSpellings(name, names);
        names.remove(name.name());
        return List.copyOf(names);
    }

    /**
     * The only known service that differs from the name in nothing but case becomes visible under it: for when the registry can't
     * say whether there is one of exactly this name.
     *
     * @return whether there is one; {@link KnownServices#publish} must follow
     */
    boolean useKnown(ServiceName written) {
        ServiceName meant = known(written);
        if (meant == null) {
            return false;
        }
        KnownService service = services.find(meant);
        if (service != null && !service.isVisible()) {
            service.fallBack();
        }
        services.respell(written, meant);
        return true;
    }

    boolean hasKnown(ServiceName written) {
        return known(written) != null;
    }

    /** The name of a service that the caller may have meant; empty if there is none. */
    String similar(ServiceName name) {
        SimilarNames similar = new SimilarNames(name.name());
        services.addNames(name.app(), similar);
        list.addNames(name.app(), similar);
        return similar.closest();
    }

    /**
     * Calls with those names that no service of any application has, each with the name of a service that may be meant, or empty.
     * Doesn't call if the registry has no list for us.
     */
    public void absent(Collection<ServiceName> names, Consumer<Map<String, String>> done) {
        list.whenFresh(() -> {
            if (!list.isCurrent()) {
                return;
            }
            Map<String, String> absent = new TreeMap<>();
            for (ServiceName name : names) {
                if (!list.has(name.name()) && !services.isStatic(name)) {
                    absent.put(name.name(), similar(name));
                }
            }
            done.accept(absent);
        });
    }

    /** Whether the list has exactly this name. */
    boolean isListed(ServiceName name) {
        return list.spellings(name).contains(name.name());
    }

    private @Nullable ServiceName known(ServiceName written) {
        List<String> names = of(written);
        if (names.size() != 1 || isListed(written)) {
            return null;
        }
        ServiceName meant = new ServiceName(written.app(), names.getFirst());
        KnownService service = services.find(meant);
        boolean usable =
                services.isStatic(meant) || (service != null && (service.isVisible() || service.hasRemembered()));
        return usable ? meant : null;
    }

    /** At each refresh: forgets what no longer holds, so that the next request looks the name up again. */
    void recheck() {
        if (services.hasRespelled()) {
            list.whenRefreshed(this::forgetWrong);
        }
    }

    private void forgetWrong() {
        for (ServiceName written : new ArrayList<>(services.respelled())) {
            ServiceName meant = services.meant(written);
            if (isListed(written) || !of(written).equals(List.of(meant.name()))) {
                services.forgetRespelled(written);
            }
        }
        services.publish();
    }
}
