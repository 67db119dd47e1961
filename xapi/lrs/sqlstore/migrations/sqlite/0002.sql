CREATE TABLE credential (
  tenant TEXT NOT NULL, name TEXT NOT NULL, hash TEXT NOT NULL, scopes TEXT NOT NULL, agent TEXT, created INTEGER NOT NULL, revoked INTEGER,
  PRIMARY KEY (tenant, name));
