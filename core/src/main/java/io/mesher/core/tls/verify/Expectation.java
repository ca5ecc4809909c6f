package io.mesher.core.tls.verify;

/** What is expected of a peer beside a trusted chain. */
public record Expectation(Purpose purpose, ExpectedName name) {
    /** A client of ours with any name, as rules look at its identity later. */
    public static Expectation client() {
        return new Expectation(Purpose.CLIENT, new ExpectedName.Any());
    }

    public static Expectation client(ExpectedName name) {
        return new Expectation(Purpose.CLIENT, name);
    }

    public static Expectation server(ExpectedName name) {
        return new Expectation(Purpose.SERVER, name);
    }
}
