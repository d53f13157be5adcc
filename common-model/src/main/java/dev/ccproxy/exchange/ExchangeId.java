package dev.ccproxy.exchange;

/// Names one exchange. Ids rise with the time at which the exchange started.
///
/// The value is `microseconds since 1970 << 11 | writer`, where the low eleven bits tell writers
/// apart that record at the same time (two instances during a redeploy). As text it is 13
/// characters of Crockford's Base32, which sort as the values do, for example `1QFKB6H2M0G01`.
public record ExchangeId(long value) implements Comparable<ExchangeId> {
    /// Low bits that hold the writer's number.
    public static final int WRITER_BITS = 11;

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int TEXT_LENGTH = 13;

    public ExchangeId {
        if (value < 0) {
            throw new IllegalArgumentException("an exchange id is not negative: " + value);
        }
    }

    /// Reads an id from its 13 characters.
    ///
    /// @throws IllegalArgumentException if the text is not an id
    public static ExchangeId parse(String text) {
        if (text.length() != TEXT_LENGTH) {
            throw new IllegalArgumentException("an exchange id has 13 characters: " + text);
        }
        long value = 0;
        for (int i = 0; i < TEXT_LENGTH; i++) {
            int digit = ALPHABET.indexOf(Character.toUpperCase(text.charAt(i)));
            if (digit < 0 || (i == 0 && digit > 7)) {
                throw new IllegalArgumentException("not an exchange id: " + text);
            }
            value = value << 5 | digit;
        }
        return new ExchangeId(value);
    }

    @Override
    public int compareTo(ExchangeId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        char[] text = new char[TEXT_LENGTH];
        long rest = value;
        for (int i = TEXT_LENGTH - 1; i >= 0; i--) {
            text[i] = ALPHABET.charAt((int) (rest & 31));
            rest >>>= 5;
        }
        return new String(text);
    }
}
