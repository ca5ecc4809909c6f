package io.mesher.app.config.read;

import java.util.Locale;

/** What follows an address that is registered: {@code 10.0.0.1:30101?sslEnabled=true}. */
public final class AddressOption {
    private AddressOption() {}

    public static boolean asksForTls(String address) {
        int query = address.indexOf('?');
        return query >= 0 && address.substring(query).toLowerCase(Locale.ROOT).contains("sslenabled=true");
    }
}
