package io.tidemark.query.usage;

import static io.tidemark.query.range.SharedParameters.FROM;
import static io.tidemark.query.range.SharedParameters.SHARED;
import static io.tidemark.query.range.SharedParameters.TO;

import io.smallrye.mutiny.Uni;
import io.tidemark.platform.identity.Roles;
import io.tidemark.platform.limit.ReadLimited;
import io.tidemark.query.cache.Answers;
import io.tidemark.query.cache.Endpoint;
import io.tidemark.query.cache.Inquiries;
import io.tidemark.query.cache.Inquiry;
import io.tidemark.query.gate.Analytics;
import io.tidemark.query.range.DateRange;
import io.tidemark.query.range.DateRangeRules;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/analytics/usage-summary")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Analytics")
@APIResponse(responseCode = "304", description = "The client has the answer already, says its If-None-Match")
@Analytics
@ReadLimited
class UsageSummaryResource {

    private static final Set<String> PARAMETERS = Set.of(FROM, TO);
    private static final int LONGEST = 365;

    private final Inquiries inquiries;
    private final Answers answers;
    private final DateRangeRules ranges;
    private final UsageSummaryRepository repository;

    UsageSummaryResource(
            Inquiries inquiries, Answers answers, DateRangeRules ranges, UsageSummaryRepository repository) {
        this.inquiries = inquiries;
        this.answers = answers;
        this.ranges = ranges;
        this.repository = repository;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "getUsageSummary", summary = "Totals, average and peak of a date range of up to 365 days")
    @APIResponseSchema(UsageSummary.class)
    @Extension(name = SHARED, value = FROM + " " + TO)
    public Uni<RestResponse<String>> getUsageSummary() {
        var inquiry = inquiries.current(PARAMETERS);
        var range = ranges.of(inquiry, LONGEST).parse(inquiry.parameter(FROM), inquiry.parameter(TO));
        return answers.answer(
                inquiry, Endpoint.USAGE_SUMMARY, range.parameters(), asOf -> summarise(inquiry, range, asOf));
    }

    private Uni<UsageSummary> summarise(Inquiry inquiry, DateRange range, Instant asOf) {
        return repository.listTotals(inquiry, range).map(totals -> {
            var summary = new SummaryCalculation(range, inquiry.today(), totals).summary();
            return new UsageSummary(inquiry.tenant().id(), range, summary, asOf, range.isBefore(inquiry.today()));
        });
    }
}
