package io.mesher.app.config.read;

import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;

/** The network interfaces of the machine. Asked only where a listen address names one: the look-up costs start-up time. */
@FunctionalInterface
public interface Interfaces {
    /**
     * One network interface.
     *
     * @param virtual a bridge or the host's end of a container's link, which nobody outside can reach
     * @param addresses in the system's order
     */
    record Card(String name, boolean loopback, boolean up, boolean virtual, List<InetAddress> addresses) {
        public Card {
            addresses = List.copyOf(addresses);
        }
    }

    /**
     * All of them, in a stable order.
     *
     * @throws UncheckedIOException if the system doesn't report it
     */
    List<Card> all();

    /** Those of this machine, by their index. */
    static List<Card> ofMachine() {
        try {
            List<NetworkInterface> found =
                    new ArrayList<>(NetworkInterface.networkInterfaces().toList());
            found.sort((a, b) -> Integer.compare(a.getIndex(), b.getIndex()));
            List<Card> cards = new ArrayList<>();
            for (NetworkInterface card : found) {
                String name = card.getName();
                cards.add(new Card(
                        name,
                        card.isLoopback(),
                        card.isUp(),
                        card.isVirtual() || isContainerLink(name),
                        card.inetAddresses().toList()));
            }
            return cards;
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@link NetworkInterface#isVirtual} means sub-interfaces only; bridges are told by their usual names. */
    private static boolean isContainerLink(String name) {
        return name.startsWith("docker")
                || name.startsWith("veth")
                || name.startsWith("br-")
                || name.startsWith("virbr")
                || name.startsWith("cni")
                || name.startsWith("flannel")
                || name.startsWith("cali");
    }
}
