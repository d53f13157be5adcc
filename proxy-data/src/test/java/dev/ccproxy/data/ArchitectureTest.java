package dev.ccproxy.data;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.ccproxy.fixtures.style.HouseStyle;

@AnalyzeClasses(packages = "dev.ccproxy.data", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest static final ArchRule PACKAGES = HouseStyle.PACKAGES;
    @ArchTest static final ArchRule NAMES = HouseStyle.NAMES;
    @ArchTest static final ArchRule INJECTION = HouseStyle.CONSTRUCTOR_INJECTION;
    @ArchTest static final ArchRule PRIVATE_STATE = HouseStyle.PRIVATE_STATE;
    @ArchTest static final ArchRule SQL = HouseStyle.SQL_IN_STORES;
    @ArchTest static final ArchRule SERVICES = HouseStyle.SERVICES_APART_TOO;
    @ArchTest static final ArchRule NULL_MARKED = HouseStyle.NULL_MARKED;

    @ArchTest static final ArchRule FEATURES = HouseStyle.featuresWithoutCycles("dev.ccproxy.data");

    /// The record is proxy-core's: here it is read.
    @ArchTest
    static final ArchRule READS_ONLY =
            noClasses().should().dependOnClassesThat().haveSimpleNameEndingWith("ExchangeStore");
}
