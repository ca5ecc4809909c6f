package io.mesher.app.config;

/** Tells of rules that aren't taken. */
final class Refusals {
    /** Of so many keys each fault is told. */
    private static final int MAX_TOLD = 100;

    private final Problems problems;
    private int told;
    private int others;

    Refusals(Problems problems) {
        this.problems = problems;
    }

    /**
     * Of one key. Without faults nothing is told.
     *
     * @param instead what happens now
     */
    void tell(Entry entry, RuleFaults faults, String instead) {
        if (faults.isEmpty()) {
            return;
        }
        if (++told > MAX_TOLD) {
            others++;
            return;
        }
        for (RuleFaults.Fault fault : faults.kept()) {
            problems.refusal(fault.place(), entry.written(), fault.message() + "; " + instead);
        }
        if (faults.others() > 0) {
            problems.refusal(entry.place(), entry.written(), faults.others() + " more faults; " + instead);
        }
    }

    void end() {
        if (others > 0) {
            problems.refusal("configuration", "", "" + others + " more keys of rules are refused too");
        }
    }
}
