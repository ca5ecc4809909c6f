package io.mesher.net.listen;

/** A caller's connection, whatever protocol it speaks, as its listener sees it. Event loop only. */
public interface ServerConnection {
    /** Called once, when the registry has it. A request comes right after its connection as a rule, so it may read at once. */
    void start();

    OpenConnection look();

    /** From now on every response is its connection's last. */
    void drain();

    /** Closes if nothing is under way; otherwise what is under way is the last. */
    void closeWhenIdle();

    /** It must end: a defect met it. */
    void onBroken();
}
