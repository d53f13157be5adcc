package dev.ccproxy.bench.data;

import java.util.Random;

/// Words of a language that nobody speaks: some are in every text and most in hardly any, as those
/// of other languages are.
final class Vocabulary {
    private static final int SIZE = 100_000;
    private static final String CONSONANTS = "bcdfghklmnprstvz";
    private static final String VOWELS = "aeiou";
    private static final int SYLLABLES = CONSONANTS.length() * VOWELS.length();

    private Vocabulary() {}

    /// Any of them; every second time one of the twenty most frequent.
    static String word(Random random) {
        double chance = random.nextDouble();
        return word((int) Math.pow(SIZE, chance * chance));
    }

    /// @param rank 1 for the most frequent
    static String word(int rank) {
        StringBuilder word = new StringBuilder();
        for (int rest = rank; rest > 0; rest /= SYLLABLES) {
            int syllable = rest % SYLLABLES;
            word.append(CONSONANTS.charAt(syllable % CONSONANTS.length()))
                    .append(VOWELS.charAt(syllable / CONSONANTS.length()));
        }
        return word.toString();
    }
}
