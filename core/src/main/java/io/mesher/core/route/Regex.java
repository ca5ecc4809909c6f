package io.mesher.core.route;

import java.util.Arrays;

/**
 * A regular expression that takes time in proportion to the text, whatever the text (Thompson's construction, as RE2 and the
 * original's Go have it): the texts come from callers, and the JDK's tries all ways to match, of which there may be 2^n, on a
 * stack that grows with the text. Says only whether there is a match anywhere. Immutable.
 */
public final class Regex {
    static final int MAX_CHARS = 1000;
    /** Each may have to be looked at for each character of a text. */
    private static final int MAX_STEPS = 2000;

    private enum Op {
        CHARS,
        PLACE,
        BOTH,
        GO,
        MATCH
    }

    /** What is done at a step, and where it goes on: {@code BOTH} also at {@code other}. */
    private record Step(Op op, CharSet set, RegexNode.Place.Kind place, int next, int other) {}

    private final Step[] steps;

    private Regex(Step[] steps) {
        this.steps = steps;
    }

    /** @throws IllegalArgumentException if it isn't one or a too large one, with a message for people */
    public static Regex of(String pattern, boolean ignoreCase) {
        if (pattern.length() > MAX_CHARS) {
            throw new IllegalArgumentException("longer than " + MAX_CHARS + " characters");
        }
        return new Regex(new Assembly().assemble(RegexParser.parse(pattern, ignoreCase)));
    }

    int size() {
        return steps.length;
    }

    /** Whether it matches some part of the text. */
    public boolean find(String text) {
        Run run = new Run(steps, text);
        for (int at = 0; ; at++) {
            if (run.begin(at)) {
                return true;
            }
            if (at == text.length()) {
                return false;
            }
            run.step(at);
        }
    }

    /** The steps that may be reached, at one place of the text after the other. */
    private static final class Run {
        private final Step[] steps;
        private final String text;
        /** The place plus one at which a step was reached last. */
        private final int[] reachedAt;

        private final int[] stack;
        private int[] now;
        private int[] then;
        private int count;

        Run(Step[] steps, String text) {
            this.steps = steps;
            this.text = text;
            this.reachedAt = new int[steps.length];
            this.stack = new int[steps.length * 2];
            this.now = new int[steps.length];
            this.then = new int[steps.length];
        }

        /** A match may begin anywhere. True: one is complete. */
        boolean begin(int at) {
            count = reach(now, count, 0, at);
            return reachedAt[steps.length - 1] == at + 1;
        }

        void step(int at) {
            char c = text.charAt(at);
            int reached = 0;
            for (int i = 0; i < count; i++) {
                Step step = steps[now[i]];
                if (step.set.has(c)) {
                    reached = reach(then, reached, step.next, at + 1);
                }
            }
            int[] free = now;
            now = then;
            then = free;
            count = reached;
        }

        /** Adds the steps that wait for a character; each once per place, so that loops of nothing end. */
        private int reach(int[] waiting, int already, int first, int at) {
            int reached = already;
            int depth = 0;
            stack[depth++] = first;
            while (depth > 0) {
                int number = stack[--depth];
                if (reachedAt[number] == at + 1) {
                    continue;
                }
                reachedAt[number] = at + 1;
                Step step = steps[number];
                switch (step.op) {
                    case CHARS -> waiting[reached++] = number;
                    case BOTH -> {
                        stack[depth++] = step.next;
                        stack[depth++] = step.other;
                    }
                    case GO -> stack[depth++] = step.next;
                    case PLACE -> {
                        if (isAt(step.place, at)) {
                            stack[depth++] = step.next;
                        }
                    }
                    case MATCH -> {}
                }
            }
            return reached;
        }

        private boolean isAt(RegexNode.Place.Kind place, int at) {
            return switch (place) {
                case BEGIN -> at == 0;
                case END -> at == text.length();
                case WORD_EDGE -> isWord(at - 1) != isWord(at);
                case NO_WORD_EDGE -> isWord(at - 1) == isWord(at);
            };
        }

        private boolean isWord(int at) {
            return at >= 0 && at < text.length() && CharSet.WORD.has(text.charAt(at));
        }
    }

    /** Turns the tree into steps. */
    private static final class Assembly {
        private Step[] steps = new Step[16];
        private int count;
        /** Of empty parts many may be repeated without a step. */
        private int visits;

        Step[] assemble(RegexNode root) {
            add(root);
            step(Op.MATCH, CharSet.WORD, RegexNode.Place.Kind.END, 0, 0);
            return Arrays.copyOf(steps, count);
        }

        private int step(Op op, CharSet set, RegexNode.Place.Kind place, int next, int other) {
            if (count > MAX_STEPS) {
                throw new IllegalArgumentException("too large: repetitions of repetitions multiply");
            }
            if (count == steps.length) {
                steps = Arrays.copyOf(steps, count * 2);
            }
            steps[count] = new Step(op, set, place, next, other);
            return count++;
        }

        private int jump(Op op, int next, int other) {
            return step(op, CharSet.WORD, RegexNode.Place.Kind.END, next, other);
        }

        private void add(RegexNode node) {
            if (++visits > 10 * MAX_STEPS) {
                throw new IllegalArgumentException("too large: repetitions of repetitions multiply");
            }
            switch (node) {
                case RegexNode.Chars(CharSet set) -> step(Op.CHARS, set, RegexNode.Place.Kind.END, count + 1, 0);
                case RegexNode.Place(RegexNode.Place.Kind kind) -> step(Op.PLACE, CharSet.WORD, kind, count + 1, 0);
                case RegexNode.Sequence sequence -> sequence.parts().forEach(this::add);
                case RegexNode.Choice choice -> choice(choice);
                case RegexNode.Repeat repeat -> repeat(repeat);
            }
        }

        private void choice(RegexNode.Choice choice) {
            int last = choice.parts().size() - 1;
            int[] ends = new int[last];
            for (int i = 0; i < last; i++) {
                int both = jump(Op.BOTH, count + 1, 0);
                add(choice.parts().get(i));
                ends[i] = jump(Op.GO, 0, 0);
                steps[both] = other(steps[both], count);
            }
            add(choice.parts().get(last));
            for (int end : ends) {
                steps[end] = next(steps[end], count);
            }
        }

        private void repeat(RegexNode.Repeat repeat) {
            for (int i = 0; i < repeat.min(); i++) {
                add(repeat.part());
            }
            int optional = repeat.max() < 0 ? 1 : repeat.max() - repeat.min();
            int[] exits = new int[optional];
            for (int i = 0; i < optional; i++) {
                exits[i] = jump(Op.BOTH, count + 1, 0);
                add(repeat.part());
            }
            if (repeat.max() < 0) {
                jump(Op.GO, exits[0], 0);
            }
            for (int exit : exits) {
                steps[exit] = other(steps[exit], count);
            }
        }

        private static Step other(Step step, int other) {
            return new Step(step.op, step.set, step.place, step.next, other);
        }

        private static Step next(Step step, int next) {
            return new Step(step.op, step.set, step.place, next, step.other);
        }
    }
}
