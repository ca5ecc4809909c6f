package io.mesher.control.admin;

import io.mesher.net.loop.EventLoop;
import java.util.function.Consumer;

/** {@code /quitquitquit}: the orderly end, as by SIGTERM. */
record QuitResource(DrainControl drain, Runnable quit, EventLoop loop) implements Resource {
    @Override
    public void respond(AdminRequest request, Consumer<AdminResponse> answer) {
        boolean first = drain.state() != DrainControl.State.ENDING;
        answer.accept(AdminResponse.text(200, first ? "ending\n" : "ending already\n"));
        if (first) {
            // Behind this event, when the answer is on its way.
            loop.execute(quit);
        }
    }
}
