-- Runs once, when the database is made. Services own nothing: each logs in as a member of a role that the migrations grant to.
CREATE ROLE tidemark LOGIN CREATEROLE PASSWORD 'tidemark';
CREATE DATABASE tidemark OWNER tidemark;
CREATE ROLE tidemark_ingest;
CREATE ROLE tidemark_query;
CREATE ROLE tidemark_alert;
CREATE ROLE tidemark_job;
CREATE ROLE ingest LOGIN PASSWORD 'ingest' IN ROLE tidemark_ingest;
CREATE ROLE query LOGIN PASSWORD 'query' IN ROLE tidemark_query;
CREATE ROLE alert LOGIN PASSWORD 'alert' IN ROLE tidemark_alert;
CREATE ROLE job LOGIN PASSWORD 'job' IN ROLE tidemark_job;
