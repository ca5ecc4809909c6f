package io.mesher.it.component;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** This machine's address off loopback: who calls from there is no neighbour by Mesher's rules. */
public final class OwnAddress {
    private OwnAddress() {}

    /** IPv4; skips the test where there is none. */
    public static String require() throws SocketException {
        Optional<String> found = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .map(InetAddress::getHostAddress)
                .findFirst();
        return found.orElseGet(() -> Assumptions.abort("this machine has loopback addresses only"));
    }
}
