package dev.ccproxy.store.sqlite;

/// Whole numbers in as few bytes as they need: seven bits each, the lowest first, the highest bit
/// set on all but the last.
final class Varints {
    private Varints() {}

    static void append(ByteArray to, int number) {
        int rest = number;
        while (rest >>> 7 != 0) {
            to.append((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        to.append(rest);
    }

    /// All numbers in these bytes.
    static int[] all(byte[] bytes) {
        int[] numbers = new int[count(bytes)];
        int index = 0;
        int number = 0;
        int shift = 0;
        for (byte b : bytes) {
            number |= (b & 0x7F) << shift;
            shift += 7;
            if (b >= 0) {
                numbers[index++] = number;
                number = 0;
                shift = 0;
            }
        }
        return numbers;
    }

    private static int count(byte[] bytes) {
        int count = 0;
        for (byte b : bytes) {
            if (b >= 0) {
                count++;
            }
        }
        return count;
    }
}
