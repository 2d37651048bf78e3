package io.tidemark.query.coverage;

import io.smallrye.mutiny.Uni;
import io.tidemark.catalogue.plan.Attribute;
import io.tidemark.platform.identity.Roles;
import io.tidemark.platform.limit.ReadLimited;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.problem.ProblemType;
import io.tidemark.query.cache.Answers;
import io.tidemark.query.cache.Endpoint;
import io.tidemark.query.cache.Inquiries;
import io.tidemark.query.cache.Inquiry;
import io.tidemark.query.criteria.AggregationRepository;
import io.tidemark.query.criteria.Criteria;
import io.tidemark.query.criteria.CriteriaParameters;
import io.tidemark.query.definition.ApiDefinition;
import io.tidemark.query.definition.ApiDefinitionRepository;
import io.tidemark.query.filter.FilterParameters;
import io.tidemark.query.gate.Analytics;
import io.tidemark.rollups.Measure;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/analytics/endpoint-coverage")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Analytics")
@APIResponse(responseCode = "304", description = "The client has the answer already, says its If-None-Match")
@Analytics
@ReadLimited
class EndpointCoverageResource {

    private static final String DEFINITION = "definition";
    private static final String MIN_COVERAGE = "min_coverage";

    private final Inquiries inquiries;
    private final Answers answers;
    private final ApiDefinitionRepository definitions;
    private final AggregationRepository repository;

    EndpointCoverageResource(
            Inquiries inquiries,
            Answers answers,
            ApiDefinitionRepository definitions,
            AggregationRepository repository) {
        this.inquiries = inquiries;
        this.answers = answers;
        this.definitions = definitions;
        this.repository = repository;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "getEndpointCoverage",
            summary =
                    "Calls and errors per documented operation, and what is unused, undocumented or deprecated but used",
            description = "Compares requests with an API definition of the tenant, see `/v1/api-definitions`. A route"
                    + " belongs to the operation whose path it fits, whatever its variables are called. Filter by"
                    + " `api` or `domain` if the tenant has several APIs.")
    @Extension(name = CriteriaParameters.RANGE, value = CriteriaParameters.MONTH)
    @Extension(name = FilterParameters.EXTENSION, value = "true", parseValue = true)
    @Parameter(
            name = DEFINITION,
            in = ParameterIn.QUERY,
            required = true,
            description = "The name of the API definition.",
            example = "orders",
            schema = @Schema(implementation = String.class))
    @Parameter(
            name = MIN_COVERAGE,
            in = ParameterIn.QUERY,
            description = "Lists only operations that are covered less, in percent.",
            schema = @Schema(implementation = Double.class))
    @APIResponseSchema(EndpointCoverage.class)
    @APIResponse(responseCode = "404", description = "There is no such definition")
    public Uni<RestResponse<String>> getEndpointCoverage() {
        var inquiry = inquiries.current(CriteriaParameters.names(DEFINITION, MIN_COVERAGE), FilterParameters.NAMES);
        var criteria = CriteriaParameters.parse(inquiry, CriteriaParameters.MONTH);
        var below = minCoverage(inquiry);
        var name = inquiry.parameter(DEFINITION);
        if (name == null || name.isEmpty()) {
            throw ProblemException.invalid(DEFINITION, "must not be missing");
        }
        return definitions
                .find(inquiry.tenant().id(), name)
                .map(found -> found.orElseThrow(() ->
                        ProblemException.of(ProblemType.NOT_FOUND, "The tenant has no API definition of this name.")))
                .flatMap(definition -> answer(inquiry, criteria, definition, below));
    }

    private Uni<RestResponse<String>> answer(
            Inquiry inquiry, Criteria criteria, ApiDefinition definition, Optional<BigDecimal> below) {
        return answers.answer(
                inquiry,
                Endpoint.ENDPOINT_COVERAGE,
                parameters(criteria, definition, below),
                asOf -> repository.read(inquiry, asOf, aggregator -> aggregator
                        .run(criteria.requests(criteria.rangeAt(asOf), Measure.ERRORS)
                                .by(Attribute.METHOD, Attribute.ROUTE, Attribute.STATUS))
                        .map(calls -> new CoverageReport(definition).of(calls, below))));
    }

    private static Map<String, String> parameters(
            Criteria criteria, ApiDefinition definition, Optional<BigDecimal> below) {
        var parameters = new HashMap<>(criteria.parameters());
        // One that is replaced, or deleted and created again, is another.
        parameters.put(
                DEFINITION, definition.version().number() + " " + definition.updatedAt() + " " + definition.name());
        below.ifPresent(limit -> parameters.put(MIN_COVERAGE, limit.toPlainString()));
        return parameters;
    }

    private static Optional<BigDecimal> minCoverage(Inquiry inquiry) {
        var text = inquiry.parameter(MIN_COVERAGE);
        if (text == null) {
            return Optional.empty();
        }
        if (!text.matches("\\d{1,3}(\\.\\d{1,6})?") || new BigDecimal(text).compareTo(BigDecimal.valueOf(100)) > 0) {
            throw ProblemException.invalid(MIN_COVERAGE, "must be a number from 0 to 100");
        }
        return Optional.of(new BigDecimal(text));
    }
}
