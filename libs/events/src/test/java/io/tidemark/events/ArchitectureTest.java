package io.tidemark.events;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.tidemark.events", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule theEventIsPlainJava = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.tidemark.events..",
                    "java.lang..",
                    "java.io..",
                    "java.nio..",
                    "java.security..",
                    "java.time..",
                    "java.util..",
                    "javax.crypto..",
                    "org.jspecify.annotations..",
                    "com.fasterxml.jackson.core..",
                    "com.github.benmanes.caffeine.cache..",
                    "ua_parser..")
            .because("importer, services and jobs share it, whatever framework they run on: no Quarkus, Vert.x or SQL");

    @ArchTest
    static final ArchRule jsonIsKnownToItsReaderAlone = noClasses()
            .that()
            .resideOutsideOfPackage("io.tidemark.events.json")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.fasterxml..", "io.tidemark.events.json");

    @ArchTest
    static final ArchRule featuresFormNoCycle =
            slices().matching("io.tidemark.events.(*)..").should().beFreeOfCycles();
}
