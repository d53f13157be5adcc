package dev.ccproxy.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.ccproxy.fixtures.style.HouseStyle;

@AnalyzeClasses(packages = "dev.ccproxy.core", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest static final ArchRule PACKAGES = HouseStyle.PACKAGES;
    @ArchTest static final ArchRule NAMES = HouseStyle.NAMES;
    @ArchTest static final ArchRule INJECTION = HouseStyle.CONSTRUCTOR_INJECTION;
    @ArchTest static final ArchRule PRIVATE_STATE = HouseStyle.PRIVATE_STATE;
    @ArchTest static final ArchRule SQL = HouseStyle.SQL_IN_STORES;
    @ArchTest static final ArchRule SERVICES = HouseStyle.SERVICES_APART;
    @ArchTest static final ArchRule NULL_MARKED = HouseStyle.NULL_MARKED;

    @ArchTest static final ArchRule FEATURES = HouseStyle.featuresWithoutCycles("dev.ccproxy.core");

    /// What is taken down plugs in; the way to the upstream does not know of it.
    @ArchTest
    static final ArchRule FORWARDING_APART =
            noClasses()
                    .that()
                    .resideInAPackage("dev.ccproxy.core.forward")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("dev.ccproxy.core.capture..", "dev.ccproxy.store..");
}
