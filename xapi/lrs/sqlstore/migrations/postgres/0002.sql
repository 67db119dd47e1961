CREATE TABLE credential (
  tenant TEXT NOT NULL, name TEXT NOT NULL, hash TEXT NOT NULL, scopes TEXT NOT NULL, agent TEXT, created BIGINT NOT NULL, revoked BIGINT,
  PRIMARY KEY (tenant, name));
