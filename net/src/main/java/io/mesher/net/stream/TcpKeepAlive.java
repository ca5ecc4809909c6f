package io.mesher.net.stream;

import java.io.IOException;
import java.net.SocketOption;
import java.nio.channels.NetworkChannel;
import jdk.net.ExtendedSocketOptions;

/**
 * How soon the system finds out that a peer has vanished without a word: a minute after its last one. Its own default is two hours
 * and more, for which a call to a caller that is gone would go on.
 */
public final class TcpKeepAlive {
    private static final int IDLE_SECONDS = 30;
    private static final int INTERVAL_SECONDS = 10;
    private static final int PROBES = 3;

    private TcpKeepAlive() {}

    /**
     * Sets the times, where the system knows them. What a listening socket has, the accepted ones inherit on Linux, which saves three
     * system calls for each. Whether keep-alive is used at all is another option.
     */
    public static void setTimes(NetworkChannel channel) throws IOException {
        set(channel, ExtendedSocketOptions.TCP_KEEPIDLE, IDLE_SECONDS);
        set(channel, ExtendedSocketOptions.TCP_KEEPINTERVAL, INTERVAL_SECONDS);
        set(channel, ExtendedSocketOptions.TCP_KEEPCOUNT, PROBES);
    }

    private static void set(NetworkChannel channel, SocketOption<Integer> option, int value) throws IOException {
        if (channel.supportedOptions().contains(option)) {
            channel.setOption(option, value);
        }
    }
}
