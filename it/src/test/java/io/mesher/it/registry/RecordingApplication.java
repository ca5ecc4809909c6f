package io.mesher.it.registry;

import io.mesher.it.component.Application;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * An application that writes down which POSTs it has processed, before it answers, so that a repeated one is noticed after its
 * death too. Arguments: the port and the file. Says {@code listening on PORT}.
 */
final class RecordingApplication {
    private RecordingApplication() {}

    public static void main(String[] arguments) throws Exception {
        Path file = Path.of(arguments[1]);
        InetSocketAddress address =
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]));
        Application.answeringAt(address, request -> {
            String[] line = request.startLine().split(" ", -1);
            if (line[0].equals("POST")) {
                record(file, line[1]);
            }
            return Application.ok("done");
        });
        System.out.println("listening on " + arguments[0]);
        Thread.currentThread().join();
    }

    private static synchronized void record(Path file, String id) {
        try {
            Files.writeString(file, id + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
