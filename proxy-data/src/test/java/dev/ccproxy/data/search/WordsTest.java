package dev.ccproxy.data.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "Mend it.|mend it",
                "src/main/App.java:17|src main app java 17",
                "user_id, user-name|user id user name",
                "Größe, café, ÉTÉ|große cafe ete",
                "検索 works|検 索 works",
                "привет|привет",
                "a𝔘b 😀 c|a𝔘b c",
                "'; DROP TABLE message; --|drop table message",
                "\u0000\uFFFF|~~",
            })
    void areRunsOfLettersAndDigits(String text, String words) {
        assertEquals(
                words, String.join(" ", Words.of(text).stream().map(Words.Word::folded).toList()));
    }

    @Test
    void tellWhereTheyStand() {
        Words.Word word = Words.of("  Été!").getFirst();
        assertEquals(2, word.start());
        assertEquals(5, word.end());
    }

    @ParameterizedTest
    @CsvSource({
        "getUserName, get user name",
        "HTTPServer, http server",
        "Name, ''",
        "name, ''",
        "NAME, ''",
        "aB, a b",
        "utf8Text, utf8 text"
    })
    void havePartsThatBeginWithCapitals(String word, String parts) {
        assertEquals(parts, String.join(" ", Words.parts(word, 0, word.length())));
    }

    @Test
    void areIndexedWithTheirPartsAtTheEndOnce() {
        assertEquals("getname and getname a b get name ", Words.indexed("getName and getName a b"));
    }

    @Test
    void areIndexedAsTheyAreFound() {
        String text =
                "the quick2 brownFox ÉTÉ été naïveCafé 検索works e\u0301te "
                        + "a".repeat(70)
                        + " "
                        + "B".repeat(70)
                        + " x\uD835\uDD18y \uD800z 9to5";

        List<String> words = Words.of(text).stream().map(Words.Word::folded).toList();
        String indexed = Words.indexed(text);
        assertEquals(
                String.join(" ", words) + " ", indexed.substring(0, indexed.indexOf("brown fox")));
        assertEquals("brown fox naive cafe ", indexed.substring(indexed.indexOf("brown fox")));
    }

    @Test
    void haveBeginningsOfTwoAndThreeCharacters() {
        assertEquals(List.of("fo", "foo", "ba"), List.of(Words.heads("fool bar ba f ").split(" ")));
    }

    @Test
    void areCutWhereTheyAreTooLong() {
        assertEquals("x".repeat(64), Words.of("X".repeat(500)).getFirst().folded());
        assertEquals(500, Words.of("X".repeat(500)).getFirst().end());
    }
}
