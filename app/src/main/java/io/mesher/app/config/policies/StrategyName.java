package io.mesher.app.config.policies;

import io.mesher.app.config.keys.NearestKey;
import io.mesher.app.config.read.BadValue;
import io.mesher.app.config.read.Parser;
import io.mesher.app.config.read.Words;
import io.mesher.core.config.BalancePolicy.Strategy;
import java.util.ArrayList;
import java.util.List;

/** The value of {@code strategy.name}. */
record StrategyName() implements Parser<Strategy> {
    @Override
    public Strategy parse(String text) throws BadValue {
        for (Strategy strategy : Strategy.values()) {
            if (strategy.written().equals(text)) {
                return strategy;
            }
        }
        throw BadValue.expected(expected() + NearestKey.hint(text, words()));
    }

    @Override
    public String expected() {
        return new Words.OneOf(words()).expected();
    }

    private static List<String> words() {
        List<String> words = new ArrayList<>();
        for (Strategy strategy : Strategy.values()) {
            words.add(strategy.written());
        }
        return words;
    }
}
