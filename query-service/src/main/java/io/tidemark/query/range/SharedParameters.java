package io.tidemark.query.range;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.tidemark.query.filter.Marker;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Documents once what several paths take; they refer to it by name. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class SharedParameters implements OASFilter {

    /**
     * Marks operations; its value names the parameters, separated by spaces. References among annotations of parameters
     * would each be taken for the one before it.
     */
    public static final String SHARED = "x-shared-parameters";

    public static final String FROM = "from";
    public static final String TO = "to";
    public static final String LIMIT = "limit";
    public static final String CURSOR = "cursor";
    public static final String GRANULARITY = "granularity";
    public static final String TIME_ZONE = "timeZone";

    @Override
    public @Nullable Operation filterOperation(Operation operation) {
        Marker.take(operation, SHARED).ifPresent(names -> Arrays.stream(names.split(" ", -1))
                .forEach(name ->
                        operation.addParameter(OASFactory.createParameter().ref(name))));
        return operation;
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        if (document.getComponents() == null) {
            document.setComponents(OASFactory.createComponents());
        }
        document.getComponents()
                .addParameter(
                        FROM,
                        query(FROM, "The first day, in the tenant's home zone. By default 30 days before `to`.")
                                .schema(schema(Schema.SchemaType.STRING).format("date")))
                .addParameter(
                        TO,
                        query(TO, "The last day, in the tenant's home zone, included. By default today.")
                                .schema(schema(Schema.SchemaType.STRING).format("date")))
                .addParameter(
                        LIMIT,
                        query(LIMIT, "The most items of one answer, up to 1,000.")
                                .schema(schema(Schema.SchemaType.INTEGER).format("int32")))
                .addParameter(
                        CURSOR,
                        query(CURSOR, "The `nextCursor` of the answer before.")
                                .schema(schema(Schema.SchemaType.STRING)))
                .addParameter(
                        GRANULARITY,
                        query(
                                        GRANULARITY,
                                        "The width of the buckets: `minute`, `hour`, `day`, or one of `1m`, `5m`, `15m`,"
                                                + " `1h`, `6h`, `1d`, `1w`, `1M`. By default some dozens of buckets.")
                                .schema(schema(Schema.SchemaType.STRING)))
                .addParameter(
                        TIME_ZONE,
                        query(TIME_ZONE, "The IANA zone of hours and days. By default the tenant's home zone.")
                                .schema(schema(Schema.SchemaType.STRING)));
    }

    private static Parameter query(String name, String description) {
        return OASFactory.createParameter().name(name).in(Parameter.In.QUERY).description(description);
    }

    private static Schema schema(Schema.SchemaType type) {
        return OASFactory.createSchema().addType(type);
    }
}
