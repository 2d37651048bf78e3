package io.tidemark.aggregation;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.tidemark.aggregation", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule onlyRepositoriesTouchTheDatabase = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Repository")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx.mutiny.sqlclient..", "io.vertx.sqlclient..")
            .because("SQL lives in repositories");

    @ArchTest
    static final ArchRule onlyTheMigrationUsesJdbc = noClasses()
            .that()
            .resideOutsideOfPackage("..migration")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "io.tidemark.schema..")
            .because("services and jobs use the reactive client");

    @ArchTest
    static final ArchRule noFeatureKnowsTheCommandLine = noClasses()
            .that()
            .resideInAnyPackage(
                    "..daily", "..housekeeping", "..purge", "..retention", "..reconcile", "..migration", "..run")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("picocli..")
            .because("commands translate, features work");
}
