package io.tidemark.query.rotations;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rotations of one agent, and the value that it is sorted by. */
record RotationRow(
        UUID agentId,
        String agentName,
        long rotations,
        @Nullable LocalDate lastRotation,
        String sortValue) {

    private static final int DECIMALS = 4;

    CredentialRotations.Agent agent(int days) {
        var perDay = BigDecimal.valueOf(rotations).divide(BigDecimal.valueOf(days), DECIMALS, RoundingMode.HALF_UP);
        return new CredentialRotations.Agent(agentId, agentName, rotations, lastRotation, perDay);
    }

    RotationQuery.Position position() {
        return new RotationQuery.Position(sortValue, agentId);
    }
}
