-- sum(bigint) adds up in 128 bits and answers a numeric: for each group a state to allocate, and a number to convert back.
-- This one adds bigints, which is what all sums are stored as, and fails like them where they end.
CREATE AGGREGATE total(bigint) (
    SFUNC = int8pl,
    STYPE = bigint,
    COMBINEFUNC = int8pl,
    PARALLEL = SAFE
);

COMMENT ON AGGREGATE total(bigint) IS 'sum(bigint) as a bigint, faster; NULL of nothing.';
