package io.mesher.control.health;

/** Whether somebody counts as well, by what was found in a row. Begins as well. */
final class HealthState {
    private boolean well = true;
    /** Results in a row that say otherwise. */
    private int others;

    boolean isWell() {
        return well;
    }

    /** True when it has just become what the result says: after so many in a row. */
    boolean found(boolean good, int forWell, int forUnwell) {
        if (good == well) {
            others = 0;
            return false;
        }
        others++;
        if (others < (good ? forWell : forUnwell)) {
            return false;
        }
        others = 0;
        well = good;
        return true;
    }
}
