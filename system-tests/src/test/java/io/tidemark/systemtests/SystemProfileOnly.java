package io.tidemark.systemtests;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Runs in the Maven profile {@code system}, whose machine has the packages needed; reported as skipped elsewhere. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIfSystemProperty(
        named = "tidemark.system",
        matches = "true",
        disabledReason = "needs Debian packages or Keycloak: run with -Psystem")
@interface SystemProfileOnly {}
