-- Places where a test can hold the job up or make it fail.
CREATE FUNCTION pause() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared(4711);
    RETURN NULL;
END $$;

CREATE TABLE test_crash (tenant_days bigint);
CREATE SEQUENCE test_tenant_day;
GRANT SELECT ON test_crash TO PUBLIC;
GRANT USAGE ON SEQUENCE test_tenant_day TO PUBLIC;

CREATE FUNCTION crash() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF nextval('test_tenant_day') > (SELECT tenant_days FROM test_crash) THEN
        RAISE EXCEPTION 'crashed by the test';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER crash BEFORE INSERT ON aggregated_day FOR EACH ROW EXECUTE FUNCTION crash();
