DROP TABLE statement;
DROP TABLE statement_agent;
DROP TABLE statement_activity;
CREATE SEQUENCE statement_seq_seq;
CREATE TABLE statement (
  tenant TEXT NOT NULL, id BYTEA NOT NULL, seq BIGINT NOT NULL, tx BIGINT NOT NULL, stored BIGINT NOT NULL,
  timestamp BIGINT, version TEXT NOT NULL, verb TEXT NOT NULL, verb_key BYTEA NOT NULL, object_key BYTEA NOT NULL,
  registration BYTEA, voided SMALLINT NOT NULL, digest BYTEA NOT NULL, crc BIGINT NOT NULL, payload TEXT NOT NULL) PARTITION BY RANGE (stored);
CREATE UNIQUE INDEX statement_order ON statement (tenant, stored, seq);
CREATE INDEX statement_verb ON statement (tenant, verb_key, stored, seq);
CREATE INDEX statement_registration ON statement (tenant, registration, stored, seq) WHERE registration IS NOT NULL;
CREATE INDEX statement_commit ON statement (tenant, tx, seq);
CREATE TABLE statement_id (
  tenant TEXT NOT NULL, id BYTEA NOT NULL, stored BIGINT NOT NULL, seq BIGINT NOT NULL,
  PRIMARY KEY (tenant, id));
CREATE TABLE statement_agent (
  tenant TEXT NOT NULL, key BYTEA NOT NULL, direct SMALLINT NOT NULL, stored BIGINT NOT NULL, seq BIGINT NOT NULL, subject BIGINT NOT NULL,
  PRIMARY KEY (tenant, key, direct, stored, seq, subject)) PARTITION BY RANGE (stored);
CREATE TABLE statement_activity (
  tenant TEXT NOT NULL, key BYTEA NOT NULL, direct SMALLINT NOT NULL, stored BIGINT NOT NULL, seq BIGINT NOT NULL, subject BIGINT NOT NULL,
  PRIMARY KEY (tenant, key, direct, stored, seq, subject)) PARTITION BY RANGE (stored);
