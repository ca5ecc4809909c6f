package io.mesher.app.tls;

import io.mesher.app.tls.TlsFinding.Code;
import io.mesher.core.tls.AlternativeNames;
import io.mesher.core.tls.KeyMaterial;
import io.mesher.core.tls.ShownCertificate;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether callers find in the certificate of a port what they look for: the service's name, or the address. */
public final class NameCheck {
    private NameCheck() {}

    /**
     * Null: they do.
     *
     * @param key of the configuration, which names the certificate
     * @param service the own service's name
     * @param hosts IP literals at which the port can be called
     */
    public static @Nullable TlsFinding check(KeyMaterial keys, String key, String service, List<String> hosts) {
        AlternativeNames names = AlternativeNames.of(keys.leaf());
        for (String name : names.dns()) {
            if (name.equalsIgnoreCase(service)) {
                return null;
            }
        }
        for (InetAddress address : names.addresses()) {
            for (String host : hosts) {
                if (address.equals(InetAddress.ofLiteral(host))) {
                    return null;
                }
            }
        }
        String found = names.isEmpty() ? "no alternative name" : "the names " + String.join(", ", names.texts());
        return new TlsFinding(
                Code.OTHER_NAME,
                key,
                ShownCertificate.safe(keys.origin()) + ": The certificate has " + ShownCertificate.safe(found)
                        + ", but neither the service's name " + service + " nor the address "
                        + String.join(" or ", hosts) + ". Callers that verify the name refuse it; CSE Mesher and Mesher"
                        + " expect the service's name.");
    }
}
