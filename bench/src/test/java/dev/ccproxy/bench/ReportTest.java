package dev.ccproxy.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final Machine MACHINE = new Machine("a processor", 2, "4 GiB", "Linux", "25");

    private static Results results(double core) {
        Row row =
                new Row(
                        "small.added",
                        "added",
                        Map.of(Targets.DIRECT, 0.0, Targets.NGINX, 20.0, Targets.CORE, core));
        return new Results(
                List.of(row), List.of(), Optional.empty(), Optional.empty(), List.of("a note"));
    }

    @Test
    void saysWhetherABarIsMet() {
        String label = "| 2 KB: added p50, times nginx's | 1.30 | ";
        assertTrue(Report.markdown(MACHINE, results(26)).contains(label + "1.30 | yes |"));
        assertTrue(Report.markdown(MACHINE, results(28)).contains(label + "1.40 | **no** |"));
    }

    @Test
    void saysWhatWasNotMeasured() {
        assertTrue(
                Report.markdown(MACHINE, results(26))
                        .contains("| start to first answer, ms | 700 | – | not measured |"));
    }

    @Test
    void setsTargetsSideBySide() {
        String report = Report.markdown(MACHINE, results(26));
        assertTrue(report.contains("| figure | direct | nginx | proxy-core |"), report);
        assertTrue(report.contains("| added | 0 | 20 | 26 |"), report);
        assertTrue(report.contains("- a note"), report);
        assertTrue(report.contains("2 cores of a processor"), report);
    }

    @Test
    void roundsToWhatCanBeTrusted() {
        assertEquals("1,235", Report.number(1_234.6));
        assertEquals("12.3", Report.number(12.34));
        assertEquals("-1.23", Report.number(-1.234));
        assertEquals("0", Report.number(0));
    }
}
