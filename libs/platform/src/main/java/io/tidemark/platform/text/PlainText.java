package io.tidemark.platform.text;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** One line without control characters or lone surrogates: what PostgreSQL can store and a list can show. */
@Pattern(regexp = "[^\\p{Cc}\\p{Cs}\\u2028\\u2029]*")
@Constraint(validatedBy = {})
@ReportAsSingleViolation
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
public @interface PlainText {

    /** What a refused input is told. */
    String message() default "must be one line without control characters";

    /** Unused; Jakarta Validation asks for it. */
    Class<?>[] groups() default {};

    /** Unused; Jakarta Validation asks for it. */
    Class<? extends Payload>[] payload() default {};
}
