package io.mesher.core.telemetry.explain;

import io.mesher.core.balance.PickNotes;
import io.mesher.core.balance.PickNotes.PassedOver;
import io.mesher.core.balance.Verdict;
import io.mesher.core.catalog.Instance;
import java.util.ArrayList;
import java.util.List;

/** How an instance was picked, in words. */
final class PickText {
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final List<Verdict> REASONS = List.of(
            Verdict.TRIED, Verdict.EJECTED, Verdict.UNHEALTHY, Verdict.UNREACHABLE, Verdict.FARTHER, Verdict.YOUNG);

    private PickText() {}

    /** In one phrase: {@code 2 of 3 eligible (1 ejected)}. */
    static String summary(PickNotes pick) {
        if (pick.total() == 0) {
            return "no candidate";
        }
        String words = count(pick);
        return switch (pick.way()) {
            case PLAIN, CAREFUL -> words;
            case PROBE -> words + ", one is tried again after its ejection";
            case SESSION -> "the caller keeps its instance, of " + pick.total();
        };
    }

    private static String count(PickNotes pick) {
        List<String> parts = new ArrayList<>();
        int passedOver = 0;
        for (Verdict reason : REASONS) {
            int count = pick.count(reason);
            if (count > 0) {
                parts.add(count + " " + reason.text());
                passedOver += count;
            }
        }
        if (parts.isEmpty()) {
            return pick.total() == 1 ? "the only candidate" : "all " + pick.total() + " eligible";
        }
        String why = " (" + String.join(", ", parts) + ")";
        return pick.isLastResort()
                ? "none of " + pick.total() + " is healthy" + why + ", so all "
                        + (isAnyoneReachable(pick) ? "that can be reached " : "") + "are used"
                : pick.total() - passedOver + " of " + pick.total() + " eligible" + why;
    }

    /** Whether there were better ones than the unreachable, though none that was well. */
    private static boolean isAnyoneReachable(PickNotes pick) {
        int unreachable = pick.count(Verdict.UNREACHABLE);
        return unreachable > 0 && unreachable + pick.count(Verdict.TRIED) < pick.total();
    }

    /** One line for each that was passed over, as far as it is known. */
    static List<String> passedOver(PickNotes pick) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < pick.noted(); i++) {
            lines.add(passedOver(pick.passedOver(i)));
        }
        return lines;
    }

    private static String passedOver(PassedOver each) {
        Instance instance = each.instance();
        StringBuilder line = new StringBuilder(instance == null ? "?" : name(instance));
        line.append(": ").append(each.verdict().text());
        if (each.nanosLeft() > 0) {
            line.append(" for ")
                    .append(Math.ceilDiv(each.nanosLeft(), NANOS_PER_SECOND))
                    .append(" s more");
        }
        if (!each.why().isEmpty()) {
            line.append(", ").append(each.why());
        }
        return line.toString();
    }

    /** An address, and the id where that isn't the same. */
    static String name(Instance instance) {
        String address = instance.endpoint().toString();
        return instance.id().equals(address) ? address : address + " (" + instance.id() + ")";
    }
}
