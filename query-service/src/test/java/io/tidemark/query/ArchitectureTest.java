package io.tidemark.query;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;

@AnalyzeClasses(packages = "io.tidemark.query", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final DescribedPredicate<JavaClass> CLIENT =
            resideInAnyPackage("io.vertx.mutiny.sqlclient..", "io.vertx.sqlclient..");

    @ArchTest
    static final ArchRule onlyRepositoriesTouchTheDatabase = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Repository")
            .and()
            .resideOutsideOfPackage("..replica")
            .should()
            .dependOnClassesThat(CLIENT)
            .because("SQL lives in repositories")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule theReplicaIsAnotherPool = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Repository")
            .and()
            .resideInAPackage("..replica")
            .should()
            .dependOnClassesThat(CLIENT.and(not(simpleName("Pool"))))
            .because("it is but another pool for the SQL of repositories");

    @ArchTest
    static final ArchRule endpointsDeclareTheirRole = methods()
            .that()
            .areAnnotatedWith(GET.class)
            .or()
            .areAnnotatedWith(POST.class)
            .or()
            .areAnnotatedWith(PUT.class)
            .or()
            .areAnnotatedWith(PATCH.class)
            .or()
            .areAnnotatedWith(DELETE.class)
            .should()
            .beAnnotatedWith(RolesAllowed.class)
            .orShould()
            .beDeclaredInClassesThat()
            .areAnnotatedWith(RolesAllowed.class)
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule featuresFormNoCycles = SlicesRuleDefinition.slices()
            .matching("io.tidemark.query.(*)..")
            .should()
            .beFreeOfCycles()
            .allowEmptyShould(true);
}
