package dev.ccproxy.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InterleavedTest {
    private static final Target DIRECT = new Target(Targets.DIRECT, 0, List.of());
    private static final Target NGINX = new Target(Targets.NGINX, 0, List.of());

    @Test
    void givesEachTargetOneTurnPerRoundAndTurnsTheOrder() throws IOException {
        List<String> turns = new ArrayList<>();
        Interleaved.run("test", List.of(DIRECT, NGINX), 2, target -> turns.add(target.name()));
        assertEquals(List.of("direct", "nginx", "nginx", "direct"), turns);
    }

    @Test
    void takesWhatIsAddedWithinEachRound() {
        Interleaved<Double> drifting =
                new Interleaved<>(
                        Map.of(
                                Targets.DIRECT, List.of(10.0, 200.0, 30.0),
                                Targets.NGINX, List.of(15.0, 206.0, 37.0)));
        assertEquals(Map.of(Targets.NGINX, 6.0), drifting.added("key", "label", x -> x).values());
        assertEquals(30.0, drifting.row("key", "label", x -> x).values().get(Targets.DIRECT));
    }
}
