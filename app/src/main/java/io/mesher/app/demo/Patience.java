package io.mesher.app.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;

/**
 * Waits for one step of the demo. A slow machine gets all the time that it needs, and its user is kept informed.
 *
 * @param limit for each step; only a program that hangs should reach it
 * @param reportEvery after this time, and again and again, a line says what the demo waits for
 */
record Patience(Duration limit, Duration reportEvery, PrintStream out) {
    private static final int PAUSE_MILLIS = 50;

    /** Whether a step is done; may fail instead, for example because a process has ended. */
    interface Step {
        boolean done() throws DemoFailure, IOException, InterruptedException;
    }

    /**
     * Asks until the step is done.
     *
     * @param what completes "Waiting until …"
     * @return false if the limit was reached before
     */
    boolean until(String what, Step step) throws DemoFailure, IOException, InterruptedException {
        long begun = System.nanoTime();
        long report = reportEvery.toNanos();
        while (!step.done()) {
            long elapsed = System.nanoTime() - begun;
            if (elapsed > limit.toNanos()) {
                return false;
            }
            if (elapsed >= report) {
                out.println("Waiting until " + what + ": "
                        + Duration.ofNanos(elapsed).toSeconds() + " s so far.");
                report += reportEvery.toNanos();
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        return true;
    }
}
