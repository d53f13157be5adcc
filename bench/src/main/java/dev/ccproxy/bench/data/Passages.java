package dev.ccproxy.bench.data;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeSet;

/// Has very many more passages found in an index's messages: their words are made up, some of them
/// in every passage and most in hardly any, as those of a language are.
final class Passages {
    private static final int SECONDS_BETWEEN = 5;
    private static final int ID_BITS = 8;

    /// Beyond those that are there already.
    private static final int FIRST_OF_SECOND = 128;

    private static final int WORDS = 40;
    private static final int VOCABULARY = 100_000;
    private static final String CONSONANTS = "bcdfghklmnprstvz";
    private static final String VOWELS = "aeiou";

    /// What passages are, and whether beginnings of their words are looked for.
    private enum Kind {
        PROMPT,
        ANSWER,
        TOOL_INPUT,
        TOOL_RESULT;

        boolean isSaid() {
            return this != TOOL_RESULT;
        }
    }

    private final Random random = new Random(29);

    /// Adds so many passages, the last of them said at this time.
    void add(Path index, int count, Instant last) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + index);
                Statement statement = connection.createStatement();
                PreparedStatement passage =
                        connection.prepareStatement(
                                "INSERT INTO passage (id, source, ref, block, kind, error) VALUES"
                                        + " (?, 0, ?, 0, ?, 0)");
                PreparedStatement words =
                        connection.prepareStatement(
                                "INSERT INTO passage_words (rowid, text, heads, facets) VALUES (?,"
                                        + " ?, ?, ?)")) {
            statement.execute("PRAGMA synchronous = OFF");
            statement.execute("PRAGMA cache_size = -200000");
            int messages = messages(statement);
            statement.execute("BEGIN");
            for (int i = 0; i < count; i++) {
                long second = last.getEpochSecond() - (long) (count - i) * SECONDS_BETWEEN;
                long id = (second << ID_BITS) + FIRST_OF_SECOND;
                Kind kind = Kind.values()[i % Kind.values().length];
                passage.setLong(1, id);
                passage.setLong(2, 1 + random.nextInt(messages));
                passage.setString(3, kind.name().toLowerCase(Locale.ROOT));
                passage.executeUpdate();
                List<String> said = words();
                words.setLong(1, id);
                words.setString(2, String.join(" ", said) + " ");
                words.setString(3, kind.isSaid() ? heads(said) : "");
                words.setString(4, "k" + kind.name().replace("_", "").toLowerCase(Locale.ROOT));
                words.executeUpdate();
            }
            statement.execute("COMMIT");
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }
    }

    private static int messages(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT max(id) FROM message")) {
            return row.getInt(1);
        }
    }

    private List<String> words() {
        return random.doubles(WORDS).mapToObj(Passages::word).toList();
    }

    /// Every second word is one of the twenty most frequent.
    ///
    /// @param chance even from 0 to 1
    private static String word(double chance) {
        return word((int) Math.pow(VOCABULARY, chance * chance));
    }

    /// The word with this rank among the most frequent, from 1 on.
    static String word(int rank) {
        StringBuilder word = new StringBuilder();
        for (int rest = rank; rest > 0; rest /= CONSONANTS.length() * VOWELS.length()) {
            int syllable = rest % (CONSONANTS.length() * VOWELS.length());
            word.append(CONSONANTS.charAt(syllable % CONSONANTS.length()))
                    .append(VOWELS.charAt(syllable / CONSONANTS.length()));
        }
        return word.toString();
    }

    /// The beginnings of two and of three characters.
    private static String heads(List<String> words) {
        TreeSet<String> heads = new TreeSet<>();
        for (String word : words) {
            for (int length = 2; length <= 3 && length < word.length(); length++) {
                heads.add(word.substring(0, length));
            }
        }
        return String.join(" ", heads);
    }
}
