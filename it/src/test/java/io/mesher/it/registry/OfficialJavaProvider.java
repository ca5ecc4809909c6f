package io.mesher.it.registry;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.util.List;

/**
 * A Java application that registers itself with the official client and serves a text. Unregisters when it is told to
 * end.
 *
 * <p>Arguments: the registry's address, application, name, version, and the text. Says {@code registered on PORT}.
 */
final class OfficialJavaProvider {
    private OfficialJavaProvider() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        HttpServer server = PlainApplication.serve(0, () -> arguments[4]);
        int port = server.getAddress().getPort();
        OfficialJavaClient client =
                new OfficialJavaClient(List.of(arguments[0]), arguments[1], arguments[2], arguments[3]);
        Runtime.getRuntime().addShutdownHook(new Thread(client::unregister));
        client.register("rest://127.0.0.1:" + port);
        System.out.println("registered on " + port);
    }
}
